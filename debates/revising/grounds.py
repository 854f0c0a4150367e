"""The shows on which changes stand, be their rows there or gone: who has a role for all of them may look at a step and take it back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from debates.models import (
    Claim,
    Debate,
    Placement,
    Premise,
    Question,
    Quote,
    Relation,
    Side,
    Suggestion,
    Term,
    User,
)
from debates.revising.changes import Change, Row, changes_in, revisions_of
from debates.revising.steps import Step, steps_by_id
from debates.revising.tables import LEADS, NOWHERE, Table
from transcripts.actions import Action
from transcripts.models import Utterance


class Grounds:
    """The shows on which rows stand, by what revisions say of them. About ten queries, however many changes there are."""

    def __init__(self, changes: Sequence[Change]) -> None:
        wanted = {row for change in changes for row in _leads(change)}
        reached = self._follow(wanted)
        lines = {line for numbers in reached.values() for line in numbers}
        places = Utterance.objects.filter(pk__in=lines).values_list("pk", "transcript__episode__show")
        shows = dict(places)
        self._shows = {
            row: {shows[line] for line in numbers if line in shows} for row, numbers in reached.items()
        }

    def of(self, changes: Iterable[Change], *, own: bool = False) -> frozenset[int] | None:
        """The shows on which all of these changes stand, none for what belongs to no show yet; `None` where one is the whole site's.

        With `own` a claim's places stand on the claim alone: who deletes a claim takes it out of debates that are not theirs, and
        has to be able to bring it back.
        """
        found: set[int] = set()
        for change in changes:
            if change.table not in LEADS and change.table not in NOWHERE:
                return None
            for row in _leads(change):
                if not (own and change.table is Placement and row[0] is Debate):
                    found |= self._shows[row]
        return frozenset(found)

    def _follow(self, wanted: set[Row]) -> dict[Row, set[int]]:
        """The sentences on which rows stand: table by table, what each leads to is followed to its end."""
        ways: dict[Row, set[Row]] = {}
        ahead = set(wanted)
        while ahead:
            found = _next(ahead)
            ways |= {row: found.get(row, set()) for row in ahead}
            ahead = {row for rows in found.values() for row in rows} - ways.keys()
        return {row: _ends(row, ways) for row in wanted}


def steps_within(steps: Collection[UUID], user: User) -> frozenset[UUID]:
    """Those of these steps that `user` may look at as a whole and take back: all, for an editor of the site.

    For an editor of shows those that stand on these alone, and their own that stand on nothing yet.
    """
    if user.may(Action.EDIT):
        return frozenset(steps)
    held = user.shows_for(Action.EDIT)
    if not held or not steps:
        return frozenset()
    return _within(changes_in(list(steps)), steps_by_id(steps), user, held)


def _within(
    changes: Sequence[Change], told: Mapping[UUID, Step], user: User, held: frozenset[int]
) -> frozenset[UUID]:
    grounds, by_step = Grounds(changes), defaultdict(list)
    for change in changes:
        if change.step is not None:
            by_step[change.step].append(change)
    found = set()
    for step, made in by_step.items():
        own = step in told and told[step].person == user
        shows = grounds.of(made, own=own)
        if shows is not None and (shows <= held if shows else own):
            found.add(step)
    return frozenset(found)


def _leads(change: Change) -> set[Row]:
    ways = LEADS.get(change.table, {})
    values = [each for each in (change.before, change.after) if each]
    return {(table, each[column]) for each in values for column, table in ways.items() if each.get(column)}


def _next(rows: set[Row]) -> dict[Row, set[Row]]:
    """What rows stand on, one step further. A query or two for each kind of row."""
    numbers: dict[Table, set[int]] = defaultdict(set)
    for table, number in rows:
        numbers[table].add(number)
    found: dict[Row, set[Row]] = defaultdict(set)
    for table, wanted in numbers.items():
        if table is not Utterance:
            for row, target in _STEPS[table](wanted):
                found[table, row].add(target)
    return found


def _ends(row: Row, ways: Mapping[Row, set[Row]]) -> set[int]:
    seen, ahead, lines = {row}, [row], set()
    while ahead:
        here = ahead.pop()
        if here[0] is Utterance:
            lines.add(here[1])
        fresh = ways.get(here, set()) - seen
        seen |= fresh
        ahead += fresh
    return lines


Steps = Iterator[tuple[int, Row]]


def _by(table: Table, column: str, target: Table) -> Callable[[set[int]], Steps]:
    """From rows of a table to what one of its columns leads to, or ever led to."""

    def follow(wanted: set[int]) -> Steps:
        told = revisions_of(table).filter(pgh_obj_id__in=wanted).values_list("pgh_obj_id", column)
        return ((row, (target, number)) for row, number in told if number)

    return follow


def _of_suggestions(wanted: set[int]) -> Steps:
    lines = ("utterance_id", "quote__utterance_id", "premise__utterance_id")
    for row, *numbers in Suggestion.objects.filter(pk__in=wanted).values_list("pk", *lines):
        yield from ((row, (Utterance, number)) for number in numbers if number)


def _of_claims(wanted: set[int]) -> Steps:
    """Where claims were said; for those that nobody said, the relations at whose ends they ever were."""
    said = _said(wanted)
    for claim, lines in said.items():
        yield from ((claim, (Utterance, line)) for line in lines)
    supplied = wanted - said.keys()
    starts = revisions_of(Premise).filter(claim_id__in=supplied).values_list("claim_id", "relation_id")
    ends = revisions_of(Relation).filter(target_claim_id__in=supplied)
    for claim, relation in [*starts, *ends.values_list("target_claim_id", "pgh_obj_id")]:
        yield claim, (Relation, relation)


def _of_relations(wanted: set[int]) -> Steps:
    """Where the claims at the ends of relations were said; for an undercut, those at the start of what it undercuts."""
    rows = revisions_of(Relation).filter(pgh_obj_id__in=wanted)
    targets = list(rows.values_list("pgh_obj_id", "target_claim_id", "target_relation_id"))
    onto = {undercut for _, _, undercut in targets if undercut}
    starts: dict[int, set[int]] = defaultdict(set)
    for row, claim in (
        revisions_of(Premise).filter(relation_id__in=wanted | onto).values_list("relation_id", "claim_id")
    ):
        starts[row].add(claim)
    ends = {row: set(starts[row]) for row in wanted}
    for row, claim, undercut in targets:
        ends[row] |= ({claim} if claim else set()) | (starts[undercut] if undercut else set())
    return _lines(ends)


def _of_debates(wanted: set[int]) -> Steps:
    placed: dict[int, set[int]] = defaultdict(set)
    for debate, claim in Placement.objects.filter(debate__in=wanted).values_list("debate_id", "claim_id"):
        placed[debate].add(claim)
    return _lines(placed)


def _lines(claims: Mapping[int, set[int]]) -> Steps:
    """The sentences on which claims stand, by the row that leads to the claims."""
    said = _said({claim for each in claims.values() for claim in each})
    return (
        (row, (Utterance, line))
        for row, each in claims.items()
        for claim in each
        for line in said.get(claim, ())
    )


def _said(claims: set[int]) -> dict[int, set[int]]:
    """The sentences in which claims are said; for those without a quote now, the ones in which they ever were."""
    found: dict[int, set[int]] = defaultdict(set)
    for claim, line in Quote.objects.filter(claim__in=claims).values_list("claim_id", "utterance_id"):
        found[claim].add(line)
    ever = revisions_of(Quote).filter(claim_id__in=claims - found.keys())
    for claim, line in ever.values_list("claim_id", "utterance_id"):
        found[claim].add(line)
    return found


_STEPS: Mapping[Table, Callable[[set[int]], Steps]] = {
    Claim: _of_claims,
    Relation: _of_relations,
    Debate: _of_debates,
    Suggestion: _of_suggestions,
    Quote: _by(Quote, "utterance_id", Utterance),
    Side: _by(Side, "debate_id", Debate),
    Term: _by(Term, "debate_id", Debate),
    Question: _by(Question, "debate_id", Debate),
}
