"""One map as a line of JSON gives it, checked: every complaint names its place and how it is mended."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from debates.mining.vocabulary import Person

_KEYS = {
    "propositions": ("i", "speaker", "text", "said"),
    "turns": ("speaker", "text"),
    "people": ("name", "aliases"),
}
_TOLD = 3
"""Unknown keys that are told of a line; of more, only how many."""


class LineError(ValueError):
    """A line that is no map; the message says where, what is wrong, and how to mend it."""


@dataclass(frozen=True, slots=True)
class Row:
    """An object of one of the lists of a map, and where it stands."""

    place: str
    held: dict[str, Any]

    def words(self, name: str, *, needed: bool = False) -> str:
        """The text under `name`; "" where it may be missing and is."""
        words = self.held.get(name)
        if isinstance(words, str):
            return words
        if words is not None:
            raise LineError(
                f"{self.place}: '{name}' is {_shown(words)}, no text; write it in quotation marks"
            )
        if needed:
            raise LineError(f"{self.place}: '{name}' is missing; write it as a text")
        return ""


def read_map(line: str) -> dict[str, Any]:
    """The object on a line, with its 'propositions' or its 'turns'. Raises `LineError`."""
    try:
        given = _parsed(line)
        _refuse_halves(given)
    except RecursionError as error:
        raise LineError(
            "nested too deep; a map has lists of objects, and nothing in those but 'aliases'"
        ) from error
    if not isinstance(given, dict):
        raise LineError(
            f"the line is {_shown(given)}, no map; write an object with 'propositions' or 'turns'"
        )
    if "propositions" in given and "turns" in given:
        raise LineError("the map has both 'propositions' and 'turns'; write them as maps on two lines")
    if "propositions" not in given and "turns" not in given:
        raise LineError(
            "the map has neither 'propositions' nor 'turns'; give units that are cut as the first, a talk as the second"
        )
    return given


def rows(given: Mapping[str, Any], name: str) -> list[Row]:
    """The objects of one list of a map."""
    found = given[name]
    if not isinstance(found, list):
        raise LineError(f"'{name}' is {_shown(found)}, no list; write a list of objects in square brackets")
    return [_row(f"{name}[{place}]", held) for place, held in enumerate(found)]


def _row(place: str, held: Any) -> Row:
    if isinstance(held, dict):
        return Row(place if "i" not in held else f"{place} (i {_shown(held['i'])})", held)
    raise LineError(f"{place} is {_shown(held)}, no object; write its keys in curly brackets")


def keys_of(propositions: list[Row]) -> list[int | str]:
    """The ids of propositions, each once; the place of one that has none."""
    found: dict[str, int | str] = {}
    for place, row in enumerate(propositions):
        key = row.held.get("i", place)
        if isinstance(key, bool) or not isinstance(key, int | str):
            raise LineError(f"{row.place}: 'i' is {_shown(key)}; write a whole number or a text")
        if str(key) in found:
            first = list(found).index(str(key))
            raise LineError(
                f"{row.place}: its 'i' is that of propositions[{first}] too; give each its own (1 and \"1\" count as one)"
            )
        found[str(key)] = key
    return list(found.values())


def people_of(given: Mapping[str, Any]) -> list[Person]:
    """Those named beside a map, none where it has no 'people'."""
    if given.get("people") is None:
        return []
    return [Person(row.words("name", needed=True), _aliases(row)) for row in rows(given, "people")]


def _aliases(row: Row) -> tuple[str, ...]:
    aliases = row.held.get("aliases")
    if aliases is None:
        return ()
    if not isinstance(aliases, list):
        raise LineError(f"{row.place}: 'aliases' is {_shown(aliases)}; write a list of texts")
    for place, alias in enumerate(aliases):
        if not isinstance(alias, str):
            raise LineError(f"{row.place}: 'aliases'[{place}] is {_shown(alias)}, no text; write a name")
    return tuple(aliases)


def unknown_keys(given: Mapping[str, Any]) -> str:
    """A sentence on keys that mean nothing here, perhaps misspelt; "" where there are none."""
    first: dict[str, str] = {}
    for key in given.keys() - {"map", *_KEYS}:
        first[f"'{key}'"] = "the map"
    for name, known in _KEYS.items():
        for row in rows(given, name) if given.get(name) is not None else ():
            for key in row.held.keys() - set(known):
                first.setdefault(f"{_shown(key)} of {name}", row.place)
    told = [f"{key} (first in {place})" for key, place in sorted(first.items())][:_TOLD]
    more = f" and {len(first) - _TOLD} more" if len(first) > _TOLD else ""
    return f"keys that are not known are passed over: {', '.join(told)}{more}" if told else ""


# --- JSON ----------------------------------------------------------------------------------------------


def _parsed(line: str) -> Any:
    try:
        return json.loads(line, parse_constant=_no_number, parse_float=_number)
    except json.JSONDecodeError as error:
        raise LineError(
            f"not JSON at character {error.pos + 1}: {error.msg}; write each map as one JSON object on one line"
        ) from error
    except LineError:
        raise
    except ValueError as error:
        raise LineError(
            "a number has too many digits; write so long an id as a text, in quotation marks"
        ) from error


def _number(words: str) -> float:
    """Refuses what is beyond all numbers, such as 1e999, which could not be written again."""
    found = float(words)
    if found in (float("inf"), float("-inf")):
        raise LineError(f"{words[:20]} is too large a number; write it as a text, in quotation marks")
    return found


def _no_number(words: str) -> float:
    """Refuses NaN and Infinity, which Python reads but JSON does not have."""
    raise LineError(f"{words} is no number in JSON; write null")


def _refuse_halves(given: Any) -> None:
    """Refuses half a character, a surrogate without its partner: it cannot be written again."""
    try:
        json.dumps(given, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        place = next(_halves(given, "the map"), "the line")
        raise LineError(
            f"{place} holds half a character (a surrogate, \\ud800 to \\udfff, without its partner); write the whole one"
        ) from error


def _halves(given: Any, place: str) -> Iterator[str]:
    if isinstance(given, str):
        if any("\ud800" <= each <= "\udfff" for each in given):
            yield place
    elif isinstance(given, list):
        for number, each in enumerate(given):
            yield from _halves(each, f"{place}[{number}]")
    elif isinstance(given, dict):
        for key, value in given.items():
            yield from _halves(key, f"a key of {place}")
            yield from _halves(value, key if place == "the map" else f"{place}: '{key}'")


def _shown(value: object) -> str:
    """What was given, in a few plain characters: none of them does anything to a terminal."""
    words = json.dumps(value) if not isinstance(value, dict | list) else ""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    return words if len(words) <= 40 else f"{words[:37]}..."
