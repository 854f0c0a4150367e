"""Suggested relations to claims of other episodes: candidates from the index of meanings, kinds by the miner's rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction

from debates.findings import SHIPPED, keep, suggested_relation
from debates.likeness import nearest_of_each
from debates.mining.elsewhere import LEAST_LIKENESS, NEAREST, Neighbour, Stated, bonds
from debates.models import Suggestion
from transcripts.models import Transcript
from transcripts.models.visibility import in_listed_episode

MINED = 300
"""Suggested claims of a transcript from which other episodes are looked at, the likeliest first."""


@transaction.atomic
def relate_elsewhere(transcript: Transcript) -> int:
    """Suggest what a transcript's suggested claims have to do with claims of other episodes. Returns how many of that are new.

    Other claims are those that an editor accepted and everybody may read. Again, whatever was suggested before stays as it was decided.
    Five queries, whatever the length of either.
    """
    claims = list(_of(transcript))
    near = _near(claims, transcript)
    neighbours = [[_neighbour(*one) for one in others] for others in near]
    found = bonds([_stated(claim) for claim in claims], neighbours)
    made = [
        suggested_relation(claims[place], near[place][rank][0], bond, SHIPPED) for place, rank, bond in found
    ]
    _, new = keep(transcript, made)
    return new


def _near(claims: Sequence[Suggestion], transcript: Transcript) -> list[list[tuple[Suggestion, float]]]:
    """Of each claim, those of other episodes that are nearest in meaning, and how alike they are."""
    found = nearest_of_each([one.text for one in claims], NEAREST, LEAST_LIKENESS)
    targets = _targets({claim for _, claim, _ in found}, transcript)
    near: list[list[tuple[Suggestion, float]]] = [[] for _ in claims]
    for place, claim, likeness in found:
        if claim in targets and claim != claims[place].claim_id:
            near[place].append((targets[claim], likeness))
    return near


def _neighbour(suggestion: Suggestion, likeness: float) -> Neighbour:
    return Neighbour(_stated(suggestion), suggestion.transcript_id, likeness)


def _of(transcript: Transcript) -> Iterable[Suggestion]:
    suggested = Suggestion.objects.of_claims().filter(
        transcript=transcript, sentence_kind=Suggestion.SentenceKind.CLAIM
    )
    return suggested.exclude(status=Suggestion.Status.REJECTED).select_related("holder").best_first()[:MINED]


def _targets(claims: set[int], transcript: Transcript) -> dict[int, Suggestion]:
    """For claims of other episodes, the suggestion that each was first accepted from."""
    accepted = Suggestion.objects.of_claims().filter(
        in_listed_episode("transcript__episode__"),
        claim__in=claims,
        status__in=[Suggestion.Status.ACCEPTED, Suggestion.Status.CHANGED],
    )
    others = accepted.exclude(transcript__episode=transcript.episode_id).select_related("holder", "claim")
    found: dict[int, Suggestion] = {}
    for one in others.order_by("claim", "pk"):
        if one.claim_id is not None:
            found.setdefault(one.claim_id, one)
    return found


def _stated(suggestion: Suggestion) -> Stated:
    """A suggested claim; one that an editor reworded, in his words."""
    text = suggestion.claim.text if suggestion.claim_id and suggestion.claim else suggestion.text
    holder = suggestion.holder.name if suggestion.holder else suggestion.holder_words
    return Stated(suggestion.exact, text, holder or None)
