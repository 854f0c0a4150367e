"""`python -m benchmarks.training`: fits the heads to the corpus and writes their weights."""

from __future__ import annotations

import sys

from benchmarks.corpus import load
from benchmarks.training import claims, relations
from benchmarks.training.examples import example
from debates.mining.heads import WEIGHTS


def main() -> int:
    """Fit to the training and development dialogues; the test dialogues are never seen."""
    dialogues = [dialogue for dialogue in load() if dialogue.split != "test"]
    examples = [example(dialogue, leads=leads) for dialogue in dialogues for leads in (True, False)]
    for name, head in (("relations", relations.fit(examples)), ("claims", claims.fit(dialogues))):
        (WEIGHTS / f"{name}.json").write_text(head.dumps() + "\n", encoding="utf-8")
        print(f"{name} {head.version}: {len(dialogues)} dialogues")
    return 0


if __name__ == "__main__":
    sys.exit(main())
