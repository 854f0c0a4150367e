"""Each format has pairs of files: a transcript, and beside it what comes out of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from transcripts.cues import Cue
from transcripts.importers import IMPORTERS, parse

SAMPLES = Path(__file__).parent / "samples"
PAIRS = sorted(
    (sample, sample.with_suffix(".json")) for sample in SAMPLES.glob("*/*") if sample.suffix != ".json"
)


def _as_listed(cue: Cue) -> list[Any]:
    listed: list[Any] = [cue.start_s, None if cue.estimated else cue.end_s, cue.speaker, cue.text]
    if cue.words:
        listed.append([[word.text, word.start_s, word.end_s] for word in cue.words])
    return listed


@pytest.mark.parametrize(("sample", "expected"), PAIRS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_a_sample_gives_the_cues_beside_it(sample: Path, expected: Path) -> None:
    wanted = json.loads(expected.read_text())

    parsed = parse(sample.read_bytes())

    assert parsed.format == sample.parent.name
    assert [_as_listed(cue) for cue in parsed.cues] == wanted["cues"]
    assert [[warning.line, warning.code] for warning in parsed.warnings] == wanted["warnings"]
    assert (parsed.found, parsed.kept) == (wanted["found"], wanted["kept"])


def test_every_format_has_a_sample() -> None:
    without_words = {"rttm"}

    assert {sample.parent.name for sample, _ in PAIRS} == set(IMPORTERS) - without_words
