"""The account that an importer keeps while it reads: what was found, what was kept, what was odd."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from transcripts.cues import Cue, Parsed, ParseWarning, TranscriptError
from transcripts.importers.labels import clean_label

MAX_CUES = 150_000
"""The most cues taken from one file: sixteen hours of speech with a cue for every word."""

LONGEST_LABEL = 200
"""Characters of the longest label that comes out, as long as a name in the database may be."""

_LONGEST_S = 3_600_000.0  # a thousand hours
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
        self._odd_labels: set[str] = set()

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
        """The outcome: `kept` counts the file's own cues that yielded words.

        Whatever the format, a label comes out without marks of direction and with 200 characters at most, and a time beyond
        a thousand hours gets a warning.
        """
        checked = tuple(self._checked(cue) for cue in cues)
        return Parsed(name, checked, (*self._warnings, *self._rest()), self.found, kept)

    def _checked(self, cue: Cue) -> Cue:
        if max(cue.start_s or 0.0, cue.end_s or 0.0) > _LONGEST_S:
            self.warn(
                cue.line,
                "odd-time",
                "This cue lies more than a thousand hours after the start. Its times are kept as they are written; "
                "correct them if they are wrong.",
            )
        if not cue.speaker:
            return cue if cue.speaker is None else replace(cue, speaker=None)
        if len(cue.speaker) <= LONGEST_LABEL and cue.speaker.isascii() and cue.speaker == cue.speaker.strip():
            return cue
        label = clean_label(cue.speaker)
        if label != cue.speaker:
            self.odd_name(cue.line, label)
        if len(label) > LONGEST_LABEL:
            self._about_label(
                cue.line,
                "long-name",
                label,
                f"The name of the voice has {len(label):,} characters; the first {LONGEST_LABEL} were kept.",
            )
        label = label[:LONGEST_LABEL].strip()
        return cue if label == cue.speaker else replace(cue, speaker=label or None)

    def odd_name(self, line: int | None, label: str) -> None:
        """Say that marks of direction were taken off a label, once for each label."""
        self._about_label(
            line,
            "odd-name",
            label,
            f"The name “{label[:60]}” held invisible marks that turn the direction of writing; they were taken off.",
        )

    def _about_label(self, line: int | None, code: str, label: str, message: str) -> None:
        if (key := f"{code} {label}") not in self._odd_labels:
            self._odd_labels.add(key)
            self.warn(line, code, message)

    def _rest(self) -> Iterable[ParseWarning]:
        for code, count in self._counts.items():
            if count > _LISTED:
                more = count - _LISTED
                message = f"The same {more:,} more time{'s' if more > 1 else ''}, last on line {self._last_line[code]}."
                yield ParseWarning(None, code, message)
