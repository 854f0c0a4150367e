"""Words and turns laid together: pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from transcripts.speech.values import SpokenWord, Turn

ISLAND = 2
"""So many words within a sentence, between words of another voice, are taken for a slip of the ear."""

_ENDS = (".", "!", "?", "…")


def overlapping(turns: Iterable[Turn]) -> list[Turn]:
    """The same turns in order, each with whether somebody else speaks during it."""
    ordered = sorted(turns, key=lambda turn: (turn.start_s, turn.end_s))
    marked = [False] * len(ordered)
    reach: tuple[float, int] = (0.0, -1)
    for number, turn in enumerate(ordered):
        if reach[1] >= 0 and reach[0] > turn.start_s:
            marked[number] = marked[reach[1]] = True
        reach = max(reach, (turn.end_s, number))
    return [replace(turn, overlap=flag) for turn, flag in zip(ordered, marked, strict=True)]


def labels_of(words: Sequence[SpokenWord], turns: Sequence[Turn]) -> list[str]:
    """Whose word each is: the turn with most of its time, else the nearest one; empty where there is no turn at all."""
    if not turns:
        return [""] * len(words)
    ordered = sorted(turns, key=lambda turn: turn.start_s)
    longest = max(turn.end_s - turn.start_s for turn in ordered)
    starts = [turn.start_s for turn in ordered]
    found = [_label(word, ordered, starts, longest) for word in words]
    return _snapped(words, _smoothed(words, found))


def _label(word: SpokenWord, turns: Sequence[Turn], starts: Sequence[float], longest: float) -> str:
    first = max(0, bisect_left(starts, word.start_s - longest) - 1)
    last = bisect_left(starts, word.end_s) + 1
    near = turns[first:last] or turns[-1:]
    return max(near, key=lambda turn: min(word.end_s, turn.end_s) - max(word.start_s, turn.start_s)).label


def _smoothed(words: Sequence[SpokenWord], labels: list[str]) -> list[str]:
    """Give islands of a word or two within a sentence to the voice on both sides of them."""
    kept = list(labels)
    runs = _runs(kept)
    for before, (start, end) in pairwise(runs):
        after = end
        if end - start > ISLAND or after >= len(kept) or kept[before[0]] != kept[after]:
            continue
        if not any(word.text.strip().endswith(_ENDS) for word in words[start - 1 : end]):
            kept[start:end] = [kept[after]] * (end - start)
    return kept


def _snapped(words: Sequence[SpokenWord], labels: list[str]) -> list[str]:
    """Move a change of voices that lies a word or two beside the end of a sentence to there."""
    kept = list(labels)
    for before, after in pairwise(_runs(kept)):
        place = before[1]
        for step in (0, -1, 1, -2, 2):
            end = place + step
            if before[0] < end < after[1] and words[end - 1].text.strip().endswith(_ENDS):
                kept[min(place, end) : max(place, end)] = [kept[place if step < 0 else place - 1]] * abs(step)
                break
    return kept


def _runs(labels: Sequence[str]) -> list[tuple[int, int]]:
    edges = [
        0,
        *(place for place in range(1, len(labels)) if labels[place] != labels[place - 1]),
        len(labels),
    ]
    return list(pairwise(edges)) if labels else []


def alone(turns: Sequence[Turn]) -> list[Turn]:
    """The stretches of the turns during which nobody else has a turn, in order."""
    edges = sorted({edge for turn in turns for edge in (turn.start_s, turn.end_s)})
    ordered = sorted(turns, key=lambda turn: turn.start_s)
    current: list[Turn] = []
    position = 0
    found: list[Turn] = []
    for start, end in pairwise(edges):
        while position < len(ordered) and ordered[position].start_s <= start:
            current.append(ordered[position])
            position += 1
        current = [turn for turn in current if turn.end_s > start]
        labels = {turn.label for turn in current}
        if len(labels) == 1:
            _extend(found, Turn(start, end, labels.pop()))
    return found


def _extend(found: list[Turn], piece: Turn) -> None:
    if found and found[-1].label == piece.label and found[-1].end_s == piece.start_s:
        found[-1] = replace(found[-1], end_s=piece.end_s)
    else:
        found.append(piece)
