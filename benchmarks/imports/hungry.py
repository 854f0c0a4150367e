"""The largest file that each importer takes, or nearly, and the memory that reading and storing it takes."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.imports.talks import clock
from transcripts import importers
from transcripts.cues import TranscriptError
from transcripts.importers.account import MAX_CUES
from transcripts.importers.decoding import MAX_BYTES
from transcripts.words.sentencing import sentences

_WORDS = "and so it went on and on until somebody said that it was enough for all of us to know by now"
_VALUES = 1_150_000  # of JSON, a little below what is taken


def _text(share: int) -> str:
    """Words of so many bytes."""
    return ((_WORDS + " ") * (share // len(_WORDS) + 1))[: share - 1].rstrip() + "."


def _cues(head: str, cue: Callable[[int, str], str], count: int = MAX_CUES) -> bytes:
    """As many cues as are taken, with as many words as fit."""
    room = MAX_BYTES // count - len(cue(count, "").encode()) - 20
    text = _text(max(20, room))
    return (head + "".join(cue(index, text) for index in range(count))).encode()[:MAX_BYTES]


def _voice(index: int) -> str:
    return f"Voice {'ABCDEFG'[index % 7]}"


def _webvtt() -> bytes:
    return _cues("WEBVTT\n\n", lambda i, text: f"{clock(i)} --> {clock(i + 1)}\n<v {_voice(i)}>{text}\n\n")


def _webvtt_with_times() -> bytes:
    """A time for every word, as video pages write them."""
    head = "WEBVTT\n\n"
    cues = []
    for index in range(12_000):
        words = "".join(f"<{clock(index * 60 + word)}><c> on</c>" for word in range(1, 40))
        cues.append(f"{clock(index * 60)} --> {clock(index * 60 + 60)}\n{index} and{words}\n\n")
    return (head + "".join(cues)).encode()[:MAX_BYTES]


def _srt() -> bytes:
    return _cues(
        "",
        lambda i, text: f"{i + 1}\n{clock(i, ',')} --> {clock(i + 1, ',')}\n{_voice(i)}: {text}\n\n",
    )


def _sbv() -> bytes:
    return _cues("", lambda i, text: f"{clock(i)[1:]},{clock(i + 1)[1:]}\n{text}\n\n")


def _labelled() -> bytes:
    return _cues("", lambda i, text: f"{_voice(i)}: {text}\n\n")


def _timestamped() -> bytes:
    return _cues("", lambda i, text: f"[{clock(i)[:8]}] {text}\n\n")


def _table() -> bytes:
    return _cues("speaker,start,text\n", lambda i, text: f"{_voice(i)},{i},{text}\n")


def _ttml() -> bytes:
    head = '<tt xmlns="http://www.w3.org/ns/ttml"><body><div>'
    return (
        _cues(head, lambda i, text: f'<p begin="{i}s" end="{i + 1}s">{text}</p>\n', 149_000)[
            : MAX_BYTES - 30
        ].rpartition(b"</p>")[0]
        + b"</p></div></body></tt>"
    )


def _html() -> bytes:
    return _cues(
        "", lambda i, text: f"<cite>{_voice(i)}:</cite><time>{clock(i)[:8]}</time><p>{text}</p>\n", 149_000
    )


def _whisper() -> bytes:
    """As many words with their times as a file may have values."""
    words = [{"word": f" {word}", "start": 1.0, "end": 1.5} for word in _WORDS.split()]
    segment = {"start": 1.0, "end": 9.0, "seek": 0, "text": f" {_WORDS}", "words": words}
    count = _VALUES // (4 * len(words) + 6)
    return json.dumps({"text": "", "language": "en", "segments": [segment] * count}).encode()


def _deepgram() -> bytes:
    words = [{"word": word, "start": 1.0, "end": 1.5, "speaker": 0} for word in _WORDS.split()]
    alternative: dict[str, Any] = {"transcript": "", "words": words * (_VALUES // (5 * len(words)))}
    return json.dumps({"results": {"channels": [{"alternatives": [alternative]}]}}).encode()


def _podcasting() -> bytes:
    count = min(MAX_CUES, _VALUES // 5)
    body = _text(max(20, MAX_BYTES // count - 120))
    segments = [{"speaker": _voice(i), "startTime": i, "endTime": i + 1, "body": body} for i in range(count)]
    return json.dumps({"version": "1.0.0", "segments": segments}).encode()


def _one_word() -> bytes:
    """No space anywhere, after two turns that make it a transcript."""
    return b"Ann: Hi.\n\nBob: Ho.\n\nAnn: " + b"x" * (MAX_BYTES - 40)


def _no_end() -> bytes:
    """A sentence of three million words."""
    return b"Ann: Hi.\n\nBob: Ho.\n\nAnn: " + b"and on " * ((MAX_BYTES - 40) // 7)


def _lines() -> bytes:
    return b"Ann: Hi.\n\nBob: Ho.\n\n" + b"\n" * 1_900_000


HUNGRY: dict[str, Callable[[], bytes]] = {
    "webvtt": _webvtt,
    "webvtt, every word timed": _webvtt_with_times,
    "srt": _srt,
    "sbv": _sbv,
    "labelled-text": _labelled,
    "timestamped-text": _timestamped,
    "speaker-time-text-csv": _table,
    "ttml": _ttml,
    "podcast20-html": _html,
    "openai-whisper": _whisper,
    "deepgram": _deepgram,
    "podcast20-json": _podcasting,
    "one word of 20 MB": _one_word,
    "one sentence of 20 MB": _no_end,
    "nothing but line ends": _lines,
}


@dataclass(frozen=True, slots=True)
class Hunger:
    """What became of a file, and what that took: the process's own memory and the file's bytes included."""

    size_mb: float
    found: str
    peak_mb: float
    cpu_s: float

    def __str__(self) -> str:
        return f"{self.size_mb:.0f} MB, {self.found}: peak {self.peak_mb:.0f} MB, {self.cpu_s:.1f} CPU-s"


def hungry() -> Iterator[str]:
    """What each of the files takes to be read and divided into sentences."""
    for name in HUNGRY:
        yield f"memory, {name}: {hunger(name)}"


def hunger(name: str) -> Hunger:
    """Read a file in a process of its own."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(HUNGRY[name]())
        file.flush()
        done = subprocess.run(  # noqa: S603  this very module
            [sys.executable, "-m", "benchmarks.imports.hungry", file.name],
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        size_mb = Path(file.name).stat().st_size / 1e6
    found, peak_mb, cpu_s = json.loads(done.stdout)
    return Hunger(size_mb, found, peak_mb, cpu_s)


def _read(path: str) -> tuple[str, float, float]:
    begun = time.process_time()
    try:
        parsed = importers.parse(Path(path).read_bytes())
        divided = sentences(parsed.cues)
        found = f"{parsed.format}, {len(parsed.cues):,} cues, {len(divided):,} sentences"
    except TranscriptError as error:
        found = f"refused ({error.code})"
    return found, _peak_mb(), time.process_time() - begun


def _peak_mb() -> float:
    """The most memory that this program had. What `getrusage` tells begins with the memory of whoever started it."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(status["VmHWM"].split()[0]) / 1024


if __name__ == "__main__":
    print(json.dumps(_read(sys.argv[1])))
