"""The neighbourhood of a claim, drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from debates.graph import Kind
from debates.graph.layout import Arrow, Box, Link, Neighbourhood, neighbourhood, wrapped
from debates.models import Claim, RelationKind
from debates.reading.cards import ClaimCard, card
from debates.reading.hues import hues_everywhere
from transcripts.models.visibility import Reader

BOX_WIDTH = 236
BOX_HEIGHT = 80
COLUMN_WIDTH = 328
ROW_HEIGHT = 98
MARGIN = 4
LETTERS = 29.5
LINES = 3
LINE_HEIGHT = 16

# Written out, as putting such queries together takes Django longer than PostgreSQL needs to answer them. In each the
# second half finds undercuts, which deny the step from a claim: they stand with the claim that takes it.
_ANSWERS = """
SELECT r.id, r.kind, p.claim_id, r.target_claim_id
  FROM debates_relation r JOIN debates_premise p ON p.relation_id = r.id
 WHERE r.target_claim_id = ANY(%(claims)s)
UNION
SELECT r.id, r.kind, p.claim_id, step.claim_id
  FROM debates_premise step
  JOIN debates_relation r ON r.target_relation_id = step.relation_id
  JOIN debates_premise p ON p.relation_id = r.id
 WHERE step.claim_id = ANY(%(claims)s)
"""
_TARGETS = """
SELECT r.id, r.kind, r.target_claim_id
  FROM debates_premise own JOIN debates_relation r ON r.id = own.relation_id
 WHERE own.claim_id = %(claim)s AND r.target_claim_id IS NOT NULL
UNION
SELECT r.id, r.kind, step.claim_id
  FROM debates_premise own
  JOIN debates_relation r ON r.id = own.relation_id
  JOIN debates_premise step ON step.relation_id = r.target_relation_id
 WHERE own.claim_id = %(claim)s
