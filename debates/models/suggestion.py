"""What a machine proposes, and what an editor makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models, transaction
from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, When
from django.utils import timezone

from debates.models.claim import CLAIM_MAX_LENGTH, Claim, Quote, Stance
from debates.models.decision import FINAL, Decision, Verdict
from debates.models.noting import notes_changes
from debates.models.quoting import Passage, View, change_view, quote_passage
from debates.models.relation import Relation, RelationKind
from debates.models.user import User
from transcripts.models import Speaker, Transcript, Utterance
from transcripts.models.revisions import revised
from transcripts.models.visibility import in_private_episode

_ENDS = """
SELECT s.claim_id, NULL::bigint FROM changed JOIN debates_suggestion s ON s.id = changed.premise_id
UNION ALL
SELECT s.claim_id, NULL FROM changed JOIN debates_suggestion s ON s.id = changed.target_id
"""
"""The claims between which relations are suggested: a suggestion of another kind puts a link in dispute."""


class AlreadyDecidedError(Exception):
    """Somebody has decided this suggestion before."""


class NotReadyError(Exception):
    """A relation whose ends are not both accepted claims yet."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What an editor changes in a suggestion before accepting it; `None` leaves a thing as it is.

    Text and passage are those of a claim, the view that of a claim or a holder; evidence and kind are those of a relation.
    """

    text: str | None = None
    passage: Passage | None = None
    view: View | None = None
    evidence: str | None = None
    relation_kind: str | None = None


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def waiting(self) -> Self:
        return self.filter(status__in=[Suggestion.Status.WAITING, Suggestion.Status.LATER])

    def decided(self) -> Self:
        return self.exclude(status__in=[Suggestion.Status.WAITING, Suggestion.Status.LATER])

    def of_claims(self) -> Self:
        return self.filter(kind=Suggestion.Kind.CLAIM)

    def of_relations(self) -> Self:
        return self.filter(kind=Suggestion.Kind.RELATION)

    def best_first(self) -> Self:
        return self.order_by("-score", "pk")

    def with_words(self) -> Self:
        """Attach voices, holders and the way up from a suggested claim's words to the show."""
        return self.select_related("voiced_by", "holder", "utterance__transcript__episode__show")

    def with_ends(self) -> Self:
        return self.select_related("premise__claim", "target__claim")

    def with_places(self) -> Self:
        """Attach the words and the holder of what is suggested, of its ends and of its quote. Up to three queries more.

        All in one query would be two dozen joins, which take longer to plan than to do.
        """
        words = ("utterance", "end_utterance", "holder")
        ends = Suggestion.objects.select_related(*words, "claim")
        quotes = Quote.objects.select_related(*words, "voiced_by", "claim")
        return self.select_related(*words, "transcript__episode__show").prefetch_related(
            Prefetch("premise", queryset=ends),
            Prefetch("target", queryset=ends),
            Prefetch("quote", queryset=quotes),
        )

    def for_review(self) -> Self:
        """What an editor may decide about: on the current words, which nobody took down, and not between rejected claims."""
        rejected = Suggestion.Status.REJECTED
        here = self.filter(transcript__is_current=True, transcript__episode__is_taken_down=False)
        taken_down = self.model._default_manager.filter(transcript__episode__is_taken_down=True, kind="claim")
        here = here.exclude(target__in=taken_down.values("pk"))
        return here.exclude(premise__status=rejected).exclude(target__status=rejected)

    def in_shows(self, shows: frozenset[int] | None) -> Self:
        """Those of shows with these keys, of all where none are named; not those that quote what is private of another show."""
        if shows is None:
            return self
        private = self.model._default_manager.filter(
            in_private_episode("transcript__episode__"), kind="claim"
        )
        elsewhere = private.exclude(transcript__episode__show__in=shows)
        here = self.filter(transcript__episode__show__in=shows)
        return here.exclude(target__in=elsewhere.values("pk"))

    def in_turn(self) -> Self:
        """What nobody put off first, then the likeliest first."""
        return self.annotate(is_later=Case(When(status="later", then=1), default=0)).order_by(
            "is_later", "-score", "pk"
        )

    def to_read_again_by(self, reader: AbstractBaseUser | AnonymousUser) -> Self:
        """What others decided, and this editor has not read yet."""
        own = Decision.objects.filter(suggestion=OuterRef("pk"), by=reader.pk, verdict__in=FINAL)
        return self.decided().exclude(decided_by=reader.pk).exclude(Exists(own))


_DECISION = ("status", "decided_at", "decided_by", "claim", "relation")


