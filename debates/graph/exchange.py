"""Who said what of the claims: voicings, and what denials and concessions do to the graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from debates.graph.argument_graph import ArgumentGraph, ClaimNode, Kind, RelationEdge
from debates.graph.dung_reading import read

Holder = int | str
"""Whose view it is: a speaker by number, or a party by its words ("critics")."""
Moment = tuple[float, ...]
"""When something was said: any tuple that puts the talk in order; the last number counts seconds. () is unknown."""


class Stance(StrEnum):
    """What a voice does with a claim."""

    ASSERTS = "asserts"
    REPORTS = "reports"
    GRANTS = "grants"
    DENIES = "denies"
    ASKS = "asks"


@dataclass(frozen=True, slots=True)
class Voicing:
    """One time that a claim was voiced. Voice and holder differ where somebody reports another's view."""

    claim: int
    stance: Stance
    voice: int | None = None
    holder: Holder | None = None
    time: Moment = ()


class Yielding(StrEnum):
    """How a dispute about a claim ended by agreement."""

    GRANTED = "granted"
    GIVEN_UP = "given up"


@dataclass(frozen=True, slots=True)
class Concession:
    """Somebody came over: another's claim was granted, or everybody who held a claim denied it later."""

    how: Yielding
    voicings: tuple[Voicing, ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """The graph with denials as arguments in it, and without the attacks that those who made them took back.

    A denial is a claim with a number below 0 in `graph`. It and the denied claim attack each other: nothing but the word
    of two people stands there. Only a claim that everybody who held it gave up does not attack the denial. `taken_back` are the
    relations that are left out because who made them granted the claim.
    """

    graph: ArgumentGraph
    voicings: Mapping[int, tuple[Voicing, ...]]
    classes: Mapping[int, tuple[int, ...]]
    denials: Mapping[int, Voicing] = field(default_factory=dict)
    concessions: Mapping[int, Concession] = field(default_factory=dict)
    taken_back: Mapping[int, int] = field(default_factory=dict)

    def holders(self, claim_id: int) -> tuple[Holder, ...]:
        """Whose view a claim is: those who assert it or, where nobody does, those of whom it is reported."""
        if claim_id in self.denials:
            return _known([self.denials[claim_id].holder])
        voicings = self.voicings.get(claim_id, ())
        own = _known(voicing.holder for voicing in voicings if voicing.stance is Stance.ASSERTS)
        return own or _known(voicing.holder for voicing in voicings if voicing.stance is Stance.REPORTS)

    def reporters(self, claim_id: int) -> tuple[int, ...]:
        """Who voiced a claim that nobody asserts."""
        voicings = self.voicings.get(claim_id, ())
        if any(voicing.stance is Stance.ASSERTS for voicing in voicings):
            return ()
        voices = (voicing.voice for voicing in voicings if voicing.stance is Stance.REPORTS)
        return tuple(dict.fromkeys(voice for voice in voices if voice is not None))

    def first_said(self, claim_id: int) -> Moment:
        """When a claim was first said, () where nobody knows."""
        if claim_id in self.denials:
            return self.denials[claim_id].time
        times = [voicing.time for voicing in self.voicings.get(claim_id, ()) if voicing.time]
        return min(times, default=self.graph.claims[claim_id].order)

    def restatements(self, claim_id: int) -> tuple[int, ...]:
        """A claim and all that restate it."""
        return self.classes.get(claim_id, (claim_id,))


def hear(graph: ArgumentGraph, voicings: Iterable[Voicing]) -> Exchange:
    """Work denials and concessions into a graph. Claims without voicings are nobody's. Linear, but for sorting by time.

    The last thing that somebody said of a claim counts. Whoever grants a claim of another takes back the rebuttals of it
    that are theirs alone and were said before.

    >>> graph = ArgumentGraph([ClaimNode(1)], [])
    >>> heard = hear(graph, [Voicing(1, Stance.ASSERTS, 7, 7, (1.0,)), Voicing(1, Stance.DENIES, 8, 8, (2.0,))])
    >>> heard.denials[-1].holder, sorted(heard.graph.claims)
    (8, [-1, 1])
    """
    by_claim: dict[int, list[Voicing]] = defaultdict(list)
    for voicing in sorted(voicings, key=lambda voicing: voicing.time):
        if voicing.claim in graph.claims:
            by_claim[voicing.claim].append(voicing)
    plain = Exchange(graph, {claim: tuple(said) for claim, said in by_claim.items()}, restated(graph))
    concessions: dict[int, Concession] = {}
    denials: dict[int, Voicing] = {}
    for members in dict.fromkeys(plain.restatements(claim) for claim in by_claim):
        last = _last_words(plain, members)
        concession = _concession(plain, members, last)
        if concession:
            concessions |= dict.fromkeys(members, concession)
        denials |= {-len(denials) - number: said for number, said in enumerate(_denying(last), start=1)}
    taken_back = _taken_back(plain, concessions)
    return replace(
        plain,
        graph=_with_denials(graph, denials, concessions, taken_back),
        denials=denials,
        concessions=concessions,
        taken_back=taken_back,
    )


def _known(holders: Iterable[Holder | None]) -> tuple[Holder, ...]:
    return tuple(dict.fromkeys(holder for holder in holders if holder is not None))


def restated(graph: ArgumentGraph) -> dict[int, tuple[int, ...]]:
    """For each claim that others restate, all of them together with it."""
    reading = read(graph)
    classes: dict[int, list[int]] = defaultdict(list)
    for claim, argument in enumerate(reading.arguments()):
        classes[argument].append(reading.columns.claim_ids[claim])
    return {claim: tuple(members) for members in classes.values() if len(members) > 1 for claim in members}


def _last_words(exchange: Exchange, members: tuple[int, ...]) -> dict[Holder, Voicing]:
    """The last thing that each person said in their own name of a claim, whatever its wording."""
    said = sorted(
        (voicing for member in members for voicing in exchange.voicings.get(member, ())),
        key=lambda voicing: voicing.time,
    )
    own = (Stance.ASSERTS, Stance.GRANTS, Stance.DENIES)
    return {
        voicing.holder: voicing for voicing in said if voicing.holder is not None and voicing.stance in own
    }


def _denying(last: Mapping[Holder, Voicing]) -> list[Voicing]:
    return [voicing for voicing in last.values() if voicing.stance is Stance.DENIES]


def _concession(
    exchange: Exchange, members: tuple[int, ...], last: Mapping[Holder, Voicing]
) -> Concession | None:
    held_by = {
        voicing.holder
        for member in members
        for voicing in exchange.voicings.get(member, ())
        if voicing.stance is Stance.ASSERTS and voicing.holder is not None
    }
    if held_by and all(last[holder].stance is Stance.DENIES for holder in held_by):
        return Concession(Yielding.GIVEN_UP, tuple(last[holder] for holder in last if holder in held_by))
    granting = tuple(
        said for holder, said in last.items() if said.stance is Stance.GRANTS and holder not in held_by
    )
    return Concession(Yielding.GRANTED, granting) if granting else None


def _taken_back(exchange: Exchange, concessions: Mapping[int, Concession]) -> dict[int, int]:
    """Rebuttals that their makers took back, each with the claim that they granted."""
    taken_back = {}
    for claim, concession in concessions.items():
        if concession.how is Yielding.GIVEN_UP:
            continue
        granted_at = {voicing.holder: voicing.time for voicing in concession.voicings}
        for relation in exchange.graph.onto(claim):
            if relation.kind is Kind.ATTACK and _is_of(exchange, relation, granted_at):
                taken_back[relation.id] = claim
    return taken_back


def _is_of(exchange: Exchange, relation: RelationEdge, granted_at: Mapping[Holder | None, Moment]) -> bool:
    """Whether only those who granted made this rebuttal, and before they did."""
    holders = {holder for premise in relation.premises for holder in exchange.holders(premise)}
    if not holders or not holders <= granted_at.keys() or any(map(exchange.reporters, relation.premises)):
        return False
    said = max(exchange.first_said(premise) for premise in relation.premises)
    return all(not granted_at[holder] or said <= granted_at[holder] for holder in holders)


def _with_denials(
    graph: ArgumentGraph,
    denials: Mapping[int, Voicing],
    concessions: Mapping[int, Concession],
    taken_back: Mapping[int, int],
) -> ArgumentGraph:
    kept = [relation for relation in graph.relations.values() if relation.id not in taken_back]
    nodes = [ClaimNode(number, order=voicing.time) for number, voicing in denials.items()]
    for number, voicing in denials.items():
        kept.append(RelationEdge(2 * number, Kind.ATTACK, (number,), target_claim=voicing.claim))
        concession = concessions.get(voicing.claim)
        if concession is None or concession.how is not Yielding.GIVEN_UP:
            kept.append(RelationEdge(2 * number + 1, Kind.ATTACK, (voicing.claim,), target_claim=number))
    return ArgumentGraph([*graph.claims.values(), *nodes], kept)
