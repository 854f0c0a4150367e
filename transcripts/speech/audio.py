"""Any recording to one channel at 16 kHz, as it streams by: an hour takes 115 MB on disk and next to no memory.

Decoded with PyAV. A file is read, never followed: formats that only name other files, such as playlists, are refused,
and no demuxer may open anything.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO

import numpy as np
from numpy.typing import NDArray

from transcripts.speech.values import RATE, Samples

if TYPE_CHECKING:
    import av
    from av.audio.frame import AudioFrame
    from av.container import InputContainer

LONGEST_S = 12 * 3600
SHORTEST_S = 0.1
GAP_S = 0.1
"""A jump of the file's own clock that is filled with silence, so that what follows keeps its time."""

GAP_LONGEST_S = 600
PATIENCE = 200
"""Packets in a row that cannot be read before the rest is given up."""

FORMATS = "aac,ac3,aiff,amr,ape,asf,au,avi,caf,eac3,flac,flv,matroska,webm,mov,mp4,m4a,mp3,mpeg,mpegts,ogg,opus,rm,tta,voc,w64,wav,wv"
_PLAYLISTS = (
    b"#EXTM3U",
    b"[playlist]",
    b"ffconcat",
    b"<?xml",
    b"<MPD",
    b"<smil",
    b"<asx",
    b"<!DOCTYPE",
    b"<html",
)


NO_RECORDING = frozenset({"empty-file", "no-audio", "no-sound", "not-audio", "too-long"})
"""The codes that tell that a file itself is of no use; what else can go wrong may not be the file's fault."""


class AudioError(ValueError):
    """A file that gives no sound. The message names the trouble, the place where there is one, and the remedy."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Sound:
    """A recording's samples, read from disk as they are asked for; `warnings` are what a person should know of it."""

    pcm: NDArray[np.int16]
    warnings: tuple[str, ...] = ()

    @property
    def duration_s(self) -> float:
        return len(self.pcm) / RATE

    def between(self, start_s: float, end_s: float) -> Samples:
        """The samples of a stretch, copied: 64 kB a second."""
        piece = self.pcm[max(0, round(start_s * RATE)) : max(0, round(end_s * RATE))]
        return np.multiply(piece, 1 / 32768, dtype=np.float32)


@contextlib.contextmanager
def decoded(path: Path, told: Callable[[float], None] | None = None) -> Iterator[Sound]:
    """Decode a file for as long as the context lasts; nothing of it is left on disk afterwards.

    `told` hears how far it is, from 0 to 1. Raises AudioError.
    """
    with contextlib.ExitStack() as stack:
        try:
            source = stack.enter_context(path.open("rb"))
            scratch = stack.enter_context(tempfile.TemporaryFile(prefix="counterpoint-sound-"))
            warnings = _write(source, scratch, told)
        except OSError as error:
            raise AudioError(
                "unreadable-file",
                f"{error.strerror or error}. Check the path, your right to read it, and the room on the disk.",
            ) from error
        count = scratch.tell() // 2
        if count < SHORTEST_S * RATE:
            raise AudioError("no-sound", "The file lasts 0 seconds: there is nothing to hear in it.")
        scratch.flush()
        yield Sound(np.memmap(scratch, np.int16, "r", shape=(count,)), warnings)


def _write(source: BinaryIO, target: IO[bytes], told: Callable[[float], None] | None) -> tuple[str, ...]:
    """Decode `source` to 16-bit samples in `target`; returns what a person should know."""
    import av

    _refuse_playlists(source)
    container = _opened(source)
    with container:
        if not container.streams.audio:
            kinds = sorted({stream.type for stream in container.streams})
            raise AudioError(
                "no-audio",
                f"The file has no sound: there is only {' and '.join(kinds) or 'nothing'} in it. Choose the file with the audio.",
            )
        stated_s = (container.duration or 0) / av.time_base
        if stated_s > LONGEST_S:
            raise _too_long()
        writer = _Writer(target, stated_s, told)
        _read_packets(container, writer)
        writer.finish()
        if writer.is_silent_for_damage:
            raise _unreadable()
        return writer.warnings(container)


def _refuse_playlists(source: BinaryIO) -> None:
    head = source.read(512).lstrip(b"\xef\xbb\xbf \t\r\n")
    source.seek(0)
    if not head:
        raise AudioError("empty-file", "The file is empty. Fetch or export it again.")
    if head.lower().startswith(tuple(each.lower() for each in _PLAYLISTS)):
        raise AudioError(
            "not-audio",
            "The file is a playlist or a page: it names recordings and is none. Choose the recording itself.",
        )


def _opened(source: BinaryIO) -> InputContainer:
    import av

    try:
        return av.open(
            source,
            mode="r",
            options={"format_whitelist": FORMATS, "protocol_whitelist": "none"},
            metadata_errors="replace",
        )
    except (av.error.FFmpegError, ValueError) as error:
        raise _unreadable() from error


