"""Small linear models whose weights ship with the miner, as readable JSON.

A head's file names its labels and features, so that weights never meet numbers that they were not fitted to. How a
head was fitted, and on what, is in `debates/mining/weights/README.md`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

WEIGHTS = Path(__file__).parent / "weights"

Matrix = NDArray[np.float32]


class HeadError(ValueError):
    """Weights that do not fit the features they are asked to weigh."""


@dataclass(frozen=True, slots=True)
class Head:
    """Multinomial logistic regression: `weights` is [labels, features], `bias` is [labels], of features as they come."""

    version: str
    labels: tuple[str, ...]
    features: tuple[str, ...]
    weights: Matrix
    bias: Matrix

    def probabilities(self, matrix: Matrix) -> Matrix:
        """One row a row of `matrix`, one column a label; each row sums to 1."""
        odds = matrix @ self.weights.T + self.bias
        raised = np.exp(odds - odds.max(axis=1, keepdims=True))
        found: Matrix = raised / raised.sum(axis=1, keepdims=True)
        return found

    def dumps(self) -> str:
        """The head as JSON, four significant digits."""
        return json.dumps(
            {
                "version": self.version,
                "labels": self.labels,
                "bias": _rounded(self.bias),
                "features": {
                    name: _rounded(column) for name, column in zip(self.features, self.weights.T, strict=True)
                },
            },
            indent=0,
            ensure_ascii=False,
        )


def _rounded(numbers: Matrix) -> list[float]:
    return [float(f"{number:.4g}") for number in numbers]


def loads(text: str) -> Head:
    """The head that `Head.dumps` wrote."""
    given = json.loads(text)
    columns = given["features"]
    return Head(
        given["version"],
        tuple(given["labels"]),
        tuple(columns),
        np.array(list(columns.values()), np.float32).T,
        np.array(given["bias"], np.float32),
    )


@lru_cache(maxsize=8)
def shipped(name: str, features: tuple[str, ...]) -> Head:
    """The head that ships under `name`. Raises `HeadError` where it was fitted to other features."""
    head = loads((WEIGHTS / f"{name}.json").read_text(encoding="utf-8"))
    if head.features != features:
        raise HeadError(f"The weights of {name!r} were fitted to other features: fit them again.")
    return head


def folded(
    weights: NDArray[np.floating], bias: NDArray[np.floating], mean: Matrix, spread: Matrix
) -> tuple[Matrix, Matrix]:
    """Weights and bias for features as they come, from those for features less `mean` over `spread`."""
    plain = weights / spread
    return plain.astype(np.float32), (bias - plain @ mean).astype(np.float32)
