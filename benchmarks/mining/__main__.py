"""`python -m benchmarks.mining --data DIR [--write PAGE.md] [--llm]`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.mining import across, claims, cost, decisions, measures, relations, reports, talks

SECTIONS = (
    cost.section,
    relations.section,
    talks.section,
    across.section,
    reports.section,
    claims.section,
    decisions.section,
)
_HEAD = """# What the miner reaches

Measured by `python -m benchmarks.mining --data DIR --write docs/reference/mining-results.md` on corpora that others annotated and on the `test` dialogues of the
[project's own](annotation-guidelines.md). Nothing but the project's `train` and `dev` dialogues went into the weights that ship; corpora whose licence does not allow
training were measured on only. How the miner works is in [mining.md](mining.md).
"""


def main(arguments: list[str] | None = None) -> int:
    """Print the results, or write them as a page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mining", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with mining/ and arguments/")
    parser.add_argument(
        "--write", type=Path, help="write this page; its last section, written by hand, is kept"
    )
    parser.add_argument(
        "--llm",
        action="store_true",
        help="only the relations, and beside the miner the model of COUNTERPOINT_LLM",
    )
    options = parser.parse_args(arguments)
    if options.llm:
        return _compare(options.data)
    lines = [_HEAD]
    for section in SECTIONS:
        for line in section(options.data):
            print(line, flush=True)
            lines.append(line)
        lines.append("")
    if options.write:
        options.write.write_text("\n".join(lines) + "\n" + _by_hand(options.write), encoding="utf-8")
    return 0


def _compare(data: Path) -> int:
    """Print the relations of every proposer, a language model's among them. It is no part of the page: models change."""
    from benchmarks.mining.language_model import Model

    model = Model()
    measures.PROPOSERS[model.name] = model.propose
    for line in (*relations.section(data), "", *model.account()):
        print(line, flush=True)
    return 0


def _by_hand(page: Path) -> str:
    """The section of an older page that says what does not work."""
    older = page.read_text(encoding="utf-8") if page.exists() else ""
    _, heading, rest = older.partition("## What does not work")
    return heading + rest


if __name__ == "__main__":
    sys.exit(main())
