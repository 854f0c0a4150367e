"""Readers of files that people bring take damaged ones: without a crash, a hang, a flood of memory or a word lost in silence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzzing.running import Finding, WrongError, case_data, check_parsed, run
from tests.fuzzing.seeds import seeds
from transcripts.cues import Cue, Parsed

ROOT = Path(__file__).parent.parent.parent


def _shown(findings: list[Finding]) -> list[str]:
    return [f"case {finding.case}, {finding.reader}: {finding.trouble}" for finding in findings]


def test_a_few_hundred_damaged_files_are_read_or_refused() -> None:
    outcome = run(seeds(), seed=11, first=0, last=300)

    assert _shown(outcome.findings) == []
    assert outcome.cases == 300
    assert min(outcome.outcomes["read"], outcome.outcomes["refused"]) > 50


def test_a_case_is_its_seed_and_its_number() -> None:
    files = {"a.txt": b"Ann: Hi.\n\nBob: Ho.\n", "b.json": b'[{"text": "Hi.", "start": 1}]'}

    assert case_data(files, 5, 17) == case_data(files, 5, 17)
    assert len({case_data(files, 5, case) for case in range(50)}) > 25


@pytest.mark.parametrize(
    ("parsed", "trouble"),
    [
        (Parsed("srt", (), (), 1, 0), "silence about 1 cues"),
        (Parsed("srt", (Cue(0.0, 1.0, "", "Hi."),), (), 1, 1), "speaker ''"),
        (Parsed("srt", (Cue(-1.0, 1.0, None, "Hi."),), (), 1, 1), "time -1.0"),
        (Parsed("srt", (Cue(0.0, 1.0, None, "Hi. "),), (), 1, 1), "text 'Hi. '"),
        (Parsed("srt", (Cue(0.0, 1.0, None, "Hi.", line=9),), (), 1, 1), "cue on line 9 of 1"),
        (Parsed("none", (Cue(0.0, 1.0, None, "Hi."),), (), 1, 1), "format none"),
    ],
)
def test_an_answer_that_breaks_a_promise_is_found(parsed: Parsed, trouble: str) -> None:
    with pytest.raises(WrongError, match=f"^{trouble}$"):
        check_parsed(parsed, b"x")


@pytest.mark.slow
def test_a_hundred_thousand_damaged_files_are_read_or_refused() -> None:
    command = (
        sys.executable,
        "-m",
        "tests.fuzzing",
        "--cases",
        "100000",
        "--seconds",
        "1200",
        "--processes",
        "2",
    )

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
