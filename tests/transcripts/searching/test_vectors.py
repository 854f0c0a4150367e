from __future__ import annotations

import pytest
from django.db import connection

from tests.factories import TranscriptFactory, UserFactory, UtteranceFactory
from transcripts.ingest import Order, ingest
from transcripts.models import (
    Episode,
    SentenceVector,
    Show,
    Speaker,
    Takedown,
    Transcript,
    Utterance,
    VectorsWanted,
)
from transcripts.searching.meaning import Within, merged, more_like, nearest
from transcripts.searching.rows import index_episode
from transcripts.searching.vectors import fill, index_large
from transcripts.tasks import make_vectors

pytestmark = pytest.mark.django_db

TEXT = (
    b"Ann Lee: Charging drivers for roads is just. The soup was cold.\n\n"
    b"Bob: Road tolls are fair. My cat sleeps all day. Yes.\n"
)
TOLLS, PRICING, SOUP, CAT = (
    "Road tolls are fair.",
    "Charging drivers for roads is just.",
    "The soup was cold.",
    "My cat sleeps all day.",
)


def _imported(data: bytes = TEXT) -> Transcript:
    transcript = ingest(Order(data, "talk.txt", "Talks", "Tolls", published_on=None)).transcript
    fill()
    return transcript


def _texts(found: list[int] | tuple[int, ...]) -> list[str]:
    texts = dict(Utterance.objects.values_list("pk", "text"))
    return [texts[pk] for pk in found]


def _nearest(text: str, **within: object) -> list[str]:
    return _texts([near.utterance for near in nearest(text, within=Within(**within))])  # type: ignore[arg-type]


def test_every_sentence_of_three_words_gets_a_vector_and_no_transcript_waits() -> None:
    transcript = _imported()
    read = SentenceVector.objects.order_by("pk").values_list("utterance__text", flat=True)
    assert list(read) == [PRICING, SOUP, TOLLS, CAT]
    assert not VectorsWanted.objects.filter(pk=transcript.pk).exists()


def test_the_job_makes_them() -> None:
    ingest(Order(TEXT, "talk.txt", "Talks", "Tolls"))
    make_vectors(timestamp=0)
    assert SentenceVector.objects.count() == 4


def test_what_was_not_done_in_time_is_done_the_next_time() -> None:
    ingest(Order(TEXT, "talk.txt", "Talks", "Tolls"))
    assert not fill(seconds=-1)
    assert SentenceVector.objects.count() == 0
    assert fill()
    assert SentenceVector.objects.count() == 4


def test_a_sentence_is_found_by_what_it_means_in_other_words() -> None:
    _imported()
    assert _nearest("It is right that motorists pay to use a highway")[:2] == [TOLLS, PRICING]


def test_nothing_is_found_for_what_has_no_words_or_nothing_to_do_with_anything() -> None:
    _imported()
    assert nearest(" ?! ") == ()
    assert nearest("photosynthesis in algae") == ()


def test_neighbours_are_narrowed_to_speakers_shows_and_days() -> None:
    transcript = _imported()
    ann, bob = Speaker.objects.order_by("name")
    show = transcript.episode.show
    assert _nearest(TOLLS, speakers=[ann.pk]) == [PRICING]
    assert _nearest(TOLLS, speakers=[bob.pk], shows=[show.pk]) == [TOLLS]
    assert _nearest(TOLLS, shows=[show.pk + 1]) == []
    Episode.objects.update(published_on="2025-10-04")
    assert _nearest(TOLLS, since="2025-10-04", until="2025-10-05") == [TOLLS, PRICING]
    assert _nearest(TOLLS, since="2025-10-05") == _nearest(TOLLS, until="2025-10-04") == []


def test_more_like_a_sentence_is_all_but_itself() -> None:
    _imported()
    found = more_like(Utterance.objects.get(text=TOLLS).pk)
    assert _texts([near.utterance for near in found]) == [PRICING]
    assert more_like(Utterance.objects.get(text="Yes.").pk) == ()


def test_words_in_another_voice_keep_their_vector_and_other_words_get_another() -> None:
    transcript = _imported()
    said = transcript.utterances.get(text=SOUP)
    transcript.utterances.filter(pk=said.pk).update(speaker=Speaker.objects.get(name="Bob"))
    assert SentenceVector.objects.filter(pk=said.pk).exists()
    transcript.utterances.filter(pk=said.pk).update(text="Tolls on roads are fair.")
    assert not SentenceVector.objects.filter(pk=said.pk).exists()
    fill()
    assert _nearest(TOLLS)[:2] == [TOLLS, "Tolls on roads are fair."]


@pytest.mark.parametrize("visibility", ["private", "unlisted"])
def test_words_that_leave_the_lists_lose_their_vectors_and_get_them_back(visibility: str) -> None:
    _imported()
    Show.objects.update(visibility=visibility)
    assert SentenceVector.objects.count() == 0
    fill()
    assert SentenceVector.objects.count() == 0
    Show.objects.update(visibility="public")
    fill()
    assert SentenceVector.objects.count() == 4


def test_words_that_are_taken_down_lose_their_vectors() -> None:
    episode = _imported().episode
    Takedown.objects.take_down(episode, "Said in confidence.", UserFactory())
    assert SentenceVector.objects.count() == 0


def test_an_episode_of_its_own_privacy_loses_its_vectors() -> None:
    _imported()
    Episode.objects.update(visibility="private")
    assert SentenceVector.objects.count() == 0


def test_a_transcript_that_is_current_no_longer_loses_its_vectors() -> None:
    _imported()
    Transcript.objects.update(is_current=False)
    assert SentenceVector.objects.count() == 0


def test_words_that_go_take_their_vectors_along() -> None:
    _imported().delete()
    assert SentenceVector.objects.count() == 0


def test_rows_to_search_in_that_are_made_anew_leave_vectors_alone() -> None:
    transcript = _imported()
    index_episode(transcript.episode)
    assert SentenceVector.objects.count() == 4


def test_the_same_words_are_read_once() -> None:
    _imported()
    SentenceVector.objects.filter(utterance__text=TOLLS).update(vector=[1.0] + [0.0] * 383)
    other = TranscriptFactory()
    said = UtteranceFactory(transcript=other, text=TOLLS)
    index_episode(other.episode)
    fill()
    assert SentenceVector.objects.get(pk=said.pk).vector[0] == 1.0


def test_rankings_are_merged_by_reciprocal_rank() -> None:
    assert merged([1, 2, 3], [3, 2, 9]) == [3, 2, 1, 9]
    assert merged([5], [], most=3) == [5]
    assert merged([1, 2], [3, 4], most=3) == [1, 3, 2]


@pytest.mark.django_db(transaction=True)
def test_a_large_table_gets_an_index_once_and_neighbours_are_the_same_with_it() -> None:
    _imported()
    before = _nearest(TOLLS)
    assert not index_large("transcripts_sentencevector", from_rows=5)
    assert index_large("transcripts_sentencevector", from_rows=4)
    assert not index_large("transcripts_sentencevector", from_rows=4)
    with connection.cursor() as cursor:
        cursor.execute("SET enable_seqscan = off")
        assert _nearest(TOLLS) == before
        cursor.execute("RESET enable_seqscan")
        cursor.execute("DROP INDEX transcripts_sentencevector_near")
