"""Recaps in real transcripts, found by reading; where they are stands in `benchmarks/mining/spans.py`."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.mining.spans import IN_SIGHT, KEPT_ASIDE, Span, held


@pytest.mark.slow
@pytest.mark.parametrize(("spans", "least"), [(IN_SIGHT, 10), (KEPT_ASIDE, 12)])
def test_recaps_in_real_talks_begin_and_end_within_one_sentence(
    test_data: Path, spans: tuple[Span, ...], least: int
) -> None:
    found = held(spans, test_data / "transcripts")
    if found is None:
        pytest.skip("COUNTERPOINT_TEST_DATA does not hold these talks")
    assert len(found) >= least
