"""Real captions, read by three libraries beside our own reader: the same cues, times and words, but for known faults of theirs."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pysubs2
import pytest
import srt
import webvtt

from transcripts.cues import Cue
from transcripts.importers import parse

Times = list[tuple[float, float]]

SRT = (
    ("hb_Bloat.srt", {"Michael:", "Chelsea:"}),
    ("hb_I_Quit_My_Job.srt", set()),
    ("hb_Yak_Shaving_with_Tim_Mitra.srt", {"Leo", "Dion", "(host):", "Tim", "Mitra", "(guest):"}),
    ("lex416_lecun_youtube_auto.srt", set()),
    ("p20_example.srt", {"Travis:", "Sarah:", "Gilon:"}),
    ("ts_buzzcast.srt", {"Alban:", "Kevin:", "Travis:", "Tom:", "Dave:"}),
    ("virtualcoffee_1_1.srt", {"Bekah:", "Nick:", "Dan:"}),
)
VTT = (
    "awsbites_10.vtt",
    "awsbites_152.vtt",
    "mislabelled_txt_Zenlytic_Is_Building_You_A_Better_Coworker_With_AI_Agents.vtt",
    "p20_example.vtt",
    "talkpython_001_nicola_iarocci_talk_python_to_me.vtt",
    "talkpython_555-marimo-pair.vtt",
    "ts_LaLaLand.vtt",
    "ts_kde_express-16_kde_en_telegram.vtt",
)


@pytest.fixture
def transcripts(test_data: Path) -> Path:
    return test_data / "transcripts"


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig")


def _cues(path: Path) -> tuple[Cue, ...]:
    return parse(path.read_bytes()).cues


def _times(cues: Iterable[Cue]) -> Times:
    """The times of the file's own cues: those of several voices in one cue count once."""
    own = {cue.line: (cue.start_s, cue.end_s) for cue in cues}
    return [(start, end) for start, end in own.values() if start is not None and end is not None]


def _words(texts: Iterable[str]) -> Counter[str]:
    return Counter(
        word for text in texts for word in html.unescape(re.sub(r"</?[a-z][^<>]*>", "", text)).split()
    )


def _by_pysubs2(text: str, format: str) -> tuple[Times, Counter[str]]:
    events = pysubs2.SSAFile.from_string(text, format_=format).events
    times = [(round(event.start / 1000, 3), round(event.end / 1000, 3)) for event in events]
    return times, _words(event.plaintext for event in events)


def _by_srt(text: str) -> tuple[Times, Counter[str]]:
    found = list(srt.parse(text))
    times = [(round(each.start.total_seconds(), 3), round(each.end.total_seconds(), 3)) for each in found]
    return times, _words(each.content for each in found)


def _by_webvtt(captions: webvtt.WebVTT) -> tuple[Times, Counter[str]]:
    times = [(_seconds(caption.start), _seconds(caption.end)) for caption in captions]
    return times, _words(caption.text for caption in captions)


def _seconds(clock: str) -> float:
    hours, minutes, seconds = clock.split(":")
    return round(int(hours) * 3600 + int(minutes) * 60 + float(seconds), 3)


@pytest.mark.parametrize(("file", "labels"), SRT)
def test_reads_srt_as_three_libraries_do(transcripts: Path, file: str, labels: set[str]) -> None:
    path = transcripts / "srt" / file
    cues = _cues(path)
    words = _words(cue.text for cue in cues)

    for times, theirs in (
        _by_srt(_text(path)),
        _by_pysubs2(_text(path), "srt"),
        _by_webvtt(webvtt.from_srt(str(path))),
    ):
        assert _times(cues) == times
        assert words - theirs == Counter()
        assert set(theirs - words) == labels


@pytest.mark.parametrize("file", VTT)
def test_reads_webvtt_as_webvtt_py_and_pysubs2_do(transcripts: Path, file: str) -> None:
    path = transcripts / "vtt" / file
    cues = _cues(path)
    words = _words(cue.text for cue in cues)

    for times, theirs in (_by_webvtt(webvtt.read(str(path))), _by_pysubs2(_text(path), "vtt")):
        assert _times(cues) == times
        assert words == theirs


def test_keeps_the_speakers_that_pysubs2_drops(transcripts: Path) -> None:
    path = transcripts / "vtt/talkpython_555-marimo-pair.vtt"

    assert {event.name for event in pysubs2.SSAFile.from_string(_text(path), format_="vtt").events} == {""}
    assert {cue.speaker for cue in _cues(path)} == {"Michael Kennedy", "Trevor Manz", None}


def test_keeps_the_cues_with_bare_seconds_that_libraries_lose(transcripts: Path) -> None:
    path = transcripts / "vtt/ts_podnews_weekly_review_2024-01-19.vtt"
    libraries = (_by_webvtt(webvtt.read(str(path))), _by_pysubs2(_text(path), "vtt"))

    assert [len(times) for times, _ in libraries] == [170, 45]
    assert len(_times(_cues(path))) == 189


def test_adds_no_cues_to_rolling_captions_as_pysubs2_does(transcripts: Path) -> None:
    path = transcripts / "vtt/us_debate_2020-09-29_youtube_auto.vtt"

    assert len(_by_pysubs2(_text(path), "vtt")[0]) == 2886
    assert len(_times(_cues(path))) == len(_by_webvtt(webvtt.read(str(path)))[0]) == 2714


def test_reads_a_time_without_hours_and_a_short_fraction_that_srt_misreads() -> None:
    text = "1\n00:01,000 --> 00:02,5\nHi.\n"
    (theirs,) = srt.parse(text)

    assert (theirs.start.total_seconds(), theirs.end.total_seconds()) == (60.0, 125.0)
    assert [(cue.start_s, cue.end_s) for cue in parse(text.encode()).cues] == [(1.0, 2.5)]


@pytest.mark.parametrize(
    ("file", "lost"), [("two_captions.sbv", 0), ("sample.sbv", 0), ("invalid_timeframe.sbv", 1)]
)
def test_reads_sbv_as_webvtt_py_does_and_what_it_loses(transcripts: Path, file: str, lost: int) -> None:
    path = transcripts / "edge/webvtt-py" / file
    times, theirs = _by_webvtt(webvtt.from_sbv(str(path)))
    words = _words(cue.text for cue in _cues(path))

    assert [each for each in _times(_cues(path)) if each in times] == times
    assert len(_cues(path)) - len(times) == lost
    assert theirs - words == Counter()
