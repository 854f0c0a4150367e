"""The account that an importer keeps while it reads: what was found, what was kept, what was odd."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from transcripts.cues import Cue, Parsed, ParseWarning, TranscriptError

MAX_CUES = 500_000
"""The most cues taken from one file: a day of speech with a time for every word."""

_LISTED = 25


class Account:
    """Collects warnings while a file is read.

    The first 25 warnings of a code are listed one by one; the others are counted in a last one, so
    that a thousand empty cues do not hide the one that matters.
    """

    def __init__(self, warnings: Iterable[ParseWarning] = ()) -> None:
        self.found = 0
        self._warnings = list(warnings)
        self._counts: Counter[str] = Counter()
        self._last_line: dict[str, int | None] = {}

    def warn(self, line: int | None, code: str, message: str) -> None:
        self._counts[code] += 1
        self._last_line[code] = line
        if self._counts[code] <= _LISTED:
            self._warnings.append(ParseWarning(line, code, message))

    def find(self, line: int) -> None:
        """Count one cue of the file. Raises TranscriptError past `MAX_CUES`."""
        self.found += 1
        if self.found > MAX_CUES:
            raise TranscriptError(
                "too-many-cues",
                f"The file holds more than {MAX_CUES:,} cues. Split it into one file an episode.",
                line,
            )

    def parsed(self, name: str, cues: Sequence[Cue], kept: int) -> Parsed:
        """The outcome: `kept` counts the file's own cues that yielded words."""
        return Parsed(name, tuple(cues), (*self._warnings, *self._rest()), self.found, kept)

    def _rest(self) -> Iterable[ParseWarning]:
        for code, count in self._counts.items():
            if count > _LISTED:
                more = count - _LISTED
                message = f"The same {more:,} more time{'s' if more > 1 else ''}, last on line {self._last_line[code]}."
                yield ParseWarning(None, code, message)
