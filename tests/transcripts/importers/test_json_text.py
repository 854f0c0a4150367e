from __future__ import annotations

import pytest

from transcripts.cues import TranscriptError
from transcripts.importers.decoding import Source, decode
from transcripts.importers.json_text import MAX_VALUES, Document, is_json, load


def _load(text: str) -> Document:
    return load(Source(text))


def _refusal(text: str) -> tuple[str, int | None]:
    with pytest.raises(TranscriptError) as refused:
        _load(text)
    return refused.value.code, refused.value.line


def test_names_the_line_of_every_element() -> None:
    root = _load('\n{"a": {"turns": [{"x": [1,\n2]},\n\n{"y": "]}"}, 3]},\n"b": 4}').root

    turns = list(root.get("a").get("turns").elements())
    assert [(node.line, node.value) for node in turns] == [(2, {"x": [1, 2]}), (5, {"y": "]}"}), (5, 3)]
    assert [node.line for node in turns[0].get("x").elements()] == [2, 3]
    assert root.get("b").line == 6


def test_everything_in_a_file_of_one_line_is_on_that_line() -> None:
    root = _load('\n\n[{"a": [1, 2]}]\n').root

    assert [node.line for node in next(root.elements()).get("a").elements()] == [3, 3]


@pytest.mark.parametrize("text", ['{"a": 1}', "[1, 2]", '"a"', "null", '{"a": null}'])
def test_what_is_not_there_is_none_and_has_no_elements(text: str) -> None:
    node = _load(text).root.get("turns")

    assert (node.value, list(node.elements())) == (None, [])


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('{"a": 1,\n"b": }', "bad-json", 2),
        ('{"a": 1,\n\n"b": "broken', "bad-json", 3),
        ('[{"a": 1},\n{"b"', "bad-json", 2),
        ('{"a": 1}\n{"a": 2}', "bad-json", 2),
        ('{"a": "\n', "bad-json", 1),
        ("[" * 5000, "too-deep", 1),
        ("[" * 5000 + "]" * 5000, "too-deep", 1),
        (f"[{'1,' * MAX_VALUES}1]", "too-many-values", 1),
    ],
)
def test_refuses_what_is_no_json_and_names_the_line(text: str, code: str, line: int) -> None:
    assert _refusal(text) == (code, line)


def test_a_file_that_breaks_off_is_said_to() -> None:
    with pytest.raises(TranscriptError, match="breaks off here"):
        _load('{"segments": [{"text": "Hi')


def test_lines_of_json_are_not_taken_for_a_document() -> None:
    with pytest.raises(TranscriptError, match="put them all in one list"):
        _load('{"text": "Hi."}\n{"text": "Ho."}')


def test_raw_line_breaks_in_strings_are_kept_and_said() -> None:
    document = _load('{"a": 1,\n"text": "one\ntwo", "b": ["\n", 2,\n3]}')

    assert document.root.value["text"] == "one\ntwo"
    assert [(warning.line, warning.code) for warning in document.warnings] == [(2, "raw-control-character")]
    assert [node.line for node in document.root.get("b").elements()] == [3, 4, 5]


def test_numbers_that_are_none_become_absent_and_are_said() -> None:
    document = _load('{"a": 1,\n"b": [NaN, -Infinity, "NaN"]}')

    assert document.root.value == {"a": 1, "b": [None, None, "NaN"]}
    assert [(warning.line, warning.code) for warning in document.warnings] == [(2, "not-a-number")]
    assert "2 times" in document.warnings[0].message


def test_of_a_key_that_stands_twice_the_last_counts_and_it_is_said() -> None:
    document = _load('{"turns": [\n1], "turns": [\n{"text": "a", "text": "b"}]}')

    assert [(n.line, n.value) for n in document.root.get("turns").elements()] == [(3, {"text": "b"})]
    assert [warning.code for warning in document.warnings] == ["key-twice"]
    assert "2 objects have a key twice (“text”, 1)" in document.warnings[0].message


def test_reads_numbers_of_any_length() -> None:
    value = _load(f'{{"a": [{"9" * 5000},\n1]}}').root

    assert value.value == {"a": [float("inf"), 1.0]}
    assert [node.line for node in value.get("a").elements()] == [1, 2]


def test_bytes_that_are_no_utf_8_are_replaced_and_said() -> None:
    document = load(decode(b'{"a":\n"Ol\xe1 \xff"}'))

    assert document.root.value == {"a": "Ol\ufffd \ufffd"}
    assert [(warning.line, warning.code) for warning in document.warnings] == [(2, "malformed-bytes")]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ('{"a": 1}', True),
        ("{}", True),
        (' \n[{"a": 1}]', True),
        ("[[1]]", True),
        ('["a"]', True),
        ("[]", True),
        ("[null]", True),
        ("[01:20] Hello.", False),
        ("[Music]", False),
        ("[nullify] that", False),
        ("{curly} words", False),
        ("WEBVTT", False),
        ('"a"', False),
    ],
)
def test_tells_json_from_text_by_how_it_begins(text: str, answer: bool) -> None:
    assert is_json(text) is answer
