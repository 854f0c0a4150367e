"""Relations between claims of different talks, on the project's own series of dialogues.

Every dialogue of a split is a talk of one library. A talk of a series looks back at the claims of all talks but its own and those
that look back at it: what does not belong to the series is there to be mistaken for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.corpus import SPLITS, Dialogue, Label, load
from benchmarks.mining.measures import binned, f1
from debates.mining.elsewhere import LEAST_LIKENESS, NEAREST, Neighbour, Stated, bonds
from transcripts.embedding import encoder

NEAR_ENOUGH = 0.75
"""Likeness from which the simplest guess takes two claims for one."""
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


@dataclass(frozen=True, slots=True)
class Asked:
    """The claims of one talk; of each the nearest ones of others, nearest first, and where those stand."""

    places: list[Place]
    claims: list[Stated]
    near: list[list[Neighbour]]
    theirs: list[list[Place]]


class Library:
    """The claims of all dialogues of a split, with what annotators tied across them; `talks` are those that look back."""

    def __init__(self, dialogues: Sequence[Dialogue]) -> None:
        units = [
            (dialogue, unit) for dialogue in dialogues for unit in dialogue.units if unit.kind == "claim"
        ]
        self.places: list[Place] = [(dialogue.id, unit.id) for dialogue, unit in units]
        self.told = [tie for dialogue in dialogues for tie in _told(dialogue)]
        self.talks = sorted({tie.source[0] for tie in self.told})
        self._claims = [Stated(unit.text, unit.text, unit.holder) for _, unit in units]
        self._vectors = encoder().vectors([unit.text for _, unit in units])

    def asked(self, talk: str) -> Asked:
        """What a talk has to choose from."""
        rows = [row for row, (here, _) in enumerate(self.places) if here == talk]
        later = {talk} | {tie.source[0] for tie in self.told if tie.target[0] == talk}
        others = np.array([row for row, (there, _) in enumerate(self.places) if there not in later], np.intp)
        near = []
        for row in rows:
            likeness = self._vectors[others] @ self._vectors[row]
            best = np.argsort(-likeness, kind="stable")[:NEAREST]
            near.append(
                [(int(others[at]), float(likeness[at])) for at in best if likeness[at] >= LEAST_LIKENESS]
            )
        return Asked(
            [self.places[row] for row in rows],
            [self._claims[row] for row in rows],
            [
                [Neighbour(self._claims[row], self.places[row][0], like) for row, like in found]
                for found in near
            ],
            [[self.places[row] for row, _ in found] for found in near],
        )


def _told(dialogue: Dialogue) -> Iterator[Tie]:
    for one in dialogue.relations:
        if one.dialogue and one.label in _LABELS:
            yield Tie((dialogue.id, one.source), (one.dialogue, one.target), str(one.label))


def mined(asked: Asked) -> list[Tie]:
    """What the miner proposes for the claims of a talk."""
    return [
        Tie(asked.places[place], asked.theirs[place][rank], str(bond.kind), bond.score)
        for place, rank, bond in bonds(asked.claims, asked.near)
    ]


def nearest(asked: Asked) -> list[Tie]:
    """The simplest guess: each claim restates the one that is nearest in meaning, where that is near enough."""
    return [
        Tie(here, theirs[0], "rephrase", near[0].likeness)
        for here, near, theirs in zip(asked.places, asked.near, asked.theirs, strict=True)
        if near and near[0].likeness >= NEAR_ENOUGH
    ]


def section(data: Path) -> Iterator[str]:
    """Lines of Markdown; `data` is not read."""
    yield "## Relations across talks"
    yield ""
    yield "| series of | claims to choose from | ties | proposed by | ties F1 | precision | recall | restatements, attacks, supports F1 |"
    yield "|---|---|---|---|---|---|---|---|"
    for split in SPLITS:
        library = Library([dialogue for dialogue in load() if dialogue.split == split])
        asked = [library.asked(talk) for talk in library.talks]
        about = f"{split}, {len(asked)} talks that look back | {len(library.places)} | {len(library.told)}"
        for name, propose in {"the nearest in meaning": nearest, "the miner": mined}.items():
            found = [tie for one in asked for tie in propose(one)]
            yield f"| {about} | {name} | {_row(library.told, found)} |"
    yield ""
    right = [(tie.score, _ends(tie) in {_ends(one) for one in library.told}) for tie in found]
    bins = ", ".join(f"{score:.2f} → {share:.2f}" for score, share, _ in binned(right, 3))
    yield f"Mean score of the miner's → share that is there, in three equal bins of the last row: {bins}. A tie counts whatever its kind; a kind, where the tie is there, too."


def _row(wanted: Sequence[Tie], found: Sequence[Tie]) -> str:
    there, here = {_ends(tie) for tie in wanted}, {_ends(tie) for tie in found}
    right = len(there & here)
    kinds = ", ".join(f"{_of_kind(wanted, found, label):.2f}" for label in _LABELS)
    precision, recall = right / max(1, len(here)), right / max(1, len(there))
    return f"{f1(right, len(here), len(there)):.2f} | {precision:.2f} ({right} of {len(here)}) | {recall:.2f} | {kinds}"


def _ends(tie: Tie) -> tuple[Place, Place]:
    return tie.source, tie.target


def _of_kind(wanted: Sequence[Tie], found: Sequence[Tie], kind: str) -> float:
    there, here = ({_ends(tie) for tie in ties if tie.kind == kind} for ties in (wanted, found))
    return f1(len(there & here), len(here), len(there))
