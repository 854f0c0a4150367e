from __future__ import annotations

import datetime
import json
import threading

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from transcripts.cues import TranscriptError
from transcripts.ingest import Ingested, IngestError, Order, ingest
from transcripts.models import Episode, Show, Speaker, Transcript, Utterance
from transcripts.words.alignment import ClockOffset

VTT = b"""WEBVTT

00:01.000 --> 00:04.000
<v Ann Lee>It rained. It poured.

00:05.000 --> 00:06.000
<v Bob>No.
"""


def _order(data: bytes = VTT, **changes: object) -> Order:
    details: dict[str, object] = {"source": "talk.vtt", "show": "Weather", "title": "Rain", **changes}
    return Order(data=data, **details)


def _everything() -> list[int]:
    return [model.objects.count() for model in (Show, Episode, Transcript, Utterance, Speaker)]


@pytest.mark.django_db
def test_a_file_becomes_an_episode_with_utterances_voices_and_times() -> None:
    done = ingest(_order(published_on=datetime.date(2025, 10, 4)))
    assert done.created is True
    assert (done.episode.title, done.episode.slug, done.episode.show.name) == ("Rain", "rain", "Weather")
    assert (done.transcript.format, done.transcript.found, done.transcript.kept) == ("webvtt", 2, 2)
    rows = done.transcript.utterances.in_order().values_list(
        "position", "turn", "speaker__name", "text", "start_s", "end_s", "times_estimated"
    )
    assert list(rows) == [
        (0, 0, "Ann Lee", "It rained.", 1.0, 2.5, True),
        (1, 0, "Ann Lee", "It poured.", 2.5, 4.0, True),
        (2, 1, "Bob", "No.", 5.0, 6.0, False),
    ]


@pytest.mark.django_db
def test_a_new_episode_is_asked_nothing_that_only_an_older_one_can_have(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    ingest(_order())
    another = _order(VTT.replace(b"poured", b"snowed"), title="Snow")
    with django_assert_num_queries(16):
        ingest(another)


@pytest.mark.django_db
def test_the_same_file_twice_makes_one_episode() -> None:
    first, again = ingest(_order()), ingest(_order())
    assert (first.created, again.created) == (True, False)
    assert again.episode == first.episode
    assert again.utterances == 3
    assert [warning.code for warning in again.warnings] == ["already-here"]
    assert _everything() == [1, 1, 1, 3, 2]


@pytest.mark.django_db
def test_the_same_file_under_another_title_is_the_episode_that_is_here() -> None:
    ingest(_order())
    again = ingest(_order(title="Other"))
    assert [warning.code for warning in again.warnings] == ["already-here", "other-title"]
    assert [episode.title for episode in Episode.objects.all()] == ["Rain"]


@pytest.mark.django_db
def test_another_file_for_an_episode_that_is_here_is_refused_and_says_what_to_do() -> None:
    ingest(_order())
    with pytest.raises(IngestError, match="or give it another title"):
        ingest(_order(VTT + b"\n00:07.000 --> 00:08.000\n<v Ann Lee>Oh.\n"))
    assert _everything() == [1, 1, 1, 3, 2]


@pytest.mark.django_db
def test_a_show_is_the_same_whatever_its_capitals() -> None:
    ingest(_order())
    second = ingest(_order(VTT.replace(b"poured", b"snowed"), show="WEATHER", title="Snow"))
    assert second.episode.show.name == "Weather"
    assert Show.objects.count() == 1


@pytest.mark.django_db
def test_two_episodes_whose_titles_give_the_same_address_get_two() -> None:
    ingest(_order())
    second = ingest(_order(VTT.replace(b"poured", b"snowed"), title="Rain!"))
    assert second.episode.slug == "rain-2"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "binary-file"),
        (b"Just a thought\nand another\n", "unknown-format"),
    ],
)
def test_a_file_that_cannot_be_read_leaves_nothing_behind(data: bytes, code: str) -> None:
    with pytest.raises(TranscriptError) as refused:
        ingest(_order(data))
    assert refused.value.code == code
    assert _everything() == [0, 0, 0, 0, 0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        ({"title": "x" * 10_000}, "title-too-long", "10,000 characters"),
        ({"title": "  "}, "no-title", "no name"),
        ({"show": "x" * 301}, "show-too-long", "301 characters"),
        ({"title": "a\0b"}, "title-unprintable", r"U\+0000"),
        ({"title": "a\u202eb"}, "title-unprintable", r"U\+202E"),
        ({"title": "\u200b\u2060"}, "no-title", "no name"),
        ({"show": "a\udc80b"}, "show-unprintable", r"U\+DC80"),
        ({"language": "x" * 500}, "language", "a code such as en"),
        ({"clock": (0.0, float("inf"))}, "clock", "within 1,000 hours"),
        ({"clock": (0.0, float("nan"))}, "clock", "end after they begin"),
        ({"clock": (10.0, 10.0)}, "clock", "end after they begin"),
    ],
)
def test_an_order_that_cannot_be_stored_is_refused(changes: dict[str, object], code: str, words: str) -> None:
    with pytest.raises(IngestError, match=words) as refused:
        ingest(_order(**changes))
    assert refused.value.code == code
    assert _everything() == [0, 0, 0, 0, 0]


