"""python -m benchmarks.imports --data FOLDER [--only PART …] [--utterances N] [--runs N]"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import django

PARTS = ("parsing", "talk", "catalogue", "queue", "memory")


def main(arguments: list[str]) -> None:
    options = _parser().parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "debates.settings")
    django.setup()
    for line in _lines(options):
        print(line, flush=True)


def _lines(options: argparse.Namespace) -> Iterator[str]:
    from benchmarks.imports import hungry, parsing, queue, storing
    from benchmarks.imports.cost import scratch_database
    from benchmarks.imports.talks import Talks

    wanted = options.only or PARTS
    if "parsing" in wanted:
        yield from parsing.side_by_side(options.data, options.runs)
    if "memory" in wanted:
        yield from hungry.hungry()
    if not {"talk", "catalogue", "queue"} & set(wanted):
        return
    talks = Talks(options.data)
    with scratch_database("counterpoint_benchmark"):
        if "talk" in wanted:
            yield from storing.three_hours(talks, options.runs)
        if "catalogue" in wanted:
            yield from storing.back_catalogue(talks, options.utterances)
        if "queue" in wanted:
            yield from queue.queue_throughput(talks, options.jobs)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.imports", description="What an import costs.")
    parser.add_argument(
        "--data", type=Path, required=True, help="folder of real transcripts, as deep as may be"
    )
    parser.add_argument("--only", nargs="+", choices=PARTS, help="these parts alone")
    parser.add_argument("--runs", type=int, default=5, help="runs to take the median of")
    parser.add_argument("--utterances", type=int, default=1_000_000, help="sentences of the back catalogue")
    parser.add_argument("--jobs", type=int, default=200, help="imports for the queue")
    return parser


if __name__ == "__main__":
    main(sys.argv[1:])
