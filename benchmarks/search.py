"""Measure search: `python -m benchmarks.search [--only PART ...] [--rows N ...] [--runs N] [--data FOLDER]`.

`rows`: made-up sentences go into the site's own PostgreSQL and, in the same run, into SQLite's FTS5 and tantivy; each is then asked the
same queries. `meaning`: the index of vectors against an exact search, on real sentences. `quality`: questions with their right seconds.
CPU milliseconds; waiting, and what else the machine does, is not counted.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django

PARTS = ("rows", "meaning", "quality")


def main(arguments: list[str]) -> None:
    options = _parser().parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "debates.settings")
    django.setup()
    for line in _lines(options):
        print(line, flush=True)


def _lines(options: argparse.Namespace) -> Iterator[str]:
    from benchmarks.imports.cost import scratch_database
    from benchmarks.searching import likeness, quality, side_by_side

    wanted = options.only or PARTS
    read = None
    if options.data and {"rows", "meaning"} & set(wanted):
        read = likeness.read(options.data, likeness.SEARCHED + likeness.ASKED, options.vectors)
    for rows in options.rows if "rows" in wanted else ():
        with (
            scratch_database("counterpoint_search"),
            tempfile.TemporaryDirectory(dir=options.folder) as folder,
        ):
            yield from side_by_side.compared(rows, options.runs, Path(folder), read)
    if "meaning" in wanted and read:
        with scratch_database("counterpoint_meaning"):
            yield from likeness.measured(read)
    if "quality" in wanted and options.data:
        with scratch_database("counterpoint_quality"):
            yield from quality.measured(options.data / "transcripts")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.search", description="What search costs, side by side, and what it finds."
    )
    parser.add_argument("--only", nargs="+", choices=PARTS, help="these parts alone")
    parser.add_argument(
        "--rows", type=int, nargs="+", default=[1_000_000, 5_000_000], help="sentences searched in"
    )
    parser.add_argument("--runs", type=int, default=5, help="how often each query is asked")
    parser.add_argument("--folder", type=Path, help="where the other machines' files lie meanwhile")
    parser.add_argument(
        "--data", type=Path, help="folder of real transcripts and corpora, for meaning and quality"
    )
    parser.add_argument("--vectors", type=Path, help="a file in which vectors of real sentences are kept")
    return parser


if __name__ == "__main__":
    main(sys.argv[1:])
