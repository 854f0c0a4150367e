"""A whole debate for the map: places first, small enough for 10,000 claims at once, and words apart."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from debates.graph import ArgumentGraph, ClaimNode, Kind, RelationEdge
from debates.graph.layout import Sheet, sheet
from debates.models import Claim, Debate, Premise, Quote, Relation, Stance
from debates.reading.hues import Hues, hues_by_side
from transcripts.models import Speaker
from transcripts.models.visibility import Reader

KINDS = ("", *(kind.value for kind in Kind))
"""Kinds by their number in what the browser gets; 0 is for claims that answer none."""


@dataclass(frozen=True, slots=True)
class _Saying:
    """The quote that a claim is known by, as bare values."""

    holder: int | None
    words: str
    order: tuple[float, ...]


class SheetReading:
    """A debate's claims with their places, loaded as bare values. Makes nine queries."""

    def __init__(self, debate: Debate, reader: Reader = None) -> None:
        """`debate` must come with its sides and sections (`with_sides`, `with_sections`)."""
        self._debate = debate
        rows = Claim.objects.on(debate).open_to(reader).order_by("pk").values_list("pk", "key", "text")
        self._claims = {pk: (key, text) for pk, key, text in rows}
        self._sayings = _sayings(debate)
        sections = list(debate.sections.all())
        section_of = dict(debate.placements.values_list("claim", "section"))
        groups: dict[int | None, list[int]] = defaultdict(list)
        for claim in self._claims:
            groups[section_of.get(claim)].append(claim)
        ordered = [*((section.question, groups[section.pk]) for section in sections)]
        ordered += [("Further claims" if sections else "", groups[None])]
        self._titles = [title for title, _ in ordered]
        self.sheet: Sheet = sheet(self._graph(), [claims for _, claims in ordered])

    def _graph(self) -> ArgumentGraph:
        nodes = [
            ClaimNode(pk, None, self._sayings[pk].order if pk in self._sayings else (float("inf"), 0, 0))
            for pk in self._claims
        ]
        premises: dict[int, list[int]] = defaultdict(list)
        placed = Premise.objects.filter(claim__placements__debate=self._debate)
        for relation, claim in placed.order_by("pk").values_list("relation", "claim"):
            premises[relation].append(claim)
        rows = Relation.objects.filter(premises__claim__placements__debate=self._debate).distinct()
        fields = rows.order_by("pk").values_list("pk", "kind", "target_claim", "target_relation")
        edges = [
            RelationEdge(pk, Kind(kind), tuple(premises[pk]), claim, relation)
            for pk, kind, claim, relation in fields
        ]
        return ArgumentGraph(nodes, edges)

    def places(self) -> dict[str, object]:
        """Columns and rows of all claims with the colour of each, as the browser draws them.

        `claims` holds, one after the other for each claim: column, row, colour, index of what it answers, kind.
        """
        hues = _hues(self._debate)
        speakers = Speaker.objects.in_bulk({said.holder for said in self._sayings.values() if said.holder})
        flat: list[int] = []
        for place in self.sheet.places:
            said = self._sayings.get(place.claim)
            hue = hues.of(speakers.get(said.holder or 0), said.words) if said else 0
            flat += [place.column, place.row, hue, place.answers, KINDS.index(place.kind or "")]
        titles = [[title.column, title.row, self._titles[title.section]] for title in self.sheet.titles]
        return {"columns": self.sheet.columns, "rows": self.sheet.rows, "titles": titles, "claims": flat}

    def words(self) -> dict[str, object]:
        """The key and the text of each claim, in the order of `places`."""
        return {"claims": [self._claims[place.claim] for place in self.sheet.places]}


def side_colours(debate: Debate) -> list[tuple[str, int]]:
    """Return the names of a debate's sides with their colours; `debate` must come with its sides."""
    hues = _hues(debate)
    holders = [(side.name, list(side.holders.all())) for side in debate.sides.all()]
    return [(name, hues.of(each[0].speaker, each[0].words)) for name, each in holders if each]


def _sayings(debate: Debate) -> dict[int, _Saying]:
    """The first own quote of each claim, else its first report."""
    quotes = Quote.objects.filter(claim__placements__debate=debate).in_order()
    fields = ("claim", "stance", "holder", "holder_words", "utterance__transcript", "utterance__position")
    found: dict[int, tuple[bool, _Saying]] = {}
    for claim, stance, holder, words, transcript, position, word in quotes.values_list(*fields, "word_start"):
        own = stance != Stance.REPORTS
        if claim not in found or (own and not found[claim][0]):
            found[claim] = (own, _Saying(holder, words, (transcript, position, word)))
    return {claim: saying for claim, (_, saying) in found.items()}


def _hues(debate: Debate) -> Hues:
    return hues_by_side(holder for side in debate.sides.all() for holder in side.holders.all())
