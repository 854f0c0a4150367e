"""Shows, their episodes, and the recordings of an episode."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Upper
from django.urls import reverse

from transcripts.models.rules import is_one_of, is_slug, is_web_address, says_something
from transcripts.models.visibility import (
    Reader,
    Visibility,
    closed_to,
    in_listed_episode,
    may_read_private,
    shows_closed_to,
    stricter,
)

LICENCE_LONGEST = 200


class ShowQuerySet(models.QuerySet["Show"]):
    def by_name(self) -> Self:
        return self.order_by("name", "pk")

    def reached(self, keys: frozenset[int] | None) -> Self:
        """Those with these keys, or all where none are named."""
        return self if keys is None else self.filter(pk__in=keys)

    def listed(self) -> Self:
        """Those that may stand in lists."""
        return self.filter(visibility=Visibility.PUBLIC)

    def open_to(self, reader: Reader) -> Self:
        """Those that `reader` may see by their address."""
        return self if may_read_private(reader) else self.exclude(shows_closed_to(reader))


class Show(models.Model):
    """A podcast."""

    slug = models.SlugField(max_length=90, unique=True)
    name = models.CharField(max_length=300)
    about = models.TextField(blank=True)
    page_url = models.URLField(max_length=2000, blank=True)
    licence = models.CharField(max_length=LICENCE_LONGEST, blank=True, help_text="As its feed states it.")
    visibility = models.CharField(max_length=8, choices=Visibility.choices, default=Visibility.PUBLIC)
    recognises_voices = models.BooleanField(
        default=False,
        help_text="Voices of its episodes are compared with voice profiles, and may enrich them.",
    )

    objects = ShowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("name"), name="show_name_once"),
            models.CheckConstraint(condition=is_slug("slug"), name="show_slug_fits_an_address"),
            models.CheckConstraint(condition=says_something("name"), name="show_has_a_name"),
            models.CheckConstraint(condition=is_web_address("page_url"), name="show_page_is_on_the_web"),
            models.CheckConstraint(
                condition=is_one_of("visibility", Visibility), name="show_visibility_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("show_detail", args=[self.slug])


class EpisodeQuerySet(models.QuerySet["Episode"]):
    def newest_first(self) -> EpisodeQuerySet:
        return self.order_by(F("published_on").desc(nulls_last=True), "-pk")

    def with_shows(self) -> EpisodeQuerySet:
        return self.select_related("show")

    def of_show(self, show: Show | None) -> EpisodeQuerySet:
        return self.filter(show=show) if show else self.none()

    def without_words(self) -> EpisodeQuerySet:
        return self.filter(transcripts=None)

    def to_be_heard(self) -> EpisodeQuerySet:
        """Those without words, and those whose words nobody is known to have said, or perhaps."""
        named = Q(transcripts__attributions__state="accepted")
        unsure = Q(transcripts__is_current=True, transcripts__attributions__state="proposed")
        nameless = ~Q(pk__in=self.filter(named, transcripts__is_current=True).values("pk"))
        here = self.filter(is_taken_down=False)
        return here.filter(nameless | Q(pk__in=self.filter(unsure).values("pk")))

    def listed(self) -> EpisodeQuerySet:
        """Those that may stand in lists: public, of a public show, their words not taken down."""
        return self.filter(in_listed_episode())

    def open_to(self, reader: Reader) -> EpisodeQuerySet:
        """Those that `reader` may see by their address: all but the private ones, unless they have a role there."""
        return self if may_read_private(reader) else self.exclude(closed_to(reader))

    def in_shows(self, shows: frozenset[int] | None) -> EpisodeQuerySet:
        """Those of shows with these keys, of all where none are named."""
        return self if shows is None else self.filter(show__in=shows)

    def restricted(self) -> EpisodeQuerySet:
        """Those that a reader does not find in lists, for whatever reason."""
        return self.exclude(in_listed_episode())


class Episode(models.Model):
    """One instalment of a show.

    `visibility` is empty where the show's holds; of two the stricter holds. The database sets `is_taken_down` while a
    `Takedown` is in force.
    """

    show = models.ForeignKey(Show, on_delete=models.PROTECT, related_name="episodes")
    slug = models.SlugField(max_length=90)
    title = models.CharField(max_length=500)
    guid = models.CharField(
        max_length=1000, blank=True, help_text="The feed's own name for it; empty if it came from no feed."
    )
    published_on = models.DateField(null=True, blank=True)
    about = models.TextField(blank=True)
    chapters_url = models.URLField(max_length=2000, blank=True)
    page_url = models.URLField(max_length=2000, blank=True)
    source_note = models.TextField(
        blank=True, help_text="Where the words come from and under which right they are shown."
    )
    licence = models.CharField(max_length=LICENCE_LONGEST, blank=True, help_text="As its feed states it.")
    visibility = models.CharField(max_length=8, choices=Visibility.choices, blank=True)
    is_taken_down = models.BooleanField(default=False, editable=False)

    objects = EpisodeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["show", "slug"], name="episode_slug_once_a_show"),
            models.UniqueConstraint(
                fields=["show", "title"], condition=Q(guid=""), name="episode_title_once_a_show_without_feed"
            ),
            models.UniqueConstraint(
                fields=["show", "guid"], condition=~Q(guid=""), name="episode_guid_once_a_show"
            ),
            models.CheckConstraint(condition=is_slug("slug"), name="episode_slug_fits_an_address"),
            models.CheckConstraint(condition=says_something("title"), name="episode_has_a_title"),
            models.CheckConstraint(
                condition=is_web_address("page_url") & is_web_address("chapters_url"),
                name="episode_page_is_on_the_web",
            ),
            models.CheckConstraint(
                condition=is_one_of("visibility", Visibility, ""), name="episode_visibility_is_known"
            ),
        ]
        # Titles are compared in capitals where an import asks for its episode.
        indexes = [models.Index("show", Upper("title"), name="episode_by_title")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("episode_detail", args=[self.show.slug, self.slug])

    @property
    def effective_visibility(self) -> Visibility:
        """What holds for it: the stricter of its own and its show's, which must be loaded to make no query."""
        return stricter(self.visibility, self.show.visibility)


