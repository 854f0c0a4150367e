"""Views that somebody turns down: the statement must never say the opposite of what its holder thinks."""

from __future__ import annotations

import pytest

from debates.mining import Finding, Person, Stance, Turn, mine

PEOPLE = (Person("Hans Weber"), Person("Maria Chen"), Person("Ann Roe"))


def first(text: str) -> Finding:
    return mine([Turn("Ann Roe", text)], PEOPLE).findings[0]


TURNED_DOWN = [
    ("Hans denies that tolls are fair.", "Hans Weber"),
    ("Hans has always denied that tolls are fair.", "Hans Weber"),
    ("Hans disputes that tolls are fair.", "Hans Weber"),
    ("Hans doubts that tolls are fair.", "Hans Weber"),
    ("Hans doesn't think that tolls are fair.", "Hans Weber"),
    ("Hans doesn’t think tolls are fair.", "Hans Weber"),
    ("Hans does not believe that tolls are fair.", "Hans Weber"),
    ("Hans never believed that tolls are fair.", "Hans Weber"),
    ("Hans no longer believes that tolls are fair.", "Hans Weber"),
    ("Hans doesn't buy that tolls are fair.", "Hans Weber"),
    ("Hans won't accept that tolls are fair.", "Hans Weber"),
    ("Hans refuses to accept that tolls are fair.", "Hans Weber"),
    ("Hans rejects the idea that tolls are fair.", "Hans Weber"),
    ("Hans disagrees that tolls are fair.", "Hans Weber"),
    ("Hans questions whether tolls are fair.", "Hans Weber"),
    ("Hans is not convinced that tolls are fair.", "Hans Weber"),
    ("Hans is sceptical that tolls are fair.", "Hans Weber"),
    ("Hans doesn't deny that tolls are fair.", "Hans Weber"),
    ("What Hans denies is that tolls are fair.", "Hans Weber"),
    ("Hans's view is not that tolls are fair.", "Hans Weber"),
    ("Some people deny that tolls are fair.", "people"),
    ("Critics doubt that tolls are fair.", "critics"),
    ("The committee does not think that tolls are fair.", "committee"),
    ("Maria says that Hans denies that tolls are fair.", "Hans Weber"),
    ("Hans denies that critics say that tolls are fair.", "Hans Weber"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "holder"), TURNED_DOWN)
def test_keeps_the_sentence_whole_under_a_negation(text: str, holder: str) -> None:
    finding = first(text)
    assert (finding.holder, finding.stance, finding.statement) == (holder, Stance.REPORTS, text)


NOBODYS_VIEW = [
    "No economists believe that tolls are fair.",
    "Few economists believe that tolls are fair.",
    "Nobody believes that tolls are fair.",
    "I don't think Hans believes that tolls are fair.",
    "I doubt that Hans believes that tolls are fair.",
]


@pytest.mark.parametrize("text", NOBODYS_VIEW)
def test_a_view_that_is_said_to_have_no_holder_is_laid_at_nobodys_door(text: str) -> None:
    finding = first(text)
    assert (finding.holder, finding.statement) == ("Ann Roe", text)
    assert finding.stance is not Stance.REPORTS


STILL_STATED = [
    ("Hans thinks that tolls are not fair.", "Tolls are not fair."),
    ("No, Hans thinks that tolls are fair.", "Tolls are fair."),
    ("Critics wrongly believe that tolls are fair.", "Tolls are fair."),
]


@pytest.mark.parametrize(("text", "statement"), STILL_STATED)
def test_a_view_held_is_stated_by_itself(text: str, statement: str) -> None:
    assert first(text).statement == statement


def test_what_somebody_denies_opens_no_recap_of_their_view() -> None:
    text = "Here is what Hans denies. Tolls are fair. Nurses can pay them."
    assert all(
        finding.stance is not Stance.REPORTS for finding in mine([Turn("Ann Roe", text)], PEOPLE).findings
    )


def test_a_denial_meets_the_claim_that_it_denies() -> None:
    turns = [
        Turn("Ann Roe", "Road tolls in the valley are fair to nurses."),
        Turn("Maria Chen", "Hans denies that road tolls in the valley are fair to nurses."),
    ]
    assert [
        link.kind.value for link in mine(turns, PEOPLE).links if {link.source, link.target} == {0, 1}
    ] == ["attack"]
