"""Which vectors are one person's: agglomerative clustering by the mean of all pairs (average linkage)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from transcripts.speech.values import Samples

Labels = NDArray[np.intp]

BLOCK = 2000
"""Vectors that are compared each with each; more are clustered in blocks first, and their clusters after that."""


def clusters(vectors: Samples, nearness: float, count: int | None = None) -> Labels:
    """Number the cluster of each row of `vectors` (of length 1), from 0 on.

    Clusters are joined as long as the mean cosine between their members is at least `nearness`, or until `count` are left.
    O(n²) for up to `BLOCK` rows.
    """
    if len(vectors) <= BLOCK:
        return _linked(vectors, nearness, count)
    blocks = [vectors[start : start + BLOCK] for start in range(0, len(vectors), BLOCK)]
    inner = [_linked(block, nearness, None) for block in blocks]
    middles = np.concatenate([centroids(block, found) for block, found in zip(blocks, inner, strict=True)])
    outer = clusters(middles, nearness, count) if len(middles) < len(vectors) else np.arange(len(vectors))
    firsts = np.cumsum([0, *(int(found.max()) + 1 for found in inner)])
    return np.concatenate([outer[found + first] for found, first in zip(inner, firsts[:-1], strict=True)])


def _linked(vectors: Samples, nearness: float, count: int | None) -> Labels:
    from scipy.cluster.hierarchy import fcluster, linkage

    if len(vectors) < 2:
        return np.zeros(len(vectors), np.intp)
    tree = linkage(vectors, method="average", metric="cosine")
    if count is not None:
        return np.asarray(fcluster(tree, count, criterion="maxclust"), np.intp) - 1
    return np.asarray(fcluster(tree, 1 - nearness, criterion="distance"), np.intp) - 1


def centroids(vectors: Samples, labels: Labels) -> Samples:
    """The mean direction of each cluster, of length 1: [clusters, dimensions]."""
    sums = np.zeros((int(labels.max()) + 1, vectors.shape[1]), np.float32)
    np.add.at(sums, labels, vectors)
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    middles: Samples = sums / np.maximum(lengths, 1e-9)
    return middles
