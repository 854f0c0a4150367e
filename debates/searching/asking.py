"""What was typed into the search box, with its fields understood. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from transcripts.searching.language import Asked, Filter, parse
from transcripts.searching.terms import narrows


class Group(StrEnum):
    """What is looked through, in the order in which a page shows it."""

    CLAIMS = "claims"
    WORDS = "words"
    PEOPLE = "people"
    EPISODES = "episodes"
    DEBATES = "debates"


FIELDS = ("speaker", "holder", "show", "after", "before", "in")

_ANSWERS = {
    "speaker": {Group.CLAIMS, Group.WORDS},
    "holder": {Group.CLAIMS},
    "show": {Group.CLAIMS, Group.WORDS, Group.EPISODES},
    "after": {Group.CLAIMS, Group.WORDS, Group.EPISODES},
    "before": {Group.CLAIMS, Group.WORDS, Group.EPISODES},
}
"""Groups that each field can narrow; the others are left out where it is used."""

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A search: its words, whom and what it is narrowed to (as typed), the days, and the groups that can answer it.

    `since` is the first day and `until` the day after the last one.
    """

    asked: Asked
    groups: tuple[Group, ...]
    since: date | None = None
    until: date | None = None
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        return str(self.asked)

    @property
    def speakers(self) -> tuple[str, ...]:
        return self.asked.values("speaker")

    @property
    def holders(self) -> tuple[str, ...]:
        return self.asked.values("holder")

    @property
    def shows(self) -> tuple[str, ...]:
        return self.asked.values("show")

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked for that could be looked for."""
        return self.asked.term is None and not (self.speakers or self.holders or self.shows)

    @property
    def only_leaves_out(self) -> bool:
        """Whether its words say what is not wanted, and nothing that is."""
        return self.asked.term is not None and not narrows(self.asked.term)

    @property
    def only(self) -> Group | None:
        """The one group that was asked for by name."""
        named = {group for value in self.asked.values("in") if (group := _group(value))}
        return next(iter(named)) if len(named) == 1 else None


def read(text: str) -> Wanted:
    """Read what was typed. Never raises; what is not understood is told in `notes`.

    >>> read("rain after:2024 in:claims").since, read("rain in:claims").groups
    (datetime.date(2024, 1, 1), (<Group.CLAIMS: 'claims'>,))
    """
    asked = parse(text, FIELDS)
    notes = list(asked.notes)
    since, until = (_day(asked, name, notes) for name in ("after", "before"))
    return Wanted(asked, _groups(asked, notes), since, until, tuple(notes))


def without(wanted: Wanted, unwanted: Filter) -> str:
    """What to type for the same search without a filter."""
    filters = tuple(each for each in wanted.asked.filters if each != unwanted)
    return str(replace(wanted.asked, filters=filters))


def narrowed(wanted: Wanted, *more: Filter) -> str:
    """What to type for the same search narrowed further; a group takes the place of those before."""
    named = {each.name for each in more if each.name == "in"}
    kept = tuple(each for each in wanted.asked.filters if each.name not in named and each not in more)
    return str(replace(wanted.asked, filters=(*kept, *more)))


def everywhere(wanted: Wanted) -> str:
    """What to type for the same search in all groups."""
    filters = tuple(each for each in wanted.asked.filters if each.name != "in")
    return str(replace(wanted.asked, filters=filters))


def _groups(asked: Asked, notes: list[str]) -> tuple[Group, ...]:
    named = set()
    for value in asked.values("in"):
        if group := _group(value):
            named.add(group)
        else:
            notes.append(f"There is no “in:{value}”: write {_listed([f'in:{each}' for each in Group])}.")
    possible = [_ANSWERS[each.name] for each in asked.filters if each.name in _ANSWERS]
    answering = {group for group in Group if all(group in each for each in possible)}
    lost = named - answering
    if lost:
        notes.append(f"{_listed(sorted(lost)).capitalize()} cannot be narrowed in this way.")
    return tuple(group for group in Group if group in (named & answering if named else answering))


def _group(value: str) -> Group | None:
    names = {each.value: each for each in Group} | {
        "claim": Group.CLAIMS,
        "word": Group.WORDS,
        "said": Group.WORDS,
        "person": Group.PEOPLE,
        "episode": Group.EPISODES,
        "debate": Group.DEBATES,
    }
    return names.get(value.lower())


def _day(asked: Asked, name: str, notes: list[str]) -> date | None:
    """The day that the last `name:` tells: of a year or a month the first."""
    values = asked.values(name)
    if not values:
        return None
    found = _DATE.fullmatch(values[-1])
    if found:
        try:
            return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
        except ValueError:
            pass
    notes.append(
        f"“{name}:{values[-1]}” is no date: write a year, a month or a day, such as {name}:2024-05-01."
    )
    return None


def _listed(words: Sequence[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
