"""Where quotes went when a better transcript came: moved, or waiting for an editor."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone

from debates.models.claim import Quote
from debates.models.quoting import Passage, move_quote
from transcripts.models import NotPossibleError, Transcript, Utterance
from transcripts.models.revisions import revised
from transcripts.models.rules import is_one_of
from transcripts.words.anchors import locate


class ReanchoringState(models.TextChoices):
    """What became of a quote."""

    MOVED = "moved", "moved by itself"
    WAITING = "waiting", "waits for an editor"
    ACCEPTED = "accepted", "moved where it was proposed"
    CHOSEN = "chosen", "moved to words that an editor chose"
    LOST = "lost", "not in the new transcript"
    OUTDATED = "outdated", "never decided: a newer transcript came"


class Doubt(models.TextChoices):
    """Why a quote was not moved by itself."""

    GONE = "gone", "Nothing like these words was found."
    UNLIKE = "unlike", "The words found are not sure to be the same."
    VOICE = "voice", "In the new transcript somebody else says these words, or nobody named."
    TAKEN = "taken", "Another quote of this claim stands on the words found."


class ReanchoringQuerySet(models.QuerySet["Reanchoring"]):
    def waiting(self) -> Self:
        return self.filter(state=ReanchoringState.WAITING)

    def in_shows(self, shows: frozenset[int] | None) -> Self:
        """Those of shows with these keys, of all where none are named."""
        return self if shows is None else self.filter(transcript__episode__show__in=shows)

    def in_order(self) -> Self:
        """By episode, then as the words were said."""
        return self.order_by("transcript_id", "old_first__position", "old_word_start", "pk")

    def with_places(self) -> Self:
        return self.select_related(
            "quote__claim",
            "quote__holder",
            "quote__voiced_by",
            "old_first__transcript__episode__show",
            "old_first__speaker",
            "old_last",
            "new_first__speaker",
            "new_last",
            "transcript__episode__show",
            "transcript__recording",
        )


@revised()
class Reanchoring(models.Model):
    """One quote on its way from an older transcript to `transcript`, kept for good: nothing moves without a trace.

    `old_…` is where it stood, `new_…` where it went or where it is proposed, as words of utterances (`Passage`); there is no
    proposal where nothing was found. `score` is how alike the words are, 0 to 1. While it waits, and when it is lost, the
    quote stands on the older words.
    """

    State = ReanchoringState
    Doubt = Doubt

    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="reanchorings")
    transcript = models.ForeignKey(Transcript, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices)
    doubt = models.CharField(max_length=6, choices=Doubt.choices, blank=True)
    score = models.FloatField(default=0)
    old_first = models.ForeignKey(Utterance, on_delete=models.CASCADE, related_name="+")
    old_word_start = models.PositiveIntegerField()
    old_last = models.ForeignKey(Utterance, on_delete=models.CASCADE, related_name="+")
    old_word_end = models.PositiveIntegerField()
    new_first = models.ForeignKey(
        Utterance, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    new_word_start = models.PositiveIntegerField(null=True, blank=True)
    new_last = models.ForeignKey(Utterance, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    new_word_end = models.PositiveIntegerField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ReanchoringQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=is_one_of("state", ReanchoringState), name="reanchoring_state_is_known"
            ),
            models.CheckConstraint(
                condition=is_one_of("doubt", Doubt, ""), name="reanchoring_doubt_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="moved", doubt="") | (~Q(state="moved") & ~Q(doubt="")),
                name="reanchoring_waited_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(score__gte=0) & Q(score__lte=1), name="reanchoring_score_from_0_to_1"
            ),
            models.CheckConstraint(
                condition=Q(new_first=None, new_last=None, new_word_start=None, new_word_end=None)
                | Q(
                    new_first__isnull=False,
                    new_last__isnull=False,
                    new_word_start__isnull=False,
                    new_word_end__isnull=False,
                ),
                name="reanchoring_place_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at=None)
                | (~Q(state="waiting") & Q(decided_at__isnull=False)),
                name="reanchoring_decided_when_it_is",
            ),
            models.UniqueConstraint(
                fields=["quote"], condition=Q(state="waiting"), name="reanchoring_waits_once_a_quote"
            ),
        ]
        indexes = [models.Index("transcript", condition=Q(state="waiting"), name="reanchoring_queue")]

    def __str__(self) -> str:
        return f"{self.quote} to {self.transcript}: {self.get_state_display()}"

    @property
    def old_passage(self) -> Passage:
        return Passage(self.old_first, self.old_word_start, self.old_last, self.old_word_end)

    @property
    def new_passage(self) -> Passage | None:
        """Where it went or is proposed; `None` where nothing was found."""
        if self.new_first is None or self.new_last is None:
            return None
        return Passage(self.new_first, self.new_word_start or 0, self.new_last, self.new_word_end or 0)

    @transaction.atomic
    def accept(self, by: AbstractBaseUser | AnonymousUser) -> None:
        """Move the quote where it was proposed. Raises NotPossibleError where nothing was, or it cannot stand there."""
        self._wait_for_me()
        if self.new_passage is None:
            raise NotPossibleError(
                "No place was found for these words. Choose one, or say that they are lost."
            )
        self._move(self.new_passage)
        self._decide(ReanchoringState.ACCEPTED, by)

    @transaction.atomic
    def choose(self, words: str, by: AbstractBaseUser | AnonymousUser) -> None:
        """Move the quote to these exact words of the new transcript, of several places the one nearest to the proposal.

        Raises NotPossibleError where the words are not there, or it cannot stand on them.
        """
        self._wait_for_me()
        utterances = list(self.transcript.utterances.in_order().select_related("speaker"))
        near = self.new_first or self.old_first
        place = locate(words, [utterance.text for utterance in utterances], near=near.position)
        if place is None:
            raise NotPossibleError("The new transcript does not have these words. Copy them from its page.")
        passage = Passage(utterances[place.first], place.word_start, utterances[place.last], place.word_end)
        self._move(passage)
        self.new_first, self.new_word_start = passage.first, passage.word_start
        self.new_last, self.new_word_end = passage.last, passage.word_end
        self._decide(ReanchoringState.CHOSEN, by)

    @transaction.atomic
    def lose(self, by: AbstractBaseUser | AnonymousUser) -> None:
        """Leave the quote on the older words: the new transcript has nothing like them."""
        self._wait_for_me()
        self._decide(ReanchoringState.LOST, by)

    def _wait_for_me(self) -> None:
        """Lock this row: two editors who decide at once are put in a line."""
        now = Reanchoring.objects.select_for_update().get(pk=self.pk)
        if now.state != ReanchoringState.WAITING:
            raise NotPossibleError(f"Somebody decided meanwhile: {now.get_state_display()}.")

    def _move(self, passage: Passage) -> None:
        try:
            with transaction.atomic():
                move_quote(self.quote, passage)
        except IntegrityError as error:
            raise NotPossibleError(
                "The quote cannot stand on these words: they are in more than one voice, in the voice of the very person whose "
                "view it reports, or another quote of the claim stands there. Choose other words, or say that they are lost."
            ) from error

    def _decide(self, state: ReanchoringState, by: AbstractBaseUser | AnonymousUser) -> None:
        self.state, self.decided_by_id, self.decided_at = state, by.pk, timezone.now()
        self.save()