"""


@dataclass(frozen=True, slots=True)
class DrawnBox:
    """A box with its top left corner, in units of the drawing. `lines` are its words with the height of each."""

    card: ClaimCard
    x: int
    y: int
    lines: tuple[tuple[int, str], ...]
    hidden: int
    is_focus: bool

    @property
    def text_x(self) -> int:
        return self.x + 12

    @property
    def name_y(self) -> int:
        return self.y + BOX_HEIGHT - 9

    @property
    def pill_x(self) -> int:
        return self.x + BOX_WIDTH - 42

    @property
    def pill_y(self) -> int:
        return self.y + BOX_HEIGHT - 10


@dataclass(frozen=True, slots=True)
class DrawnArrow:
    """A curve with the head at its end, and where its word stands."""

    kind: Kind
    word: str
    curve: str
    head: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """A neighbourhood as a page shows it."""

    boxes: tuple[DrawnBox, ...]
    arrows: tuple[DrawnArrow, ...]
    columns: int
    width: int
    height: int
    box_width: int = BOX_WIDTH
    box_height: int = BOX_HEIGHT

    @property
    def focus(self) -> DrawnBox:
        return self.boxes[0]


def draw_neighbourhood(claim: Claim, reader: Reader = None) -> Drawing | None:
    """Return the drawing around `claim` as `reader` may see it, or nothing where it stands alone.

    Makes at most eight queries.
    """
    bears_on = _targets(claim.pk)
    answers = _answers([claim.pk])
    if not bears_on and not answers[claim.pk]:
        return None
    answers |= _answers({link.claim for link in (*bears_on, *answers[claim.pk])} - {claim.pk})
    answers |= _answers({link.claim for links in answers.values() for link in links} - answers.keys())
    shown = _open_to(reader, bears_on, answers)
    placed = neighbourhood(
        claim.pk,
        [link for link in bears_on if link.claim in shown],
        {key: [link for link in links if link.claim in shown] for key, links in answers.items()},
    )
    claims = Claim.objects.filter(pk__in=[box.claim for box in placed.boxes]).with_quotes(reader)
    rows = {each.pk: each for each in claims}
    hues = hues_everywhere(
        quote.holder for each in rows.values() for quote in each.quotes.all() if quote.holder
    )
    return laid_out(placed, {pk: card(each, hues) for pk, each in rows.items()})


def _open_to(reader: Reader, bears_on: list[Link], answers: dict[int, list[Link]]) -> set[int]:
    """Those of the linked claims that `reader` may see."""
    linked = {link.claim for links in (bears_on, *answers.values()) for link in links}
    return set(Claim.objects.open_to(reader).filter(pk__in=linked).values_list("pk", flat=True))


def _answers(claims: Iterable[int]) -> dict[int, list[Link]]:
    """What bears on each of `claims`, undercuts of the steps that it takes included. Makes one query."""
    found: dict[int, list[Link]] = {claim: [] for claim in claims}
    with connection.cursor() as cursor:
        cursor.execute(_ANSWERS, {"claims": list(found)})
        for relation, kind, claim, answered in cursor.fetchall():
            found[answered].append(Link(relation, Kind(kind), claim))
    return found


def _targets(claim: int) -> list[Link]:
    """What `claim` bears on: claims, and those whose step it denies. Makes one query."""
    with connection.cursor() as cursor:
        cursor.execute(_TARGETS, {"claim": claim})
        return [Link(relation, Kind(kind), target) for relation, kind, target in cursor.fetchall()]


def laid_out(placed: Neighbourhood, cards: dict[int, ClaimCard]) -> Drawing:
    """Return the drawing of boxes that have their places on the grid; the focus comes first."""
    boxes = {box.claim: _box(box, cards[box.claim], placed.first_column) for box in placed.boxes}
    columns = placed.last_column - placed.first_column + 1
    return Drawing(
        tuple(boxes.values()),
        tuple(_arrow(arrow, boxes) for arrow in placed.arrows),
        columns,
        (columns - 1) * COLUMN_WIDTH + BOX_WIDTH + 2 * MARGIN,
        (placed.rows - 1) * ROW_HEIGHT + BOX_HEIGHT + 2 * MARGIN + 6,
    )


def _box(box: Box, shown: ClaimCard, first_column: int) -> DrawnBox:
    x = MARGIN + (box.column - first_column) * COLUMN_WIDTH
    y = MARGIN + box.row * ROW_HEIGHT
    lines = wrapped(shown.claim.text, LETTERS, LINES)
    return DrawnBox(
        shown,
        x,
        y,
        tuple((y + 19 + number * LINE_HEIGHT, line) for number, line in enumerate(lines)),
        box.hidden,
        box.column == 0,
    )


def _arrow(arrow: Arrow, boxes: dict[int, DrawnBox]) -> DrawnArrow:
    """From the left side of the answer to the right side of what it answers; past it where both are on one side."""
    source, target = boxes[arrow.source], boxes[arrow.target]
    start_y, end_x, end_y = source.y + BOX_HEIGHT // 2, target.x + BOX_WIDTH, target.y + BOX_HEIGHT // 2
    forward = source.x > target.x
    start_x = source.x if forward else source.x + BOX_WIDTH
    bend = 46 if forward else -46
    return DrawnArrow(
        arrow.kind,
        RelationKind(arrow.kind).label,
        f"M{start_x} {start_y}C{start_x - bend} {start_y} {end_x + 46} {end_y} {end_x + 7} {end_y}",
        f"M{end_x} {end_y}l9 -4.5v9z",
        start_x - 8 if forward else start_x + 8,
        _word_y(start_y, end_y) if forward and source.is_focus else start_y - 7,
    )


def _word_y(start_y: int, end_y: int) -> int:
    """The height of the word of an arrow from the focus: at the arrow's head, as all of them start at one point."""
    return end_y + 16 if start_y < end_y else end_y - 7
