"""The maps of one or of several debates, as the ledgers read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from debates.graph import ArgumentGraph, Exchange, Stance, Voicing, hear
from debates.graph.exchange import Holder
from debates.models import Claim, Debate, Placement, Quote, Relation
from debates.reading.cards import ClaimCard, card, known_by
from debates.reading.hues import Hues, hues_by_side
from debates.reading.maps import graph_of
from transcripts.models import Episode, Reader, Speaker, Visibility, may_read_private


def may_see(episode: Episode, reader: Reader) -> bool:
    """Whether words of this episode are shown to `reader`; its show must be loaded."""
    return episode.effective_visibility is not Visibility.PRIVATE or may_read_private(reader, episode.show_id)


def holder_of(quote: Quote) -> Holder | None:
    """Whose view a quote is: a speaker's number, or a party's words."""
    return quote.holder_id or quote.holder_words or None


def voicings_of(claims: Iterable[Claim]) -> Iterator[Voicing]:
    """Yield every time that one of `claims`, their quotes loaded, was voiced."""
    for claim in claims:
        for quote in claim.quotes.all():
            yield Voicing(claim.pk, Stance(quote.stance), quote.voiced_by_id, holder_of(quote), quote.said_at)


@dataclass(frozen=True)
class DebateMap:
    """One debate as `reader` may see it, with its claims and relations by number. Its sides must be loaded."""

    debate: Debate
    reader: Reader
    claims: Mapping[int, Claim]
    relations: Mapping[int, Relation]

    @cached_property
    def sides(self) -> dict[Holder, int]:
        """The number of the side of each of its people and parties, in the order of the sides."""
        return {
            holder.speaker_id or holder.words: number
            for number, side in enumerate(self.debate.sides.all())
            for holder in side.holders.all()
        }

    @cached_property
    def people(self) -> dict[int, Speaker]:
        """The speakers on its sides, in order."""
        return {
            holder.speaker.pk: holder.speaker
            for side in self.debate.sides.all()
            for holder in side.holders.all()
            if holder.speaker
        }

    @cached_property
    def hues(self) -> Hues:
        return hues_by_side(holder for side in self.debate.sides.all() for holder in side.holders.all())

    @cached_property
    def graph(self) -> ArgumentGraph:
        known = {claim.pk: known_by(claim) for claim in self.claims.values()}
        holders = {pk: holder_of(quote) for pk, quote in known.items() if quote}
        sides = {pk: self.sides[holder] for pk, holder in holders.items() if holder in self.sides}
        return graph_of(self.claims.values(), self.relations.values(), sides)

    @cached_property
    def exchange(self) -> Exchange:
        return hear(self.graph, voicings_of(self.claims.values()))

    @cached_property
    def episodes(self) -> dict[int, Episode]:
        """The episodes in which its claims were voiced."""
        return {
            quote.utterance.transcript.episode_id: quote.utterance.transcript.episode for quote in self.quotes
        }

    @property
    def quotes(self) -> list[Quote]:
        return [quote for claim in self.claims.values() for quote in claim.quotes.all()]

    def sees(self, episode: Episode) -> bool:
        return may_see(episode, self.reader)

    def card(self, claim_id: int) -> ClaimCard:
        return card(self.claims[claim_id], self.hues, names_episode=len(self.episodes) > 1)


def debate_maps(debates: Sequence[Debate], reader: Reader) -> list[DebateMap]:
    """Return the maps of `debates`, in their order, without claims that were voiced in private episodes alone.

    The sides must be loaded (`with_sides`). Makes six queries, however many debates there are.
    """
    placed: dict[int, list[int]] = defaultdict(list)
    for debate_id, claim_id in (
        Placement.objects.filter(debate__in=debates).in_order().values_list("debate_id", "claim_id")
    ):
        placed[debate_id].append(claim_id)
    wanted = {claim_id for claims in placed.values() for claim_id in claims}
    claims = {
        claim.pk: claim for claim in Claim.objects.filter(pk__in=wanted).open_to(reader).with_quotes(reader)
    }
    relations = list(Relation.objects.among(claims.values()).with_ends(reader).in_order())
    return [_map_of(debate, reader, placed[debate.pk], claims, relations) for debate in debates]


def _map_of(
    debate: Debate,
    reader: Reader,
    placed: Iterable[int],
    claims: Mapping[int, Claim],
    relations: Iterable[Relation],
) -> DebateMap:
    """`graph_of` leaves out relations whose ends are not both among the claims."""
    own = {claim_id: claims[claim_id] for claim_id in placed if claim_id in claims}
    return DebateMap(debate, reader, own, {relation.pk: relation for relation in relations})
