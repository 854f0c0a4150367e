from __future__ import annotations

import pytest
from django.contrib.postgres.search import SearchQuery
from django.db import connection

from tests.factories import SpeakerFactory, TranscriptFactory, UserFactory
from transcripts.ingest import Order, ingest
from transcripts.models import Episode, SearchRow, Show, Takedown, Transcript, Utterance
from transcripts.progress import Stage
from transcripts.searching.rows import index_episode, index_transcript

pytestmark = pytest.mark.django_db

TEXT = b"Ann Lee: The caf\xc3\xa9 models rained. It poured.\n\nBob: No models at all.\n"


def _imported(data: bytes = TEXT, language: str = "en") -> Transcript:
    return ingest(Order(data, "talk.txt", "Weather", "Rain", language=language)).transcript


def _found(words: str, config: str = "spoken_english") -> list[str]:
    rows = SearchRow.objects.filter(vector=SearchQuery(words, config=config, search_type="websearch"))
    return [row.utterance.text for row in rows.order_by("pk").select_related("utterance")]


def test_words_are_found_by_their_stems_as_soon_as_they_are_imported() -> None:
    _imported()
    assert _found("model") == ["The café models rained.", "No models at all."]
    assert _found('"model rain"') == ["The café models rained."]


@pytest.mark.parametrize("room", [0, 7])
def test_every_room_gathers_four_megabytes_before_it_sorts_them_in(room: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT transcripts_make_search_room(%s)", [room * 1_000_000])
        cursor.execute(
            "SELECT reloptions FROM pg_class WHERE relkind = 'i' AND relname LIKE %s",
            [f"transcripts_searchrow_{room}_vector%"],
        )
        assert cursor.fetchall() == [(["fastupdate=on", "gin_pending_list_limit=4096"],)]


def test_accents_make_no_difference() -> None:
    _imported()
    assert _found("cafe") == _found("café") == ["The café models rained."]


def test_stems_are_those_of_the_transcripts_language() -> None:
    _imported("Ann Lee: Die Häuser brannten.\n\nBob: Nein.\n".encode(), "de-AT")
    assert _found("Haus", "spoken_german") == ["Die Häuser brannten."]
    assert _found("Hauser", "spoken_simple") == []


def test_a_language_without_stems_is_found_by_its_plain_words() -> None:
    _imported("Ann Lee: Domy płonęły.\n\nBob: Nie.\n".encode(), "pl")
    assert _found("plonely", "spoken_simple") == ["Domy płonęły."]


def test_a_row_says_where_the_words_are() -> None:
    transcript = _imported()
    row = SearchRow.objects.get(utterance__position=2)
    assert (row.transcript_id, row.episode_id) == (transcript.pk, transcript.episode_id)
    assert row.show_id == transcript.episode.show_id
    assert row.speaker_id == transcript.utterances.get(position=2).speaker_id


def test_undoing_an_import_takes_its_words_out_of_search() -> None:
    _imported().delete()
    assert SearchRow.objects.count() == 0


@pytest.mark.parametrize("visibility", ["private", "unlisted"])
def test_words_of_an_episode_that_is_in_no_list_are_not_found_and_come_back(visibility: str) -> None:
    episode = _imported().episode
    Episode.objects.filter(pk=episode.pk).update(visibility=visibility)
    assert SearchRow.objects.count() == 0
    Episode.objects.filter(pk=episode.pk).update(visibility="")
    assert len(_found("model")) == 2


def test_words_of_a_private_show_are_not_found_and_come_back() -> None:
    _imported()
    Show.objects.update(visibility="private")
    assert SearchRow.objects.count() == 0
    Show.objects.update(visibility="public")
    assert len(_found("model")) == 2


def test_words_imported_into_a_private_show_are_never_found() -> None:
    Show.objects.create(name="Weather", slug="weather", visibility="private")
    _imported()
    assert SearchRow.objects.count() == 0


def test_words_that_are_taken_down_are_not_found_until_that_is_lifted() -> None:
    episode = _imported().episode
    editor = UserFactory()
    takedown = Takedown.objects.take_down(episode, "Said in confidence.", editor)
    assert SearchRow.objects.count() == 0
    takedown.lift("Ann agreed.", editor)
    assert len(_found("model")) == 2


def test_words_of_a_transcript_that_is_current_no_longer_are_not_found() -> None:
    transcript = _imported()
    Transcript.objects.filter(pk=transcript.pk).update(is_current=False)
    assert SearchRow.objects.count() == 0


def test_a_sentence_in_another_voice_or_words_is_found_as_it_is_now() -> None:
    transcript = _imported()
    ann = SpeakerFactory(name="Ann Other")
    transcript.utterances.filter(position=2).update(speaker=ann, text="No snow at all.")
    row = SearchRow.objects.get(vector=SearchQuery("snow", config="spoken_english"))
    assert row.speaker_id == ann.pk


def test_an_episode_that_gets_its_date_later_is_found_by_it() -> None:
    episode = _imported().episode
    Episode.objects.filter(pk=episode.pk).update(published_on="2025-10-04")
    assert {str(row.published_on) for row in SearchRow.objects.all()} == {"2025-10-04"}


def test_rows_are_made_anew_whether_they_are_gone_or_not() -> None:
    transcript = _imported()
    index_episode(transcript.episode)
    SearchRow.objects.filter(utterance__position=1).delete()
    index_episode(transcript.episode)
    assert SearchRow.objects.count() == 3


def test_says_how_far_it_is() -> None:
    told: list[tuple[Stage, int, int]] = []
    transcript = _imported()
    SearchRow.objects.all().delete()
    index_transcript(transcript, 3, lambda *row: told.append(row))
    assert told == [(Stage.INDEX, 0, 3)]


def test_each_million_of_sentences_has_a_room_of_its_own() -> None:
    transcript = TranscriptFactory()
    for id_ in (3_999_999, 4_000_000):
        Utterance.objects.create(pk=id_, transcript=transcript, position=id_, turn=0, text="Models rained.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT transcripts_index_words(%s, 0, 5000000)", [transcript.pk])
        cursor.execute("SELECT tableoid::regclass::text FROM transcripts_searchrow ORDER BY utterance_id")
        rooms = [room for (room,) in cursor.fetchall()]
    assert rooms == ["transcripts_searchrow_3", "transcripts_searchrow_4"]
