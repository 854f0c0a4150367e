"""What the desk shows of one import before anything of it is stored, and while it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from transcripts.desk.comparing import Comparison
from transcripts.desk.proposing import Known, known
from transcripts.models import Batch, EpisodePerson, Import, Transcript
from transcripts.progress import Stage

PEOPLE_SHOWN = 12
UNTAKEN = timedelta(seconds=30)
"""After this long without a worker the page says that none has come."""

_DOING = {
    Stage.READ: "reading the file",
    Stage.DIVIDE: "dividing it into sentences",
    Stage.STORE: "storing sentences",
    Stage.INDEX: "letting words be found",
}


@dataclass(frozen=True, slots=True)
class Preview:
    """An import beside what is here.

    `same_file` is the transcript that came from the very same bytes, `same_file_waits` another import of them, `same_words`
    transcripts with the same telling phrases. `comparison` lays the file along the words that its episode has; `people` are
    the names that the feed gives with that episode.
    """

    known: Known
    same_file: Transcript | None
    same_file_waits: Import | None
    same_words: Sequence[Transcript]
    comparison: Comparison | None
    people: Sequence[str]


def preview(brought: Import) -> Preview:
    """Look up what is here beside `brought`. Eight queries at most."""
    here = known(brought.show, brought.title)
    same = Transcript.objects.filter(checksum=brought.checksum).with_episodes().order_by("pk").first()
    finding = brought.finding or {}
    alike = Transcript.objects.filter(pk__in=finding.get("same_words", [])).with_episodes().order_by("pk")
    compared = Comparison(**brought.comparison) if brought.comparison else None
    return Preview(
        known=here,
        same_file=same,
        same_file_waits=Import.objects.same_file_as(brought).without_files().oldest_first().first(),
        same_words=[each for each in alike if each != same and each != here.transcript],
        comparison=compared
        if compared and here.transcript and compared.transcript == here.transcript.pk
        else None,
        people=_people(here),
    )


def _people(here: Known) -> list[str]:
    if here.episode is None:
        return []
    return [
        str(each) for each in EpisodePerson.objects.filter(episode=here.episode).order_by("pk")[:PEOPLE_SHOWN]
    ]


@dataclass(frozen=True, slots=True)
class HowFar:
    """Work under way: `done` of `total` of its rows (0 where not known), for `seconds` if known; `doing` says what is done now."""

    doing: str
    done: int
    total: int
    seconds: float | None
    is_untaken: bool = False


def how_far(brought: Import) -> HowFar | None:
    """How far an import under way is; `None` for one that is not. Its progress must be loaded to make no query."""
    if brought.state == Import.State.LOOKING:
        return HowFar("fetching it, or reading it" if brought.address else "reading it", 0, 0, None)
    if brought.state != Import.State.QUEUED:
        return None
    told = getattr(brought, "progress", None)
    if told is None or not told.stage:
        waited = timezone.now() - (told.begun_at if told else brought.created_at)
        return HowFar("waiting for the worker", 0, 0, waited.total_seconds(), is_untaken=waited > UNTAKEN)
    seconds = max(0.0, (timezone.now() - told.begun_at).total_seconds())
    return HowFar(_DOING[Stage(told.stage)], told.done, told.total, seconds)


@dataclass(frozen=True, slots=True)
class BatchProgress:
    """How far a batch is, in files and in rows (the files' cues); `seconds` since its first import began."""

    files: int
    looked_at: int
    settled: int
    rows: int
    rows_done: int
    seconds: float | None
    is_under_way: bool

    @property
    def is_looking(self) -> bool:
        return self.looked_at < self.files


def batch_progress(rows: Sequence[Import]) -> BatchProgress:
    """Add up the imports of a batch, which carry their `kept` and their progress."""
    looking = [row for row in rows if row.state == Import.State.LOOKING]
    begun = [row for row in rows if row.state in {Import.State.QUEUED, Import.State.DONE, Import.State.HERE}]
    under_way = [row for row in rows if row.is_under_way]
    return BatchProgress(
        files=len(rows),
        looked_at=len(rows) - len(looking),
        settled=sum(1 for row in rows if row.state != Import.State.QUEUED and row not in looking),
        rows=sum(_cues(row) for row in begun),
        rows_done=sum(_cues_done(row) for row in begun),
        seconds=_seconds(begun),
        is_under_way=bool(under_way),
    )


def _cues(row: Import) -> int:
    return getattr(row, "kept", None) or 0


def _cues_done(row: Import) -> int:
    if row.state != Import.State.QUEUED:
        return _cues(row)
    told = getattr(row, "progress", None)
    return _cues(row) * told.done // told.total if told and told.total and told.stage == Stage.STORE else 0


def _seconds(begun: Sequence[Import]) -> float | None:
    starts = [row.progress.begun_at for row in begun if getattr(row, "progress", None)]
    if not starts:
        return None
    ends = [row.finished_at for row in begun]
    last = max((end for end in ends if end), default=timezone.now()) if all(ends) else timezone.now()
    return max(0.0, (last - min(starts)).total_seconds())


def rows_of(batch: Batch) -> list[Import]:
    """The files of a batch, in the order in which they came, without their bytes. One query."""
    return list(
        batch.imports.exclude(state=Import.State.UNPACKED)
        .without_files()
        .with_results()
        .with_accounts()
        .oldest_first()
    )
