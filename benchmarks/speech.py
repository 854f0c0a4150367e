"""What hearing reaches and what it costs: words, voices, turns, names.

`python -m benchmarks.speech FOLDER [PART …] [--whisper FOLDER-OR-SIZE] [--exports FOLDER]` prints Markdown. FOLDER is laid out as
`benchmarks.hearing.recordings` tells. The parts are `voices`, `strangers`, `index`, `turns`, `words`, `names`, `hour`; all of them by default.
`turns` needs requirements-benchmarks.txt; with `--exports`, a folder with the float32 models, sherpa-onnx runs beside ours.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.hearing import diarizing, naming, verifying, words
from benchmarks.hearing.recordings import dialogues, meetings
from transcripts.speech.campplus import CamPlusPlus
from transcripts.speech.local_diarizer import LocalDiarizer
from transcripts.speech.segmentation import Segmentation
from transcripts.speech.voicing import voices_of
from transcripts.speech.whisper import Whisper, WhisperOptions
from transcripts.voices import POLICY


def _voices(options: Any) -> Iterator[str]:
    yield "### One voice or two"
    yield from verifying.rates(options.folder, CamPlusPlus())


def _strangers(options: Any) -> Iterator[str]:
    yield "### Readers who are enrolled, and strangers"
    yield from verifying.open_set(options.folder, CamPlusPlus(), POLICY)


def _index(_: Any) -> Iterator[str]:
    yield "### Many profiles"
    yield verifying.index()


def _turns(options: Any) -> Iterator[str]:
    yield "### Who speaks when"
    ours = LocalDiarizer(Segmentation(), CamPlusPlus())
    engines: dict[str, diarizing.Diarize] = {"ours": lambda talk: ours.diarize(talk.sound)}
    if options.exports:
        for threshold in (0.5, 0.8):
            engines[f"sherpa-onnx {threshold}"] = diarizing.sherpa(options.exports, threshold)
    yield from diarizing.rows([*meetings(options.folder), *dialogues(options.folder)], engines)


def _words(options: Any) -> Iterator[str]:
    yield "### Words"
    yield from words.rows(options.folder, options.whisper)


def _names(options: Any) -> Iterator[str]:
    yield "### Words by name"
    encoder = CamPlusPlus()
    yield from naming.rows(
        options.folder,
        Whisper(WhisperOptions(model=options.whisper, language="en")),
        LocalDiarizer(Segmentation(), encoder),
        encoder,
    )


def _hour(options: Any) -> Iterator[str]:
    """The greatest memory of this process: run it alone."""
    yield "### An hour"
    sound = naming.long_sound(options.folder, 1.0)
    encoder = CamPlusPlus()
    begun = time.process_time()
    count = sum(1 for _ in Whisper(WhisperOptions(model=options.whisper, language="en")).transcribe(sound))
    turns = LocalDiarizer(Segmentation(), encoder).diarize(sound)
    voices = voices_of(sound, turns, encoder)
    spent = time.process_time() - begun
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield f"{count:,} segments, {len(turns):,} turns, {len(voices)} voices; {spent / 3600:.3f} CPU-seconds a second; at most {most:,.0f} MB"


PARTS: dict[str, Callable[[Any], Iterator[str]]] = {
    "voices": _voices,
    "strangers": _strangers,
    "index": _index,
    "turns": _turns,
    "words": _words,
    "names": _names,
    "hour": _hour,
}


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Measure transcription and voices.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--whisper", default="base", help="a size, or a folder with weights")
    parser.add_argument("--exports", type=Path, help="a folder with float32 models, for sherpa-onnx")
    options = parser.parse_args(arguments)
    for name in options.parts or PARTS:
        for line in PARTS[name](options):
            print(line, flush=True)
        print()


if __name__ == "__main__":
    main()
