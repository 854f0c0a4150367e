from __future__ import annotations

import pytest

from debates.models import Debate
from debates.reading.debates import DebateReading
from tests.factories import (
    DebateFactory,
    SectionFactory,
    SideFactory,
    SideHolderFactory,
    SpeakerFactory,
    Talk,
    link,
    supplied,
)

pytestmark = pytest.mark.django_db


def _read(debate: Debate) -> DebateReading:
    return DebateReading(Debate.objects.with_sides().with_sections().get(pk=debate.pk))


class Dispute:
    """A debate of two sides, Ann's and Bob's, and a talk of theirs."""

    def __init__(self) -> None:
        self.debate, self.talk = DebateFactory(), Talk()
        self.ann, self.bob = SpeakerFactory(name="Ann"), SpeakerFactory(name="Bob")
        for position, (name, speaker) in enumerate((("Yes", self.ann), ("No", self.bob))):
            side = SideFactory(debate=self.debate, name=name, position=position)
            SideHolderFactory(side=side, speaker=speaker)


@pytest.fixture
def dispute() -> Dispute:
    return Dispute()


def test_counts_claims_answered_ones_and_what_stands_open(dispute: Dispute) -> None:
    claim = dispute.talk.claim(dispute.ann, "It is so.")
    reply = dispute.talk.claim(dispute.bob, "It is not.")
    other = dispute.talk.claim(dispute.ann, "Something else is so.")
    link(reply, "attack", claim)
    for each in (claim, reply, other):
        dispute.debate.place(each)
    tally = _read(dispute.debate).tally
    assert (tally.claims, tally.answered, tally.open) == (3, 1, 1)


def test_who_did_not_answer_is_the_other_side(dispute: Dispute) -> None:
    for speaker in (dispute.ann, dispute.bob):
        dispute.debate.place(dispute.talk.claim(speaker, "It is so."))
    exchanges = _read(dispute.debate).parts()[0].exchanges
    assert [exchange.silent for exchange in exchanges] == ["No", "Yes"]


def test_with_three_sides_nobody_in_particular_did_not_answer(dispute: Dispute) -> None:
    SideFactory(debate=dispute.debate, name="Perhaps", position=2)
    dispute.debate.place(dispute.talk.claim(dispute.ann, "It is so."))
    assert [exchange.silent for exchange in _read(dispute.debate).parts()[0].exchanges] == [""]


def test_a_reported_claim_stands_on_the_side_of_its_holder(dispute: Dispute) -> None:
    dispute.debate.place(dispute.talk.claim(dispute.bob, "She says it is so.", holder=dispute.ann))
    cell = _read(dispute.debate).parts()[0].exchanges[0].cell
    assert (cell.side, cell.card.hue) == (0, 1)


def test_a_claim_of_a_group_stands_on_its_side(dispute: Dispute) -> None:
    SideHolderFactory(side=dispute.debate.sides.get(name="No"), speaker=None, words="critics")
    dispute.debate.place(dispute.talk.claim(dispute.ann, "They say no.", holder_words="critics"))
    cell = _read(dispute.debate).parts()[0].exchanges[0].cell
    assert (cell.side, cell.card.hue) == (1, 2)


def test_a_supplied_claim_stands_on_no_side(dispute: Dispute) -> None:
    dispute.debate.place(supplied("It may be so."))
    cell = _read(dispute.debate).parts()[0].exchanges[0].cell
    assert (cell.side, cell.card.hue) == (None, 0)


def test_claims_stand_in_the_order_in_which_they_were_said(dispute: Dispute) -> None:
    first, second = (dispute.talk.claim(dispute.ann, text) for text in ("One.", "Two."))
    for claim in (supplied("Added."), second, first):
        dispute.debate.place(claim)
    exchanges = _read(dispute.debate).parts()[0].exchanges
    assert [exchange.cell.card.claim.text for exchange in exchanges] == ["One.", "Two.", "Added."]


def test_sections_come_in_order_and_claims_in_none_last(dispute: Dispute) -> None:
    late = SectionFactory(debate=dispute.debate, question="Late?", position=1)
    early = SectionFactory(debate=dispute.debate, question="Early?", position=0)
    dispute.debate.place(supplied("In none."))
    dispute.debate.place(supplied("In the late one."), late)
    reading = _read(dispute.debate)
    assert [part.section for part in reading.parts()] == [early, late, None]
    assert [(part.section, part.size) for part in reading.outline_parts()] == [
        (early, 0),
        (late, 1),
        (None, 1),
    ]


def test_every_claim_of_the_debate_is_shown_somewhere(dispute: Dispute) -> None:
    """Also those that only give each other as reasons."""
    one, two = supplied("One is so."), supplied("Two is so.")
    link(one, "support", two)
    link(two, "support", one)
    for claim in (one, two):
        dispute.debate.place(claim)
    shown = {
        each.claim
        for part in _read(dispute.debate).parts()
        for exchange in part.exchanges
        for each in [exchange.cell.card, *(reason.card for reason in exchange.cell.reasons)]
    }
    assert shown == {one, two}


def test_a_reading_makes_as_many_queries_as_it_says(
    dispute: Dispute, django_assert_num_queries: object
) -> None:
    claim, reply = dispute.talk.claim(dispute.ann, "It is so."), dispute.talk.claim(dispute.bob, "It is not.")
    link(reply, "undercut", link(claim, "support", supplied("And this.")))
    for each in (claim, reply):
        dispute.debate.place(each)
    loaded = Debate.objects.with_sides().with_sections().get(pk=dispute.debate.pk)
    with django_assert_num_queries(11):
        reading = DebateReading(loaded)
        assert (len(reading.parts()), len(reading.outline_parts()), reading.tally.claims) == (1, 1, 2)
