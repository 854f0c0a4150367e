from __future__ import annotations

import pytest
from django.db import connection

from debates.models import Claim, Suggestion, User
from tests.factories import Talk, UserFactory
from transcripts.desk.taking import WordsInUseError, already_here, carry_out, look_at, undo
from transcripts.models import Episode, Import, NotPossibleError, Transcript

pytestmark = pytest.mark.django_db

TEXT = b"Ann Lee: It rained. It poured.\n\nBob: No.\n\nAnn Lee: Yes.\n"


def _let_in(data: bytes = TEXT, title: str = "Rain") -> Import:
    brought = look_at(data, "talk.txt")
    brought.show, brought.title = "Weather", title
    brought.start()
    return brought


def test_a_first_look_stores_no_episode_and_says_what_is_in_the_file() -> None:
    admin = UserFactory(role=User.Role.ADMIN)
    brought = look_at(TEXT, "talk.txt", admin)
    assert (brought.state, brought.source, brought.created_by) == ("waiting", "talk.txt", admin)
    assert brought.finding["format"] == "labelled-text"
    assert (brought.finding["found"], brought.finding["kept"]) == (3, 3)
    assert brought.finding["labels"] == {"Ann Lee": 2, "Bob": 1}
    assert [tuple(cue) for cue in brought.finding["first"]][1] == (None, "Bob", "No.")
    assert Episode.objects.count() == 0


def test_a_file_that_cannot_be_read_is_kept_with_the_reason() -> None:
    brought = look_at(b"\x89PNG\r\n\x1a\n\0\0", "picture.vtt")
    assert brought.state == "refused"
    assert brought.trouble
    assert brought.finding is None


def test_what_was_let_in_is_queued_and_then_imported() -> None:
    brought = _let_in()
    assert brought.state == "queued"
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'transcripts.import'")
        assert cursor.fetchone() == (1,)
    carry_out(brought.pk)
    brought.refresh_from_db()
    assert (brought.state, brought.trouble) == ("done", "")
    assert brought.transcript.episode.title == "Rain"
    assert brought.transcript.utterances.count() == 4
    assert brought.finished_at is not None


def test_carrying_it_out_again_after_a_workers_death_makes_one_episode() -> None:
    brought = _let_in()
    carry_out(brought.pk)
    carry_out(brought.pk)
    assert Episode.objects.count() == 1


def test_one_that_was_cancelled_is_left_alone_and_can_be_let_in_later() -> None:
    brought = _let_in()
    brought.cancel()
    carry_out(brought.pk)
    assert Episode.objects.count() == 0
    brought.refresh_from_db()
    brought.start()
    carry_out(brought.pk)
    assert Episode.objects.count() == 1


def test_one_that_cannot_be_stored_says_why_and_leaves_nothing() -> None:
    carry_out(_let_in().pk)
    other = _let_in(TEXT + b"\nBob: Well.\n")
    carry_out(other.pk)
    other.refresh_from_db()
    assert other.state == "failed"
    assert "Say that this one replaces it" in other.trouble
    assert Episode.objects.count() == 1


def test_what_is_imported_or_under_way_cannot_be_started_again() -> None:
    brought = _let_in()
    with pytest.raises(NotPossibleError, match="is being imported"):
        brought.start()
    carry_out(brought.pk)
    with pytest.raises(NotPossibleError, match="imported"):
        brought.cancel()


def test_the_very_same_file_is_noticed() -> None:
    assert already_here(look_at(TEXT, "talk.txt")) is None
    carry_out(_let_in().pk)
    assert already_here(look_at(TEXT, "other-name.txt")) == Transcript.objects.get()


def test_undoing_takes_the_episode_out_and_keeps_the_file() -> None:
    brought = _let_in()
    carry_out(brought.pk)
    brought.refresh_from_db()
    undo(brought)
    assert brought.state == "undone"
    assert Episode.objects.count() == 0
    assert bytes(brought.data) == TEXT


def test_undoing_is_refused_with_the_list_of_what_would_lose_its_words() -> None:
    brought = _let_in()
    carry_out(brought.pk)
    brought.refresh_from_db()
    talk = Talk.__new__(Talk)
    first = brought.transcript.utterances.in_order()[0]
    talk.quote(Claim.objects.create(text="It rained heavily."), first)
    with pytest.raises(WordsInUseError, match="1 claim stands on these words") as caught:
        undo(brought)
    claim = Claim.objects.get()
    assert [(each.name, each.url) for each in caught.value.dependents] == [
        ("It rained heavily.", claim.get_absolute_url())
    ]
    assert Episode.objects.count() == 1


def test_undoing_takes_suggestions_along() -> None:
    brought = _let_in()
    carry_out(brought.pk)
    brought.refresh_from_db()
    from debates.findings import mine_transcript

    mine_transcript(brought.transcript)
    undo(brought)
    assert Suggestion.objects.count() == 0


def test_there_is_nothing_to_undo_before_it_is_done() -> None:
    with pytest.raises(NotPossibleError, match="nothing to undo"):
        undo(look_at(TEXT, "talk.txt"))
