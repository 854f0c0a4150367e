"""Relations that close a circle: allowed, and said."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from debates.models import Claim, Relation

LONGEST = 12
"""Steps of a circle that is looked for: nobody follows a longer one."""

MOST_STEPS = 5_000

_WAY_BACK = """
WITH RECURSIVE way (claim, path) AS (
    SELECT %(target)s::bigint, ARRAY[%(target)s::bigint]
    UNION ALL
    SELECT r.target_claim_id, way.path || r.target_claim_id
      FROM way
      JOIN debates_premise p ON p.claim_id = way.claim
      JOIN debates_relation r ON r.id = p.relation_id AND r.target_claim_id IS NOT NULL
     WHERE cardinality(way.path) < %(longest)s AND r.target_claim_id <> ALL (way.path)
           AND NOT way.claim = ANY (%(premises)s)
)
SELECT path FROM (SELECT claim, path FROM way LIMIT %(most)s) AS walked
 WHERE claim = ANY (%(premises)s) ORDER BY cardinality(path) LIMIT 1
"""


def circle_of(relation: Relation) -> list[Claim]:
    """Return the claims of the shortest circle that goes through `relation`, from its target round to a premise; none where there is none.

    Follows at most `MOST_STEPS` steps. Makes three queries at most.
    """
    if relation.target_claim_id is None:
        return []
    premises = list(relation.premises.values_list("claim_id", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(
            _WAY_BACK,
            {
                "target": relation.target_claim_id,
                "premises": premises,
                "longest": LONGEST,
                "most": MOST_STEPS,
            },
        )
        found = cursor.fetchone()
    if found is None:
        return []
    claims = Claim.objects.in_bulk(found[0])
    return [claims[pk] for pk in found[0]]


def circle_told(circle: Sequence[Claim]) -> str:
    """A circle in words: each claim bears on the next, and the last on the first."""
    names = " → ".join(f"“{claim}”" for claim in [*circle, circle[0]])
    return f"Drawn. It closes a circle: {names}."
