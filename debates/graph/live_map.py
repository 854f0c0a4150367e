"""A labelled map that is edited in place: after an edit only what it may reach is labelled again."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from debates.graph.argument_graph import RelationEdge
from debates.graph.columns import CODES, NOWHERE, REPHRASE, UNDERCUT, MapColumns
from debates.graph.dung_reading import Support, read, restates
from debates.graph.framework import chains
from debates.graph.grounded import Label, apply_labels, grounded, relabelled


@dataclass(frozen=True, slots=True)
class LabelChange:
    """A claim whose label an edit changed; `before` is None for a claim that is new."""

    claim: int
    before: Label | None
    after: Label


class LiveMap:
    """A map with its grounded labelling, kept right through edits.

    Takes the columns over and changes them. Building is linear in the map; an edit costs time linear in the relations of the
    claims that it makes one or parts, and in the attacks on and from all that it may reach.

    >>> from debates.graph import Kind
    >>> live = LiveMap(MapColumns.from_rows([1, 2], []))
    >>> [(change.claim, change.after.name) for change in live.add_relation(RelationEdge(5, Kind.ATTACK, (2,), target_claim=1))]
    [(1, 'OUT')]
    """

    def __init__(self, columns: MapColumns, support: Support = Support.NONE) -> None:
        self.columns = columns
        self.reading = read(columns, support)
        self.labelling = grounded(self.reading.framework)
        self.reading.framework.incoming()
        self._undercuts: dict[int, list[int]] = defaultdict(list)
        self._index_ends()

    def label(self, claim_id: int) -> Label:
        """This claim's label. Raises KeyError where the map has no such claim."""
        return self._label(self._claim(claim_id))

    def restatements(self, claim_id: int) -> set[int]:
        """This claim and all that restate it. Raises KeyError where the map has no such claim."""
        return {self.columns.claim_ids[claim] for claim in self._class_of(self._claim(claim_id))}

    def add_claim(self, claim_id: int) -> list[LabelChange]:
        """Add a claim, with an id above all others; raises ValueError otherwise."""
        _check_last(self.columns.claim_ids, claim_id)
        self.columns.claim_ids.append(claim_id)
        self.reading.add_claim()
        self._first_end.append(NOWHERE)
        self._relabel(set(), {})
        return [LabelChange(claim_id, None, self.label(claim_id))]

    def add_relation(self, relation: RelationEdge) -> list[LabelChange]:
        """Add a relation, with an id above all others; raises ValueError otherwise, KeyError where an end is not in the map."""
        columns = self.columns
        _check_last(columns.relation_ids, relation.id)
        premises = [self._claim(premise) for premise in relation.premises]
        target = self._target(relation)
        columns.relation_ids.append(relation.id)
        columns.kinds.append(CODES[relation.kind])
        columns.premises.extend(premises)
        columns.starts.append(len(columns.premises))
        columns.targets.append(NOWHERE)
        position = len(columns.targets) - 1
        for claim in [*premises, *([target] if relation.target_relation is None else [])]:
            self._add_end(claim, position)
        return self._point(position, target)

    def remove_relation(self, relation_id: int) -> list[LabelChange]:
        """Take a relation away; undercuts of it bear on nothing from then on. Raises KeyError where there is none."""
        position = self.columns.relation_position(relation_id)
        if position == NOWHERE or self.columns.targets[position] == NOWHERE:
            raise KeyError(relation_id)
        changes: dict[int, LabelChange] = {}
        for gone in [*self._undercuts.get(position, ()), position]:
            for change in self._point(gone, NOWHERE):
                earlier = changes.get(change.claim, change)
                changes[change.claim] = replace(change, before=earlier.before)
        return [change for change in changes.values() if change.before != change.after]

    def _point(self, relation: int, target: int) -> list[LabelChange]:
        """Let a relation bear on this target, or on nothing."""
        columns, reading = self.columns, self.reading
        cut = max(columns.targets[relation], target) if columns.kinds[relation] == UNDERCUT else NOWHERE
        members = self._regrouped(relation, target, cut)
        again = {*self._relations_of(members), relation, *([] if cut == NOWHERE else [cut])}
        before = {claim: self._label(claim) for claim in members}
        touched = {self._drop(attack) for rewired in again for attack in reading.attacks_of(rewired)}
        columns.targets[relation] = target
        if cut != NOWHERE:
            self._count_cut(relation, cut, added=target != NOWHERE)
        self._regroup(members)
        for rewired in again:
            for source, end in reading.attacks_of(rewired):
                reading.framework.add_attack(source, end)
                touched.add(end)
        touched.update(reading.argument_of(claim) for claim in members)
        return self._relabel(touched, before)

    def _regrouped(self, relation: int, target: int, cut: int) -> set[int]:
        """The claims that may become one, or be parted, because this relation changes."""
        columns = self.columns
        ends: list[int] = []
        if columns.kinds[relation] == REPHRASE:
            ends = [*columns.premises_of(relation), max(columns.targets[relation], target)]
        elif cut != NOWHERE and columns.kinds[cut] == REPHRASE and columns.targets[cut] != NOWHERE:
            ends = [*columns.premises_of(cut), columns.targets[cut]]
        return {claim for end in ends for claim in self._class_of(end)}

    def _drop(self, attack: tuple[int, int]) -> int:
        framework = self.reading.framework
        framework.drop_attack(framework.find_attack(*attack))
        return attack[1]

    def _count_cut(self, relation: int, cut: int, *, added: bool) -> None:
        cutting = self._undercuts[cut]
        if added:
            cutting.append(relation)
        else:
            cutting.remove(relation)
        if cutting:
            self.reading.cuts.add(cut)
        else:
            self.reading.cuts.discard(cut)

    def _regroup(self, members: set[int]) -> None:
        left = set(members)
        self.reading.has_classes = self.reading.has_classes or bool(left)
        while left:
            together = self._class_of(min(left))
            self.reading.make_one(together)
            left -= together

    def _relabel(self, touched: set[int], before: dict[int, Label]) -> list[LabelChange]:
        """Label what the change may reach; `before` has earlier labels of claims whose argument may be another now."""
        reading, labelling = self.reading, self.labelling
        first_new = len(labelling.labels)
        labelling.labels.extend(bytes(reading.framework.size - first_new))
        labelling.causes.extend([NOWHERE] * (reading.framework.size - first_new))
        new = relabelled(
            reading.framework, labelling, touched.union(range(first_new, reading.framework.size))
        )
        for argument, change in new.items():
            claim = reading.claim_of(argument)
            if claim != NOWHERE and change.label != labelling.labels[argument]:
                earlier = Label(labelling.labels[argument])
                before |= {member: earlier for member in self._class_of(claim) if member not in before}
        apply_labels(labelling, new)
        ids = self.columns.claim_ids
        return [
            LabelChange(ids[claim], earlier, self._label(claim))
            for claim, earlier in sorted(before.items())
            if earlier != self._label(claim)
        ]

    def _label(self, claim: int) -> Label:
        return Label(self.labelling.labels[self.reading.argument_of(claim)])

    def _claim(self, claim_id: int | None) -> int:
        position = NOWHERE if claim_id is None else self.columns.claim_position(claim_id)
        if position == NOWHERE:
            raise KeyError(claim_id)
        return position

    def _target(self, relation: RelationEdge) -> int:
        if relation.target_relation is None:
            return self._claim(relation.target_claim)
        position = self.columns.relation_position(relation.target_relation)
        if position == NOWHERE or self.columns.targets[position] == NOWHERE:
            raise KeyError(relation.target_relation)
        return position

    def _index_ends(self) -> None:
        """Chain, for each claim, the relations that start from it or bear on it."""
        columns = self.columns
        self._end_relations = array("i")
        ends = array("i")
        for relation, (kind, target) in enumerate(zip(columns.kinds, columns.targets, strict=True)):
            if target == NOWHERE:
                continue
            if kind == UNDERCUT:
                self._undercuts[target].append(relation)
            else:
                ends.append(target)
                self._end_relations.append(relation)
            for premise in range(columns.starts[relation], columns.starts[relation + 1]):
                ends.append(columns.premises[premise])
                self._end_relations.append(relation)
        self._first_end, self._next_end = chains(len(columns.claim_ids), ends)

    def _add_end(self, claim: int, relation: int) -> None:
        self._end_relations.append(relation)
        self._next_end.append(self._first_end[claim])
        self._first_end[claim] = len(self._next_end) - 1

    def _touching(self, claim: int) -> Iterator[int]:
        end = self._first_end[claim]
        while end != NOWHERE:
            if self.columns.targets[self._end_relations[end]] != NOWHERE:
                yield self._end_relations[end]
            end = self._next_end[end]

    def _relations_of(self, claims: Iterable[int]) -> set[int]:
        """Relations that start from one of these claims or bear on it, and undercuts of those."""
        touching = {relation for claim in claims for relation in self._touching(claim)}
        return touching.union(*(self._undercuts.get(relation, ()) for relation in touching))

    def _class_of(self, claim: int) -> set[int]:
        """This claim and all that restate it."""
        found = {claim}
        pending = [claim] if self.reading.has_classes else []
        while pending:
            for relation in self._touching(pending.pop()):
                if restates(self.reading, relation):
                    ends = {*self.columns.premises_of(relation), self.columns.targets[relation]} - found
                    found |= ends
                    pending.extend(ends)
        return found


def _check_last(ids: array[int], new: int) -> None:
    if ids and new <= ids[-1]:
        raise ValueError("A new id must be above all others.")
