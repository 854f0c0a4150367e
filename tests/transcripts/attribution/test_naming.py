"""What voices and words make of a label together: the policy, case by case."""

from __future__ import annotations

import pytest

from transcripts.attribution.introductions import Introduction, Kind
from transcripts.attribution.naming import Verdict, verdicts
from transcripts.models import Speaker
from transcripts.speech.values import Voice
from transcripts.voices import Candidate, decide

ANN = Speaker(pk=1, name="Ann Lee")
BEN = Speaker(pk=2, name="Benedict Ito")
CARA = Speaker(pk=3, name="Cara Obi")
PEOPLE = [ANN, BEN, CARA]


def _named(name: str, label: str = "A") -> Introduction:
    return Introduction(label, name, Kind.NEXT, f"I'm here with {name}.", 1.0)


def _verdict(score: float, margin: float, net_s: float, *said: str, **called: Speaker) -> Verdict:
    """The verdict on a voice whose nearest person is Ben."""
    match = decide([Candidate(BEN, score), Candidate(ANN, score - margin)], net_s)
    (given,) = verdicts(
        [Voice("A", net_s, None)], {"A": match}, [_named(name) for name in said], PEOPLE, called
    )
    return given


@pytest.mark.parametrize(
    ("score", "margin", "net_s", "said", "is_sure"),
    [
        (0.70, 0.30, 30.0, ["Benedict Ito"], True),
        (0.50, 0.20, 30.0, ["Benedict Ito"], True),
        (0.70, 0.30, 30.0, [], True),
        (0.50, 0.20, 30.0, [], False),
        (0.70, 0.30, 30.0, ["Cara Obi"], False),
        (0.70, 0.30, 30.0, ["Benedict Ito", "Cara Obi"], False),
        (0.90, 0.10, 30.0, [], False),
        (0.90, 0.10, 30.0, ["Benedict Ito"], False),
        (0.90, 0.50, 9.9, [], False),
        (0.90, 0.50, 9.9, ["Benedict Ito"], False),
        (0.50, 0.20, 9.9, ["Benedict Ito"], False),
    ],
)
def test_a_voice_is_taken_where_voice_and_words_agree_or_the_voice_is_clear(
    score: float, margin: float, net_s: float, said: list[str], is_sure: bool
) -> None:
    given = _verdict(score, margin, net_s, *said)
    assert (given.speaker, given.is_sure, given.method) == (BEN, is_sure, "voice")
    assert [each.name for each in given.said] == said


def test_words_about_another_label_say_nothing_of_this_one() -> None:
    match = decide([Candidate(BEN, 0.5), Candidate(ANN, 0.2)], 30)
    (given,) = verdicts([Voice("A", 30, None)], {"A": match}, [_named("Benedict Ito", "B")], PEOPLE)
    assert (given.speaker, given.is_sure, given.said) == (BEN, False, ())


def test_a_voice_near_nobody_is_unknown_and_words_alone_only_propose() -> None:
    assert _verdict(0.39, 0.39, 60).speaker is None
    given = _verdict(0.39, 0.39, 60, "Cara Obi")
    assert (given.speaker, given.is_sure, given.method) == (CARA, False, "text")


def test_words_that_name_two_people_propose_nobody() -> None:
    assert _verdict(0.1, 0.1, 60, "Cara Obi", "Ann Lee").speaker is None


def test_an_alias_that_is_said_is_the_persons_name() -> None:
    assert not _verdict(0.5, 0.2, 30, "Rich").is_sure
    assert _verdict(0.5, 0.2, 30, "Rich", Rich=BEN).is_sure
    assert not _verdict(0.7, 0.3, 30, "Rich", Rich=CARA).is_sure


def test_a_part_of_a_name_counts_where_it_is_one_persons() -> None:
    assert _verdict(0.5, 0.2, 30, "Ito").is_sure
    two = [*PEOPLE, Speaker(pk=4, name="Hana Ito")]
    match = decide([Candidate(BEN, 0.5), Candidate(ANN, 0.2)], 30)
    (given,) = verdicts([Voice("A", 30, None)], {"A": match}, [_named("Ito")], two)
    assert not given.is_sure


def test_several_voices_may_be_one_persons() -> None:
    match = decide([Candidate(BEN, 0.8), Candidate(ANN, 0.2)], 30)
    given = verdicts([Voice("A", 30, None), Voice("B", 30, None)], {"A": match, "B": match}, [], PEOPLE)
    assert [(each.label, each.speaker, each.is_sure) for each in given] == [
        ("A", BEN, True),
        ("B", BEN, True),
    ]
