"""`python -m benchmarks.corpus check [FOLDER]`, `python -m benchmarks.corpus export`."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from benchmarks.corpus.shelf import FOLDER, counts, load, problems_of, read, shape


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status, 1 where `check` found something."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="say what breaks the format, and count what is there")
    check.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    commands.add_parser("export", help="write every dialogue as one line of JSON, offsets computed")
    options = parser.parse_args(arguments)
    return _check(options.folder) if options.command == "check" else _export()


def _check(folder: Path) -> int:
    dialogues, problems = read(folder)
    problems += problems_of(dialogues)
    print(*problems, *counts(dialogues), sep="\n")
    if not problems:
        print(*shape(dialogues), sep="\n")
    return 1 if problems else 0


def _export() -> int:
    for dialogue in load():
        print(json.dumps(asdict(dialogue), ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