class RecordingKind(models.TextChoices):
    AUDIO = "audio", "audio"
    VIDEO = "video", "video"


class Recording(models.Model):
    """One media file of an episode, with its own clock.

    `offset_s` is what to add to this recording's seconds to get those of the episode's primary recording. Where it was
    estimated from words that two transcripts share, `offset_pairs` counts them, and the middle 90 % of them lie between
    `offset_low_s` and `offset_high_s`.
    """

    Kind = RecordingKind

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="recordings")
    kind = models.CharField(max_length=5, choices=Kind.choices, default=Kind.AUDIO)
    is_primary = models.BooleanField(default=True)
    media_url = models.URLField(max_length=2000, blank=True)
    media_file = models.FileField(
        upload_to="recordings/", blank=True, help_text="A copy of ours, played instead of the publisher's."
    )
    media_type = models.CharField(max_length=100, blank=True)
    duration_s = models.FloatField(null=True, blank=True, help_text="Measured; quotes must end within it.")
    stated_duration_s = models.FloatField(
        null=True, blank=True, help_text="What the feed says, which may be wrong."
    )
    offset_s = models.FloatField(default=0)
    offset_low_s = models.FloatField(null=True, blank=True)
    offset_high_s = models.FloatField(null=True, blank=True)
    offset_pairs = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["episode"], condition=Q(is_primary=True), name="recording_one_primary_an_episode"
            ),
            models.CheckConstraint(
                condition=Q(duration_s__gt=0, duration_s__lt=float("inf")), name="recording_lasts"
            ),
            models.CheckConstraint(condition=is_web_address("media_url"), name="recording_is_on_the_web"),
            models.CheckConstraint(
                condition=is_one_of("kind", RecordingKind), name="recording_is_of_a_known_kind"
            ),
            models.CheckConstraint(
                condition=Q(is_primary=False) | Q(offset_s=0), name="recording_primary_has_no_offset"
            ),
            models.CheckConstraint(
                condition=Q(offset_pairs=None, offset_low_s=None, offset_high_s=None)
                | Q(
                    offset_pairs__isnull=False,
                    offset_low_s__isnull=False,
                    offset_high_s__isnull=False,
                    offset_pairs__gt=0,
                    offset_low_s__lte=F("offset_s"),
                    offset_high_s__gte=F("offset_s"),
                ),
                name="recording_offset_within_its_spread",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.episode}"

    def on_primary_clock(self, seconds: float | None) -> float | None:
        """Seconds of this recording as seconds of the episode's primary one; never before its start."""
        return None if seconds is None else max(0.0, seconds + self.offset_s)
