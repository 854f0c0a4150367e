"""Django's admin, for what has no page of its own yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.db.models import Field, URLField
from django.http import HttpRequest

from transcripts.models import Alias, Episode, Recording, Show, Speaker, Transcript

WEB_ADDRESSES: Mapping[type[Field[Any, Any]], Mapping[str, Any]] = {URLField: {"assume_scheme": "https"}}


@admin.register(Show)
class ShowAdmin(admin.ModelAdmin[Show]):
    list_display = ("name", "page_url")
    formfield_overrides = WEB_ADDRESSES
    search_fields = ("name",)


class RecordingInline(admin.StackedInline[Recording, Episode]):
    model = Recording
    extra = 0
    formfield_overrides = WEB_ADDRESSES


@admin.register(Episode)
class EpisodeAdmin(admin.ModelAdmin[Episode]):
    list_display = ("title", "show", "published_on")
    formfield_overrides = WEB_ADDRESSES
    list_filter = ("show",)
    list_select_related = ("show",)
    search_fields = ("title",)
    inlines = (RecordingInline,)


class AliasInline(admin.TabularInline[Alias, Speaker]):
    model = Alias
    extra = 1


@admin.register(Speaker)
class SpeakerAdmin(admin.ModelAdmin[Speaker]):
    list_display = ("name", "pronoun", "voice_profile")
    search_fields = ("name", "aliases__name")
    inlines = (AliasInline,)


@admin.register(Transcript)
class TranscriptAdmin(admin.ModelAdmin[Transcript]):
    """Provenance to look up; transcripts come from imports alone."""

    list_display = ("episode", "version", "is_current", "format", "found", "kept", "imported_at")
    list_filter = ("format", "is_current")
    list_select_related = ("episode",)
    search_fields = ("episode__title", "source", "checksum")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Transcript | None = None) -> bool:
        return False
