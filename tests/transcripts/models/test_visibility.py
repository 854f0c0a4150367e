from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from debates.models import User
from tests.factories import EpisodeFactory, ShowFactory, UserFactory
from tests.refusals import refused
from transcripts.models import Episode, Show, Visibility

PUBLIC, UNLISTED, PRIVATE = Visibility.PUBLIC, Visibility.UNLISTED, Visibility.PRIVATE


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("own", "of_the_show", "effective"),
    [
        ("", "public", PUBLIC),
        ("", "unlisted", UNLISTED),
        ("", "private", PRIVATE),
        ("public", "public", PUBLIC),
        ("public", "private", PRIVATE),
        ("unlisted", "public", UNLISTED),
        ("unlisted", "private", PRIVATE),
        ("private", "public", PRIVATE),
    ],
)
class TestTheStricterOfShowAndEpisodeHolds:
    def test_for_an_episode(self, own: str, of_the_show: str, effective: str) -> None:
        episode = EpisodeFactory(visibility=own, show=ShowFactory(visibility=of_the_show))
        assert episode.effective_visibility == effective

    def test_in_lists(self, own: str, of_the_show: str, effective: str) -> None:
        episode = EpisodeFactory(visibility=own, show=ShowFactory(visibility=of_the_show))
        assert list(Episode.objects.listed()) == ([episode] if effective == PUBLIC else [])
        assert list(Episode.objects.restricted()) == ([] if effective == PUBLIC else [episode])

    def test_by_its_address(self, own: str, of_the_show: str, effective: str) -> None:
        episode = EpisodeFactory(visibility=own, show=ShowFactory(visibility=of_the_show))
        for stranger in (None, AnonymousUser(), UserFactory(role=User.Role.READER)):
            assert list(Episode.objects.open_to(stranger)) == ([] if effective == PRIVATE else [episode])

    def test_by_its_address_for_those_who_work_on_it(
        self, own: str, of_the_show: str, effective: str
    ) -> None:
        episode = EpisodeFactory(visibility=own, show=ShowFactory(visibility=of_the_show))
        for role in (User.Role.EDITOR, User.Role.ADMIN):
            assert list(Episode.objects.open_to(UserFactory(role=role))) == [episode]


@pytest.mark.django_db
def test_an_editor_who_was_shut_out_reads_nothing_private() -> None:
    EpisodeFactory(visibility="private")
    gone = UserFactory(role=User.Role.EDITOR, is_active=False)
    assert list(Episode.objects.open_to(gone)) == []


@pytest.mark.django_db
def test_lists_only_public_shows_and_opens_unlisted_ones_by_address() -> None:
    public, unlisted, _ = (ShowFactory(visibility=each) for each in ("public", "unlisted", "private"))
    assert list(Show.objects.listed()) == [public]
    assert list(Show.objects.open_to(None).by_name()) == [public, unlisted]


@pytest.mark.django_db
def test_the_database_knows_three_visibilities() -> None:
    with refused("show_visibility_is_known"):
        ShowFactory(visibility="")
    with refused("episode_visibility_is_known"):
        EpisodeFactory(visibility="secret")
