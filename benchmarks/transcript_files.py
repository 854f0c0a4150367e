"""What comes out of every transcript file in a folder: format, cues found and kept, voices, warnings, seconds.

`python -m benchmarks.transcript_files FOLDER` prints a Markdown table, and ends with 1 if a file lost a cue without a warning that says so.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from transcripts.cues import Parsed, ParseWarning, TranscriptError
from transcripts.feeds import FeedError, parse_feed
from transcripts.importers import parse, read_limited

EXPLAINS = frozenset(("empty-cue", "empty-turn", "bad-times", "bad-text"))
"""Warnings about one cue of the file that did not come out."""

_MORE = re.compile(r"The same ([0-9,]+) more time")


def rows(folder: Path) -> Iterator[tuple[str, bool]]:
    """A row for each file, and whether every cue of it is accounted for."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        yield _row(path, str(path.relative_to(folder)))


def _row(path: Path, name: str) -> tuple[str, bool]:
    begun = time.process_time()
    try:
        parsed = parse(read_limited(path))
    except TranscriptError as refusal:
        return _refused(path, name, refusal), True
    seconds = time.process_time() - begun
    voices = len({cue.speaker for cue in parsed.cues if cue.speaker})
    codes = Counter(warning.code for warning in parsed.warnings)
    said = ", ".join(f"{code} {count}" if count > 1 else code for code, count in sorted(codes.items()))
    cells = (
        name,
        parsed.format,
        f"{parsed.found:,}",
        f"{parsed.kept:,}",
        str(voices),
        said,
        f"{seconds:.2f}",
    )
    return f"| {' | '.join(cells)} |", _is_accounted_for(parsed)


def _refused(path: Path, name: str, refusal: TranscriptError) -> str:
    if path.suffix == ".xml":
        try:
            feed = parse_feed(read_limited(path), "https://example.org/feed")
        except FeedError:
            pass
        else:
            return f"| {name} | a feed | {len(feed.episodes):,} episodes | | | | |"
    where = f"line {refusal.line}: " if refusal.line else ""
    return f"| {name} | refused | | | | {refusal.code}: {where}{refusal.message.split('. ')[0]} | |"


def _is_accounted_for(parsed: Parsed) -> bool:
    codes = EXPLAINS if parsed.format == "webvtt" else EXPLAINS - {"bad-times"}  # others keep its words
    return parsed.found - parsed.kept == sum(_counted(each) for each in parsed.warnings if each.code in codes)


def _counted(warning: ParseWarning) -> int:
    more = _MORE.match(warning.message)
    return int(more[1].replace(",", "")) if more else 1


def main(folder: str) -> int:
    print("| file | format | found | kept | voices | warnings | CPU s |\n|---|---|---:|---:|---:|---|---:|")
    silent = 0
    for row, accounted in rows(Path(folder)):
        print(row)
        silent += not accounted
    print(f"\n{silent} files with a cue that no warning accounts for")
    return 1 if silent else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
