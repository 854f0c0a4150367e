from __future__ import annotations

import pytest
from django.db import connection

from tests.factories import EpisodeFactory, UserFactory
from tests.refusals import refused
from transcripts.models import Episode, NotPossibleError, Takedown


def _is_taken_down(episode: Episode) -> bool:
    return Episode.objects.get(pk=episode.pk).is_taken_down


@pytest.mark.django_db
class TestATakedown:
    def test_hides_the_words_at_once_and_says_who_and_why(self) -> None:
        episode, admin = EpisodeFactory(), UserFactory()
        Takedown.objects.take_down(episode, "The guest asked for it.", by=admin)
        kept = episode.takedowns.get()
        assert _is_taken_down(episode)
        assert (kept.reason, kept.taken_down_by) == ("The guest asked for it.", admin)
        assert list(Episode.objects.listed()) == []
        assert list(Episode.objects.open_to(None)) == [episode]

    def test_happens_once(self) -> None:
        episode, admin = EpisodeFactory(), UserFactory()
        Takedown.objects.take_down(episode, "The guest asked for it.", by=admin)
        with pytest.raises(NotPossibleError, match="taken down already"):
            Takedown.objects.take_down(episode, "Once more.", by=admin)

    def test_is_lifted_for_a_reason_and_stays_in_the_history(self) -> None:
        episode, admin, other = EpisodeFactory(), UserFactory(), UserFactory()
        down = Takedown.objects.take_down(episode, "The guest asked for it.", by=admin)
        down.lift("The guest agreed.", by=other)
        kept = episode.takedowns.get()
        assert not _is_taken_down(episode)
        assert (kept.reason, kept.lift_reason, kept.lifted_by) == (
            "The guest asked for it.",
            "The guest agreed.",
            other,
        )
        assert not episode.takedowns.in_force().exists()

    def test_is_lifted_once(self) -> None:
        down = Takedown.objects.take_down(EpisodeFactory(), "The guest asked for it.", by=UserFactory())
        down.lift("The guest agreed.", by=UserFactory())
        with pytest.raises(NotPossibleError, match="lifted already"):
            down.lift("Once more.", by=UserFactory())

    def test_may_come_again_after_it_was_lifted(self) -> None:
        episode, admin = EpisodeFactory(), UserFactory()
        Takedown.objects.take_down(episode, "First.", by=admin).lift("It was a mistake.", by=admin)
        Takedown.objects.take_down(episode, "Second.", by=admin)
        assert _is_taken_down(episode)
        assert [each.reason for each in episode.takedowns.newest_first()] == ["Second.", "First."]


@pytest.mark.django_db
class TestTheDatabase:
    def test_keeps_the_episode_in_step_whoever_writes(self) -> None:
        episode = EpisodeFactory()
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO transcripts_takedown (episode_id, reason, taken_down_at, lift_reason)"
                " VALUES (%s, 'because', now(), '')",
                [episode.pk],
            )
        assert _is_taken_down(episode)
        Takedown.objects.all().delete()
        assert not _is_taken_down(episode)

    def test_refuses_a_takedown_without_a_reason(self) -> None:
        with refused("takedown_has_a_reason"):
            Takedown.objects.take_down(EpisodeFactory(), " ", by=UserFactory())

    def test_refuses_lifting_one_without_a_reason(self) -> None:
        down = Takedown.objects.take_down(EpisodeFactory(), "The guest asked for it.", by=UserFactory())
        with refused("takedown_lifted_for_a_reason"):
            down.lift("", by=UserFactory())

    def test_refuses_two_in_force(self) -> None:
        down = Takedown.objects.take_down(EpisodeFactory(), "The guest asked for it.", by=UserFactory())
        with refused("takedown_one_in_force_an_episode"):
            Takedown.objects.create(episode=down.episode, reason="Twice.")
