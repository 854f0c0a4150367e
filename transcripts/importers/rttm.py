"""RTTM: who speaks when, without a word. A layer of labels to lay over a transcript.

Ten columns: type, recording, channel, start, duration, two unused, label, two unused. Only lines of type SPEAKER say who
speaks. https://web.archive.org/web/20170119114252/http://www.itl.nist.gov/iad/mig/tests/rt/2009/docs/rt09-meeting-eval-plan-v2.pdf
"""

from __future__ import annotations

import heapq
import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from transcripts.cues import Cue, Parsed, ParseWarning, TranscriptError
from transcripts.importers.account import Account
from transcripts.importers.decoding import decode

NAME = "rttm"
TITLE = "speaker labels over a transcript (RTTM)"

_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{0,15})?|\.[0-9]{1,15}")
_SPEAKER_LINE = re.compile(r"^[ \t]*SPEAKER[ \t]", re.MULTILINE)
_OTHER_TYPES = frozenset(
    ("A/P", "CB", "EDIT", "FILLER", "IP", "LEXEME", "NON-LEX", "NON-SPEECH", "NOSCORE", "NO_RT_METADATA")
) | frozenset(("SEGMENT", "SPKR-INFO", "SU"))
_COLUMNS = (9, 10)
_MOST_SPANS = 500_000
_SHARED = 1 / 3


@dataclass(frozen=True, slots=True)
class LabelSpan:
    """Seconds in which one voice speaks; others may speak at the same time."""

    start_s: float
    end_s: float
    label: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """Cues with the labels that were laid over them, what a person should know about that, and how many cues got one."""

    cues: tuple[Cue, ...]
    warnings: tuple[ParseWarning, ...]
    labelled: int


def sniff(text: str) -> float:
    """1 for a text whose first lines are RTTM's, else 0."""
    lines = [
        line.split() for line in text[:10_000].split("\n")[:20] if line.strip() and not line.startswith(";;")
    ]
    types = {row[0] for row in lines[:3] if len(row) in _COLUMNS}
    return 1.0 if "SPEAKER" in types and types <= _OTHER_TYPES | {"SPEAKER"} else 0.0


def read(data: bytes) -> Parsed:
    """Nothing: RTTM holds no words. Raises TranscriptError: `labels-only`, or what `read_rttm` raises."""
    spans = read_rttm(data)
    labels = len({span.label for span in spans})
    raise TranscriptError(
        "labels-only",
        f"The file says who speaks when ({len(spans):,} spans, {labels:,} labels), but holds no words. Import a "
        "transcript of the same recording first, and lay these labels over it with the command lay_labels.",
        line=1,
    )


