"""Measure search: `python -m benchmarks.search [--rows N ...] [--runs N]`.

Made-up sentences go into the site's own PostgreSQL and, in the same run, into SQLite's FTS5 and tantivy; each is then asked the same
queries. CPU milliseconds of this process and the database session together: waiting, and what else the machine does, is not counted.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from benchmarks.searching.asking import Ask
    from benchmarks.searching.engines import Engine


def main(arguments: list[str]) -> None:
    options = _parser().parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "debates.settings")
    django.setup()
    for line in _lines(options):
        print(line, flush=True)


def _lines(options: argparse.Namespace) -> Iterator[str]:
    from benchmarks.imports.cost import scratch_database

    for rows in options.rows:
        with (
            scratch_database("counterpoint_search"),
            tempfile.TemporaryDirectory(dir=options.folder) as folder,
        ):
            yield from _side_by_side(rows, options.runs, Path(folder))


def _side_by_side(rows: int, runs: int, folder: Path) -> Iterator[str]:
    from benchmarks.searching.asking import queries
    from benchmarks.searching.engines import Fts5, Tantivy
    from benchmarks.searching.ours import Ours, is_small_word
    from benchmarks.searching.segments import episodes

    asks = queries(islice(episodes(rows), 100), is_small_word)
    engines: Sequence[Engine] = [Ours(), Fts5(folder), Tantivy(folder)]
    yield f"### {rows:,} sentences\n"
    yield "| | CPU-seconds to take in | sentences a CPU-second | size |\n|---|---:|---:|---:|"
    for engine in engines:
        built = engine.build(episodes(rows))
        rate = built.sentences / built.cpu_s
        yield f"| {engine.name} | {built.cpu_s:,.0f} | {rate:,.0f} | {built.size / 2**20:,.0f} MiB |"
    yield f"\n| CPU ms, p50 / p95 | {' | '.join(engine.name for engine in engines)} |"
    yield f"|---|{'---:|' * len(engines)}"
    yield from _answers(asks, engines, runs)


def _answers(asks: Sequence[Ask], engines: Sequence[Engine], runs: int) -> Iterator[str]:
    """A row for each class of queries, asked once before they count."""
    from benchmarks.searching.asking import Kind
    from benchmarks.searching.measuring import spread

    for kind in Kind:
        same = [ask for ask in asks if ask.kind is kind]
        taken = []
        for engine in engines:
            for ask in same:
                engine.cpu_ms(ask)
            taken.append(spread([engine.cpu_ms(ask) for _ in range(runs) for ask in same]))
        yield f"| {kind.value} | {' | '.join(map(str, taken))} |"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.search", description="What search costs, side by side."
    )
    parser.add_argument(
        "--rows", type=int, nargs="+", default=[1_000_000, 5_000_000], help="sentences searched in"
    )
    parser.add_argument("--runs", type=int, default=5, help="how often each query is asked")
    parser.add_argument("--folder", type=Path, help="where the other machines' files lie meanwhile")
    return parser


if __name__ == "__main__":
    main(sys.argv[1:])
