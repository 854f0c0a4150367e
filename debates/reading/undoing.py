"""What undoing some steps would do, as its page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from uuid import UUID

from debates.reading.history import ToldStep, tell
from debates.revising.changes import changes_in
from debates.revising.steps import Step, steps_by_id
from debates.revising.undoing import OF_TRANSCRIPTS, Plan
from transcripts.models import Episode, Reader, Transcript


class UndoReading:
    """Steps with all that they changed, whether they can be taken back, and what stands in the way."""

    def __init__(self, steps: Sequence[UUID], plan: Plan, reader: Reader) -> None:
        self.steps, self.plan, self._reader = steps, plan, reader

    @cached_property
    def told(self) -> list[ToldStep]:
        return tell(changes_in(self.steps), self._reader)

    @property
    def count(self) -> int:
        """How many steps would be taken back."""
        return len(self.plan.steps)

    @cached_property
    def episodes(self) -> list[Episode]:
        """Those in whose own histories words and voices are put back, where that stands in the way. A query."""
        changes = [each.change for each in self.plan.obstacles if each.change.table in OF_TRANSCRIPTS]
        versions = {
            each.row if each.table is Transcript else each.values["transcript_id"] for each in changes
        }
        found = (
            Episode.objects.filter(transcripts__in=versions).distinct()
            if versions
            else Episode.objects.none()
        )
        return list(found.with_shows().order_by("pk"))

    @cached_property
    def obstacles(self) -> list[tuple[str, str, Step | None]]:
        """What was changed, why it stays, and the later step that stands in the way, where one does."""
        later = steps_by_id(each.later.step for each in self.plan.obstacles if each.later and each.later.step)
        titles = {change.change.number: change.deed for step in self.told for change in step.changes}
        return [
            (
                titles.get(each.change.number, str(each.change.table._meta.verbose_name)),
                each.because,
                later.get(each.later.step) if each.later and each.later.step else None,
            )
            for each in self.plan.obstacles
        ]
