"""Reports of what others hold, each beside those people's own words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from debates.graph.taking import Taken, Taking, taken
from debates.models import Claim, Comparison, Debate, EarlierWord, Quote, Reaction
from debates.reading.debate_maps import may_see
from debates.reading.following import voices_in, what_follows
from debates.reading.hues import Hues, hues_by_side
from debates.reading.own_words import OwnWords, own_words_near
from transcripts.models import Reader, Utterance, may_read_private
from transcripts.models.visibility import closed_to


@dataclass(frozen=True, slots=True)
class Report:
    """A view that somebody reports of a speaker, with the candidates for that person's own words, nearest first.

    `own` are the words that an editor chose. `taken` says how the person took it, as their next turn begins; `reply` is the
    first sentence of that turn, and `is_present` whether they speak in the episode at all. `earlier` are words of
    editors that others replaced.
    """

    quote: Quote
    hue: int
    candidates: tuple[OwnWords, ...]
    comparison: Comparison | None
    own: OwnWords | None
    taken: Taken
    reply: Utterance | None
    is_present: bool
    earlier: tuple[EarlierWord, ...]

    @property
    def anchor(self) -> str:
        return f"r{self.quote.pk}"

    @property
    def reaction(self) -> Reaction:
        """An editor's word on how they took it, or else what is read from their next turn."""
        stored = self.comparison.reaction if self.comparison else ""
        return Reaction(stored or self.taken.taking.value)

    @property
    def is_reaction_decided(self) -> bool:
        return bool(self.comparison and self.comparison.reaction)

    @property
    def shows_no_sign(self) -> bool:
        """Whether they speak next and neither accept, correct nor reject it."""
        return self.taken.taking is Taking.NONE and self.reply is not None


def reports_in(debate: Debate, reader: Reader) -> QuerySet[Quote]:
    """The quotes of a debate that report what a speaker holds, as they were said."""
    reported = Quote.objects.reported().filter(claim__placements__debate=debate, holder__isnull=False)
    if not may_read_private(reader):
        reported = reported.exclude(closed_to(reader, "utterance__transcript__episode__"))
    return reported.with_places().select_related("claim").in_order()


class ReportsReading:
    """Some reports of a debate, such as those of one page. Makes seven queries, whatever their number."""

    def __init__(self, debate: Debate, quotes: Sequence[Quote], reader: Reader) -> None:
        """The debate's sides must be loaded (`with_sides`), and the quotes' claims and places (`reports_in`)."""
        self.debate = debate
        self._hues: Hues = hues_by_side(
            holder for side in debate.sides.all() for holder in side.holders.all()
        )
        self.reports = self._read(quotes, reader)

    def _read(self, quotes: Sequence[Quote], reader: Reader) -> list[Report]:
        near = own_words_near(quotes)
        after = what_follows([quote.utterance for quote in quotes])
        present = voices_in({quote.utterance.transcript_id for quote in quotes})
        rows = Comparison.objects.filter(quote__in=quotes).with_places()
        compared = {row.quote_id: row for row in rows if _is_shown(row, reader)}
        own = with_neighbours([row.own_words for row in compared.values() if row.own_words])
        earlier = _earlier_words(quotes, reader)
        reports = []
        for quote in quotes:
            holder = quote.holder_id or 0
            following = after[quote.utterance_id]
            found = taken(following.turns, holder)
            row = compared.get(quote.pk)
            reports.append(
                Report(
                    quote,
                    self._hues.of(quote.holder),
                    near.get(quote.pk, ()),
                    row,
                    own.get(row.own_words_id or 0) if row else None,
                    found,
                    following.lines.get(found.turn or 0),
                    holder in present.get(quote.utterance.transcript_id, set()),
                    tuple(earlier[quote.pk]),
                )
            )
        return reports


def comparisons_of(claim: Claim, reader: Reader) -> list[Comparison]:
    """What editors said of reports of a claim, as these were said. Makes one query."""
    rows = Comparison.objects.filter(quote__claim=claim).with_places()
    rows = rows.select_related(
        "quote__voiced_by", "quote__holder", "quote__utterance__transcript__episode__show"
    )
    return [
        row
        for row in rows.order_by("quote__start_s", "pk")
        if _is_shown(row, reader) and may_see(row.quote.utterance.transcript.episode, reader)
    ]


def _earlier_words(quotes: Sequence[Quote], reader: Reader) -> dict[int, list[EarlierWord]]:
    words: dict[int, list[EarlierWord]] = defaultdict(list)
    for row in EarlierWord.objects.filter(quote__in=quotes).in_order():
        if row.quote_id is not None and _is_shown(row, reader):
            words[row.quote_id].append(row)
    return words


def _is_shown(row: Comparison | EarlierWord, reader: Reader) -> bool:
    """A comparison with words that are private is for editors alone."""
    return row.own_words is None or may_see(row.own_words.transcript.episode, reader)


def with_neighbours(lines: Sequence[Utterance]) -> Mapping[int, OwnWords]:
    """Each line, by its number, with what its voice says just before and after it. Makes one query."""
    near = Q(pk__in=[])
    for line in lines:
        near |= Q(
            transcript=line.transcript_id,
            turn=line.turn,
            position__in=[line.position - 1, line.position + 1],
        )
    texts = {
        (transcript, position): text
        for transcript, position, text in Utterance.objects.filter(near).values_list(
            "transcript_id", "position", "text"
        )
    }
    return {
        line.pk: OwnWords(
            line,
            texts.get((line.transcript_id, line.position - 1), ""),
            texts.get((line.transcript_id, line.position + 1), ""),
        )
        for line in lines
    }
