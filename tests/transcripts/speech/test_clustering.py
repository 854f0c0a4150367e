from __future__ import annotations

import numpy as np
import pytest

from transcripts.speech import clustering
from transcripts.speech.clustering import centroids, clusters
from transcripts.speech.values import Samples


def _people(*counts: int) -> Samples:
    """So many noisy vectors of each of several people, told apart by their first dimensions."""
    rng = np.random.default_rng(3)
    rows = np.concatenate([np.tile(np.eye(20)[number], (count, 1)) for number, count in enumerate(counts)])
    noisy = rows + rng.normal(0, 0.05, rows.shape)
    return (noisy / np.linalg.norm(noisy, axis=1, keepdims=True)).astype(np.float32)


def test_vectors_of_one_person_are_one_cluster() -> None:
    found = clusters(_people(5, 3, 2), 0.5)
    assert len(set(found[:5])) == len(set(found[5:8])) == len(set(found[8:])) == 1
    assert len(set(found)) == 3


def test_as_many_clusters_as_are_asked_for() -> None:
    assert len(set(clusters(_people(5, 3, 2), 0.5, count=2))) == 2


@pytest.mark.parametrize("count", [0, 1])
def test_next_to_nothing_is_no_trouble(count: int) -> None:
    assert clusters(_people(count), 0.5).tolist() == [0] * count


def test_more_than_a_block_is_clustered_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clustering, "BLOCK", 10)
    vectors = _people(12, 13)
    found = clusters(vectors, 0.5)
    assert len(set(found[:12])) == len(set(found[12:])) == 1
    assert len(set(found)) == 2
    assert centroids(vectors, found).shape == (2, 20)
