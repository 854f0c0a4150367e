"""Text to a JSON document, for every importer of JSON: what is refused, what is mended, and where each value stands.

Files of speech recognition are not always proper JSON. Bare `NaN`, raw line breaks in strings, keys that occur twice and
numbers of any length are read all the same, and said.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from transcripts.cues import ParseWarning, TranscriptError
from transcripts.importers.decoding import SAVE_SMALLER, Source

MAX_VALUES = 1_200_000
"""The most values and keys taken from one file, which bounds the memory that it takes."""

_LOOKS_LIKE_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*(?:[\[{\]\"]|null\b|true\b|false\b|NaN\b))")
_CONSTANT = re.compile(r"[:,\[]\s*(-?(?:NaN|Infinity))\s*[,}\]]")
_SPACE = re.compile(r"[ \t\n\r]*")
_WALKER = json.JSONDecoder(strict=False, parse_int=float)


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a document and the 1-based line where it begins.

    >>> root = load(Source('{"turns": [\\n{"text": "Hi."},\\n{"text": "Ho."}]}')).root
    >>> [(node.line, node.value) for node in root.get("turns").elements()]
    [(2, {'text': 'Hi.'}), (3, {'text': 'Ho.'})]
    """

    value: Any
    line: int
    _text: str = field(repr=False)
    _at: int = field(repr=False)

    def get(self, key: str) -> Node:
        """What an object holds at `key`; a node with the value None, on this line, where it holds nothing."""
        if not isinstance(self.value, dict) or key not in self.value:
            return Node(None, self.line, "", 0)
        if not self._text:
            return Node(self.value[key], self.line, "", 0)
        at = max(at for name, at in _walk(self._text, self._at) if name == key)
        return self._node(self.value[key], at)

    def elements(self) -> Iterator[Node]:
        """The elements of a list, in order; none where this is no list."""
        if not isinstance(self.value, list):
            return
        if not self._text:
            yield from (Node(value, self.line, "", 0) for value in self.value)
            return
        before = self
        for value, (_, at) in zip(self.value, _walk(self._text, self._at), strict=True):
            before = before._node(value, at)
            yield before

    def _node(self, value: Any, at: int) -> Node:
        return Node(value, self.line + self._text.count("\n", self._at, at), self._text, at)


@dataclass(frozen=True, slots=True)
class Document:
    """A file's JSON, and what was wrong with it."""

    root: Node
    warnings: tuple[ParseWarning, ...] = ()


def is_json(text: str) -> bool:
    """Whether `text` begins as JSON does: with an object, or with a list of anything but numbers.

    >>> [is_json(text) for text in ('{"a": 1}', ' [{}]', '[01:20] Hello.', '[Music]', '{curly}')]
    [True, True, False, False, False]
    """
    return _LOOKS_LIKE_JSON.match(text) is not None


def load(source: Source) -> Document:
    """The document that a file holds.

    `NaN` and `Infinity` become None; of a key that occurs twice, the last value counts. Raises TranscriptError: `bad-json`,
    `too-many-values` or `too-deep`.
    """
    text = source.text
    if text.count(",") + text.count("{") + text.count("[") > MAX_VALUES:
        raise TranscriptError(
            "too-many-values",
            f"The file holds more than {MAX_VALUES:,} values. Check that it is a transcript, and split it into one "
            f"file an episode. {SAVE_SMALLER}",
            line=1,
        )
    reader = _Reader(source)
    value = reader.read()
    start = _space(text, 0)
    line = text.count("\n", 0, start) + 1
    at_one_line = "\n" not in text.strip()
    return Document(Node(value, line, "" if at_one_line else text, start), tuple(reader.warnings()))


