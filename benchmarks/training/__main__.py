"""`python -m benchmarks.training`: fits the heads to the corpus and writes their weights."""

from __future__ import annotations

import sys

from benchmarks.corpus import load
from benchmarks.training.examples import example
from benchmarks.training.relations import fit
from debates.mining.heads import WEIGHTS


def main() -> int:
    """Fit to the training and development dialogues; the test dialogues are never seen."""
    dialogues = [dialogue for dialogue in load() if dialogue.split != "test"]
    examples = [example(dialogue, leads=leads) for dialogue in dialogues for leads in (True, False)]
    head = fit(examples)
    (WEIGHTS / "relations.json").write_text(head.dumps() + "\n", encoding="utf-8")
    print(
        f"relations {head.version}: {len(dialogues)} dialogues, {sum(len(one.labels) for one in examples)} pairs"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
