"""Where a debate's claims stood at each moment, as it was said."""

from __future__ import annotations

from dataclasses import dataclass

from debates.graph import Step, clock
from debates.models import Debate, DebateDigest, MapChange
from debates.reading.cards import ClaimCard
from debates.reading.drawn import cards_of
from debates.reading.turning import WordNow, word_of
from debates.standings.loading import NO_SECONDS
from debates.standings.stored import timeline_of
from transcripts.models import Episode, Reader, Transcript


@dataclass(frozen=True, slots=True)
class MomentShown:
    """A moment at which something changed: its number from 1, its clock, and the claims that were new in it."""

    number: int
    clock: str
    title: str
    is_here: bool
    changes: int


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """A claim that was said now (`before` is None) or is left elsewhere than before."""

    card: ClaimCard
    before: WordNow | None
    after: WordNow


class ReplayReading:
    """A debate up to one of its moments, the last one unless another is asked for. Makes nine queries."""

    def __init__(self, debate: Debate, number: int | None = None, reader: Reader = None) -> None:
        """`debate` must come with its sides (`with_sides`); a number past the end means the end."""
        self.debate = debate
        self.digest = DebateDigest.objects.filter(debate=debate).first()
        told = timeline_of(self.digest.timeline) if self.digest else None
        self.bound = told.bound if told else ""
        steps = told.steps if told else ()
        self._cards = cards_of(debate, {change.claim for step in steps for change in step.changes}, reader)
        # What the reader may not see is passed over in silence.
        self._steps = [step for step in steps if any(change.claim in self._cards for change in step.changes)]
        self._episodes = self._heard_in(reader)
        self.number = min(max(number or len(self._steps), 1), max(len(self._steps), 1))

    def _heard_in(self, reader: Reader) -> dict[int, Episode]:
        numbers = {int(step.time[1]) for step in self._steps if len(step.time) > 1}
        rows = Transcript.objects.filter(pk__in=numbers, episode__in=Episode.objects.open_to(reader))
        return {transcript.pk: transcript.episode for transcript in rows.select_related("episode")}

    @property
    def is_renewing(self) -> bool:
        """Whether something changed that is not taken in yet."""
        placed = self.debate.placements.values_list("claim", flat=True)
        return MapChange.objects.touching(placed).exists()

    @property
    def last(self) -> int:
        """The number of the last moment, 0 where there is none."""
        return len(self._steps)

    @property
    def before(self) -> int | None:
        """The number of the moment before, None at the first."""
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        """The number of the moment after, None at the last."""
        return self.number + 1 if self.number < self.last else None

    @property
    def here(self) -> MomentShown | None:
        """The moment that is shown."""
        return self._moment(self.number) if self._steps else None

    @property
    def moments(self) -> list[MomentShown]:
        """All moments."""
        return [self._moment(number) for number in range(1, self.last + 1)]

    def _moment(self, number: int) -> MomentShown:
        step = self._steps[number - 1]
        seen = sum(change.claim in self._cards for change in step.changes)
        return MomentShown(number, _clock(step), self._title(step), number == self.number, seen)

    def _title(self, step: Step) -> str:
        """The episode, where there are several."""
        episode = self._episodes.get(int(step.time[1])) if len(step.time) > 1 else None
        several = len({each.pk for each in self._episodes.values()}) > 1
        return episode.title if episode and several else ""

    @property
    def changes(self) -> list[ChangeShown]:
        """What the moment changed."""
        if not self._steps:
            return []
        return [
            ChangeShown(
                self._cards[change.claim],
                word_of(change.before.value) if change.before else None,
                word_of(change.after.value),
            )
            for change in self._steps[self.number - 1].changes
            if change.claim in self._cards
        ]

    @property
    def standing(self) -> list[tuple[ClaimCard, WordNow]]:
        """All claims said by then, the latest first, with where they stood."""
        words: dict[int, WordNow] = {}
        for step in self._steps[: self.number]:
            for change in step.changes:
                words[change.claim] = word_of(change.after.value)
        return [(self._cards[claim], word) for claim, word in reversed(words.items()) if claim in self._cards]


def _clock(step: Step) -> str:
    """When the moment was; empty where nobody knows."""
    return "" if not step.time or step.time[-1] == NO_SECONDS else clock(step.time)
