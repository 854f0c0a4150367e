"""What an hour of talk costs."""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.corpus import load
from debates.mining import Turn, Unit, mine, relate

WORDS_AN_HOUR = 9_500


def section(data: Path) -> Iterator[str]:
    """Lines of Markdown. The talk is the project's own dialogues, as long as an hour and as three; `data` is not read."""
    yield "## Cost"
    yield ""
    yield "| talk | words | `mine` CPU-s | units | `relate` CPU-s |"
    yield "|---|---|---|---|---|"
    for hours in (1, 3):
        turns = _talk(hours * WORDS_AN_HOUR)
        begin = time.process_time()
        units = [Unit(finding.voiced_by, finding.text) for finding in mine(turns).findings]
        mining = time.process_time() - begin
        relate(units)
        relating = time.process_time() - begin - mining
        words = sum(len(turn.text.split()) for turn in turns)
        yield f"| {hours} h | {words} | {mining:.1f} | {len(units)} | {relating:.1f} |"
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield ""
    yield f"Most memory of the process up to here: {memory:.0f} MB, scikit-learn included."


def _talk(words: int) -> list[Turn]:
    said: list[Turn] = []
    count = 0
    while count < words:
        for dialogue in load():
            for turn in dialogue.turns:
                if count >= words:
                    return said
                said.append(Turn(turn.speaker, turn.text))
                count += len(turn.text.split())
    return said