def _read_packets(container: InputContainer, writer: _Writer) -> None:
    """Feed every packet that can be read; a broken one is skipped, and after too many the rest is given up."""
    import av

    stream = container.streams.audio[0]
    packets = container.demux(stream)
    missed = 0
    while missed < PATIENCE:
        try:
            packet = next(packets)
        except StopIteration:
            return
        except (av.error.FFmpegError, OSError):
            writer.note_break()
            missed += 1
            continue
        try:
            for frame in packet.decode():
                writer.take(frame)
                missed = 0
        except av.error.FFmpegError:
            writer.note_break()
            missed += 1


class _Writer:
    """Resamples frames and writes them where the file's clock says that they belong."""

    def __init__(self, target: IO[bytes], stated_s: float, told: Callable[[float], None] | None) -> None:
        self._target = target
        self._stated_s = stated_s
        self._told = told
        self._resampler: av.AudioResampler | None = None
        self._shape: tuple[str, str, int] | None = None
        self._first_s: float | None = None
        self._fed_s = 0.0
        self._written = 0
        self._breaks: list[float] = []
        self._rates: set[int] = set()

    def take(self, frame: AudioFrame) -> None:
        """Write one frame. A file whose rate or channels change in the middle goes on with a new resampler."""
        import av

        shape = (frame.format.name, frame.layout.name, frame.sample_rate)
        if shape != self._shape:
            self.finish()
            self._resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
            self._shape = shape
            self._rates.add(frame.sample_rate)
        self._fill_gap(frame)
        self._fed_s += frame.samples / frame.sample_rate
        if self._fed_s > LONGEST_S:
            raise _too_long()
        assert self._resampler is not None  # noqa: S101  for the type checker: set with the shape
        self._store(self._resampler.resample(frame))
        if self._told and self._stated_s:
            self._told(min(1.0, self._fed_s / self._stated_s))

    def _fill_gap(self, frame: AudioFrame) -> None:
        now = frame.time
        frame.pts = None  # the resampler then counts samples, whatever the file's clock does
        if now is None:
            return
        if self._first_s is None:
            self._first_s = now - self._fed_s
        gap = now - self._first_s - self._fed_s
        if GAP_S < gap <= GAP_LONGEST_S:
            self.note_break()
            self._write(np.zeros(round(gap * RATE), np.int16))
            self._fed_s += gap
        elif gap > GAP_LONGEST_S or gap < -GAP_S:
            self._first_s = now - self._fed_s

    def _store(self, frames: list[AudioFrame]) -> None:
        for frame in frames:
            self._write(frame.to_ndarray()[0])

    def _write(self, samples: NDArray[np.int16]) -> None:
        self._target.write(samples.tobytes())
        self._written += len(samples)

    def finish(self) -> None:
        if self._resampler is not None:
            self._store(self._resampler.resample(None))
            self._resampler = None

    def note_break(self) -> None:
        self._breaks.append(self._written / RATE)

    @property
    def is_silent_for_damage(self) -> bool:
        return bool(self._breaks) and not self._written

    def warnings(self, container: InputContainer) -> tuple[str, ...]:
        said = []
        if self._breaks:
            said.append(
                f"The file is damaged: {len(self._breaks):,} of its pieces are missing or could not be read, the first at {clock(self._breaks[0])}, "
                f"the last at {clock(self._breaks[-1])}. What could be read is here; a fresh copy may have the rest."
            )
        if self._stated_s - self._written / RATE > max(2.0, self._stated_s * 0.01):
            said.append(
                f"The file says that it lasts {clock(self._stated_s)}, but its sound ends at {clock(self._written / RATE)}. "
                "It may have been cut off: compare it with the publisher's."
            )
        if self._rates and max(self._rates) < RATE:
            said.append(
                f"The sound has {max(self._rates):,} samples a second, as on the telephone: voices and words are told less surely."
            )
        if len(container.streams.audio) > 1:
            said.append(f"The file has {len(container.streams.audio)} sound tracks; the first one was heard.")
        return tuple(said)


def clock(seconds: float) -> str:
    """Seconds as people write times.

    >>> clock(3723.4), clock(62)
    ('1:02:03', '1:02')
    """
    whole = int(seconds)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"


def _unreadable() -> AudioError:
    return AudioError(
        "not-audio",
        "The file is no recording that can be read: it fits no known kind of audio or video, or is damaged from its beginning. "
        "Fetch it again, or save it as MP3, M4A, Opus, FLAC or WAV.",
    )


def _too_long() -> AudioError:
    return AudioError(
        "too-long",
        f"The recording is longer than {LONGEST_S // 3600} hours. Cut it into parts and bring each by itself.",
    )
