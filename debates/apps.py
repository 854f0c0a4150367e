from __future__ import annotations

from django.apps import AppConfig


class DebatesConfig(AppConfig):
    """What is claimed, and what answers what."""

    name = "debates"
    verbose_name = "Debates"

    def ready(self) -> None:
        from debates import checks  # noqa: F401  registers the system checks
