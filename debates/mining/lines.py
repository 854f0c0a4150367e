"""Maps as lines of JSON, for evaluations without a database: given units or raw turns in, what the miner makes of them out.

The formats are in docs/reference/mining.md.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from debates.mining.given import LineError, Row, keys_of, people_of, read_map, rows, unknown_keys
from debates.mining.language import unread_turns
from debates.mining.left_out import left_out, told
from debates.mining.pipeline import mine
from debates.mining.units import LONGEST, Unit, relate
from debates.mining.vocabulary import Finding, FindingKind, Mined, Turn

__all__ = ["LONGEST_LINE", "LineError", "mined_line"]

LONGEST_LINE = 64 * 1024 * 1024
"""Bytes. A talk of twelve hours has about one million."""

NOBODY_KNOWN = "somebody"
"""The source of words in quotation marks that nobody is said to say."""

_NO_BREAKS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})
"""What some programs take for the end of a line, as JSON writes it where it is not."""


def mined_line(line: str, tell: Callable[[str], None] = lambda words: None) -> str:
    """The answer to one line; `tell` hears what was left out or passed over. Raises `LineError` where the line holds no map.

    >>> mined_line('{"map": "m", "propositions": [{"i": 7, "speaker": "Ann", "text": "Critics say it rains."}]}')
    '{"map": "m", "edges": [], "reported": {"7": "critics"}}'
    """
    given = read_map(line)
    if unknown := unknown_keys(given):
        tell(unknown)
    answer = _related(given, tell) if "propositions" in given else _mined(given, tell)
    return json.dumps({"map": given.get("map"), **answer}, ensure_ascii=False).translate(_NO_BREAKS)


def _related(given: dict[str, Any], tell: Callable[[str], None]) -> dict[str, Any]:
    propositions = rows(given, "propositions")
    keys = keys_of(propositions)
    units = [
        Unit(row.words("speaker") or None, row.words("text", needed=True), row.words("said"))
        for row in propositions
    ]
    if unread := len(unread_turns([Turn(None, (unit.said or unit.text)[:LONGEST]) for unit in units])):
        tell(
            f"{unread} propositions are not in English, the one language that is read: nothing is suggested from them"
        )
    for row in (row for row, unit in zip(propositions, units, strict=True) if _is_long(unit)):
        tell(f"{row.place}: only its first {LONGEST} characters are read; cut it into several")
    related = relate(units, people_of(given))
    return {
        "edges": [
            [keys[link.source], keys[link.target], str(link.kind), link.score] for link in related.links
        ],
        "reported": {str(keys[place]): holder for place, holder in sorted(related.reported.items())},
    }


def _is_long(unit: Unit) -> bool:
    return max(len(unit.text), len(unit.said)) > LONGEST


def _mined(given: dict[str, Any], tell: Callable[[str], None]) -> dict[str, Any]:
    turns = [_turn(row) for row in rows(given, "turns")]
    mined = mine(turns, people_of(given))
    if words := told(left_out(mined.findings)):
        tell(words)
    claims = {f.id: f for f in mined.findings if f.kind is FindingKind.CLAIM}
    return {
        "claims": [_claim(finding, turns) for finding in claims.values()],
        "edges": _edges(mined, claims),
    }


def _turn(row: Row) -> Turn:
    return Turn(row.words("speaker") or None, row.words("text", needed=True))


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
