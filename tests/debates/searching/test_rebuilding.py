from __future__ import annotations

import io
import re
import threading

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from debates.models import Searchable
from debates.reading.search import search
from debates.searching.rebuilding import rebuild
from tests.factories import DebateFactory, SpeakerFactory, Talk, supplied
from transcripts.models import Episode, KnownWord, SearchRow
from transcripts.searching.rows import index_episode

pytestmark = pytest.mark.django_db(transaction=True)


def _state() -> tuple[object, ...]:
    return (
        list(SearchRow.objects.order_by("pk").values_list("pk", "speaker_id", "vector")),
        list(
            Searchable.objects.order_by("kind", "object_id").values_list("kind", "object_id", "day", "vector")
        ),
    )


@transaction.atomic
def _talks() -> None:
    ann = SpeakerFactory(name="Ann Lee")
    for title, visibility in (("The open talk", ""), ("The closed talk", "private")):
        talk = Talk(title)
        talk.claim(ann, f"Rain is heard in {title.lower()}.")
        Episode.objects.filter(pk=talk.episode.pk).update(visibility=visibility)
        index_episode(talk.episode)
    supplied("Fog hides hills.")
    DebateFactory(question="Is it so?")


def test_makes_all_anew_as_the_triggers_keep_it() -> None:
    _talks()
    before = _state()
    call_command("rebuild_search", stdout=io.StringIO())
    assert _state() == before
    Searchable.objects.all().delete()
    SearchRow.objects.all().delete()
    out = io.StringIO()
    call_command("rebuild_search", stdout=out)
    assert _state() == before
    assert re.fullmatch(r"Search is made anew, in \d+\.\d s\.\n", out.getvalue())


def test_mends_rows_that_tell_something_else_or_of_what_is_gone() -> None:
    _talks()
    before = _state()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE debates_searchable SET vector = to_tsvector('snow'), object_id = object_id + 1000"
        )
        cursor.execute("UPDATE transcripts_searchrow SET vector = to_tsvector('snow')")
        cursor.execute(
            "INSERT INTO transcripts_searchrow (utterance_id, transcript_id, episode_id, show_id, vector)"
            " VALUES (999, 1, 1, 1, to_tsvector('rain'))"
        )
    call_command("rebuild_search", stdout=io.StringIO())
    assert _state() == before


def test_knows_the_words_of_open_talks_alone() -> None:
    _talks()
    KnownWord.objects.create(word="snow", sentences=1)
    call_command("rebuild_search", stdout=io.StringIO())
    assert list(KnownWord.objects.order_by("word").values_list("word", "sentences")) == [
        ("heard", 1),
        ("open", 1),
        ("rain", 1),
        ("talk", 1),
        ("the", 1),
    ]


def test_searches_find_all_of_it_while_it_is_made_anew() -> None:
    _talks()
    found: list[int] = []
    ended = threading.Event()

    def look() -> None:
        while not ended.is_set():
            found.extend(len(search("rain").sections[place].hits) for place in (0, 1))
        connection.close()

    looking = threading.Thread(target=look)
    looking.start()
    for _ in range(3):
        rebuild()
    ended.set()
    looking.join()
    assert len(found) > 2
    assert set(found) == {1}