def read_rttm(data: bytes, recording: str | None = None) -> tuple[LabelSpan, ...]:
    """The spans of an RTTM file by their start; of one `recording`, where the file holds several.

    Raises TranscriptError: `no-labels`, `bad-row`, `several-recordings`, `unknown-recording` or `too-many-cues`.

    >>> read_rttm(b"SPEAKER show 1 2.5 1.0 <NA> <NA> ann <NA> <NA>")
    (LabelSpan(start_s=2.5, end_s=3.5, label='ann'),)
    """
    text = decode(data).text
    if not _SPEAKER_LINE.search(text):
        raise TranscriptError(
            "no-labels",
            "No line says who speaks. A line of RTTM is “SPEAKER show 1 2.50 1.00 <NA> <NA> ann <NA> <NA>”.",
            line=1,
        )
    spans: defaultdict[str, list[LabelSpan]] = defaultdict(list)
    for count, (line, cells) in enumerate(_rows(text)):
        if count == _MOST_SPANS:
            raise TranscriptError(
                "too-many-cues",
                f"The file holds more than {_MOST_SPANS:,} spans. Split it into one file an episode.",
                line,
            )
        span = _span(line, cells)
        spans[cells[1]].append(span)
    own = spans[_chosen(list(spans), recording)]
    return tuple(sorted(own, key=lambda span: (span.start_s, span.end_s, span.label)))


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The lines that say who speaks, or ought to: none of comments, nor of the other types that RTTM has."""
    for number, line in enumerate(text.split("\n"), 1):
        cells = line.split(maxsplit=max(_COLUMNS))
        if cells and not line.startswith(";;") and cells[0] not in _OTHER_TYPES:
            yield number, cells


def _span(line: int, cells: Sequence[str]) -> LabelSpan:
    if cells[0] != "SPEAKER" or len(cells) not in _COLUMNS:
        raise TranscriptError(
            "bad-row", "This line does not have the ten columns of RTTM. Correct or remove it.", line
        )
    if not _NUMBER.fullmatch(cells[3]) or not _NUMBER.fullmatch(cells[4]):
        raise TranscriptError(
            "bad-row",
            f"“{cells[3][:20]}” and “{cells[4][:20]}” are no start and duration in seconds. Correct them.",
            line,
        )
    start_s = float(cells[3])
    return LabelSpan(round(start_s, 3), round(start_s + float(cells[4]), 3), cells[7])


def _chosen(recordings: Sequence[str], wanted: str | None) -> str:
    names = sorted(set(recordings))
    listed = ", ".join(names[:10])
    if wanted is not None and wanted not in names:
        raise TranscriptError(
            "unknown-recording", f"The file has no labels for “{wanted}”, but for {listed}."
        )
    if wanted is None and len(names) > 1:
        raise TranscriptError(
            "several-recordings",
            f"The file has labels for {len(names):,} recordings ({listed}). Say which of them is meant, or split it.",
            line=1,
        )
    return wanted or names[0]


def lay_labels(cues: Sequence[Cue], spans: Iterable[LabelSpan]) -> Labelled:
    """`cues` with the label that speaks for most of each one's time as its speaker; pure.

    Times of one label that overlap count once. Of two labels with the same time the one that begins earlier counts. A cue
    without times, or under no label, stays as it is. Takes time in proportion to the cues, the spans, and the pairs of
    them that overlap.

    >>> spans = [LabelSpan(0.0, 3.0, "A"), LabelSpan(2.0, 9.0, "B")]
    >>> laid = lay_labels([Cue(0.0, 2.5, None, "Hi."), Cue(2.5, 8.0, None, "Ho.")], spans)
    >>> [cue.speaker for cue in laid.cues]
    ['A', 'B']
    """
    account = Account()
    laid = list(cues)
    counts: Counter[str] = Counter()
    for index, shares in _shares(cues, _merged(spans)):
        (label, most), *others = sorted(shares.items(), key=lambda share: -share[1])
        counts["several-labels"] += bool(others) and others[0][1] > _SHARED * (most + others[0][1])
        counts["labels-replaced"] += cues[index].speaker not in (None, label)
        counts["labelled"] += 1
        laid[index] = replace(cues[index], speaker=label)
    counts["no-times"] = sum(cue.start_s is None or cue.end_s is None for cue in cues)
    counts["no-label"] = len(cues) - counts["labelled"] - counts["no-times"]
    for code, message in _ABOUT_ALL.items():
        if count := counts[code]:
            account.warn(None, code, message.format("1 cue" if count == 1 else f"{count:,} cues"))
    checked = account.parsed(NAME, laid, 0)
    return Labelled(checked.cues, checked.warnings, counts["labelled"])


_ABOUT_ALL = {
    "several-labels": "{} lie under two labels, with more than a third of the time each: the words may be of both voices.",
    "labels-replaced": "{} had another speaker before.",
    "no-label": "{} lie under no label, and kept the speaker that they had.",
    "no-times": "{} have no times, so no label could be laid over them.",
}


def _merged(spans: Iterable[LabelSpan]) -> list[LabelSpan]:
    """`spans` by their start, those of one label joined where they overlap."""
    by_label: defaultdict[str, list[LabelSpan]] = defaultdict(list)
    for span in sorted(spans, key=lambda span: span.start_s):
        if not (math.isfinite(span.start_s) and math.isfinite(span.end_s)):
            continue
        run = by_label[span.label]
        if run and span.start_s <= run[-1].end_s:
            run[-1] = replace(run[-1], end_s=max(run[-1].end_s, span.end_s))
        else:
            run.append(span)
    return sorted(
        (span for run in by_label.values() for span in run), key=lambda span: (span.start_s, span.label)
    )


def _shares(cues: Sequence[Cue], spans: Sequence[LabelSpan]) -> Iterator[tuple[int, dict[str, float]]]:
    """For each cue under a label: its place, and the seconds under each label. A cue of no length lies in what surrounds it."""
    timed = sorted(
        (cue.start_s, cue.end_s, index)
        for index, cue in enumerate(cues)
        if cue.start_s is not None and cue.end_s is not None
    )
    starts = [span.start_s for span in spans]
    under: list[tuple[float, int]] = []  # spans that began before the cue, soonest end first
    place = 0
    for start_s, end_s, index in timed:
        while place < len(spans) and starts[place] <= start_s:
            heapq.heappush(under, (spans[place].end_s, place))
            place += 1
        while under and under[0][0] < start_s:
            heapq.heappop(under)
        shares: defaultdict[str, float] = defaultdict(float)
        for number in (*sorted(number for _, number in under), *range(place, bisect_right(starts, end_s))):
            span = spans[number]
            shared = min(end_s, span.end_s) - max(start_s, span.start_s)
            if shared > 0 or (shared == 0 and start_s == end_s):
                shares[span.label] += shared
        if shares:
            yield index, shares
