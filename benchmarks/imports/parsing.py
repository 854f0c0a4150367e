"""Parsing side by side with the libraries that read the same files, one after the other in one run."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pysubs2
import srt
import webvtt

from benchmarks.imports.cost import median_cpu_s
from transcripts import importers
from transcripts.cues import TranscriptError

KINDS = {".vtt", ".srt", ".json", ".ttml", ".xml"}
LEAST_BYTES = 5_000  # below it the first look at a file is what counts
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Reader:
    """A library that reads a format: what it takes, and whether it says who speaks."""

    name: str
    formats: frozenset[str]
    keeps_speakers: bool
    read: Callable[[bytes], object]


READERS = (
    Reader(
        "pysubs2",
        frozenset({"webvtt", "srt", "ttml"}),
        False,
        lambda data: pysubs2.SSAFile.from_string(data.decode("utf-8-sig", "replace")),
    ),
    Reader(
        "pysubs2",
        frozenset({"openai-whisper", "whisper-timestamped"}),
        False,
        lambda data: pysubs2.load_from_whisper(json.loads(data)),
    ),
    Reader(
        "webvtt-py",
        frozenset({"webvtt"}),
        True,
        lambda data: [
            (caption.voice, caption.text)
            for caption in webvtt.from_buffer(
                io.StringIO(data.decode("utf-8-sig", "replace")), "vtt"
            ).captions
        ],
    ),
    Reader(
        "srt", frozenset({"srt"}), False, lambda data: list(srt.parse(data.decode("utf-8-sig", "replace")))
    ),
)


def side_by_side(folder: Path, runs: int) -> Iterator[str]:
    """CPU-seconds of each reader over the files of each format that it and ours read."""
    files = _files(folder)
    for format_ in sorted(files):
        for reader in READERS:
            if format_ not in reader.formats:
                continue
            shared = [data for data in files[format_] if _reads(reader, data)]
            if not shared:
                continue
            ours_s = median_cpu_s(partial(_each, importers.parse, shared), runs)
            theirs_s = median_cpu_s(partial(_each, reader.read, shared), runs)
            speakers = "keeps the speakers" if reader.keeps_speakers else "loses the speakers"
            size = sum(map(len, shared)) / 1e6
            yield (
                f"{format_}: {len(shared)} files, {size:.2f} MB: ours {ours_s / ROUNDS * 1e3:.1f} ms, "
                f"{reader.name} ({speakers}) {theirs_s / ROUNDS * 1e3:.1f} ms: ours takes {ours_s / theirs_s:.2f} "
                f"times as long; median of {runs}"
            )


def _files(folder: Path) -> dict[str, list[bytes]]:
    """The real files that ours reads, by format."""
    found: dict[str, list[bytes]] = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix not in KINDS or path.stat().st_size < LEAST_BYTES:
            continue
        data = path.read_bytes()
        try:
            found.setdefault(importers.parse(data).format, []).append(data)
        except TranscriptError:
            continue
    return found


def _reads(reader: Reader, data: bytes) -> bool:
    try:
        return bool(reader.read(data))
    except Exception:  # any library may fail in any way on files from the wild
        return False


def _each(read: Callable[[bytes], object], files: list[bytes]) -> None:
    for _ in range(ROUNDS):
        for data in files:
            read(data)
