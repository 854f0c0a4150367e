"""Relations between claims of different talks, on the project's own series of dialogues.

Every dialogue of a split is a talk of one library. Talks of a series look back at the talks before them, by the order of their
marks, among the claims of all talks but their own: what does not belong to the series is there to be mistaken for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.corpus import SPLITS, Dialogue, Label, load
from benchmarks.mining.measures import f1
from debates.mining.elsewhere import LEAST_LIKENESS, NEAREST, RESTATES, Stated, bonds
from transcripts.embedding import encoder

_LABELS = (Label.REPHRASE, Label.ATTACK, Label.SUPPORT)
Place = tuple[str, int]
"""A dialogue's id and a unit's number."""


@dataclass(frozen=True, slots=True)
class Tie:
    """One claim bears on one of another talk."""

    source: Place
    target: Place
    kind: str
    score: float = 1.0


class Library:
    """The claims of all talks of a split, with their meanings."""

    def __init__(self, dialogues: Sequence[Dialogue]) -> None:
        units = [
            (dialogue, unit) for dialogue in dialogues for unit in dialogue.units if unit.kind == "claim"
        ]
        self.places: list[Place] = [(dialogue.id, unit.id) for dialogue, unit in units]
        self.claims = [Stated(unit.text, unit.text, unit.holder) for _, unit in units]
        self.vectors = encoder().vectors([unit.text for _, unit in units])
        self.told = [tie for dialogue in dialogues for tie in told(dialogue)]
        self.talks = sorted({tie.source[0] for tie in self.told})

    def mined(self, talk: str) -> list[Tie]:
        """What the miner proposes for the claims of a talk."""
        return [
            Tie(self.places[row], self.places[near[place][0]], str(bond.kind), bond.score)
            for row, near in self._near(talk)
            for place, bond in bonds(self.claims[row], [(self.claims[other], like) for other, like in near])
        ]

    def nearest(self, talk: str, least: float) -> list[Tie]:
        """The simplest guess: each claim restates the nearest one in meaning, where that is near enough."""
        return [
            Tie(self.places[row], self.places[near[0][0]], "rephrase", near[0][1])
            for row, near in self._near(talk)
            if near[0][1] >= least
        ]

    def _near(self, talk: str) -> Iterator[tuple[int, list[tuple[int, float]]]]:
        """Rows of a talk's claims, each with the nearest rows of talks that do not look back at it, and their likeness."""
        later = {talk} | {tie.source[0] for tie in self.told if tie.target[0] == talk}
        others = np.array([row for row, (other, _) in enumerate(self.places) if other not in later], np.intp)
        for row, (here, _) in enumerate(self.places):
            if here != talk:
                continue
            likeness = self.vectors[others] @ self.vectors[row]
            order = np.argsort(-likeness, kind="stable")[:NEAREST]
            near = [(int(others[place]), float(likeness[place])) for place in order]
            near = [one for one in near if one[1] >= LEAST_LIKENESS]
            if near:
                yield row, near


def told(dialogue: Dialogue) -> list[Tie]:
    """What the annotator of a dialogue tied to units of others."""
    return [
        Tie((dialogue.id, one.source), (one.dialogue, one.target), str(one.label))
        for one in dialogue.relations
        if one.dialogue and one.label in _LABELS
    ]


def section(data: Path) -> Iterator[str]:
    """Lines of Markdown; `data` is not read."""
    yield "## Relations across talks"
    yield ""
    yield "| series of | claims to choose from | proposed by | ties F1 (precision, recall) | restatements F1 | attacks F1 | supports F1 |"
    yield "|---|---|---|---|---|---|---|"
    for split in SPLITS:
        library = Library([dialogue for dialogue in load() if dialogue.split == split])
        for name, found in (
            (
                "the nearest in meaning",
                [tie for talk in library.talks for tie in library.nearest(talk, RESTATES)],
            ),
            ("the miner", [tie for talk in library.talks for tie in library.mined(talk)]),
        ):
            yield f"| {split}, {len(library.talks)} talks | {len(library.claims)} | {name} | {_row(library.told, found)} |"


def _row(wanted: Sequence[Tie], found: Sequence[Tie]) -> str:
    """Ties are right between the right claims, kinds where that is right too."""
    pairs = [{(tie.source, tie.target) for tie in ties} for ties in (wanted, found)]
    right = len(pairs[0] & pairs[1])
    whole = f"{f1(right, len(pairs[1]), len(pairs[0])):.2f} ({right} of {len(pairs[1])}, {right} of {len(pairs[0])})"
    kinds = [_of_kind(wanted, found, label) for label in _LABELS]
    return " | ".join([whole, *(f"{score:.2f}" for score in kinds)])


def _of_kind(wanted: Sequence[Tie], found: Sequence[Tie], kind: str) -> float:
    here, there = ({(tie.source, tie.target) for tie in ties if tie.kind == kind} for ties in (found, wanted))
    return f1(len(here & there), len(here), len(there))
