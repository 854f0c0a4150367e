"""Which sentences argue: the head that ships, beside heads fitted in domain for comparison."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from benchmarks.mining.maps import rows
from benchmarks.mining.measures import macro_f1, precision_at
from debates.mining import FindingKind, Turn, mine
from debates.mining.arguing import argue
from transcripts.embedding import encoder

FITTED, TESTED = 5_000, 1_500
ARGUES = 0.3
"""Score from which a suggested claim counts as arguing here."""
_CONTEXT = 200  # characters of the sentence before


def section(data: Path) -> Iterator[str]:
    """Lines of Markdown."""
    corpus = data / "mining/adu_elecdeb.jsonl.gz"
    if not corpus.exists():
        return
    given = rows(corpus)
    choose = random.Random(1)  # noqa: S311 (a sample, not a secret)
    fitted = choose.sample([row for row in given if row["split"] == "train"], FITTED)
    test = [row for row in given if row["split"] == "test"]
    tested = choose.sample(test, TESTED)
    yield "## Claims"
    yield ""
    yield f"ElecDeb, {TESTED} sentences of its test debates. The head in domain is linear over the frozen local model, fitted to {FITTED} of its own training sentences, and does not ship."
    yield ""
    yield "| by | argues or not, macro F1 | claim, premise or none, macro F1 |"
    yield "|---|---|---|"
    yield _in_domain(fitted, tested)
    shipped, rules, tops = _ships(test, {row["id"] for row in tested})
    yield f"| the head that ships | {shipped:.3f} | – |"
    yield f"| the suggested claims' scores | {rules:.3f} | – |"
    yield "| published: linear head over the frozen model | 0.757 | 0.604 |"
    yield ""
    share = sum(row["label"] != "none" for row in test) / len(test)
    yield f"The top of each test debate's list of suggested claims: precision at 5, 10, 20 is {tops}, where {share:.2f} of all sentences argue."


def _in_domain(fitted: Sequence[dict[str, Any]], tested: Sequence[dict[str, Any]]) -> str:
    known, asked = _features(fitted), _features(tested)
    scores = []
    for kinds in (("arg", "arg", "none"), ("claim", "premise", "none")):
        name = dict(zip(("claim", "premise", "none"), kinds, strict=True))
        model = LogisticRegression(C=0.03, max_iter=300)
        model.fit(known, [name[row["label"]] for row in fitted])
        scores.append(_macro([name[row["label"]] for row in tested], list(model.predict(asked))))
    return f"| a head in domain | {scores[0]:.3f} | {scores[1]:.3f} |"


def _features(given: Sequence[dict[str, Any]]) -> NDArray[np.float32]:
    here = encoder().vectors([row["text"] for row in given])
    before = encoder().vectors([row["context"][-_CONTEXT:] for row in given])
    return np.hstack([here * 4, before * 1.5])


def _macro(wanted: Sequence[str], found: Sequence[str]) -> float:
    """Mean F1 over labels."""
    scores = []
    for label in sorted(set(wanted)):
        both = sum(a == b == label for a, b in zip(wanted, found, strict=True))
        scores.append(2 * both / max(1, wanted.count(label) + found.count(label)))
    return sum(scores) / len(scores)


def _ships(test: Sequence[dict[str, Any]], sample: set[str]) -> tuple[float, float, str]:
    """Macro F1 of head and rules over the sample, and the precision of the lists, over whole debates."""
    debates: dict[str, list[dict[str, Any]]] = {}
    for row in test:
        debates.setdefault(row["doc"], []).append(row)
    wanted, head, rules, rights = [], [], [], []
    for here in debates.values():
        sure = argue([row["text"] for row in here])
        claims = _claims(here)
        best = dict.fromkeys(range(len(here)), 0.0)
        for place, score in claims:
            best[place] = max(best[place], score)
        rights.append([here[place]["label"] != "none" for place, _ in claims])
        for place, row in enumerate(here):
            if row["id"] in sample:
                wanted.append(row["label"] != "none")
                head.append(sure[place] >= 0.5)
                rules.append(best[place] >= ARGUES)
    tops = ", ".join(
        f"{sum(precision_at(right, count) for right in rights) / len(rights):.2f}" for count in (5, 10, 20)
    )
    return macro_f1(wanted, head), macro_f1(wanted, rules), tops


def _claims(here: Sequence[dict[str, Any]]) -> list[tuple[int, float]]:
    """The suggested claims of a debate by the place of their sentence, best first."""
    found = mine([Turn(row["speaker"], row["text"]) for row in here]).findings
    claims = sorted(
        (one for one in found if one.kind is FindingKind.CLAIM), key=lambda one: (-one.score, one.id)
    )
    return [(one.span.turn, one.score) for one in claims]
