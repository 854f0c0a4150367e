"""People who speak or are spoken of, and which voice in a file is theirs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Prefetch, Q
from django.db.models.functions import Lower
from django.urls import reverse

from transcripts.models.revisions import revised
from transcripts.models.rules import is_one_of, is_slug, says_something
from transcripts.models.slugs import free_slugs

if TYPE_CHECKING:
    from transcripts.models.transcript import Transcript


class VoiceProfileState(models.TextChoices):
    """What is known of a person's voice."""

    NONE = "none", "No voice profile"
    PENDING = "pending", "Voice profile pending"
    ACTIVE = "active", "Voice profile active"
    DISABLED = "disabled", "Voice profile disabled"


class Pronoun(models.TextChoices):
    """How a page refers to somebody it has named."""

    HE = "he", "he"
    SHE = "she", "she"
    THEY = "they", "they"


_MEANT_BY = """
SELECT DISTINCT ON (wanted.name) speaker.*, wanted.name AS wanted
FROM unnest(%s::text[]) AS wanted (name)
JOIN (
    SELECT id, name, TRUE AS is_own FROM transcripts_speaker
    UNION ALL SELECT speaker_id, name, FALSE FROM transcripts_alias
) AS called ON UPPER(called.name) = UPPER(wanted.name)
JOIN transcripts_speaker AS speaker ON speaker.id = called.id
ORDER BY wanted.name, called.is_own DESC, speaker.id
"""


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    def by_name(self) -> SpeakerQuerySet:
        return self.order_by("name", "pk")

    def called(self, name: str) -> SpeakerQuerySet:
        """Speakers whose name or alias is `name`, capitals aside."""
        name = " ".join(name.split())
        return self.filter(Q(name__iexact=name) | Q(aliases__name__iexact=name)).distinct()

    def meant_by(self, names: Iterable[str]) -> dict[str, Speaker]:
        """The one speaker meant by each of `names`, as far as there is one.

        Of several called so it is the one whose own name it is, then the oldest. One query, however many the names.
        """
        written = {name: " ".join(name.split()) for name in names}
        rows = self.model.objects.raw(_MEANT_BY, [list({*written.values()})])
        found = {each.wanted: each for each in rows}  # type: ignore[attr-defined]
        return {name: found[words] for name, words in written.items() if words in found}

    def known_as(self, name: str) -> Speaker | None:
        """The one speaker meant by `name`, as `meant_by` tells."""
        return self.meant_by([name]).get(name)

    def with_aliases(self) -> SpeakerQuerySet:
        return self.prefetch_related(Prefetch("aliases", queryset=Alias.objects.order_by("name", "pk")))

    def heard_in(self, transcript: Transcript) -> SpeakerQuerySet:
        return self.filter(utterances__transcript=transcript).distinct()


class SpeakerManager(models.Manager["Speaker"]):
    def named(self, name: str) -> Speaker:
        """Return the one speaker known as `name`, made if there is none."""
        return self.all_named([name])[name]

    def all_named(self, names: Iterable[str]) -> dict[str, Speaker]:
        """Return the one speaker known as each of `names`, made if there is none. Four queries, however many the names."""
        wanted = {name: " ".join(name.split()) for name in names}
        people = SpeakerQuerySet(self.model, using=self._db)
        known = people.meant_by(wanted.values())
        new: dict[str, str] = {}
        for words in wanted.values():
            if words not in known:
                new.setdefault(words.casefold(), words)
        slugs = free_slugs(self.get_queryset(), new.values(), "speaker")
        made = self.bulk_create(
            self.model(name=words, slug=slug) for words, slug in zip(new.values(), slugs, strict=True)
        )
        by_name = dict(zip(new, made, strict=True))
        return {name: known.get(words) or by_name[words.casefold()] for name, words in wanted.items()}


@revised()
class Speaker(models.Model):
    """A person who speaks or is spoken of."""

    slug = models.SlugField(max_length=90, unique=True)
    name = models.CharField(max_length=200)
    pronoun = models.CharField(max_length=4, choices=Pronoun.choices, default=Pronoun.THEY)
    about = models.TextField(blank=True)
    voice_profile = models.CharField(
        max_length=8, choices=VoiceProfileState.choices, default=VoiceProfileState.NONE
    )

    objects = SpeakerManager.from_queryset(SpeakerQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=says_something("name"), name="speaker_has_a_name"),
            models.CheckConstraint(condition=is_slug("slug"), name="speaker_slug_fits_an_address"),
            models.CheckConstraint(condition=is_one_of("pronoun", Pronoun), name="speaker_pronoun_is_known"),
            models.CheckConstraint(
                condition=is_one_of("voice_profile", VoiceProfileState), name="speaker_voice_profile_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("speaker_detail", args=[self.slug])

    @property
    def short_name(self) -> str:
        """The last word of the name: what a page calls somebody it has already introduced."""
        return self.name.split()[-1]

    @property
    def possessive(self) -> str:
        """his, her or their."""
        return {Pronoun.HE: "his", Pronoun.SHE: "her"}.get(Pronoun(self.pronoun), "their")


@revised()
class Alias(models.Model):
    """Another name for a speaker: a nickname, or a spelling that transcripts use."""

    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)

    class Meta:
        verbose_name_plural = "aliases"
        constraints = [
            models.UniqueConstraint("speaker", Lower("name"), name="alias_once_a_speaker"),
            models.CheckConstraint(condition=says_something("name"), name="alias_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


@revised()
class Attribution(models.Model):
    """Whose voice a label or a single turn of a transcript is, and how that is known.

    `turn` is empty where the whole label is meant; a turn's own attribution goes before its label's.
    `score` runs from 0 to 1.
    """

    class Method(models.TextChoices):
        LABEL = "label", "the file's label"
        VOICE = "voice", "the voice"
        TEXT = "text", "a cue in the text"
        EDITOR = "editor", "an editor"

    class State(models.TextChoices):
        PROPOSED = "proposed", "proposed"
        ACCEPTED = "accepted", "accepted"
        REJECTED = "rejected", "rejected"

    transcript = models.ForeignKey(
        "transcripts.Transcript", on_delete=models.CASCADE, related_name="attributions"
    )
    label = models.CharField(max_length=200)
    turn = models.PositiveIntegerField(null=True, blank=True)
    speaker = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="attributions")
    method = models.CharField(max_length=6, choices=Method.choices)
    score = models.FloatField(default=1)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ACCEPTED)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["transcript", "label", "turn"],
                condition=Q(state="accepted"),
                nulls_distinct=False,
                name="attribution_one_accepted_a_voice",
            ),
            models.CheckConstraint(
                condition=Q(score__gte=0) & Q(score__lte=1), name="attribution_score_from_0_to_1"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} is {self.speaker}"
