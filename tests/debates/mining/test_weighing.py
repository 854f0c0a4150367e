"""The relations of a whole talk: what the heads see, as what it is drawn, and how it stands beside the rules."""

from __future__ import annotations

import pytest

from debates.mining import THRESHOLD, Link, LinkKind, Turn, mine


def link(found: list[Link], source: int, target: int) -> Link | None:
    return next((one for one in found if (one.source, one.target) == (source, target)), None)


def links(*turns: tuple[str, str]) -> list[Link]:
    return list(mine([Turn(*turn) for turn in turns]).links)


def test_a_reason_without_a_word_that_announces_it_is_found_by_a_head_which_is_named() -> None:
    found = link(links(("Ann", "The city should close the old bridge. It is going to kill somebody.")), 1, 0)

    assert found is not None
    assert found.kind is LinkKind.SUPPORT
    assert found.head
    assert found.evidence == "It is going to kill somebody"


def test_a_rule_s_link_names_no_head() -> None:
    found = link(
        links(("Ann", "Steel bridges rust fast. For example, the harbour bridge lost two cables.")), 1, 0
    )

    assert found is not None
    assert not found.head


def test_a_reason_that_is_announced_is_worth_more_than_the_threshold() -> None:
    found = link(
        links(("Ann", "Tolls are fair to drivers. Because whoever wears down a road should pay for it.")),
        1,
        0,
    )

    assert found is not None
    assert found.score > THRESHOLD


def test_every_claim_is_tied_to_one_earlier_claim_at_most_by_the_heads() -> None:
    found = [
        one
        for one in links(
            (
                "Ann",
                "The ferries should be free. They carry nurses to work. Nurses are paid badly in this town.",
            ),
            (
                "Ben",
                "Free ferries cost the town a fortune. The town is broke. It cannot even mend its bridges.",
            ),
        )
        if one.head
    ]

    assert found
    assert len({max(one.source, one.target) for one in found}) == len(found)


def test_whoever_goes_on_telling_another_s_view_does_not_attack_it() -> None:
    found = links(
        (
            "Ann",
            "Tom Hale has said that he is in favour of closing the harbour clinic. He even stopped its money last year.",
        )
    )

    assert all(one.kind is not LinkKind.ATTACK for one in found)


def test_what_begins_another_matter_is_linked_less_surely() -> None:
    text = "The city should close the old bridge. {} going to kill somebody."
    same, other = (
        link(links(("Ann", text.format(opening))), 1, 0)
        for opening in ("It is", "As far as the ferry is concerned, it is")
    )

    assert same is not None
    assert other is None or other.score < same.score


def test_items_of_a_list_restate_nothing() -> None:
    found = links(
        (
            "Ann",
            "The north bridge lost 14 of its cables last winter. The south bridge lost 23 of its cables last winter.",
        )
    )

    assert all(one.kind is not LinkKind.REPHRASE for one in found)


def test_what_spells_out_the_sentence_before_supports_it_and_is_no_restatement() -> None:
    text = (
        "We should close the bridge because it is old. The cables are rusted through and nobody mends them."
    )
    found = link(links(("Ann", text)), 1, 0)

    assert found is not None
    assert (found.kind, found.reason) == (
        LinkKind.SUPPORT,
        "spells out 'We should close the bridge because it…': right after it",
    )


def test_what_is_close_in_words_and_in_meaning_is_a_restatement() -> None:
    found = link(
        links(("Ann", "The harbour board has lied to us. The harbour board lied to every one of us.")), 1, 0
    )

    assert found is not None
    assert found.kind is LinkKind.REPHRASE


def test_a_premise_that_only_points_back_is_linked_less_surely() -> None:
    named, pointing = (
        link(links(("Ann", f"The harbour board has lied to us. {who} lied to every one of us.")), 1, 0)
        for who in ("The harbour board", "They have")
    )

    assert named is not None
    assert pointing is None or pointing.score < named.score


@pytest.mark.parametrize(
    "ending",
    [
        "The cables of the bridge are rusted through and the",
        "- the cables of the bridge are rusted through -",
    ],
)
def test_a_sentence_that_breaks_off_is_linked_less_surely(ending: str) -> None:
    whole = link(
        links(("Ann", "The city should close the old bridge. The cables of the bridge are rusted through.")),
        1,
        0,
    )
    broken = link(links(("Ann", f"The city should close the old bridge. {ending}")), 1, 0)

    assert whole is not None
    assert broken is None or broken.score < whole.score


def test_a_filling_like_is_no_example() -> None:
    plain, filled = (
        link(
            links(
                ("Ben", f"I learned more outside of school. {opening} motivated to learn when I was young.")
            ),
            1,
            0,
        )
        for opening in ("I was actually", "Like I was actually")
    )

    assert (plain.score if plain else 0) == (filled.score if filled else 0)
