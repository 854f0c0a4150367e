"""Claims, and the quotes they stand on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, When
from django.urls import reverse

from debates.models.keys import new_key
from debates.models.noting import notes_changes
from debates.models.veiling import VeilingQuerySet
from transcripts.models import Reader, Speaker, Utterance, may_read_private
from transcripts.models.revisions import revised
from transcripts.models.rules import is_one_of, says_something, times_in_order
from transcripts.models.visibility import closed_to, in_listed_episode, listed_to
from transcripts.words.anchors import CONTEXT_CHARACTERS

if TYPE_CHECKING:
    from debates.models.right_of_reply import RightOfReply

CLAIM_MAX_LENGTH = 2000


class Stance(models.TextChoices):
    """What the voice does with the claim."""

    ASSERTS = "asserts", "asserts"
    REPORTS = "reports", "reports"
    GRANTS = "grants", "grants"
    DENIES = "denies", "denies"
    ASKS = "asks", "asks"


class Origin(models.TextChoices):
    """Whether somebody voiced a claim, or an editor supplied it."""

    SAID = "said", "said"
    SUPPLIED = "supplied", "supplied"


CLOSED_CLAIM = "A claim on private words"
"""What readers are shown instead of a claim that was said in private episodes alone."""

INSTEAD_OF_A_CLAIM = "Words taken down"
"""The sentence of a claim whose own sentence repeats words that were taken down."""


def is_said_in_private_alone(reader: Reader, claim: str = "pk") -> Q:
    """Rows whose claim, named by the field `claim`, has quotes, all in private episodes that are closed to `reader`."""
    quotes = Quote.objects.filter(claim=OuterRef(claim))
    private = closed_to(reader, "utterance__transcript__episode__")
    return Q(Exists(quotes.filter(private)), ~Exists(quotes.exclude(private)))


class ClaimQuerySet(VeilingQuerySet["Claim"]):
    def said(self) -> Self:
        return self.filter(origin=Claim.Origin.SAID)

    def supplied(self) -> Self:
        return self.filter(origin=Claim.Origin.SUPPLIED)

    def held_by(self, speaker: Speaker) -> Self:
        return self.filter(quotes__holder=speaker).distinct()

    def open_to(self, reader: Reader) -> Self:
        """Those that `reader` may see: all but what was said in private episodes alone, unless they have a role there."""
        return self if may_read_private(reader) else self.exclude(is_said_in_private_alone(reader))

    def listed(self) -> Self:
        """Those that may stand in lists which nobody put together by hand: said in a listed episode, or said by nobody."""
        quotes = Quote.objects.filter(claim=OuterRef("pk"))
        listed = quotes.filter(in_listed_episode("utterance__transcript__episode__"))
        return self.filter(Exists(listed) | ~Exists(quotes))

    def called(self, key: str) -> Claim | None:
        """The one with this key, or the one into which that was merged."""
        return self.filter(Q(key=key) | Q(merged__key=key)).first()

    def on(self, debate: models.Model) -> Self:
        return self.filter(placements__debate=debate)

    def with_quotes(self, reader: Reader = None) -> Self:
        """Attach each claim's quotes, earliest first, with all that a page says of them.

        Quotes from private episodes are left out for whoever may not read them; a claim that has no others is there, but says
        nothing: the map keeps its structure.
        """
        quotes = Quote.objects.open_to(reader).with_places().in_order()
        found = self.prefetch_related(Prefetch("quotes", queryset=quotes))
        if may_read_private(reader):
            return found
        closed = Case(When(is_said_in_private_alone(reader), then=True), default=False)
        return found.annotate(is_closed=closed).veiled()

    def with_listed_quotes(self) -> Self:
        """Attach those of each claim's quotes that may stand in lists which nobody put together by hand, earliest first."""
        quotes = Quote.objects.listed_for(None).with_places().in_order()
        return self.prefetch_related(Prefetch("quotes", queryset=quotes))

    def with_rights_of_reply(self) -> Self:
        return self.prefetch_related("rights_of_reply")