class _Reader:
    """Reads one text as strictly as it allows, and remembers what it took leave of."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._text = source.text
        self._mended: list[ParseWarning] = []
        self._constants = 0
        self._twice: Counter[str] = Counter()

    def read(self) -> Any:
        try:
            return self._read(strict=True)
        except json.JSONDecodeError as error:
            if not error.msg.startswith("Invalid control character"):
                raise _bad(error) from error
            self._mended.append(_raw_control(error.lineno))
        try:
            return self._read(strict=False)
        except json.JSONDecodeError as error:
            raise _bad(error) from error

    def _read(self, *, strict: bool) -> Any:
        try:
            return self._decoded(strict=strict, parse_int=None)
        except json.JSONDecodeError:
            raise
        except ValueError:  # Python reads no integer of more than 4,300 digits
            return self._decoded(strict=strict, parse_int=float)

    def _decoded(self, *, strict: bool, parse_int: type[float] | None) -> Any:
        self._constants = 0
        self._twice.clear()
        try:
            return json.loads(
                self._text,
                strict=strict,
                parse_int=parse_int,
                parse_constant=self._constant,
                object_pairs_hook=self._object,
            )
        except RecursionError as error:
            raise _too_deep() from error

    def _constant(self, name: str) -> None:
        self._constants += 1

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        value = dict(pairs)
        if len(value) != len(pairs):
            self._twice.update(key for key, count in Counter(k for k, _ in pairs).items() if count > 1)
        return value

    def warnings(self) -> Iterator[ParseWarning]:
        yield from self._source.warnings
        yield from self._mended
        if self._constants:
            match = _CONSTANT.search(self._text)
            times = f"{self._constants:,} times" if self._constants > 1 else "once"
            yield ParseWarning(
                self._text.count("\n", 0, match.start(1)) + 1 if match else None,
                "not-a-number",
                f"The file has NaN or Infinity {times}, which JSON does not know; it was read as an absent value.",
            )
        if self._twice:
            key, count = self._twice.most_common(1)[0]
            yield ParseWarning(
                None,
                "key-twice",
                f"{self._twice.total():,} object{'s have' if self._twice.total() > 1 else ' has'} a key twice "
                f"(“{key[:60].encode(errors='replace').decode()}”, {count:,}); the last value was taken and the others were left out.",
            )


def _raw_control(line: int) -> ParseWarning:
    return ParseWarning(
        line,
        "raw-control-character",
        "A string has a raw line break or control character in it, which JSON forbids, here for the first time; "
        "it was kept.",
    )


def _bad(error: json.JSONDecodeError) -> TranscriptError:
    reason = f"{error.msg[0].lower()}{error.msg[1:]}, column {error.colno}"
    remedy = "Mend it there, or export the file again."
    if error.msg == "Extra data":
        reason = "a second value follows the first"
        remedy = "If each line is an object of its own, put them all in one list: [ … , … ]."
    elif error.pos >= len(error.doc.rstrip()) or error.msg.startswith("Unterminated string"):
        reason = "it breaks off here"
        remedy = "Perhaps it was not copied in whole: get it again."
    return TranscriptError("bad-json", f"The file is not proper JSON: {reason}. {remedy}", error.lineno)


def _too_deep() -> TranscriptError:
    return TranscriptError(
        "too-deep",
        "The file has lists in lists, or objects in objects, hundreds of times over. Check that it is a transcript.",
        line=1,
    )


def _space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _walk(text: str, at: int) -> Iterator[tuple[str, int]]:
    """(key, offset) of every value of the object at `at`, or ("", offset) of every element of the list there."""
    is_object = text[at] == "{"
    at = _space(text, at + 1)
    while at < len(text) and text[at] not in "}]":
        key = ""
        if is_object:
            key, at = _value(text, at)
            at = _space(text, _space(text, at) + 1)
        yield key, at
        _, at = _value(text, at)
        at = _space(text, at)
        if text.startswith(",", at):
            at = _space(text, at + 1)


def _value(text: str, at: int) -> tuple[Any, int]:
    try:
        return _WALKER.raw_decode(text, at)
    except RecursionError as error:
        raise _too_deep() from error
