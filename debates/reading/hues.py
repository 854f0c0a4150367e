"""Which colour stands for whom."""

from __future__ import annotations

from collections.abc import Iterable

from debates.models import SideHolder
from transcripts.models import Speaker

HUES = 6
"""Colours that the style sheet tells apart; further people share them. 0 is for parties without one."""


class Hues:
    """A colour number for each holder: that of their side where they have one, else the next that is free."""

    def __init__(self, sides: dict[int, int], group_sides: dict[str, int] | None = None) -> None:
        self._sides = sides
        self._groups = group_sides or {}
        self._others: dict[int, int] = {}

    def of(self, speaker: Speaker | None, words: str = "") -> int:
        """Return the number from 1 to `HUES`, or 0 for an unnamed party on no side."""
        if speaker is None:
            return self._groups.get(words, 0)
        if speaker.pk in self._sides:
            return self._sides[speaker.pk]
        if speaker.pk not in self._others:
            taken = len(set(self._sides.values())) + len(self._others)
            self._others[speaker.pk] = taken % HUES + 1
        return self._others[speaker.pk]


def hues_by_side(holders: Iterable[SideHolder]) -> Hues:
    """Return the colours of one debate's sides. The holders' sides must be loaded, in order."""
    numbers: dict[int, int] = {}
    speakers: dict[int, int] = {}
    groups: dict[str, int] = {}
    for holder in holders:
        hue = numbers.setdefault(holder.side_id, len(numbers) % HUES + 1)
        if holder.speaker_id is None:
            groups[holder.words] = hue
        else:
            speakers.setdefault(holder.speaker_id, hue)
    return Hues(speakers, groups)


def hues_everywhere(speakers: Iterable[Speaker]) -> Hues:
    """Return the colours of `speakers` outside any one debate: those of their side in the oldest debate they are in.

    Makes one query.
    """
    return Hues(hues_everywhere_of(speaker.pk for speaker in speakers))


def hues_everywhere_of(speakers: Iterable[int | None]) -> dict[int, int]:
    """Return the colours that sides give to speakers, by the numbers of both. Makes one query."""
    wanted = [speaker for speaker in speakers if speaker is not None]
    debates = SideHolder.objects.filter(speaker__in=wanted).values("side__debate")
    rows = SideHolder.objects.filter(side__debate__in=debates).select_related("side")
    rows = rows.order_by("side__debate", "side__position", "side", "pk")
    numbers: dict[int, dict[int, int]] = {}
    hues: dict[int, int] = {}
    for row in rows:
        sides = numbers.setdefault(row.side.debate_id, {})
        hue = sides.setdefault(row.side_id, len(sides) % HUES + 1)
        if row.speaker_id is not None:
            hues.setdefault(row.speaker_id, hue)
    return hues
