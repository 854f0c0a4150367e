"""Suggested relations to claims of other episodes: candidates from the index of meanings, kinds by the miner's rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction

from debates.findings import SHIPPED, fingerprint, keep
from debates.likeness import nearest_of_each
from debates.mining.elsewhere import LEAST_LIKENESS, NEAREST, Bond, Stated, bonds
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
    near: dict[int, list[tuple[int, float]]] = {}
    for place, claim, likeness in nearest_of_each([one.text for one in claims], NEAREST, LEAST_LIKENESS):
        near.setdefault(place, []).append((claim, likeness))
    targets = _targets({claim for found in near.values() for claim, _ in found}, transcript)
    made = [
        relation
        for place, found in near.items()
        for relation in _best(
            claims[place], [(targets[claim], likeness) for claim, likeness in found if claim in targets]
        )
    ]
    _, new = keep(transcript, made)
    return new


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


def _best(claim: Suggestion, others: Sequence[tuple[Suggestion, float]]) -> list[Suggestion]:
    strangers = [one for one in others if one[0].claim_id != claim.claim_id]
    strangers.sort(key=lambda one: one[0].pk)
    found = bonds(_stated(claim), [(_stated(other), likeness) for other, likeness in strangers])
    return [_relation(claim, bond, strangers[place][0]) for place, bond in found]


def _stated(suggestion: Suggestion) -> Stated:
    """A suggested claim; one that an editor reworded, in his words."""
    text = suggestion.claim.text if suggestion.claim_id and suggestion.claim else suggestion.text
    holder = suggestion.holder.name if suggestion.holder else suggestion.holder_words
    return Stated(suggestion.exact, text, holder or None)


def _relation(premise: Suggestion, found: Bond, target: Suggestion) -> Suggestion:
    return Suggestion(
        transcript_id=premise.transcript_id,
        kind=Suggestion.Kind.RELATION,
        fingerprint=fingerprint("relation", found.kind, premise.fingerprint, target.fingerprint),
        model=SHIPPED.model,
        model_version=SHIPPED.version,
        score=found.score,
        mined_score=found.score,
        reason=found.reason,
        evidence=found.evidence,
        relation_kind=found.kind,
        premise=premise,
        target=target,
    )
