"""Maps as lines of JSON, for evaluations without a database: given units or raw turns in, what the miner makes of them out.

The formats are in docs/reference/mining.md.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from debates.mining.language import unread_turns
from debates.mining.pipeline import mine
from debates.mining.units import Unit, relate
from debates.mining.vocabulary import Finding, FindingKind, Mined, Person, Turn

LONGEST_LINE = 64 * 1024 * 1024
"""Bytes. A talk of twelve hours has about one million."""

NOBODY_KNOWN = "somebody"
"""The source of words in quotation marks that nobody is said to say."""


class LineError(ValueError):
    """A line that is no map; the message says what is wrong with it."""


def mined_line(line: str, tell: Callable[[str], None] = lambda words: None) -> str:
    """The answer to one line; `tell` hears what was left unread. Raises `LineError` where the line does not hold a map.

    >>> mined_line('{"map": "m", "propositions": [{"i": 7, "speaker": "Ann", "text": "Critics say it rains."}]}')
    '{"map": "m", "edges": [], "reported": {"7": "critics"}}'
    """
    try:
        given = json.loads(line, parse_constant=_no_number)
        json.dumps(
            given, ensure_ascii=False, allow_nan=False
        ).encode()  # halves of a character cannot be written
    except UnicodeEncodeError as error:
        raise LineError("holds half a character: a surrogate without its partner") from error
    except (ValueError, RecursionError) as error:
        raise LineError(f"not JSON: {error}") from error
    if not isinstance(given, dict) or ("propositions" in given) == ("turns" in given):
        raise LineError("a map is an object with either 'propositions' or 'turns'")
    answer = _related(given) if "propositions" in given else _mined(given)
    if unread := _unread(given):
        tell(
            f"{unread} texts are not in English, the one language that is read: nothing is suggested from them"
        )
    return json.dumps({"map": given.get("map"), **answer}, ensure_ascii=False)


def _unread(given: dict[str, Any]) -> int:
    """How many texts of a map are in another language."""
    rows = given.get("propositions", given.get("turns", ()))
    return len(unread_turns([Turn(None, row.get("said") or row["text"]) for row in rows]))


def _no_number(words: str) -> float:
    """Refuses NaN and Infinity, which Python reads but JSON does not have."""
    raise ValueError(f"{words} is no number in JSON")


def _related(given: dict[str, Any]) -> dict[str, Any]:
    rows = _rows(given, "propositions")
    keys = [row.get("i", place) for place, row in enumerate(rows)]
    if not all(isinstance(key, int | str) and not isinstance(key, bool) for key in keys) or len(
        set(map(str, keys))
    ) < len(keys):
        raise LineError("the 'i' of propositions are numbers or words, each once")
    units = [
        Unit(_words(row, "speaker") or None, _words(row, "text", needed=True), _words(row, "said"))
        for row in rows
    ]
    related = relate(units, _people(given))
    return {
        "edges": [
            [keys[link.source], keys[link.target], str(link.kind), link.score] for link in related.links
        ],
        "reported": {str(keys[place]): holder for place, holder in sorted(related.reported.items())},
    }


def _mined(given: dict[str, Any]) -> dict[str, Any]:
    turns = [
        Turn(_words(row, "speaker") or None, _words(row, "text", needed=True))
        for row in _rows(given, "turns")
    ]
    mined = mine(turns, _people(given))
    claims = {f.id: f for f in mined.findings if f.kind is FindingKind.CLAIM}
    return {
        "claims": [_claim(finding, turns) for finding in claims.values()],
        "edges": _edges(mined, claims),
    }


def _claim(finding: Finding, turns: Sequence[Turn]) -> dict[str, Any]:
    place = finding.span
    claim = {
        "id": finding.id,
        "speaker": turns[place.turn].speaker,
        "text": finding.text,
        "turn": place.turn,
        "start": place.start,
        "end": place.end,
    }
    return {**claim, "reported_source": _source(finding)} if finding.is_reported else claim


def _source(finding: Finding) -> str:
    """The holder, or else the words of the cue; a quotation mark alone is no word."""
    words = finding.holder or finding.cue
    return words if any(map(str.isalpha, words)) else NOBODY_KNOWN


def _edges(mined: Mined, claims: dict[int, Finding]) -> list[list[Any]]:
    return [
        [link.source, link.target, str(link.kind), link.score]
        for link in mined.links
        if link.source in claims and link.target in claims
    ]


def _rows(given: dict[str, Any], name: str) -> list[dict[str, Any]]:
    rows = given[name]
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise LineError(f"'{name}' is a list of objects")
    return rows


def _words(row: dict[str, Any], name: str, *, needed: bool = False) -> str:
    words = row.get(name)
    if words is None and not needed:
        return ""
    if not isinstance(words, str):
        raise LineError(f"'{name}' is a text")
    return words


def _people(given: dict[str, Any]) -> list[Person]:
    if not given.get("people"):
        return []
    return [Person(_words(row, "name", needed=True), _aliases(row)) for row in _rows(given, "people")]


def _aliases(row: dict[str, Any]) -> tuple[str, ...]:
    aliases = row.get("aliases") or []
    if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        raise LineError("'aliases' is a list of texts")
    return tuple(aliases)
