"""Making links: a link is worth no more than the sentences at its ends."""

from __future__ import annotations

import math
from collections.abc import Iterable

from debates.mining.overlap import opening_words
from debates.mining.vocabulary import Finding, Hold, Link, LinkKind

HIGHEST = 0.95


def linked(
    source: Finding,
    target: Finding,
    kind: LinkKind,
    score: float,
    reason: str,
    evidence: str = "",
    hold: Hold = Hold.LOOSE,
) -> Link:
    """A link whose score is lowered where an editor would hardly accept one of its ends.

    `evidence` is the source's first words where none are given.
    """
    ends = math.sqrt(min(source.score, target.score))
    worth = round(min(HIGHEST, score * (0.5 + 0.55 * ends)), 3)
    return Link(source.id, target.id, kind, worth, reason, evidence or opening_words(source.text), hold)


def best_of_each_pair(links: Iterable[Link]) -> tuple[Link, ...]:
    """One link for every two findings, whichever way it points: the best; the first of those that tie."""
    best: dict[tuple[int, int], Link] = {}
    for link in links:
        pair = (min(link.source, link.target), max(link.source, link.target))
        if pair not in best or link.score > best[pair].score:
            best[pair] = link
    return tuple(best.values())
