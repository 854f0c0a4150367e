"""What the miner gains from decisions: an editor who knows the annotators' answers works down the list, batch by batch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.mining.maps import rows
from debates.mining import FindingKind, Turn, mine
from debates.mining.learning import CLAIM_FEATURES, claim_numbers, fit, likely
from debates.mining.pairs import Matrix

BATCH, BATCHES, DEBATES = 50, 8, 6


def section(data: Path) -> Iterator[str]:
    """Lines of Markdown."""
    corpus = data / "mining/adu_elecdeb.jsonl.gz"
    if not corpus.exists():
        return
    debates = _debates(rows(corpus))
    yield "## Learning from decisions"
    yield ""
    yield (
        f"{len(debates)} presidential debates, each by itself: the best {BATCH} suggested claims that wait are decided (taken if an annotator found a claim or a premise"
    )
    yield "there), what was decided is learned from, the rest is ranked again. The share taken of each batch, mean over debates:"
    yield ""
    yield f"| decided before | {' | '.join(str(BATCH * step) for step in range(BATCHES))} | all |"
    yield f"|---|{'---|' * (BATCHES + 1)}"
    for name, learns in (("as it ships", False), ("after learning", True)):
        curves = [_curve(*one, learns=learns) for one in debates]
        means = [sum(curve[step] for curve in curves) / len(curves) for step in range(BATCHES)]
        yield f"| {name} | {' | '.join(f'{mean:.2f}' for mean in means)} | {sum(means) / len(means):.3f} |"


def _debates(given: Sequence[dict[str, Any]]) -> list[tuple[Matrix, list[float], list[bool]]]:
    """Of test debates with enough to decide: numbers, scores and answers of the suggested claims."""
    talks: dict[str, list[dict[str, Any]]] = {}
    for row in given:
        if row["split"] == "test":
            talks.setdefault(row["doc"], []).append(row)
    long = [talk for _, talk in sorted(talks.items()) if len(talk) > 2 * BATCH * BATCHES]
    return [_claims(talk) for talk in long[:DEBATES]]


def _claims(talk: Sequence[dict[str, Any]]) -> tuple[Matrix, list[float], list[bool]]:
    found = mine([Turn(row["speaker"], row["text"]) for row in talk]).findings
    claims = [finding for finding in found if finding.kind is FindingKind.CLAIM]
    scores = [claim.score for claim in claims]
    numbers = claim_numbers(scores, [claim.text for claim in claims])
    return numbers, scores, [talk[claim.span.turn]["label"] != "none" for claim in claims]


def _curve(numbers: Matrix, scores: Sequence[float], answers: Sequence[bool], *, learns: bool) -> list[float]:
    """The share taken of each batch."""
    now, waiting, decided = list(scores), set(range(len(scores))), list[int]()
    curve = []
    for _ in range(BATCHES):
        batch = sorted(waiting, key=lambda place: (-now[place], place))[:BATCH]
        curve.append(sum(answers[place] for place in batch) / max(1, len(batch)))
        decided += batch
        waiting -= set(batch)
        if learns:
            head = fit(CLAIM_FEATURES, numbers[decided], [answers[place] for place in decided])
            now = likely(head, numbers)
    return curve
