from __future__ import annotations

import pytest

from debates.models import SideHolder
from debates.reading.hues import HUES, Hues, hues_by_side, hues_everywhere
from tests.factories import DebateFactory, SideFactory, SideHolderFactory, SpeakerFactory
from transcripts.models import Speaker


def _speakers(count: int) -> list[Speaker]:
    return [Speaker(pk=number, name=str(number)) for number in range(1, count + 1)]


def test_people_on_no_side_get_colours_in_turn() -> None:
    hues = Hues({})
    assert [hues.of(speaker) for speaker in _speakers(8)] == [1, 2, 3, 4, 5, 6, 1, 2]


def test_somebody_keeps_a_colour() -> None:
    hues, (ann, bob) = Hues({}), _speakers(2)
    assert [hues.of(each) for each in (ann, bob, ann, bob)] == [1, 2, 1, 2]


def test_people_on_no_side_get_colours_that_no_side_has() -> None:
    ann, bob = _speakers(2)
    assert Hues({ann.pk: 1, 99: 2}).of(bob) == 3


def test_unnamed_parties_on_no_side_have_no_colour() -> None:
    hues = Hues({}, {"critics": 2})
    assert [hues.of(None, words) for words in ("", "somebody", "critics")] == [0, 0, 2]


@pytest.mark.django_db
class TestSides:
    def test_everyone_on_a_side_has_its_colour(self) -> None:
        debate = DebateFactory()
        left, right = SideFactory(debate=debate), SideFactory(debate=debate)
        people = [SideHolderFactory(side=side) for side in (left, left, right)]
        group = SideHolderFactory(side=right, speaker=None, words="critics")
        hues = hues_by_side([*people, group])
        assert [hues.of(holder.speaker, holder.words) for holder in [*people, group]] == [1, 1, 2, 2]

    def test_more_sides_than_colours_share_them(self) -> None:
        debate = DebateFactory()
        holders = [SideHolderFactory(side=SideFactory(debate=debate)) for _ in range(HUES + 2)]
        hues = hues_by_side(holders)
        assert [hues.of(holder.speaker) for holder in holders] == [1, 2, 3, 4, 5, 6, 1, 2]

    def test_outside_a_debate_people_have_the_colour_of_their_oldest_one(
        self, django_assert_num_queries: object
    ) -> None:
        ann, bob, eve = (SpeakerFactory() for _ in range(3))
        for people in ((ann, bob), (bob, eve)):
            debate = DebateFactory()
            for position, speaker in enumerate(people):
                SideHolderFactory(side=SideFactory(debate=debate, position=position), speaker=speaker)
        with django_assert_num_queries(1):
            hues = hues_everywhere([ann, bob, eve])
        assert [hues.of(each) for each in (ann, bob, eve)] == [1, 2, 2]

    def test_colours_follow_the_order_of_sides_not_their_age(self) -> None:
        debate = DebateFactory()
        late = SideHolderFactory(side=SideFactory(debate=debate, position=1))
        early = SideHolderFactory(side=SideFactory(debate=debate, position=0))
        hues = hues_everywhere([late.speaker, early.speaker])
        assert [hues.of(each.speaker) for each in (early, late)] == [1, 2]
        assert SideHolder.objects.count() == 2
