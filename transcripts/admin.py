"""Django's admin, for what has no page of its own yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.db.models import Field, QuerySet, URLField
from django.http import HttpRequest

from transcripts.models import (
    Alias,
    CorrectionOffer,
    CorrectionState,
    Episode,
    Import,
    Recording,
    Show,
    Speaker,
    Subscription,
    Takedown,
    Transcript,
)
from transcripts.rule_keeping import LookedUp, RuleKeeping

WEB_ADDRESSES: Mapping[type[Field[Any, Any]], Mapping[str, Any]] = {URLField: {"assume_scheme": "https"}}


@admin.register(Show)
class ShowAdmin(RuleKeeping[Show]):
    list_display = ("name", "visibility", "recognises_voices", "page_url")
    list_filter = ("visibility", "recognises_voices")
    formfield_overrides = WEB_ADDRESSES
    readonly_fields = ("recognises_voices",)  # more follows from it than a column: it has a page
    search_fields = ("name",)


class RecordingInline(admin.StackedInline[Recording, Episode]):
    model = Recording
    extra = 0
    formfield_overrides = WEB_ADDRESSES


@admin.register(Episode)
class EpisodeAdmin(RuleKeeping[Episode]):
    list_display = ("title", "show", "published_on", "visibility", "is_taken_down")
    formfield_overrides = WEB_ADDRESSES
    list_filter = ("is_taken_down", "visibility", "show")
    list_select_related = ("show",)
    autocomplete_fields = ("show",)
    readonly_fields = ("is_taken_down",)
    search_fields = ("title",)
    date_hierarchy = "published_on"
    inlines = (RecordingInline,)


class AliasInline(admin.TabularInline[Alias, Speaker]):
    model = Alias
    extra = 1


@admin.register(Speaker)
class SpeakerAdmin(RuleKeeping[Speaker]):
    list_display = ("name", "pronoun", "voice_profile")
    list_filter = ("pronoun", "voice_profile")
    readonly_fields = ("voice_profile",)
    search_fields = ("name", "aliases__name")
    inlines = (AliasInline,)


@admin.register(Transcript)
class TranscriptAdmin(LookedUp[Transcript]):
    """Provenance to look up; transcripts come from imports alone."""

    list_display = ("episode", "version", "is_current", "format", "found", "kept", "imported_at")
    list_filter = ("format", "is_current")
    list_select_related = ("episode",)
    search_fields = ("episode__title", "source", "checksum")


@admin.register(CorrectionOffer)
class CorrectionOfferAdmin(LookedUp[CorrectionOffer]):
    list_display = ("proposal", "kind", "state", "created_at", "decided_by")
    list_filter = ("state", "kind")
    list_select_related = ("decided_by",)
    search_fields = ("proposal",)
    date_hierarchy = "created_at"
    actions = ("dismiss",)

    @admin.action(description="Dismiss those chosen that wait")
    def dismiss(self, request: HttpRequest, chosen: QuerySet[CorrectionOffer]) -> None:
        waiting = chosen.filter(state=CorrectionState.WAITING)
        for offer in waiting:
            offer.decide(CorrectionState.DISMISSED, request.user)
        self.message_user(request, "Dismissed.")


@admin.register(Takedown)
class TakedownAdmin(LookedUp[Takedown]):
    list_display = ("episode",)
    list_select_related = ("episode",)
    search_fields = ("episode__title",)


@admin.register(Subscription)
class SubscriptionAdmin(LookedUp[Subscription]):
    list_display = ("__str__", "is_active")
    list_filter = ("is_active",)
    search_fields = ("url", "show__name")


@admin.register(Import)
class ImportAdmin(LookedUp[Import]):
    list_display = ("__str__", "state", "created_by")
    list_filter = ("state",)
    list_select_related = ("created_by",)
    search_fields = ("source", "show", "title")
