from __future__ import annotations

from django.apps import AppConfig


class TranscriptsConfig(AppConfig):
    """Who said what, when."""

    name = "transcripts"
    verbose_name = "Transcripts"