@revised()
class Claim(models.Model):
    """One proposition, in a sentence that stands by itself.

    It was *said* (somebody voiced it: it has quotes) or *supplied* (an editor added a missing premise: it
    never has any).
    """

    Origin = Origin
    is_closed = False

    key = models.CharField(max_length=40, unique=True, default=new_key, editable=False)
    text = models.CharField(max_length=CLAIM_MAX_LENGTH)
    origin = models.CharField(max_length=8, choices=Origin.choices, default=Origin.SAID)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ClaimQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=says_something("text"), name="claim_says_something"),
            models.CheckConstraint(condition=Q(key__regex=r"^[a-z0-9-]+$"), name="claim_key_is_url_safe"),
            models.CheckConstraint(condition=is_one_of("origin", Origin), name="claim_origin_is_known"),
        ]
        triggers = [
            *notes_changes("SELECT id, NULL::bigint FROM changed"),
            pgtrigger.Trigger(
                name="said_on_a_quote_or_supplied_without",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("origin"),
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                func="""
                PERFORM 1 FROM debates_claim c WHERE c.id = NEW.id AND (c.origin = 'said') <> EXISTS (
                    SELECT 1 FROM debates_quote q WHERE q.claim_id = c.id);
                IF FOUND THEN
                    RAISE EXCEPTION 'claim % is said without a quote, or supplied with one', NEW.key
                        USING ERRCODE = 'check_violation';
                END IF;
                RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("claim_detail", args=[self.key])

    @property
    def rights_of_reply_shown(self) -> list[RightOfReply]:
        """What people reply to it, oldest first; nothing where the claim itself is hidden.

        Loaded by `with_rights_of_reply`.
        """
        standing = [] if self.is_closed else [r for r in self.rights_of_reply.all() if r.withdrawn_at is None]
        return sorted(standing, key=lambda reply: (reply.entered_at, reply.pk))

    def veil(self) -> None:
        """Hide in this object, not in the database, what was said in private alone."""
        if self.is_closed:
            self.text = CLOSED_CLAIM


class QuoteQuerySet(models.QuerySet["Quote"]):
    def open_to(self, reader: Reader) -> Self:
        """Those whose words `reader` may see: all but those of private episodes, unless they have a role there."""
        if may_read_private(reader):
            return self
        return self.exclude(closed_to(reader, "utterance__transcript__episode__"))

    def listed_for(self, reader: Reader) -> Self:
        """Those that may stand in lists which nobody put together by hand."""
        if may_read_private(reader):
            return self
        return self.filter(listed_to(reader, "utterance__transcript__episode__"))

    def in_order(self) -> Self:
        """As they were said: by the day their episode came out, undated ones last, then by place in it."""
        published = F("utterance__transcript__episode__published_on").asc(nulls_last=True)
        return self.order_by(published, "utterance__transcript_id", "utterance__position", "word_start", "pk")

    def with_places(self) -> Self:
        """Attach voices, holders and the way up to the show, in the same query."""
        return self.select_related(
            "voiced_by", "holder", "utterance__transcript__recording", "utterance__transcript__episode__show"
        )

    def reported(self) -> Self:
        return self.filter(stance=Stance.REPORTS)

    def voiced_by(self, speaker: Speaker) -> Self:
        return self.filter(voiced_by=speaker)

    def held_by(self, speaker: Speaker) -> Self:
        return self.filter(holder=speaker)

    def in_transcript(self, transcript: models.Model) -> Self:
        return self.filter(utterance__transcript=transcript)


@revised()
class Quote(models.Model):
    """The exact words where a claim was voiced.

    The words run from word `word_start` (0-based) of `utterance` up to but not including word `word_end` of
    `end_utterance`; the database compares them with `exact`. `prefix` and `suffix` are up to 32 characters of
    context (W3C TextQuoteSelector). Seconds count on the clock of the transcript's recording. The transcript's
    version is that of the utterance.
    """

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="quotes")
    utterance = models.ForeignKey(Utterance, on_delete=models.PROTECT, related_name="quotes")
    word_start = models.PositiveIntegerField()
    end_utterance = models.ForeignKey(Utterance, on_delete=models.PROTECT, related_name="+")
    word_end = models.PositiveIntegerField()
    exact = models.TextField()
    prefix = models.CharField(max_length=CONTEXT_CHARACTERS, blank=True)
    suffix = models.CharField(max_length=CONTEXT_CHARACTERS, blank=True)
    start_s = models.FloatField(null=True, blank=True)
    end_s = models.FloatField(null=True, blank=True)
    times_estimated = models.BooleanField(default=False)
    voiced_by = models.ForeignKey(
        Speaker, on_delete=models.PROTECT, null=True, blank=True, related_name="voiced_quotes"
    )
    holder = models.ForeignKey(
        Speaker, on_delete=models.PROTECT, null=True, blank=True, related_name="held_quotes"
    )
    holder_words = models.CharField(max_length=200, blank=True)
    stance = models.CharField(max_length=7, choices=Stance.choices, default=Stance.ASSERTS)

    objects = QuoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "utterance", "word_start", "end_utterance", "word_end"],
                name="quote_once_a_claim",
            ),
            models.CheckConstraint(
                condition=times_in_order(),
                name="quote_times_in_order",
            ),
            models.CheckConstraint(condition=~Q(exact=""), name="quote_has_words"),
            models.CheckConstraint(condition=is_one_of("stance", Stance), name="quote_stance_is_known"),
            models.CheckConstraint(
                condition=Q(holder_words="") | says_something("holder_words"),
                name="quote_holder_words_say_something",
            ),
            models.CheckConstraint(
                condition=Q(holder__isnull=True) | Q(holder_words=""), name="quote_one_holder"
            ),
            models.CheckConstraint(
                condition=~Q(stance="reports")
                | ~Q(holder_words="")
                | Q(holder__isnull=False, voiced_by__isnull=True)
                | (Q(holder__isnull=False, voiced_by__isnull=False) & ~Q(holder=F("voiced_by"))),
                name="quote_reports_somebody_else",
            ),
            models.CheckConstraint(
                condition=Q(stance="reports")
                | Q(holder_words="", holder__isnull=True, voiced_by__isnull=True)
                | Q(holder_words="", holder__isnull=False, voiced_by__isnull=False, holder=F("voiced_by")),
                name="quote_own_view_unless_reported",
            ),
        ]
        triggers = [
            *notes_changes("SELECT claim_id, NULL::bigint FROM changed"),
            pgtrigger.Trigger(
                name="stands_on_the_words",
                operation=pgtrigger.Insert
                | pgtrigger.UpdateOf(
                    "exact",
                    "utterance_id",
                    "end_utterance_id",
                    "word_start",
                    "word_end",
                    "end_s",
                    "voiced_by_id",
                ),
                when=pgtrigger.Before,
                declare=[
                    ("words", "text[]"),
                    ("one_voice", "boolean"),
                    ("words_in_first", "int"),
                    ("words_in_last", "int"),
                    ("lasts_s", "double precision"),
                ],
                func="""
                SELECT string_to_array(string_agg(u.text, ' ' ORDER BY u.position), ' '),
                       bool_and(u.speaker_id IS NOT DISTINCT FROM NEW.voiced_by_id),
                       min(cardinality(string_to_array(a.text, ' ')))
                  INTO words, one_voice, words_in_first
                  FROM transcripts_utterance a
                  JOIN transcripts_utterance z ON z.id = NEW.end_utterance_id AND z.transcript_id = a.transcript_id
                  JOIN transcripts_utterance u ON u.transcript_id = a.transcript_id
                       AND u.position BETWEEN a.position AND z.position
                 WHERE a.id = NEW.utterance_id;
                SELECT cardinality(string_to_array(u.text, ' ')), r.duration_s INTO words_in_last, lasts_s
                  FROM transcripts_utterance u
                  JOIN transcripts_transcript t ON t.id = u.transcript_id
                  JOIN transcripts_recording r ON r.id = t.recording_id
                 WHERE u.id = NEW.end_utterance_id;
                IF words IS NULL OR NEW.word_start >= words_in_first OR NEW.word_end > words_in_last OR NEW.exact IS DISTINCT FROM
                    array_to_string(words[NEW.word_start + 1 : cardinality(words) - words_in_last + NEW.word_end], ' ')
                THEN
                    RAISE EXCEPTION 'a quote does not stand on the words of its transcript'
                        USING ERRCODE = 'check_violation';
                END IF;
                IF NOT one_voice THEN
                    RAISE EXCEPTION 'a quote is not in the voice it names' USING ERRCODE = 'check_violation';
                END IF;
                IF NEW.end_s > lasts_s THEN
                    RAISE EXCEPTION 'a quote ends after its recording' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="leaves_no_said_claim_without_words",
                operation=pgtrigger.Insert | pgtrigger.Delete | pgtrigger.UpdateOf("claim_id"),
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                func="""
                PERFORM 1 FROM debates_claim c
                  WHERE c.id IN (COALESCE(NEW.claim_id, OLD.claim_id), COALESCE(OLD.claim_id, NEW.claim_id))
                    AND (c.origin = 'said') <> EXISTS (SELECT 1 FROM debates_quote q WHERE q.claim_id = c.id);
                IF FOUND THEN
                    RAISE EXCEPTION 'a claim would be said without a quote, or supplied with one'
                        USING ERRCODE = 'check_violation';
                END IF;
                RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"“{self.exact}”"

    @property
    def words_before(self) -> str:
        """The context before, without the word that the 32-character limit cut in two."""
        return self.prefix.partition(" ")[2] if len(self.prefix) == CONTEXT_CHARACTERS else self.prefix

    @property
    def words_after(self) -> str:
        """The context after, without the word that the 32-character limit cut in two."""
        return self.suffix.rpartition(" ")[0] if len(self.suffix) == CONTEXT_CHARACTERS else self.suffix

    @property
    def is_taken_down(self) -> bool:
        """Whether its words were taken down; its episode must be loaded (`with_places`) to make no query."""
        return self.utterance.transcript.episode.is_taken_down

    @property
    def is_reported(self) -> bool:
        return self.stance == Stance.REPORTS

    @property
    def said_at(self) -> tuple[float, ...]:
        """A key that sorts like `in_order`; the places must be loaded.

        (day the episode came out, transcript, position of the utterance, word, second); an undated episode comes last, and
        an unknown second is -1.
        """
        transcript = self.utterance.transcript
        published = transcript.episode.published_on
        day = float(published.toordinal()) if published else float("inf")
        second = -1.0 if self.start_s is None else self.start_s
        return (day, transcript.pk, self.utterance.position, self.word_start, second)

    @property
    def holder_name(self) -> str:
        """Whose view it is, as a page names them; empty where nobody knows."""
        return self.holder.name if self.holder else self.holder_words
