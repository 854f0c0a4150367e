"""What holds for every format of JSON: how it is recognised, what is refused, and that nothing breaks a reader."""

from __future__ import annotations

import copy
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from transcripts.cues import Parsed, TranscriptError
from transcripts.importers import IMPORTERS, parse
from transcripts.importers.json_formats import JSON_IMPORTERS

NAMES = [importer.NAME for importer in JSON_IMPORTERS]
SAMPLES = sorted(
    path for path in (Path(__file__).parent / "samples").glob("*/*.sample") if path.parent.name in NAMES
)


def _refusal(text: str, format: str | None = None) -> TranscriptError:
    with pytest.raises(TranscriptError) as refused:
        parse(text.encode(), format)
    return refused.value


def test_every_format_of_json_can_be_asked_for_by_name() -> None:
    assert set(NAMES) <= set(IMPORTERS)
    assert len(NAMES) == 15


@pytest.mark.parametrize("name", NAMES)
def test_an_overruling_format_refuses_another_shape_and_says_which_it_wants(name: str) -> None:
    refusal = _refusal('\n{"unlike": ["anything"]}', name)

    assert (refusal.code, refusal.line) == ("other-shape", 2)
    assert "such a file holds" in refusal.message


@pytest.mark.parametrize("name", NAMES)
def test_an_overruling_format_refuses_what_is_no_json(name: str) -> None:
    assert _refusal("Ann: Hi.\n\nBob: Ho.\n", name).code == "bad-json"


def test_json_may_be_read_as_text_where_someone_asks_for_it() -> None:
    assert parse(b'["\nAnn: Hi.\nBob: Ho.\nAnn: Hum."]\n', "labelled-text").format == "labelled-text"


def test_chapters_are_not_taken_for_a_transcript() -> None:
    refusal = _refusal('{"version": "1.2.0",\n"chapters": [{"startTime": 0, "title": "Intro"}]}')

    assert (refusal.code, refusal.line) == ("chapters", 2)


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "[]",
        '["one", "two"]',
        '[{"text": "Only words."}]',
        '{"segments": [{"start": 0, "end": 1}]}',
        '{"results": {"channels": []}}',
        '{"results": []}',
        "[[[]]]",
    ],
)
def test_json_without_words_beside_times_or_voices_is_in_no_format(text: str) -> None:
    refusal = _refusal(text)

    assert (refusal.code, refusal.line) == ("unknown-format", 1)
    assert refusal.message.startswith("It is JSON, but")


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ('{"version": "1.0.0", "segments": []}', "podcast20-json"),
        ('{"text": "", "segments": [], "language": "en"}', "openai-whisper"),
        ('{"model": {}, "transcription": []}', "whisper-cpp"),
        ('{"monologues": []}', "rev"),
        ('{"speech_segments": []}', "otter"),
        ('{"audio_url": "x", "audio_duration": 1, "text": "", "words": []}', "assemblyai"),
        ('{"results": {"channels": [{"alternatives": [{"transcript": "", "words": []}]}]}}', "deepgram"),
        ('{"results": {"transcripts": [{"transcript": ""}], "items": []}}', "aws-transcribe"),
        ('{"results": [{"alternatives": [{"transcript": ""}]}]}', "google-stt"),
    ],
)
def test_a_recording_without_speech_gives_no_cue_and_says_so(text: str, format: str) -> None:
    parsed = parse(text.encode())

    assert (parsed.format, parsed.cues, parsed.kept) == (format, (), 0)
    assert parsed.warnings[-1].code == "no-cues"


def test_segments_with_nothing_but_times_and_text_are_no_tool_s() -> None:
    assert parse(b'{"segments": [{"start": 0.0, "end": 1.0, "text": "Hi."}]}').format == "json-turns"


def test_whole_seconds_are_not_taken_for_milliseconds() -> None:
    turns = [
        {"start": 0, "end": 3, "text": "Three seconds of it."},
        {"start": 60, "end": 90, "text": "Slowly said."},
    ]

    parsed = parse(json.dumps(turns).encode())

    assert [(cue.start_s, cue.end_s) for cue in parsed.cues] == [(0.0, 3.0), (60.0, 90.0)]
    assert parsed.warnings == ()


def test_pieces_of_an_entry_s_own_text_are_not_read_again() -> None:
    turns = [
        {
            "speaker": "Ann",
            "text": "One. Two.",
            "parts": [{"text": "One.", "start": 0.0}, {"text": "Two.", "start": 1.0}],
        }
    ]

    assert [cue.text for cue in parse(json.dumps(turns).encode()).cues] == ["One. Two."]


def test_entries_that_are_no_words_are_said_where_a_voice_is_made_of_words() -> None:
    words = [{"word": "one", "start": 0.0, "end": 0.5, "speaker": 0}, {"speaker": 0}]
    document = {"results": {"channels": [{"alternatives": [{"transcript": "one", "words": words}]}]}}

    parsed = parse(json.dumps(document).encode())

    assert [(cue.speaker, cue.text) for cue in parsed.cues] == [("0", "one")]
    assert [warning.code for warning in parsed.warnings] == ["bad-word"]


