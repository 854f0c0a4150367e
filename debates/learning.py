"""Learning from editors: heads fitted to their decisions, kept by version, compared, put in force and taken back.

Only what a person decided is used: a decision without its editor teaches nothing, nor does putting off.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from debates.mining import heads, learning
from debates.mining.heads import Head
from debates.mining.pairs import Matrix
from debates.models import Decision, LearnedHead, Suggestion
from debates.models.decision import AGREED

LEAST = 20
"""Decisions below which nothing is learned."""
_AT_ONCE = 2000
_IN_ANOTHER_TALK = 10_000
"""Sentences between claims of different talks, as features count them."""


@dataclass(frozen=True, slots=True)
class Taught:
    """Decisions as numbers: a row of `numbers` for each, and whether something was found in what was proposed."""

    features: tuple[str, ...]
    numbers: Matrix
    scores: tuple[float, ...]
    taken: tuple[bool, ...]
    last_decision: int


class TooFewError(Exception):
    """There is not enough to learn from."""


class UnknownVersionError(Exception):
    """No head of that version is kept."""


# --- What decisions teach ------------------------------------------------------------------------------


def taught(of: str, after: int = 0) -> Taught:
    """What people decided about suggestions of claims or of relations, oldest first, after the decision with the key `after`."""
    decisions = list(
        Decision.objects.final()
        .filter(by__isnull=False, pk__gt=after, suggestion__kind=_kind(of))
        .select_related(*(f"suggestion__{path}" for path in _PATHS))
        .order_by("pk")
    )
    suggestions = [decision.suggestion for decision in decisions]
    return Taught(
        _features(of),
        numbers_of(of, suggestions),
        tuple(suggestion.mined_score for suggestion in suggestions),
        tuple(decision.verdict in AGREED for decision in decisions),
        decisions[-1].pk if decisions else after,
    )


_PATHS = ("premise__utterance", "target__utterance")


def _kind(of: str) -> str:
    return Suggestion.Kind.CLAIM if of == LearnedHead.Subject.CLAIMS else Suggestion.Kind.RELATION


def _features(of: str) -> tuple[str, ...]:
    return learning.CLAIM_FEATURES if of == LearnedHead.Subject.CLAIMS else learning.LINK_FEATURES


def numbers_of(of: str, suggestions: Sequence[Suggestion]) -> Matrix:
    """A row of numbers a suggestion; relations need their ends with their utterances loaded."""
    scores = [suggestion.mined_score for suggestion in suggestions]
    if of == LearnedHead.Subject.CLAIMS:
        return learning.claim_numbers(scores, [suggestion.exact for suggestion in suggestions])
    return learning.link_numbers(scores, [_ends(suggestion) for suggestion in suggestions])


def _ends(suggestion: Suggestion) -> learning.Ends:
    premise, target = suggestion.premise, suggestion.target
    if premise is None or target is None or premise.utterance is None or target.utterance is None:
        raise ValueError(f"suggestion {suggestion.pk} joins no two suggested claims")
    return learning.Ends(
        suggestion.relation_kind,
        premise.exact,
        target.exact,
        premise.voiced_by_id == target.voiced_by_id,
        (premise.holder_id, premise.holder_words) == (target.holder_id, target.holder_words),
        abs(premise.utterance.position - target.utterance.position)
        if premise.transcript_id == target.transcript_id
        else _IN_ANOTHER_TALK,
    )


# --- Versions ------------------------------------------------------------------------------------------


def learn(of: str) -> LearnedHead:
    """Fit a new version to all decisions, and put it in force where it foretells held-out decisions better than the scores do.

    Raises TooFewError below `LEAST` decisions, or where all of them say the same.
    """
    told = taught(of)
    if len(told.taken) < LEAST or len(set(told.taken)) < 2:
        raise TooFewError(
            f"{len(told.taken)} decisions about {of}, {sum(told.taken)} of them found something: "
            f"at least {LEAST} of both sorts together are needed."
        )
    before = learning.merit(told.scores, told.taken)
    after = learning.held_out(told.features, told.numbers, told.taken) or before
    head = learning.fit(told.features, told.numbers, told.taken)
    with transaction.atomic():
        latest = (
            LearnedHead.objects.select_for_update().filter(of=of).aggregate(latest=Max("version"))["latest"]
        )
        kept = LearnedHead.objects.create(
            of=of,
            version=(latest or 0) + 1,
            weights=head.dumps(),
            decisions=len(told.taken),
            taken=sum(told.taken),
            last_decision=told.last_decision,
            loss_before=before.loss,
            loss_after=after.loss,
            share_before=before.taken_of_top,
            share_after=after.taken_of_top,
        )
        if after.loss < before.loss:
            put_in_force(kept)
    return kept


@transaction.atomic
def put_in_force(head: LearnedHead) -> int:
    """From now on suggestions are scored by this version; those that wait are scored again. Returns how many those are."""
    LearnedHead.objects.filter(of=head.of, is_in_force=True).exclude(pk=head.pk).update(is_in_force=False)
    head.is_in_force = True
    head.save(update_fields=["is_in_force"])
    return _score_waiting(head.of, _loaded(head))


def version_of(of: str, version: int) -> LearnedHead:
    """Raises UnknownVersionError."""
    head = LearnedHead.objects.filter(of=of, version=version).first()
    if head is None:
        raise UnknownVersionError(
            f"There is no version {version} for {of}: `manage.py learn --list` names those that are kept."
        )
    return head


@transaction.atomic
def go_back(of: str, version: int) -> int:
    """Put an earlier version in force again; 0 is the model as it ships. Returns how many suggestions were scored again.

    Raises UnknownVersionError.
    """
    if version:
        return put_in_force(version_of(of, version))
    LearnedHead.objects.filter(of=of, is_in_force=True).update(is_in_force=False)
    return _score_waiting(of, None)


def compare(of: str, versions: Sequence[int]) -> dict[int, learning.Merit]:
    """The merit of versions (0 is the model as it ships) on decisions that came after all of them were fitted.

    Raises UnknownVersionError, or TooFewError where there are no such decisions yet.
    """
    compared = {version: version_of(of, version) for version in versions if version}
    told = taught(of, max((head.last_decision for head in compared.values()), default=0))
    if not told.taken:
        raise TooFewError(
            f"Nobody has decided about {of} since these versions were fitted: there is nothing fair to compare on."
        )
    scores = {version: learning.likely(_loaded(head), told.numbers) for version, head in compared.items()}
    return {
        version: learning.merit(scores.get(version, told.scores), told.taken)
        for version in dict.fromkeys(versions)
    }


def _loaded(head: LearnedHead) -> Head:
    return heads.loads(head.weights)


# --- Scoring -------------------------------------------------------------------------------------------


def score_by_what_was_learned(suggestions: Iterable[Suggestion]) -> None:
    """Set the scores of suggestions, stored or not, by the versions in force; without one they keep the miner's."""
    here = list(suggestions)
    for kept in LearnedHead.objects.in_force():
        _score([one for one in here if one.kind == _kind(kept.of)], kept.of, _loaded(kept))


def _score(suggestions: Sequence[Suggestion], of: str, head: Head | None) -> None:
    if not suggestions:
        return
    scores = (
        learning.likely(head, numbers_of(of, suggestions))
        if head
        else [suggestion.mined_score for suggestion in suggestions]
    )
    for suggestion, score in zip(suggestions, scores, strict=True):
        suggestion.score = score


def _score_waiting(of: str, head: Head | None) -> int:
    count = 0
    for some in _batches(of):
        _score(some, of, head)
        Suggestion.objects.bulk_update(some, ["score"], batch_size=500)
        count += len(some)
    return count


def _batches(of: str) -> Iterator[list[Suggestion]]:
    last = 0
    while some := list(
        Suggestion.objects.waiting()
        .filter(kind=_kind(of), pk__gt=last)
        .select_related(*_PATHS)
        .order_by("pk")[:_AT_ONCE]
    ):
        yield some
        last = some[-1].pk
