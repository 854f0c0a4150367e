"""Dung's grounded labelling: what has to be accepted, what has to be rejected, and what stays open.

The labelling is that of M. Caminada ("On the issue of reinstatement in argumentation", JELIA 2006): an argument is in where all
its attackers are out, out where one of them is in, and undecided otherwise; the grounded one leaves most undecided.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from debates.graph.columns import NOWHERE
from debates.graph.framework import Framework


class Label(IntEnum):
    """Where the grounded labelling leaves an argument."""

    UNDECIDED = 0
    IN = 1
    OUT = 2


UNDECIDED, IN, OUT = (int(label) for label in (Label.UNDECIDED, Label.IN, Label.OUT))
GIVEN = -2
"""The cause of an argument that is out because it was set aside."""


@dataclass(slots=True)
class Labelling:
    """A label for each argument and, for one that is out, the argument that put it out.

    `causes[a]` is NOWHERE for what is in or undecided, GIVEN for what was set aside. Causes never run in a circle: each was in
    before the argument that it put out was out.
    """

    labels: bytearray
    causes: array[int]

    def accepted(self) -> frozenset[int]:
        """The grounded extension."""
        return frozenset(argument for argument, label in enumerate(self.labels) if label == IN)


@dataclass(frozen=True, slots=True)
class Relabelled:
    """An argument's label after a change, with its cause."""

    label: int
    cause: int


_NOW_IN = Relabelled(IN, NOWHERE)
_NOW_UNDECIDED = Relabelled(UNDECIDED, NOWHERE)


def grounded(framework: Framework) -> Labelling:
    """Return the grounded labelling, in time and memory linear in arguments and attacks.

    Counts down, for each argument, the attackers that are not out yet (S. Modgil and M. Caminada, "Proof theories and
    algorithms for abstract argumentation frameworks", 2009).

    >>> list(grounded(Framework(3, [(0, 1), (1, 2)])).labels)
    [1, 2, 1]
    >>> list(grounded(Framework(2, [(0, 1), (1, 0)])).labels)
    [0, 0]
    """
    first, following = framework.outgoing()
    targets = framework.targets
    labels = bytearray(framework.size)
    causes = array("i", [NOWHERE]) * framework.size
    waiting = _attacks_on_each(framework)
    queue = [argument for argument, count in enumerate(waiting) if not count]
    for argument in queue:  # grows while it is read
        labels[argument] = IN
        attack = first[argument]
        while attack != NOWHERE:
            beaten = targets[attack]
            attack = following[attack]
            if labels[beaten]:
                continue
            labels[beaten] = OUT
            causes[beaten] = argument
            reply = first[beaten]
            while reply != NOWHERE:
                freed = targets[reply]
                reply = following[reply]
                waiting[freed] -= 1
                if not waiting[freed]:
                    queue.append(freed)
    return Labelling(labels, causes)


def _attacks_on_each(framework: Framework) -> array[int]:
    counts = array("i", bytes(4 * framework.size))
    for target in framework.targets:
        if target != NOWHERE:
            counts[target] += 1
    return counts


def relabelled(
    framework: Framework,
    labelling: Labelling,
    touched: Iterable[int],
    fixed: Mapping[int, int] | None = None,
) -> dict[int, Relabelled]:
    """Return new labels for all arguments that a change may reach; the labelling itself stays as it was.

    `labelling` was right before the change. `touched` are the arguments that gained or lost an attack, or are new. Each of `fixed`
    has its label (IN or OUT) whatever attacks it. Looks only at what the change may reach: an argument that is out
    keeps its label while what put it out keeps its own, as in truth maintenance (J. Doyle, Artificial
    Intelligence 12, 1979). Time linear in the attacks on and from those arguments.
    """
    fixed = fixed or {}
    affected = _affected(framework, labelling, {*touched, *fixed})
    new: dict[int, Relabelled] = {}
    waiting: dict[int, int] = {}
    queue: list[tuple[int, Relabelled]] = []
    for argument in affected:
        given = fixed.get(argument)
        if given is not None:
            queue.append((argument, Relabelled(given, GIVEN if given == OUT else NOWHERE)))
            continue
        waiting[argument], cause = _seen_from_outside(framework, labelling, argument, affected)
        if cause != NOWHERE:
            queue.append((argument, Relabelled(OUT, cause)))
        elif not waiting[argument]:
            queue.append((argument, _NOW_IN))
    _spread(framework, queue, waiting, new)
    for argument in affected:
        new.setdefault(argument, _NOW_UNDECIDED)
    return new


def apply_labels(labelling: Labelling, changes: Mapping[int, Relabelled]) -> None:
    """Write these labels into the labelling."""
    for argument, change in changes.items():
        labelling.labels[argument] = change.label
        labelling.causes[argument] = change.cause


def _affected(framework: Framework, labelling: Labelling, touched: set[int]) -> set[int]:
    causes, targets = labelling.causes, framework.targets
    first, following = framework.outgoing()
    affected = set(touched)
    pending = list(affected)
    while pending:
        argument = pending.pop()
        attack = first[argument]
        while attack != NOWHERE:
            target = targets[attack]
            attack = following[attack]
            # Only what put it out can bring it back: other causes leave the proof of its label whole.
            if target not in affected and causes[target] in (NOWHERE, argument):
                affected.add(target)
                pending.append(target)
    return affected


def _seen_from_outside(
    framework: Framework, labelling: Labelling, argument: int, affected: Collection[int]
) -> tuple[int, int]:
    """How many attackers are not out by what lies outside the affected, and one outside that is in, or NOWHERE."""
    first, following = framework.incoming()
    open_attackers = 0
    attack = first[argument]
    while attack != NOWHERE:
        attacker = framework.sources[attack]
        attack = following[attack]
        if attacker in affected:
            open_attackers += 1
        elif labelling.labels[attacker] == IN:
            return 0, attacker
        elif labelling.labels[attacker] == UNDECIDED:
            open_attackers += 1
    return open_attackers, NOWHERE


def _spread(
    framework: Framework,
    queue: list[tuple[int, Relabelled]],
    waiting: dict[int, int],
    new: dict[int, Relabelled],
) -> None:
    targets = framework.targets
    first, following = framework.outgoing()
    for argument, change in queue:  # grows while it is read
        if argument in new:
            continue
        new[argument] = change
        attack = first[argument]
        while attack != NOWHERE:
            target = targets[attack]
            attack = following[attack]
            if target in new or target not in waiting:
                continue
            if change.label == IN:
                queue.append((target, Relabelled(OUT, argument)))
                continue
            waiting[target] -= 1
            if not waiting[target]:
                queue.append((target, _NOW_IN))
