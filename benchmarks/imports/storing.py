"""Whole imports, from bytes to rows that are found: one long talk, and a back catalogue."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from functools import partial

from benchmarks.imports.cost import Cost, cost_of, median_cost
from benchmarks.imports.talks import LENGTH, Talks
from transcripts import importers
from transcripts.ingest import Order, ingest
from transcripts.models import SearchRow, Utterance
from transcripts.words.sentencing import sentences

THREE_HOURS_S = 3 * 3600
AT_ONCE = 50


def three_hours(talks: Talks, runs: int) -> Iterator[str]:
    """CPU-seconds of importing a talk of three hours, in two forms."""
    yield _long_talk("WebVTT, a sentence a cue", [talks.webvtt(THREE_HOURS_S // 6) for _ in range(runs + 1)])
    yield _long_talk("SRT captions, 3 s each", [talks.captions(THREE_HOURS_S, 3.0) for _ in range(runs + 1)])


def _long_talk(form: str, files: Sequence[bytes]) -> str:
    importer = _Importer(form)
    importer.take(files[:1])  # the first import of a process loads what all of them need
    cost = median_cost([partial(importer.take, [data]) for data in files[1:]])
    stored = Utterance.objects.filter(transcript__episode__show__name=form).count() // len(files)
    return f"three hours, {form}: {stored:,} sentences, CPU-s {cost}; median of {len(files) - 1}"


def back_catalogue(talks: Talks, utterances: int) -> Iterator[str]:
    """Sentences a CPU-second of importing episode after episode, search rows included."""
    importer = _Importer("back catalogue")
    reading = _Reading()
    total = Cost(0, 0, 0)
    for _ in range(math.ceil(utterances / LENGTH / AT_ONCE)):
        files = [talks.webvtt(LENGTH) for _ in range(AT_ONCE)]
        reading.read(files)
        total += cost_of(partial(importer.take, files))
    stored = Utterance.objects.filter(transcript__episode__show__name=importer.name).count()
    found = SearchRow.objects.count()
    rows_s = total.total_s - reading.parsing_s - reading.sentences_s
    yield f"back catalogue: {importer.files:,} files, {stored:,} sentences, {found:,} search rows, CPU-s {total}; one run"
    yield f"  whole import: {stored / total.total_s:,.0f} sentences a CPU-second"
    yield (
        f"  of it parsing {reading.parsing_s:.1f}, sentences {reading.sentences_s:.1f}, rows and search rows {rows_s:.1f} CPU-s"
    )
    yield f"  storing alone: {stored / rows_s:,.0f} sentences a CPU-second, search rows included"


class _Importer:
    """Imports files into a show, each as an episode of its own."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.files = 0

    def take(self, files: Sequence[bytes]) -> None:
        for data in files:
            self.files += 1
            ingest(Order(data, "talk", self.name, f"Episode {self.files}"))


class _Reading:
    """What an import does before the database is asked, once more and by itself."""

    def __init__(self) -> None:
        self.parsing_s = self.sentences_s = 0.0

    def read(self, files: Sequence[bytes]) -> None:
        for data in files:
            begun = time.process_time()
            parsed = importers.parse(data)
            read = time.process_time()
            sentences(parsed.cues)
            self.sentences_s += time.process_time() - read
            self.parsing_s += read - begun
