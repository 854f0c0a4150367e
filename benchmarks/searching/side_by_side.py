"""The site's search beside SQLite's FTS5 and tantivy, over the same sentences, in one run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from benchmarks.searching import likeness, quality
from benchmarks.searching.asking import Ask, Kind, queries
from benchmarks.searching.engines import Engine, Fts5, Tantivy
from benchmarks.searching.likeness import Read
from benchmarks.searching.measuring import spread
from benchmarks.searching.ours import Ours, is_small_word
from benchmarks.searching.segments import episodes
from debates.reading.suggesting import suggest
from transcripts.models import Transcript, Utterance
from transcripts.searching.spelling import learn


def compared(rows: int, runs: int, folder: Path, read: Read | None) -> Iterator[str]:
    """Tables of what it takes to take `rows` sentences in, and of what each class of queries takes."""
    asks = queries(islice(episodes(rows), 100), is_small_word)
    ours = Ours()
    engines: Sequence[Engine] = [ours, Fts5(folder), Tantivy(folder)]
    yield f"### {rows:,} sentences\n"
    yield "| | CPU-seconds to take in | sentences a CPU-second | size |\n|---|---:|---:|---:|"
    for engine in engines:
        built = engine.build(episodes(rows))
        rate = built.sentences / built.cpu_s
        yield f"| {engine.name} | {built.cpu_s:,.0f} | {rate:,.0f} | {built.size / 2**20:,.0f} MiB |"
    yield "\n| CPU ms, p50 / p95 | PostgreSQL | with Python's share | SQLite FTS5 | tantivy |"
    yield "|---|---:|---:|---:|---:|"
    yield from _answers(asks, engines, runs)
    yield from _hybrid(ours, runs, read)
    yield from _suggestions(ours, asks, runs)


def _answers(asks: Sequence[Ask], engines: Sequence[Engine], runs: int) -> Iterator[str]:
    """A row for each class of queries, each asked once before it counts."""
    for kind in Kind:
        same = [ask for ask in asks if ask.kind is kind]
        cells: list[str] = []
        for engine in engines:
            for ask in same:
                engine.cost(ask)
            costs = [engine.cost(ask) for _ in range(runs) for ask in same]
            cells.append(str(spread([cost.machine_ms for cost in costs])))
            if isinstance(engine, Ours):
                cells.append(str(spread([cost.total_ms for cost in costs])))
        yield f"| {kind.value} | {' | '.join(cells)} |"


def _hybrid(ours: Ours, runs: int, read: Read | None) -> Iterator[str]:
    """By words and by meaning, merged, the question read and the best twenty marked."""
    if read is None:
        return
    numbers = Utterance.objects.order_by("pk").values_list("pk", flat=True)
    likeness.store(list(numbers[: likeness.SEARCHED]), read)
    likeness.tidied()
    asked = [question.asks for question in quality.questions()]
    for asks in asked:
        ours.hybrid(asks)
    costs = [ours.cost_of(partial(ours.hybrid, asks)) for _ in range(runs) for asks in asked]
    machine, total = spread([cost.machine_ms for cost in costs]), spread([cost.total_ms for cost in costs])
    yield f"| hybrid, {likeness.SEARCHED:,} vectors | {machine} | {total} | | |"


def _suggestions(ours: Ours, asks: Sequence[Ask], runs: int) -> Iterator[str]:
    """What is offered after the second to sixth letter of words, common and middle."""
    learn(Transcript.objects.count())
    words = [ask.words[0] for ask in asks if ask.kind in {Kind.COMMON, Kind.MIDDLE}]
    typed = [word[:letters] for word in words for letters in range(2, 7)]
    for each in typed:
        suggest(each)
    costs = [ours.cost_of(partial(suggest, each)) for _ in range(runs) for each in typed]
    machine, total = spread([cost.machine_ms for cost in costs]), spread([cost.total_ms for cost in costs])
    yield f"| suggestions as you type | {machine} | {total} | | |\n"
