"""Runs damaged files through the readers, and says what ought not to happen.

`python -m tests.fuzzing --cases 100000 --seed 1 --processes 2 --keep FOLDER` runs that many in parts and keeps the files of what it found. A case
is its seed and its number: the same two give the same file.
"""

from __future__ import annotations

import io
import json
import math
import random
import re
import resource
import signal
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial

from tests.fuzzing.mutations import mutated
from transcripts.cues import Cue, Parsed, TranscriptError
from transcripts.desk.archives import Archive, ArchiveError
from transcripts.feeds import FeedError, parse_chapters, parse_feed, parse_opml
from transcripts.importers import IMPORTERS, parse
from transcripts.importers.rttm import lay_labels, read_rttm

SLOWEST_S = 2.0
"""CPU seconds that a reader may take for one of these files."""

MOST_MEMORY = 400_000_000
"""Bytes that a reader may add to those of the process."""

CANARY = b"wxcanaryzq"
_NAMES_A_CUE = re.compile(CANARY + rb"[^\r\n]*(?:\r\n|\r|\n)[^\r\n]*-->")
"""Where a line is the identifier of the cue below it, it holds no words."""

_TALLY = 26
_LABEL_LONGEST = 200


@dataclass(frozen=True)
class Finding:
    """One thing that ought not to happen, with the case that makes it happen."""

    case: int
    reader: str
    trouble: str
    data: bytes = field(repr=False)


@dataclass
class Outcome:
    """How many files were run through how many readers, what they came to, and what was found."""

    cases: int = 0
    readings: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    slowest_s: float = 0.0
    findings: list[Finding] = field(default_factory=list)


class _TooSlowError(BaseException):
    """Raised into a reader when its time is over; no reader may catch it."""


class WrongError(AssertionError):
    """A reader's answer that does not keep its promises."""


def run(sources: Mapping[str, bytes], seed: int, first: int, last: int, until: float = math.inf) -> Outcome:
    """Run the cases from `first` up to `last`, and stop at the time `until` (of `time.monotonic`)."""
    outcome = Outcome()
    names = sorted(sources)
    everything = [sources[name] for name in names]
    with _guards():
        for case in range(first, last):
            if time.monotonic() > until:
                break
            chance = random.Random(f"{seed}/{case}")
            name = chance.choice(names)
            data = mutated(sources[name], everything, chance)
            outcome.cases += 1
            for reader, read in _readers(name, data, chance):
                _try(outcome, case, reader, data, read)
            if chance.random() < 0.5 and (marked := _marked(sources[name], chance)):
                strange = mutated(marked, everything, chance)
                _try(outcome, case, "canary", strange, partial(_canary, strange))
    return outcome


def case_data(sources: Mapping[str, bytes], seed: int, case: int) -> bytes:
    """The file of a case."""
    chance = random.Random(f"{seed}/{case}")
    name = chance.choice(sorted(sources))
    return mutated(sources[name], [sources[name] for name in sorted(sources)], chance)


