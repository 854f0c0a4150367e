from __future__ import annotations

import pytest

from debates.graph import (
    ArgumentGraph,
    ClaimNode,
    Kind,
    RelationEdge,
    Stance,
    Support,
    Voicing,
    explain,
    standings,
)

NAMES = {1: "Sutton", 2: "Patel", 3: "Ann"}
WORDS = {1: "They have no goals.", 2: "They do have goals.", 3: "A goal must matter.", 4: "It does matter."}


def _told(relations: list[RelationEdge], voicings: list[Voicing], support: Support = Support.NONE) -> str:
    graph = ArgumentGraph([ClaimNode(number) for number in range(1, 5)], relations)
    return explain(standings(graph, voicings, support)[1], NAMES, words=WORDS)


def _attack(number: int, *ends: int) -> RelationEdge:
    return RelationEdge(number, Kind.ATTACK, ends[:-1], target_claim=ends[-1])


def _says(who: int | str, claim: int, at: float, stance: Stance = Stance.ASSERTS) -> Voicing:
    return Voicing(claim, stance, who if isinstance(who, int) else 3, who, (at,))


def test_never_challenged() -> None:
    assert _told([], []) == "Never challenged: nobody rebuts or denies it."


def test_a_challenge_without_an_answer() -> None:
    assert _told([_attack(1, 2, 1)], [_says(2, 2, 180)]) == (
        "Challenged and not answered: Patel rebuts it at 3:00 (“They do have goals.”) and nobody answers that."
    )


def test_a_challenge_answered_by_the_one_challenged() -> None:
    said = [_says(1, 1, 1), _says(2, 2, 180), _says(1, 3, 240)]
    assert _told([_attack(1, 2, 1), _attack(2, 3, 2)], said) == (
        "Challenged and answered: Patel rebuts it at 3:00 (“They do have goals.”); "
        "Sutton rebuts that at 4:00 (“A goal must matter.”)."
    )


def test_an_answer_by_a_third_party() -> None:
    said = [_says(1, 1, 1), _says(2, 2, 180), _says(3, 3, 240)]
    assert _told([_attack(1, 2, 1), _attack(2, 3, 2)], said) == (
        "Challenged and answered: Patel rebuts it at 3:00 (“They do have goals.”); "
        "Ann, a third party, rebuts that at 4:00 (“A goal must matter.”)."
    )


def test_an_answer_that_fell_in_turn() -> None:
    said = [_says(1, 1, 1), _says(2, 2, 180), _says(1, 3, 240), _says(2, 4, 300)]
    assert _told([_attack(1, 2, 1), _attack(2, 3, 2), _attack(3, 4, 3)], said) == (
        "Challenged and not answered: Patel rebuts it at 3:00 (“They do have goals.”); "
        "Sutton rebuts that at 4:00 (“A goal must matter.”), "
        "but Patel rebuts the answer at 5:00 (“It does matter.”) and nobody answers that."
    )


def test_a_party_without_a_name_as_somebody_reports_it() -> None:
    said = [_says("critics", 2, 180, Stance.REPORTS)]
    assert _told([_attack(1, 2, 1)], said) == (
        "Challenged and not answered: critics, as Ann reports, rebut it at 3:00 (“They do have goals.”) "
        "and nobody answers that."
    )


def test_an_undercut_in_an_answer() -> None:
    undercut = RelationEdge(2, Kind.UNDERCUT, (3,), target_relation=1)
    assert _told([_attack(1, 2, 1), undercut], [_says(2, 2, 180), _says(1, 3, 240)]) == (
        "Challenged and answered: Patel rebuts it at 3:00 (“They do have goals.”); "
        "Sutton undercuts that step at 4:00 (“A goal must matter.”)."
    )


def test_contested() -> None:
    said = [_says(1, 1, 1), _says(2, 1, 60, Stance.DENIES)]
    assert _told([], said) == "Contested: Patel denies it at 1:00, and nothing said settles it."


def test_conceded_by_a_grant() -> None:
    said = [_says(1, 1, 1), _says(2, 2, 180), _says(2, 1, 540, Stance.GRANTS)]
    assert _told([_attack(1, 2, 1)], said) == "Conceded: Patel grants it at 9:00."


def test_conceded_by_giving_up() -> None:
    said = [_says(1, 1, 1), _says(1, 1, 3661, Stance.DENIES)]
    assert _told([], said) == "Conceded: Sutton, who held it, denies it at 1:01:01."


def test_a_claim_without_a_speaker_or_time() -> None:
    assert _told([_attack(1, 2, 1)], []) == (
        "Challenged and not answered: somebody rebuts it (“They do have goals.”) and nobody answers that."
    )


@pytest.mark.parametrize(
    ("support", "ends", "expected"),
    [
        (Support.NECESSARY, (2, 1), "it rests on what does not stand (“They do have goals.”)"),
        (Support.DEDUCTIVE, (1, 2), "what follows from it does not stand (“They do have goals.”)"),
    ],
)
def test_a_support_that_pulls_a_claim_down(support: Support, ends: tuple[int, int], expected: str) -> None:
    pulling = RelationEdge(1, Kind.SUPPORT, ends[:1], target_claim=ends[1])
    assert _told([pulling, _attack(2, 3, 2)], [], support) == f"Challenged and not answered: {expected}."


def test_more_challenges_than_are_told_are_counted() -> None:
    graph = ArgumentGraph(
        [ClaimNode(number) for number in range(1, 8)], [_attack(number, number, 1) for number in range(2, 8)]
    )
    assert explain(standings(graph)[1], {}).endswith("; and 2 more.")


def test_long_words_are_cut_at_a_word() -> None:
    graph = ArgumentGraph([ClaimNode(1), ClaimNode(2)], [_attack(1, 2, 1)])
    told = explain(standings(graph)[1], {}, words={2: "word " * 40})
    assert told.endswith("word word…”) and nobody answers that.")
    assert len(told) < 220
