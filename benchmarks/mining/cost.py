"""What an hour of talk costs.

`python -m benchmarks.mining.cost HOURS` mines and relates in a process that does nothing else, and prints its most memory in MB.
"""

from __future__ import annotations

import re
import subprocess
import sys
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
    yield "| talk | words | `mine` CPU-s | units | `relate` CPU-s | most memory, in a process of its own |"
    yield "|---|---|---|---|---|---|"
    for hours in (1, 3, 12):
        turns = _talk(hours * WORDS_AN_HOUR)
        begin = time.process_time()
        units = _units(turns)
        mining = time.process_time() - begin
        relate(units)
        relating = time.process_time() - begin - mining
        words = sum(len(turn.text.split()) for turn in turns)
        again = [sys.executable, "-m", __name__, str(hours)]
        memory = subprocess.check_output(again, text=True)  # noqa: S603  this very module
        yield f"| {hours} h | {words} | {mining:.1f} | {len(units)} | {relating:.1f} | {memory.strip()} MB |"


def _units(turns: list[Turn]) -> list[Unit]:
    return [Unit(finding.voiced_by, finding.text) for finding in mine(turns).findings]


def _most_memory() -> int:
    """Of this process, in MB; what `getrusage` tells begins with that of the process that started it."""
    told = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    if told is None:
        raise RuntimeError("This kernel does not tell how much memory a process has used.")
    return int(told[1]) // 1024


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


if __name__ == "__main__":
    relate(_units(_talk(int(sys.argv[1]) * WORDS_AN_HOUR)))
    print(_most_memory())
