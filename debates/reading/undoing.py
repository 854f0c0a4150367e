"""What undoing some steps would do, as its page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from uuid import UUID

from debates.reading.history import ToldStep, tell
from debates.revising.changes import changes_in
from debates.revising.steps import Step, steps_by_id
from debates.revising.undoing import Plan
from transcripts.models import Reader


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
