"""The command: many cases in parts, with what was found. Ends with 1 where that is anything."""

from __future__ import annotations

import argparse
import math
import multiprocessing
import os
import sys
import time
from collections import Counter
from pathlib import Path

from tests.fuzzing.running import Outcome, run
from tests.fuzzing.seeds import seeds

PART = 500


def _part(order: tuple[int, int, int, float]) -> Outcome:
    return run(seeds(), *order)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing", description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=math.inf, help="stop after so long")
    parser.add_argument("--keep", type=Path, help="folder for the files of what is found")
    options = parser.parse_args()
    os.nice(10)
    last = options.first + options.cases
    total, begun = Outcome(), time.monotonic()
    until = begun + options.seconds
    orders = [
        (options.seed, begin, min(begin + PART, last), until) for begin in range(options.first, last, PART)
    ]
    with multiprocessing.Pool(options.processes, maxtasksperchild=20) as pool:
        for outcome in pool.imap_unordered(_part, orders):
            _add(total, outcome, options.keep)
    print(
        f"{total.cases:,} files, {total.readings:,} readings in {time.monotonic() - begun:.0f} s: "
        f"{dict(total.outcomes)}, slowest {total.slowest_s:.2f} CPU s, {len(total.findings)} findings"
    )
    return 1 if total.findings else 0


def _add(total: Outcome, outcome: Outcome, keep: Path | None) -> None:
    total.cases += outcome.cases
    total.readings += outcome.readings
    total.outcomes += Counter(outcome.outcomes)
    total.slowest_s = max(total.slowest_s, outcome.slowest_s)
    total.findings += outcome.findings
    for finding in outcome.findings:
        print(f"case {finding.case}, {finding.reader}: {finding.trouble}", flush=True)
        if keep:
            keep.mkdir(parents=True, exist_ok=True)
            (keep / f"{finding.case}-{finding.reader}").write_bytes(finding.data)


if __name__ == "__main__":
    sys.exit(main())
