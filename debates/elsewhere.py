"""Suggested relations to claims of other episodes: candidates from the index of meanings, kinds by the miner's rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction

from debates.findings import SHIPPED, fingerprint, keep
from debates.likeness import nearest_of_each
from debates.mining.elsewhere import LEAST_LIKENESS, Bond, Stated, bond
from debates.models import Suggestion
from transcripts.models import Transcript
from transcripts.models.visibility import in_listed_episode

MINED = 300
"""Suggested claims of a transcript from which other episodes are looked at, the likeliest first."""
NEAREST = 12
"""Claims of the library that are looked at for each: those of the same episode are among them."""
EACH = 2
"""Relations that one claim may send to other episodes."""
LEAST_SCORE = 0.4


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
    bonds = [
        (found, other)
        for other, likeness in others
        if other.claim_id != claim.claim_id and (found := bond(_stated(claim), _stated(other), likeness))
    ]
    likely = [(found, other) for found, other in bonds if found.score >= LEAST_SCORE]
    best = sorted(likely, key=lambda one: (-one[0].score, one[1].pk))[:EACH]
    return [_relation(claim, found, other) for found, other in best]


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
