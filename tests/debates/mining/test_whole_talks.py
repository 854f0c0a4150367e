"""Whole talks: time, length, and an interview of an hour."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest

from debates.mining import FindingKind, Person, Turn, mine


def interview() -> list[Turn]:
    folder = os.environ.get("COUNTERPOINT_TEST_DATA")
    path = Path(folder or "") / "transcripts/text/sync_dwarkesh_sutton.md"
    if not folder or not path.exists():
        pytest.skip("COUNTERPOINT_TEST_DATA does not hold the interview")
    pieces = re.split(
        r"^(Dwarkesh Patel|Richard Sutton) \d\d:\d\d:\d\d$", path.read_text(), flags=re.MULTILINE
    )
    return [Turn(speaker, text.strip()) for speaker, text in zip(pieces[1::2], pieces[2::2], strict=True)]


def seconds(turns: list[Turn]) -> float:
    started = time.process_time()
    mine(turns)
    return time.process_time() - started


def talk(sentences: int) -> list[Turn]:
    return [
        Turn(
            "Ann" if number % 2 else "Ben",
            f"No, bridge number {number} needs paint because salt {number % 97} eats through layer {number % 89} of it.",
        )
        for number in range(sentences)
    ]


def test_an_interview_takes_seconds() -> None:
    turns = interview()
    assert len(turns) == 131
    assert seconds(turns) < 10


def test_both_sides_of_an_interview_have_claims_near_the_top() -> None:
    found = mine(interview(), (Person("Dwarkesh Patel"), Person("Richard Sutton", ("Rich",))))
    claims = sorted(
        (f for f in found.findings if f.kind is FindingKind.CLAIM), key=lambda f: (-f.score, f.id)
    )[:60]
    holders = [finding.holder for finding in claims]
    assert holders.count("Richard Sutton") >= 10
    assert holders.count("Dwarkesh Patel") >= 10


@pytest.mark.slow
def test_time_grows_with_the_length_and_not_with_its_square() -> None:
    seconds(talk(50))  # patterns are compiled once
    short, long = seconds(talk(300)), seconds(talk(2400))
    assert long < 8 * short * 2.5