@contextmanager
def _guards() -> Iterator[None]:
    """A cap on what the process may take, and a handler for the clock, while cases run."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    before = resource.getrlimit(resource.RLIMIT_DATA)
    handler = signal.signal(signal.SIGPROF, _out_of_time)
    resource.setrlimit(resource.RLIMIT_DATA, (own + MOST_MEMORY + 200_000_000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, before)
        signal.signal(signal.SIGPROF, handler)


def _out_of_time(number: int, frame: object) -> None:
    raise _TooSlowError


def _readers(name: str, data: bytes, chance: random.Random) -> Iterator[tuple[str, Callable[[], str]]]:
    """The readers that a case goes through: that which its content chooses, and often one more."""
    yield "parse", lambda: _transcript(data, None)
    if chance.random() < 0.5:
        forced = chance.choice(sorted(IMPORTERS))
        yield forced, partial(_transcript, data, forced)
    if "rttm" in name:
        yield "labels", lambda: _labels(data)
    if name.startswith("feeds/") or chance.random() < 0.02:
        yield "feed", lambda: _feed(data)
        yield "opml", lambda: _refusable(FeedError, lambda: parse_opml(data))
    if name.startswith("chapters/") or chance.random() < 0.02:
        yield "chapters", lambda: _refusable(FeedError, lambda: parse_chapters(data))
    if chance.random() < 0.02:
        packed = mutated(_zipped(name, data), [data], chance)
        yield "archive", partial(_archive, packed)


def _try(outcome: Outcome, case: int, reader: str, data: bytes, read: Callable[[], str]) -> None:
    outcome.readings += 1
    begun = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, SLOWEST_S)
    trouble = ""
    try:
        outcome.outcomes[read()] += 1
    except _TooSlowError:
        trouble = f"hang: {''.join(traceback.format_exc(limit=-3))}"
    except WrongError as error:
        trouble = f"wrong: {error}"
    except Exception:
        trouble = f"crash: {traceback.format_exc(limit=-4)}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    outcome.slowest_s = max(outcome.slowest_s, time.process_time() - begun)
    if trouble:
        outcome.findings.append(Finding(case, reader, trouble, data))


def _transcript(data: bytes, format: str | None) -> str:
    try:
        parsed = parse(data, format)
    except TranscriptError as refusal:
        _check_refusal(refusal, data)
        return "refused"
    check_parsed(parsed, data)
    return "read"


@cache
def _cues(source: bytes) -> tuple[Cue, ...]:
    try:
        return parse(source).cues
    except TranscriptError:
        return ()


def _marked(source: bytes, chance: random.Random) -> bytes | None:
    """`source` with one of the words that come out of it exchanged for a word of ours, where it holds that word only once."""
    cues = _cues(source)
    if not cues:
        return None
    words = [
        word
        for word in chance.choice(cues).text.split()
        if word.isalpha() and len(word) > 3 and word.islower()
    ]
    word = chance.choice(words).encode() if words else b""
    return source.replace(word, CANARY) if word and source.count(word) == 1 else None


def _canary(data: bytes) -> str:
    """Whether a word of ours that is in the file comes out, or something is said."""
    try:
        parsed = parse(data)
    except TranscriptError:
        return "refused"
    said = " ".join(f"{cue.speaker} {cue.text}" for cue in parsed.cues)
    lost = CANARY in data and CANARY.decode() not in said and not _NAMES_A_CUE.search(data)
    lost = lost and parsed.format != "fireflies"  # which has two texts of a sentence, of which one counts
    _expect(not lost or bool(parsed.warnings), f"a word was lost in silence ({parsed.format})")
    return "read"


def _labels(data: bytes) -> str:
    try:
        spans = read_rttm(data)
    except TranscriptError as refusal:
        _check_refusal(refusal, data)
        return "refused"
    lay_labels([Cue(0.0, 1e6, None, "Hi."), Cue(5.0, 5.0, "A", "Ho."), Cue(None, None, None, "Hum.")], spans)
    return "read"


def _feed(data: bytes) -> str:
    return _refusable(FeedError, lambda: parse_feed(data, "https://example.org/feed"))


def _refusable(refusal: type[Exception], read: Callable[[], object]) -> str:
    try:
        read()
    except refusal as error:
        _expect(bool(str(error).strip()), "a refusal without a word")
        return "refused"
    return "read"


def _zipped(name: str, data: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name.rpartition("/")[2], data)
        archive.writestr("second.txt", "Ann: Hi.\n\nBob: Ho.\n")
    return packed.getvalue()


def _archive(data: bytes) -> str:
    def members() -> None:
        for member in Archive(data).members():
            _expect(
                bool(member.trouble) != bool(member.data) or not member.data,
                "a member that is read and is not",
            )

    return _refusable(ArchiveError, members)


def _check_refusal(refusal: TranscriptError, data: bytes) -> None:
    _expect(bool(refusal.code) and bool(refusal.message.strip()), "a refusal without code or words")
    _expect(refusal.line is None or 1 <= refusal.line <= _lines(data), f"refused on line {refusal.line}")
    refusal.message.encode()


def check_parsed(parsed: Parsed, data: bytes) -> None:
    """Raise WrongError unless an outcome keeps what every outcome promises."""
    _expect(parsed.format in IMPORTERS, f"format {parsed.format}")
    _expect(0 <= parsed.kept <= parsed.found, f"kept {parsed.kept} of {parsed.found}")
    _expect(
        parsed.kept == parsed.found or bool(parsed.warnings),
        f"silence about {parsed.found - parsed.kept} cues",
    )
    _expect((parsed.kept > 0) == bool(parsed.cues), f"kept {parsed.kept} and gave {len(parsed.cues)} cues")
    _expect(bool(parsed.cues) or bool(parsed.warnings), "no cue and no word about it")
    _expect(len(parsed.cues) >= parsed.kept, "fewer cues than were kept")
    lines = _lines(data)
    for code, count in Counter(warning.code for warning in parsed.warnings).items():
        _expect(count <= _TALLY, f"{count} warnings {code}")
    for warning in parsed.warnings:
        _expect(bool(warning.code) and bool(warning.message.strip()), "a warning without a word")
        _expect(
            warning.line is None or 1 <= warning.line <= lines,
            f"{warning.code} on line {warning.line} of {lines}",
        )
        warning.message.encode()
    for cue in parsed.cues:
        _check_cue(cue, lines)


def _check_cue(cue: Cue, lines: int) -> None:
    _expect(cue.text == cue.text.strip() != "", f"text {cue.text[:40]!r}")
    _expect("\0" not in cue.text + (cue.speaker or ""), "a null")
    (cue.text + (cue.speaker or "")).encode()  # half a surrogate pair cannot be stored
    _expect(cue.speaker is None or (cue.speaker == cue.speaker.strip() != ""), f"speaker {cue.speaker!r}")
    _expect(cue.speaker is None or len(cue.speaker) <= _LABEL_LONGEST, "a long speaker")
    for at_s in (cue.start_s, cue.end_s):
        _expect(at_s is None or (math.isfinite(at_s) and at_s >= 0), f"time {at_s}")
    _expect(cue.line is None or 1 <= cue.line <= lines, f"cue on line {cue.line} of {lines}")
    _expect(
        not cue.words or [word.text for word in cue.words] == cue.text.split(),
        "words that are not the text's",
    )
    for word in cue.words:
        _expect(math.isfinite(word.start_s) and 0 <= word.start_s <= word.end_s, f"word {word}")
    json.dumps([cue.start_s, cue.end_s], allow_nan=False)


def _lines(data: bytes) -> int:
    """At least as many as any way to count them gives."""
    return data.count(b"\n") + data.count(b"\r") + 1


def _expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise WrongError(otherwise)