def test_results_with_other_words_than_the_last_are_all_read() -> None:
    def result(words: list[str], **tag: int) -> dict[str, Any]:
        listed = [{"startTime": "1s", "endTime": "2s", "word": word, **tag} for word in words]
        return {"alternatives": [{"transcript": " ".join(words), "words": listed}]}

    document = {"results": [result(["a", "b", "c", "d"]), result(["e"], speakerTag=1)]}

    assert [cue.text for cue in parse(json.dumps(document).encode()).cues] == ["a b c d", "e"]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_takes_time_in_proportion_to_the_number_of_cues(sample: Path) -> None:
    document = json.loads(sample.read_text())
    many = _many(document, 3000)

    began = time.process_time()
    parsed = parse(json.dumps(many, indent=1).encode())

    assert parsed.format == sample.parent.name
    assert time.process_time() - began < 5


def _many(value: Any, count: int) -> Any:
    """`value` with its first list of objects repeated to `count` elements."""
    if isinstance(value, list):
        return (value * count)[:count]
    for key, inner in value.items():
        if isinstance(inner, dict | list) and _has_list(inner):
            return {**value, key: _many(inner, count)}
    return value


def _has_list(value: Any) -> bool:
    if isinstance(value, list):
        return bool(value) and isinstance(value[0], dict) and _is_entry(value[0])
    return isinstance(value, dict) and any(_has_list(inner) for inner in value.values())


def _is_entry(entry: dict[str, Any]) -> bool:
    return len(entry) > 1


ODD = st.one_of(
    st.sampled_from(
        [
            None,
            True,
            False,
            -1,
            -0.25,
            1e308,
            float("nan"),
            float("inf"),
            10**400,
            "",
            " ",
            "\ud800",
            "\0",
            "1.4s",
            "0:99",
            "<i>a</i> &amp;\n\n\nb",
            "a\u2028b",
            "\u200b",
            "w" * 300,
            [],
            {},
            [None],
            [[]],
            [{}],
            ["hi"],
            {"seconds": "5"},
            [{"text": "t", "start": 1}],
        ]
    ),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["text", "start", "words", "items", "speaker"]), inner, max_size=3
            )
        ),
        max_leaves=6,
    ),
)


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from _places(inner, (*path, key))


def _changed(document: Any, changes: list[tuple[float, Any]]) -> Any:
    document = copy.deepcopy(document)
    for place, value in changes:
        places = list(_places(document))
        if not places:
            return document
        *path, last = places[int(place * (len(places) - 1))]
        inside = document
        for key in path:
            inside = inside[key]
        inside[last] = copy.deepcopy(value)
    return document


def _check(parsed: Parsed) -> None:
    assert parsed.kept <= parsed.found
    assert (parsed.kept == parsed.found and parsed.cues) or parsed.warnings
    for cue in parsed.cues:
        assert cue.text == cue.text.strip() != ""
        assert "\0" not in cue.text.encode().decode()
        assert cue.speaker is None or 0 < len(cue.speaker.encode().decode()) <= 200
        assert not cue.words or [word.text for word in cue.words] == cue.text.split()
        assert all(0 <= word.start_s <= word.end_s for word in cue.words)
        assert all(at_s is None or 0 <= at_s < 4_000_000 for at_s in (cue.start_s, cue.end_s))
        assert cue.line is not None
    for warning in parsed.warnings:
        warning.message.encode()


@given(
    sample=st.sampled_from(SAMPLES),
    changes=st.lists(st.tuples(st.floats(0, 1), ODD), max_size=6),
    indent=st.sampled_from([None, 1]),
    name=st.sampled_from([None, *NAMES]),
)
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_accounts_for_every_cue_whatever_a_file_holds_in_a_place(
    sample: Path, changes: list[tuple[float, Any]], indent: int | None, name: str | None
) -> None:
    text = sample.read_text().replace("NaN", "null").replace("Infinity", "null")
    document = _changed(json.loads(text), changes)
    try:
        parsed = parse(json.dumps(document, indent=indent).encode(), name)
    except TranscriptError as refusal:
        refusal.message.encode()
        return
    _check(parsed)


@given(value=ODD, name=st.sampled_from([None, *NAMES]))
@settings(max_examples=150, deadline=None)
def test_raises_nothing_but_its_own_error_on_any_json(value: Any, name: str | None) -> None:
    try:
        parsed = parse(json.dumps(value).encode(), name)
    except TranscriptError:
        return
    _check(parsed)


@pytest.mark.parametrize(
    "text",
    [
        '{"monologues": [{"speaker": 0, "elements": [{"type": "text", "value": "Hi."}, {"type": "text", "valu": "Lost."}]}]}',
        '{"results": {"channels": [{"alternatives": [{"transcript": "Hi. Lost.", "words": [], "paragraphs": {"paragraphs": '
        '[{"sentences": [{"text": "Hi."}, {"txt": "Lost."}]}]}}]}]}}',
    ],
)
def test_a_piece_without_words_is_said_where_a_cue_is_made_of_pieces(text: str) -> None:
    parsed = parse(text.encode())

    assert [cue.text.strip() for cue in parsed.cues] == ["Hi."]
    assert [warning.code for warning in parsed.warnings] == ["bad-word"]