@pytest.mark.django_db
def test_a_name_too_long_to_keep_is_cut_and_said_so_with_its_line() -> None:
    done = ingest(_order(b"WEBVTT\n\n00:01.000 --> 00:04.000\n<v " + b"x" * 300 + b">It rained.\n"))
    assert [(warning.line, warning.code) for warning in done.warnings] == [(3, "long-name")]
    assert done.transcript.utterances.get().speaker.name == "x" * 200


@pytest.mark.django_db
def test_words_that_look_like_markup_are_kept_as_words() -> None:
    done = ingest(_order(b"Ann: Use <script>alert(1)</script> & smile.\n\nBob: No.\n"))
    assert done.transcript.utterances.in_order().first().text == "Use <script>alert(1)</script> & smile."


@pytest.mark.django_db
def test_an_import_defers_the_mining_of_its_transcript() -> None:
    done = ingest(_order())
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, args FROM procrastinate_jobs")
        jobs = [(name, json.loads(args)["transcript"]) for name, args in cursor.fetchall()]
    assert jobs == [("debates.mine", done.transcript.pk)]


@pytest.mark.django_db(transaction=True)
def test_the_same_file_from_two_admins_at_once_makes_one_episode() -> None:
    together = threading.Barrier(2)
    done: list[Ingested] = []

    def bring_in() -> None:
        try:
            together.wait()
            done.append(ingest(_order()))
        finally:
            connection.close()

    threads = [threading.Thread(target=bring_in) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(each.created for each in done) == [False, True]
    assert _everything() == [1, 1, 1, 3, 2]


@pytest.mark.django_db
def test_a_publishers_page_that_is_no_web_address_is_refused() -> None:
    with pytest.raises(IngestError, match="begins with https://"):
        ingest(_order(page_url="javascript:alert(1)"))


@pytest.mark.django_db
def test_an_end_that_lies_before_its_start_is_replaced_and_said() -> None:
    data = b"WEBVTT\n\n00:05.000 --> 00:04.000\n<v Ann>It rained.\n\n00:07.000 --> 00:08.000\n<v Bob>No.\n"
    done = ingest(_order(data))
    rows = done.transcript.utterances.in_order().values_list("text", "start_s", "end_s", "times_estimated")
    assert list(rows) == [("It rained.", 5.0, 7.0, True), ("No.", 7.0, 8.0, False)]
    assert [(warning.line, warning.code) for warning in done.warnings] == [
        (3, "ends-before-start"),
        (None, "ends-mended"),
    ]


@pytest.mark.django_db
def test_a_file_with_a_header_and_nothing_else_is_refused() -> None:
    with pytest.raises(TranscriptError, match="No words"):
        ingest(_order(b"WEBVTT\n"))
    assert _everything() == [0, 0, 0, 0, 0]


@pytest.mark.django_db
def test_words_that_replace_others_wait_until_what_stands_on_those_is_moved() -> None:
    first = ingest(_order()).transcript
    second = ingest(_order(OTHER, replaces=True)).transcript
    first.refresh_from_db()
    assert second.episode == first.episode
    assert [(each.version, each.is_current) for each in (first, second)] == [(1, True), (2, False)]
    assert first.utterances.exists()
    assert second.recording == first.recording
    assert _queued("debates.reanchor") == [{"transcript": second.pk}]


@pytest.mark.django_db
def test_words_of_another_recording_keep_how_its_clock_stands_to_the_first() -> None:
    ingest(_order())
    offset = ClockOffset(46.9, 46.1, 47.8, pairs=900)
    recording = ingest(_order(OTHER, replaces=True, offset=offset)).transcript.recording
    assert (recording.is_primary, recording.offset_s) == (False, 46.9)
    assert (recording.offset_low_s, recording.offset_high_s, recording.offset_pairs) == (46.1, 47.8, 900)


@pytest.mark.django_db
def test_a_name_that_was_chosen_goes_before_the_label_and_an_empty_one_is_nobody() -> None:
    transcript = ingest(_order(NUMBERED, voices={"spk_0": "Ann Lee", "Bob": ""})).transcript
    voiced = dict(transcript.utterances.values_list("label", "speaker__name"))
    assert voiced == {"spk_0": "Ann Lee", "Bob": None, "Cleo": "Cleo"}
    assert dict(transcript.attributions.values_list("label", "method")) == {
        "spk_0": "editor",
        "Cleo": "label",
    }


OTHER = b"Ann Lee: It rained all day.\n\nBob: It did not.\n\nAnn Lee: Yes.\n"
NUMBERED = b"spk_0: It rained all day.\n\nBob: It did not.\n\nCleo: Yes.\n\nspk_0: No.\n"


def _queued(task: str) -> list[dict[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = %s ORDER BY id", [task])
        return [row[0] if isinstance(row[0], dict) else json.loads(row[0]) for row in cursor.fetchall()]
