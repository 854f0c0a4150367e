"""What flips if a reader sets claims aside, or grants them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from debates.graph.grounded import IN, OUT, Label, Relabelled, relabelled
from debates.graph.standing import StandingTable, Word


@dataclass(frozen=True, slots=True)
class Flip:
    """A claim that would be left elsewhere."""

    claim: int
    before: Word
    after: Word


def what_if(
    table: StandingTable, set_aside: Collection[int] = (), granted: Collection[int] = ()
) -> list[Flip]:
    """Return what would be left elsewhere, by number, if some claims fell and others held; their restatements with them.

    The chosen claims themselves are not listed. Costs what the change may reach. Raises KeyError for a claim that the map has not and
    ValueError for one that is both set aside and granted.

    >>> from debates.graph import ArgumentGraph, ClaimNode, Kind, RelationEdge, hear
    >>> attack = RelationEdge(1, Kind.ATTACK, (2,), target_claim=1)
    >>> table = StandingTable(hear(ArgumentGraph([ClaimNode(1), ClaimNode(2)], [attack]), []))
    >>> [(flip.claim, flip.before.value, flip.after.value) for flip in what_if(table, set_aside=[2])]
    [(1, 'challenged and not answered', 'challenged and answered')]
    """
    aside = {table.argument(claim) for claim in set_aside}
    kept = {table.argument(claim) for claim in granted}
    if aside & kept:
        raise ValueError("A claim cannot be set aside and granted at once.")
    fixed = dict.fromkeys(aside, OUT) | dict.fromkeys(kept, IN)
    return flips(table, relabelled(table.reading.framework, table.labelling, (), fixed), fixed)


def flips(table: StandingTable, new: Mapping[int, Relabelled], chosen: Collection[int] = ()) -> list[Flip]:
    """What these new labels change, but for the arguments chosen."""
    found = []
    for argument, change in new.items():
        if argument not in chosen and change.label != table.labelling.labels[argument]:
            found += [
                Flip(claim, table.word(claim), table.word(claim, Label(change.label)))
                for claim in claims_of(table, argument)
            ]
    return sorted(found, key=lambda flip: flip.claim)


def claims_of(table: StandingTable, argument: int) -> Iterable[int]:
    """The claims for which this argument stands; none for denials and for steps."""
    position = table.reading.claim_of(argument)
    if position < 0:
        return ()
    claim = table.reading.columns.claim_ids[position]
    return () if claim in table.exchange.denials else table.exchange.restatements(claim)
