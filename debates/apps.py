from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DebatesConfig(AppConfig):
    """What is claimed, and what answers what."""

    name = "debates"
    verbose_name = "Debates"

    def ready(self) -> None:
        from debates import checks  # noqa: F401  registers the system checks
        from debates.amending.words_in_use import claims_on
        from debates.models.edition import watch_tables
        from transcripts.amending.dependents import offer

        offer(claims_on)
        # Not in migrations: those of today know nothing of the tables of tomorrow.
        post_migrate.connect(watch_tables, sender=self)
