"""What changed on the claims and debates that somebody follows."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from debates.models import Claim, Debate, Placement, Premise, Quote, Relation, User
from debates.reading.history import ToldStep, tell
from debates.revising.changes import Row, changes_of, revisions_of
from debates.revising.tables import Table

MOST_ROWS = 1000
"""Rows of which changes are looked for at once: those that changed last."""


def changes_of_watched(person: User, since: datetime) -> list[ToldStep]:
    """Steps of others since then on claims that `person` follows, their quotes and relations, and on debates; the newest first.

    Two queries, one for each of six tables, then those of `changes_of` and `tell`.
    """
    claims = set(person.watches.filter(claim__isnull=False).values_list("claim_id", flat=True))
    debates = set(person.watches.filter(debate__isnull=False).values_list("debate_id", flat=True))
    if not claims | debates:
        return []
    rows = _changed_rows(claims, debates, since)
    steps = tell(changes_of(rows[:MOST_ROWS]), person) if rows else []
    return [told for told in steps if told.at > since and (told.step is None or told.step.person != person)]


def _changed_rows(claims: set[int], debates: set[int], since: datetime) -> list[Row]:
    """The rows with a revision since then: the things themselves, and what hangs on them."""
    wanted: list[tuple[Table, Q]] = [
        (Claim, Q(pgh_obj_id__in=claims)),
        (Quote, Q(claim_id__in=claims)),
        (Relation, Q(target_claim_id__in=claims)),
        (Premise, Q(claim_id__in=claims)),
        (Debate, Q(pgh_obj_id__in=debates)),
        (Placement, Q(debate_id__in=debates)),
    ]
    return [
        (table, number)
        for table, which in wanted
        for number in revisions_of(table)
        .filter(which, pgh_created_at__gt=since)
        .order_by()
        .values_list("pgh_obj_id", flat=True)
        .distinct()
    ]