@revised(
    pghistory.UpdateEvent(condition=pgtrigger.AnyChange(*_DECISION)),
    pghistory.DeleteEvent(
        condition=pgtrigger.Q(old__kind="holder") | ~pgtrigger.Q(old__status__in=["waiting", "later"])
    ),
)
class Suggestion(models.Model):
    """A claim, a holder or a relation that a machine proposes; it waits for an editor.

    A suggested claim has a quote (the same anchor as `Quote`), a text and a view. A suggested relation joins
    two suggested claims. A suggested holder is for a quote that exists. `score` (0 to 1) is how likely an editor accepts it, as far
    as the miner knows: by the model as it ships (`mined_score`), or by what it learned from decisions since. `fingerprint` is the same whenever the same thing is proposed for the
    same words, so that mining again finds what has been decided. What is proposed never changes, so revisions are of decisions alone.
    """

    class Kind(models.TextChoices):
        CLAIM = "claim", "claim"
        HOLDER = "holder", "holder"
        RELATION = "relation", "relation"

    class Status(models.TextChoices):
        WAITING = "waiting", "waiting"
        LATER = "later", "put off"
        ACCEPTED = "accepted", "accepted"
        CHANGED = "changed", "accepted with changes"
        REJECTED = "rejected", "rejected"

    class SentenceKind(models.TextChoices):
        CLAIM = "claim", "claim"
        QUESTION = "question", "question"
        SETUP = "setup", "setup"

    transcript = models.ForeignKey(Transcript, on_delete=models.CASCADE, related_name="suggestions")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    fingerprint = models.CharField(max_length=64)
    model = models.CharField(max_length=100)
    model_version = models.CharField(max_length=50)
    score = models.FloatField()
    mined_score = models.FloatField()
    reason = models.TextField()
    evidence = models.TextField(blank=True)

    sentence_kind = models.CharField(max_length=8, choices=SentenceKind.choices, blank=True)
    text = models.CharField(max_length=CLAIM_MAX_LENGTH, blank=True)
    utterance = models.ForeignKey(
        Utterance, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    word_start = models.PositiveIntegerField(null=True, blank=True)
    end_utterance = models.ForeignKey(
        Utterance, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    word_end = models.PositiveIntegerField(null=True, blank=True)
    exact = models.TextField(blank=True)
    voiced_by = models.ForeignKey(Speaker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    holder = models.ForeignKey(Speaker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    holder_words = models.CharField(max_length=200, blank=True)
    stance = models.CharField(max_length=7, choices=Stance.choices, blank=True)

    quote = models.ForeignKey(
        Quote, on_delete=models.CASCADE, null=True, blank=True, related_name="suggestions"
    )

    relation_kind = models.CharField(max_length=8, choices=RelationKind.choices, blank=True)
    premise = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="starts"
    )
    target = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="targets"
    )

    status = models.CharField(max_length=8, choices=Status.choices, default=Status.WAITING)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    claim = models.ForeignKey(
        Claim, on_delete=models.SET_NULL, null=True, blank=True, related_name="suggestions"
    )
    relation = models.ForeignKey(
        Relation, on_delete=models.SET_NULL, null=True, blank=True, related_name="suggestions"
    )

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["transcript", "fingerprint"], name="suggestion_once_a_transcript"
            ),
            models.CheckConstraint(
                condition=Q(score__gte=0) & Q(score__lte=1), name="suggestion_score_from_0_to_1"
            ),
            models.CheckConstraint(
                condition=Q(mined_score__gte=0) & Q(mined_score__lte=1),
                name="suggestion_mined_score_from_0_to_1",
            ),
            models.CheckConstraint(
                condition=(
                    Q(kind="claim", utterance__isnull=False, end_utterance__isnull=False)
                    & Q(word_start__isnull=False, word_end__isnull=False)
                    & ~Q(text="")
                    & ~Q(exact="")
                    & ~Q(stance="")
                    & ~Q(sentence_kind="")
                )
                | (Q(kind="relation", premise__isnull=False, target__isnull=False) & ~Q(relation_kind=""))
                | (Q(kind="holder", quote__isnull=False) & ~Q(stance="")),
                name="suggestion_says_what_its_kind_needs",
            ),
            models.CheckConstraint(
                condition=~Q(kind="relation") | ~Q(premise=F("target")),
                name="suggestion_never_relates_to_itself",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["waiting", "later"], decided_at__isnull=True)
                | Q(status__in=["accepted", "changed", "rejected"], decided_at__isnull=False),
                name="suggestion_decided_when_it_is",
            ),
        ]
        triggers = notes_changes(_ENDS)
        indexes = [models.Index("transcript", "status", F("score").desc(), name="suggestion_queue")]

    def __str__(self) -> str:
        return self.text or self.reason

    @property
    def passage(self) -> Passage:
        """Where the suggested claim's words are."""
        if self.utterance is None or self.end_utterance is None:
            raise ValueError(f"a suggested {self.kind} has no words of its own")
        return Passage(self.utterance, self.word_start or 0, self.end_utterance, self.word_end or 0)

    @property
    def view(self) -> View:
        """Whose view is proposed, and what the voice does with it."""
        return View(self.stance, self.holder, self.holder_words)

    @transaction.atomic
    def accept(
        self, by: User | None, correction: Correction | None = None, *, into: Claim | None = None
    ) -> Claim | Relation | Quote:
        """Make what is suggested part of the map, as `by` decided, and return it.

        `correction` changes what is suggested first. `into` adds its quote to a claim that exists instead of
        making a new one. Raises AlreadyDecidedError, or NotReadyError for a relation with an end that is not
        an accepted claim.
        """
        mine = self._undecided()
        correction = correction or Correction()
        match self.kind:
            case Suggestion.Kind.CLAIM:
                made: Claim | Relation | Quote = mine._accept_claim(by, correction, into)
            case Suggestion.Kind.RELATION:
                made = mine._accept_relation(by, correction)
            case _:
                made = mine._accept_holder(correction)
        changes = mine.changes_of(correction)
        status = Suggestion.Status.CHANGED if changes else Suggestion.Status.ACCEPTED
        mine._decide(status, by, Verdict.MERGED if into else Verdict(status), changes)
        self.refresh_from_db()
        return made

    @transaction.atomic
    def accept_with_ends(self, by: User | None, correction: Correction | None = None) -> Relation:
        """Accept a suggested relation, and before it those of its claims that nobody has decided yet.

        Raises AlreadyDecidedError, or NotReadyError where one of its claims was rejected: then nothing is accepted.
        """
        ends = Suggestion.objects.select_for_update().in_bulk([self.premise_id, self.target_id])
        for end in ends.values():
            if end.decided_at is None:
                end.accept(by)
            elif end.claim_id is None:
                raise NotReadyError("The claim at one end was rejected: there is nothing to relate.")
        made = self.accept(by, correction)
        if not isinstance(made, Relation):
            raise TypeError(f"a suggested {self.kind} has no ends")
        return made

    def changes_of(self, correction: Correction) -> dict[str, list[str]]:
        """What `correction` puts in place of what is proposed, by field: [from, to]."""
        view, passage = correction.view, correction.passage
        holder = (view.holder.name if view.holder else view.holder_words) if view else None
        words = None
        if passage is not None and passage != self.passage:
            words = f"¶{passage.first.position + 1}.{passage.word_start}–¶{passage.last.position + 1}.{passage.word_end}"
        proposed = {
            "text": (self.text, correction.text),
            "words": (self.exact, words),
            "stance": (self.stance, view.stance if view else None),
            "holder": (self.holder.name if self.holder else self.holder_words, holder),
            "evidence": (self.evidence, correction.evidence),
            "kind": (self.relation_kind, correction.relation_kind),
        }
        return {
            field: [str(before), str(after)]
            for field, (before, after) in proposed.items()
            if after is not None and after != before
        }

    @transaction.atomic
    def reject(self, by: User | None) -> None:
        """Put it aside for good. Raises AlreadyDecidedError."""
        self._undecided()._decide(Suggestion.Status.REJECTED, by, Verdict.REJECTED)
        self.refresh_from_db()

    @transaction.atomic
    def put_off(self, by: User | None = None) -> None:
        """Leave it for later. Raises AlreadyDecidedError."""
        mine = self._undecided()
        mine.status = Suggestion.Status.LATER
        mine.save(update_fields=["status"])
        mine.decisions.create(verdict=Verdict.LATER, by=by)
        self.refresh_from_db()

    def _undecided(self) -> Suggestion:
        """Return this row, locked: two editors who decide at once are put in a line."""
        mine = Suggestion.objects.select_for_update().get(pk=self.pk)
        if mine.decided_at is not None:
            raise AlreadyDecidedError(f"This suggestion was {mine.get_status_display()} already.")
        return mine

    def _decide(
        self, status: Status, by: User | None, verdict: Verdict, changes: dict[str, list[str]] | None = None
    ) -> None:
        self.status, self.decided_by, self.decided_at = status, by, timezone.now()
        self.save(update_fields=["status", "decided_by", "decided_at", "claim", "relation"])
        self.decisions.create(verdict=verdict, changes=changes or {}, by=by)

    def _accept_claim(self, by: User | None, correction: Correction, into: Claim | None) -> Claim:
        claim = into or Claim.objects.create(text=correction.text or self.text, created_by=by)
        quote_passage(claim, correction.passage or self.passage, correction.view or self.view)
        self.claim = claim
        return claim

    def _accept_relation(self, by: User | None, correction: Correction) -> Relation:
        ends = Suggestion.objects.select_related("claim").in_bulk([self.premise_id, self.target_id])
        premise, target = ends[self.premise_id], ends[self.target_id]
        if premise.claim is None or target.claim is None:
            raise NotReadyError("Accept the claims at both ends first.")
        if premise.claim == target.claim:
            raise NotReadyError("Both ends are the same claim by now: a claim does not bear on itself.")
        evidence = correction.evidence
        self.relation = Relation.objects.link(
            [premise.claim],
            correction.relation_kind or self.relation_kind,
            target.claim,
            evidence=self.evidence if evidence is None else evidence,
            evidence_utterance=premise.utterance,
            # A reason quotes both ends: it stays out of the map where words of another episode would outlive their takedown.
            reason=self.reason if premise.transcript_id == target.transcript_id else "",
            created_by=by,
        )
        return self.relation

    def _accept_holder(self, correction: Correction) -> Quote:
        assert self.quote is not None  # noqa: S101  the database keeps it so
        return change_view(self.quote, correction.view or self.view)
