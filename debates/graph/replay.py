"""A debate said again, moment by moment, on a live map."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from debates.graph.argument_graph import ArgumentGraph, Kind, RelationEdge
from debates.graph.columns import MapColumns
from debates.graph.dung_reading import Support
from debates.graph.exchange import Concession, Exchange, Moment, Stance, Voicing, Yielding, hear, restated
from debates.graph.live_map import LabelChange, LiveMap
from debates.graph.standing import Word, word_for

Denial = tuple[Voicing, Yielding | None]


@dataclass(slots=True)
class News:
    """What is new at one moment; `yielding` are first wordings of claims of which denials and grants may be others now."""

    claims: list[int] = field(default_factory=list)
    relations: list[RelationEdge] = field(default_factory=list)
    yielding: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Yielded:
    """What was said for and against a claim and its restatements, as the live map has it; denials by number."""

    denials: dict[int, Denial] = field(default_factory=dict)
    taken_back: set[int] = field(default_factory=set)
    concessions: dict[int, Concession] = field(default_factory=dict)


class Replay:
    """A live map that is told what was said, in order. Its numbers are its own, as they must ascend."""

    def __init__(self, graph: ArgumentGraph, voicings: Iterable[Voicing], support: Support) -> None:
        self.graph = graph
        self.exchange: Exchange = hear(graph, voicings)
        self.live = LiveMap(MapColumns.from_rows([], []), support)
        self._claims: dict[int, int] = {}
        self._names: dict[int, int] = {}
        self._arrived: set[int] = set()
        self._relations: dict[int, int] = {}
        self._last = 0
        self._yielded: dict[int, _Yielded] = defaultdict(_Yielded)
        # Undercuts of restatements may come later: until then both wordings are one claim.
        restating = [edge for edge in graph.relations.values() if edge.kind is Kind.REPHRASE]
        self._groups = restated(ArgumentGraph(graph.claims.values(), restating))
        self._yielding = {
            self._first(claim)
            for claim, said in self.exchange.voicings.items()
            if any(voicing.stance in (Stance.DENIES, Stance.GRANTS) for voicing in said)
        }
        self.moments = self._schedule()

    def _first(self, claim: int) -> int:
        return min(self._group(claim))

    def _group(self, claim: int) -> tuple[int, ...]:
        """The claim and all that restate it at any moment."""
        return self._groups.get(claim, (claim,))

    def _schedule(self) -> dict[Moment, News]:
        moments: dict[Moment, News] = defaultdict(News)
        said = {claim: self.exchange.first_said(claim) for claim in self.graph.claims}
        for claim, moment in said.items():
            moments[moment].claims.append(claim)
        made: dict[int, Moment] = {}
        for relation in self.graph.relations.values():
            moments[self._made(relation, said, made)].relations.append(relation)
        for claim, voicings in self.exchange.voicings.items():
            # Who holds a premise tells whether a rebuttal is taken back: what is said of it matters to its target too.
            ends = (claim, *(relation.target_claim for relation in self.graph.starting_from(claim)))
            touched = self._yielding & {self._first(end) for end in ends if end is not None}
            for voicing in voicings:
                moments[voicing.time].yielding |= touched
        return moments

    def _made(self, relation: RelationEdge, said: dict[int, Moment], made: dict[int, Moment]) -> Moment:
        """When the last end of a relation was said; for an undercut, also the last end of what it undercuts."""
        path = [relation]
        while path[-1].id not in made and path[-1].target_relation is not None:
            below = self.graph.relations[path[-1].target_relation]
            if below in path:
                break
            path.append(below)
        latest: Moment = ()
        for edge in reversed(path):
            ends = [*edge.premises, *([] if edge.target_claim is None else [edge.target_claim])]
            latest = made[edge.id] = max(latest, made.get(edge.id, ()), *(said[end] for end in ends))
        return latest

    def advance(self, moment: Moment) -> dict[int, Word]:
        """Say all that is new at this moment; returns the words of claims that it may have changed, by number."""
        news = self.moments[moment]
        touched = set(news.claims)
        for claim in sorted(news.claims):
            number = self._claims[claim] = self._next()
            self._names[number] = claim
            self.live.add_claim(number)
        for relation in _cut_before_cutting(news.relations):
            self._arrived.add(relation.id)
            touched |= self._put(relation)
            end = self._regrouped(relation)
            if end is not None:
                touched.update(member for member in self._group(end) if member in self._claims)
                news.yielding |= self._yielding & {self._first(end)}
        for first in sorted(news.yielding):
            touched |= self._yield(first, moment)
        return {claim: self._word(claim) for claim in sorted(touched)}

    def _next(self) -> int:
        self._last += 1
        return self._last

    def _word(self, claim: int) -> Word:
        alike = self._said_alike(claim)
        yielded = self._yielded.get(self._first(claim), _Yielded())
        is_challenged = any(denial.claim in alike for denial, _ in yielded.denials.values()) or any(
            relation.kind is Kind.ATTACK and relation.id in self._relations
            for member in alike
            for relation in self.graph.onto(member)
        )
        return word_for(self.live.label(self._claims[claim]), is_challenged, yielded.concessions.get(claim))

    def _said_alike(self, claim: int) -> set[int]:
        return {self._names[number] for number in self.live.restatements(self._claims[claim])}

    def _put(self, relation: RelationEdge) -> set[int]:
        """Add a relation whose ends are there; returns the claims whose word may be another now."""
        claim, cut = relation.target_claim, relation.target_relation
        if cut is not None and cut not in self._relations:
            return set()  # it undercuts what is taken back
        number = self._relations[relation.id] = self._next()
        edge = RelationEdge(
            number,
            relation.kind,
            tuple(self._claims[premise] for premise in relation.premises),
            None if claim is None else self._claims[claim],
            None if cut is None else self._relations[cut],
        )
        return self._named(self.live.add_relation(edge))

    def _regrouped(self, relation: RelationEdge) -> int | None:
        """A claim on which the relation bears or which it parts from a restatement."""
        if relation.target_relation is None:
            return relation.target_claim
        cut = self.graph.relations[relation.target_relation]
        return cut.target_claim if cut.kind is Kind.REPHRASE else None

    def _named(self, changes: Iterable[LabelChange]) -> set[int]:
        return {self._names[change.claim] for change in changes if change.claim in self._names}

    def _yield(self, first: int, now: Moment) -> set[int]:
        """Bring denials and concessions of a claim, and of its restatements, to what was said by now."""
        members = [member for member in self._group(first) if member in self._claims]
        heard = self._heard(members, now)
        yielded = self._yielded[first]
        yielded.concessions = {
            member: heard.concessions[member] for member in members if member in heard.concessions
        }
        touched = {*members, *self._hear_denials(yielded, heard, members)}
        taken_back = set(heard.taken_back)
        for relation in taken_back - yielded.taken_back:
            touched |= self._take_back(relation)
        for relation in yielded.taken_back - taken_back:
            for edge in self._with_cuts(relation):
                touched |= self._put(edge)
        yielded.taken_back = taken_back
        return touched

    def _heard(self, members: list[int], now: Moment) -> Exchange:
        """What was said by now of these claims and of what answers them."""
        edges = [edge for member in members for edge in self.graph.onto(member) if edge.id in self._arrived]
        restating = [edge.id for edge in edges if edge.kind is Kind.REPHRASE]
        edges += [cut for relation in restating for cut in self._cuts(relation)]
        near = {*members, *(premise for edge in edges for premise in edge.premises)}
        said = [voicing for claim in near for voicing in self.exchange.voicings.get(claim, ())]
        graph = ArgumentGraph([self.graph.claims[claim] for claim in sorted(near)], edges)
        return hear(graph, [voicing for voicing in said if voicing.time <= now])

    def _hear_denials(self, yielded: _Yielded, heard: Exchange, members: list[int]) -> set[int]:
        touched: set[int] = set()
        wanted: list[Denial] = []
        for denial in heard.denials.values():
            concession = heard.concessions.get(denial.claim)
            if denial.claim in members:
                wanted.append((denial, None if concession is None else concession.how))
        for number, known in list(yielded.denials.items()):
            if known in wanted:
                wanted.remove(known)
            else:
                touched |= self._take_out(number + 1) | self._take_out(number + 2)
                del yielded.denials[number]
        for wanting in wanted:
            touched |= self._deny(yielded, wanting)
        return touched

    def _deny(self, yielded: _Yielded, wanted: Denial) -> set[int]:
        """Add a denial and its two attacks, which have the two numbers after its own."""
        denial, how = wanted
        number, onto, back = self._next(), self._next(), self._next()
        self.live.add_claim(number)
        yielded.denials[number] = wanted
        claim = self._claims[denial.claim]
        changes = self.live.add_relation(RelationEdge(onto, Kind.ATTACK, (number,), target_claim=claim))
        if how is not Yielding.GIVEN_UP:
            changes += self.live.add_relation(RelationEdge(back, Kind.ATTACK, (claim,), target_claim=number))
        return self._named(changes)

    def _take_out(self, number: int) -> set[int]:
        try:
            return self._named(self.live.remove_relation(number))
        except KeyError:  # a claim that was given up does not attack the denial
            return set()

    def _take_back(self, relation: int) -> set[int]:
        number = self._relations.get(relation)
        for edge in self._with_cuts(relation):
            self._relations.pop(edge.id, None)
        return set() if number is None else self._take_out(number)

    def _cuts(self, relation: int) -> Iterable[RelationEdge]:
        return (cut for cut in self.graph.undercutting(relation) if cut.id in self._arrived)

    def _with_cuts(self, relation: int) -> list[RelationEdge]:
        """A relation and all that undercuts it, at any depth, each after what it undercuts."""
        edges = {relation: self.graph.relations[relation]}
        pending = [relation]
        for current in pending:  # grows while it is read
            for cut in self._cuts(current):
                if cut.id not in edges:
                    edges[cut.id] = cut
                    pending.append(cut.id)
        return list(edges.values())


def _cut_before_cutting(relations: list[RelationEdge]) -> list[RelationEdge]:
    """These relations, each after the one that it undercuts; without those on a circle of undercuts."""
    new = {relation.id for relation in relations}
    waiting: dict[int, list[RelationEdge]] = defaultdict(list)
    ready = []
    for relation in sorted(relations, key=lambda relation: relation.id):
        if relation.target_relation is not None and relation.target_relation in new:
            waiting[relation.target_relation].append(relation)
        else:
            ready.append(relation)
    for relation in ready:  # grows while it is read
        ready += waiting[relation.id]
    return ready
