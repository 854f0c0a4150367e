from __future__ import annotations

import pytest
from django.db.models import ProtectedError

from debates.models import Debate, Placement, Section, Side, SideHolder
from tests.factories import (
    DebateFactory,
    SectionFactory,
    SideFactory,
    SideHolderFactory,
    SpeakerFactory,
    supplied,
)
from tests.refusals import kept, refused

pytestmark = pytest.mark.django_db


def test_has_an_address_made_of_its_slug() -> None:
    assert DebateFactory(slug="is-it-so").get_absolute_url() == "/debates/is-it-so/"


def test_refuses_a_debate_without_a_question() -> None:
    with refused("debate_asks_a_question"):
        DebateFactory(question="")


def test_refuses_an_address_twice() -> None:
    DebateFactory(slug="is-it-so")
    with refused("debates_debate_slug"):
        DebateFactory(slug="is-it-so")


def test_places_a_claim_once_and_moves_it() -> None:
    debate = DebateFactory()
    claim, section = supplied("One."), SectionFactory(debate=debate)
    debate.place(claim)
    debate.place(claim, section, is_main=True)
    placement = Placement.objects.get()
    assert (placement.section, placement.is_main) == (section, True)


def test_a_claim_may_bear_on_two_debates() -> None:
    claim, left, right = supplied("One."), DebateFactory(), DebateFactory()
    left.place(claim)
    right.place(claim)
    kept()
    assert list(Debate.objects.about(claim).order_by("pk")) == [left, right]


def test_refuses_a_claim_twice_on_a_debate() -> None:
    debate, claim = DebateFactory(), supplied("One.")
    debate.place(claim)
    with refused("placement_once_a_debate"):
        Placement.objects.create(debate=debate, claim=claim)


def test_refuses_a_section_of_another_debate() -> None:
    with refused("a section of another debate"):
        DebateFactory().place(supplied("One."), SectionFactory())


def test_refuses_to_move_a_claim_to_a_section_of_another_debate() -> None:
    placement = DebateFactory().place(supplied("One."))
    with refused("a section of another debate"):
        Placement.objects.filter(pk=placement.pk).update(section=SectionFactory())


def test_refuses_to_move_a_section_with_claims_to_another_debate() -> None:
    section = SectionFactory()
    section.debate.place(supplied("One."), section)
    with refused("a section of another debate"):
        Section.objects.filter(pk=section.pk).update(debate=DebateFactory())


def test_claims_stay_on_the_debate_when_their_section_goes() -> None:
    section = SectionFactory()
    section.debate.place(supplied("One."), section)
    section.delete()
    kept()
    assert Placement.objects.get().section is None


def test_claims_stay_when_their_debate_goes() -> None:
    debate, claim = DebateFactory(), supplied("One.")
    debate.place(claim, SectionFactory(debate=debate))
    debate.delete()
    claim.refresh_from_db()
    assert Placement.objects.count() == 0


def test_refuses_a_section_twice() -> None:
    section = SectionFactory(question="Why?")
    with refused("section_question_once_a_debate"):
        SectionFactory(debate=section.debate, question="Why?")


def test_refuses_a_section_without_a_question() -> None:
    with refused("section_asks_a_question"):
        SectionFactory(question="")


def test_refuses_a_side_twice() -> None:
    side = SideFactory(name="For")
    with refused("side_name_once_a_debate"):
        SideFactory(debate=side.debate, name="For")


def test_refuses_a_side_without_a_name() -> None:
    with refused("side_has_a_name"):
        SideFactory(name="")


def test_a_side_is_held_by_a_speaker_or_a_group() -> None:
    side = SideFactory()
    speaker = SideHolderFactory(side=side, speaker=SpeakerFactory(name="Ann"))
    group = SideHolderFactory(side=side, speaker=None, words="critics")
    kept()
    assert [str(speaker), str(group)] == ["Ann", "critics"]


def test_refuses_a_holder_who_is_nobody() -> None:
    with refused("side_holder_is_a_speaker_or_words"):
        SideHolderFactory(speaker=None, words="")


def test_refuses_a_holder_who_is_a_speaker_and_a_group() -> None:
    with refused("side_holder_is_a_speaker_or_words"):
        SideHolderFactory(words="critics")


def test_refuses_a_speaker_twice_on_a_side() -> None:
    holder = SideHolderFactory()
    with refused("side_holder_once"):
        SideHolderFactory(side=holder.side, speaker=holder.speaker)


def test_refuses_a_group_twice_on_a_side() -> None:
    holder = SideHolderFactory(speaker=None, words="critics")
    with refused("side_holder_once"):
        SideHolderFactory(side=holder.side, speaker=None, words="critics")


def test_keeps_a_speaker_who_is_on_a_side() -> None:
    holder = SideHolderFactory()
    with pytest.raises(ProtectedError):
        holder.speaker.delete()


def test_lists_the_newest_debate_first() -> None:
    older, newer = DebateFactory(), DebateFactory()
    assert list(Debate.objects.newest_first()) == [newer, older]


def test_orders_sides_and_sections_by_position_then_age() -> None:
    debate = DebateFactory()
    last = SideFactory(debate=debate, position=2)
    first, second = SideFactory(debate=debate, position=1), SideFactory(debate=debate, position=1)
    assert list(Side.objects.in_order()) == [first, second, last]
    late = SectionFactory(debate=debate, position=2)
    early, middle = SectionFactory(debate=debate, position=1), SectionFactory(debate=debate, position=1)
    assert list(Section.objects.in_order()) == [early, middle, late]


def test_orders_placements_as_they_were_made() -> None:
    debate = DebateFactory()
    placed = [debate.place(supplied("One.")), debate.place(supplied("Two."))]
    assert list(Placement.objects.in_order()) == placed


def test_loads_sides_with_people_and_sections_in_four_queries(django_assert_num_queries: object) -> None:
    for _ in range(2):
        debate = DebateFactory()
        SectionFactory(debate=debate, question="Why?")
        for name in ("Ann", "Bob"):
            SideHolderFactory(side=SideFactory(debate=debate), speaker=SpeakerFactory(name=name))
    with django_assert_num_queries(4):
        loaded = Debate.objects.with_sides().with_sections().newest_first()[0]
        names = [str(holder) for side in loaded.sides.all() for holder in side.holders.all()]
        questions = [str(section) for section in loaded.sections.all()]
    assert (names, questions) == (["Ann", "Bob"], ["Why?"])


def test_counts_the_claims_of_each_debate() -> None:
    debate, _ = DebateFactory(), DebateFactory()
    debate.place(supplied("One."))
    debate.place(supplied("Two."))
    counts = Debate.objects.with_claim_counts().order_by("pk").values_list("claim_count", flat=True)
    assert list(counts) == [2, 0]


def test_a_side_takes_its_holders_along() -> None:
    SideHolderFactory().side.delete()
    assert SideHolder.objects.count() == 0
