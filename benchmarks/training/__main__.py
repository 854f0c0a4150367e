"""`python -m benchmarks.training [relations|claims|links|elsewhere]`: fits the heads, or those named, to the corpus and writes their weights."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence

from benchmarks.corpus import Dialogue, load
from benchmarks.training import claims, elsewhere, links, relations
from benchmarks.training.examples import example
from debates.mining.heads import WEIGHTS, Head


def _relations(dialogues: Sequence[Dialogue]) -> Iterator[tuple[str, Head]]:
    examples = [example(dialogue, leads=leads) for dialogue in dialogues for leads in (True, False)]
    yield "relations", relations.fit(examples)


def _claims(dialogues: Sequence[Dialogue]) -> Iterator[tuple[str, Head]]:
    talks = [claims.told(dialogue) for dialogue in dialogues]
    yield "claims", claims.fit(talks)
    yield "listed", claims.fit_scores(talks)


def _links(dialogues: Sequence[Dialogue]) -> Iterator[tuple[str, Head]]:
    yield "links", links.fit([links.told(dialogue) for dialogue in dialogues])


def _elsewhere(dialogues: Sequence[Dialogue]) -> Iterator[tuple[str, Head]]:
    splits = sorted({dialogue.split for dialogue in dialogues})
    yield (
        "elsewhere",
        elsewhere.fit([[one for one in dialogues if one.split == split] for split in splits]),
    )


FITS: dict[str, Callable[[Sequence[Dialogue]], Iterator[tuple[str, Head]]]] = {
    "relations": _relations,
    "claims": _claims,
    "links": _links,
    "elsewhere": _elsewhere,
}


def main() -> None:
    """Fit to the training and development dialogues; the test dialogues are never seen."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.training", description=__doc__)
    parser.add_argument("heads", nargs="*", help=f"{' or '.join(FITS)}; all without a name")
    asked = parser.parse_args().heads or list(FITS)
    dialogues = [dialogue for dialogue in load() if dialogue.split != "test"]
    for fit in (FITS[name] for name in asked):
        for name, head in fit(dialogues):
            (WEIGHTS / f"{name}.json").write_text(head.dumps() + "\n", encoding="utf-8")
            print(f"{name} {head.version}: {len(dialogues)} dialogues")


if __name__ == "__main__":
    main()
