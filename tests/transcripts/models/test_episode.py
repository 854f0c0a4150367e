from __future__ import annotations

import datetime

import pytest
from django.db.models import ProtectedError

from tests.factories import EpisodeFactory, RecordingFactory, ShowFactory
from tests.refusals import kept, refused
from transcripts.models import Episode, Recording

pytestmark = pytest.mark.django_db


def test_has_an_address_below_its_show() -> None:
    episode = EpisodeFactory(slug="the-talk", show=ShowFactory(slug="the-show"))
    assert episode.get_absolute_url() == "/shows/the-show/the-talk/"


@pytest.mark.parametrize(("field", "rule"), [("slug", "show_slug"), ("name", "show_name")])
def test_refuses_two_shows_of_one_name_or_address(field: str, rule: str) -> None:
    ShowFactory(**{field: "the-show"})
    with refused(rule):
        ShowFactory(**{field: "the-show"})


@pytest.mark.parametrize(
    ("field", "rule"), [("slug", "episode_slug_once_a_show"), ("title", "episode_title_once_a_show")]
)
def test_refuses_an_address_or_title_twice_in_a_show(field: str, rule: str) -> None:
    first = EpisodeFactory(**{field: "the-talk"})
    EpisodeFactory(**{field: "the-talk"})
    with refused(rule):
        EpisodeFactory(show=first.show, **{field: "the-talk"})


def test_refuses_an_episode_without_a_title() -> None:
    with refused("episode_has_a_title"):
        EpisodeFactory(title="")


def test_keeps_a_show_that_has_episodes() -> None:
    show = EpisodeFactory().show
    with pytest.raises(ProtectedError):
        show.delete()


def test_refuses_a_second_primary_recording() -> None:
    recording = RecordingFactory()
    with refused("recording_one_primary_an_episode"):
        RecordingFactory(episode=recording.episode)


def test_accepts_other_editions_with_an_offset() -> None:
    recording = RecordingFactory()
    RecordingFactory(episode=recording.episode, is_primary=False, kind=Recording.Kind.VIDEO, offset_s=-46.5)
    kept()


def test_refuses_an_offset_of_the_primary_recording() -> None:
    with refused("recording_primary_has_no_offset"):
        RecordingFactory(offset_s=1)


@pytest.mark.parametrize("duration_s", [0, -1])
def test_refuses_a_recording_that_lasts_no_time(duration_s: float) -> None:
    with refused("recording_lasts"):
        RecordingFactory(duration_s=duration_s)


def test_lists_the_newest_episode_first_and_undated_ones_last() -> None:
    undated = EpisodeFactory()
    old = EpisodeFactory(published_on=datetime.date(2024, 1, 1))
    new = EpisodeFactory(published_on=datetime.date(2025, 1, 1))
    same_day = EpisodeFactory(published_on=datetime.date(2025, 1, 1))
    assert list(Episode.objects.newest_first()) == [same_day, new, old, undated]


def test_loads_shows_in_the_same_query(django_assert_num_queries: object) -> None:
    EpisodeFactory(show=ShowFactory(name="The Show"))
    with django_assert_num_queries(1):
        assert [episode.show.name for episode in Episode.objects.with_shows()] == ["The Show"]
