"""Annotated dialogues as the miner's stages see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.corpus import Dialogue, Label
from benchmarks.corpus.dialogue import Unit
from debates.mining import bearing
from debates.mining.pairs import Pairs, Piece
from transcripts.embedding import encoder

_KINDS = ("claim", "question", "setup")


@dataclass(frozen=True, slots=True)
class Example:
    """A dialogue's pairs and what each one is: `labels` indexes `bearing.LABELS`; `edges` are by the places of pieces."""

    dialogue: Dialogue
    pieces: tuple[Piece, ...]
    pairs: Pairs
    labels: NDArray[np.intp]
    edges: tuple[tuple[int, int, str], ...]


def example(dialogue: Dialogue, *, leads: bool) -> Example:
    """With `leads`, pieces know the words before them in their turn, as in a transcript; without, as given units do."""
    units = [unit for unit in dialogue.units if unit.kind in _KINDS]
    pieces = tuple(_piece(dialogue, unit, leads=leads) for unit in units)
    pairs = Pairs(pieces, encoder().vectors([piece.text for piece in pieces]))
    edges = _edges(dialogue, units)
    return Example(dialogue, pieces, pairs, _labels(pairs, edges), edges)


def _piece(dialogue: Dialogue, unit: Unit, *, leads: bool) -> Piece:
    turn = dialogue.turns[unit.turn]
    begin = max(
        (one.end for one in dialogue.units if one.turn == unit.turn and one.end <= unit.start), default=0
    )
    lead = turn.text[begin : unit.start].strip(" ,.;:-") if leads else ""
    return Piece(turn.speaker, unit.holder, unit.turn, unit.text, unit.text, lead)


def _edges(dialogue: Dialogue, units: Sequence[Unit]) -> tuple[tuple[int, int, str], ...]:
    places = {unit.id: place for place, unit in enumerate(units)}
    return tuple(
        (places[one.source], places[one.target], str(one.label))
        for one in dialogue.relations
        if one.label in (Label.SUPPORT, Label.ATTACK, Label.REPHRASE)
        and not one.dialogue
        and one.source in places
        and one.target in places
    )


def _labels(pairs: Pairs, edges: Sequence[tuple[int, int, str]]) -> NDArray[np.intp]:
    told = {}
    for source, target, kind in edges:
        label = {"attack": bearing.ATTACKS, "rephrase": bearing.RESTATES, "support": bearing.SUPPORTS}[kind]
        if kind == "support" and source < target:
            label = bearing.IS_SUPPORTED
        told[min(source, target), max(source, target)] = bearing.LABELS.index(label)
    return np.array([told.get(pair, 0) for pair in pairs.places], np.intp)
