"""The whole way, from a recording to named words: are they said by whom they are said to be?"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from benchmarks.hearing.recordings import Talk, dialogues, meetings, readers
from transcripts.speech.audio import Sound
from transcripts.speech.engines import Diarizer, Transcriber, VoiceEncoder
from transcripts.speech.turning import labels_of
from transcripts.speech.values import RATE, Samples, SpokenWord, Voice
from transcripts.speech.voicing import voices_of
from transcripts.voices import Profile, Roster, Sample, enrol

HELD_OUT = 1
"""So many of a reader's utterances, the last ones, are enrolled and kept out of the dialogues."""


@dataclass(frozen=True)
class Named:
    """Words of one recording: how many there are, have the right name, have a wrong one; and where CPU-seconds went."""

    words: int
    right: int
    wrong: int
    transcribing_s: float
    diarizing_s: float
    voicing_s: float
    rest_s: float


def roster(folder: Path, encoder: VoiceEncoder) -> Roster[str]:
    """All readers, each by the last utterance, which no dialogue has."""
    return Roster(
        "model", [_profile(name, each[-HELD_OUT:], encoder) for name, each in readers(folder).items()]
    )


def _profile(name: str, utterances: list[Samples], encoder: VoiceEncoder) -> Profile[str]:
    samples = [
        Sample(row, len(each) / RATE, name)
        for row, each in zip(encoder.embed(utterances), utterances, strict=True)
    ]
    return enrol(name, "model", samples)


def name_words(
    talk: Talk,
    transcriber: Transcriber,
    diarizer: Diarizer,
    encoder: VoiceEncoder,
    people: Roster[str],
) -> Named:
    clock = [time.process_time()]
    segments = list(transcriber.transcribe(talk.sound))
    clock.append(time.process_time())
    turns = diarizer.diarize(talk.sound)
    clock.append(time.process_time())
    voices = voices_of(talk.sound, turns, encoder)
    clock.append(time.process_time())
    names = _names(voices, people)
    words = [word for segment in segments for word in segment.words]
    said = [names.get(label) for label in labels_of(words, turns)]
    clock.append(time.process_time())
    truth = [_speaker(talk, word) for word in words]
    right = sum(one == two for one, two in zip(said, truth, strict=True))
    wrong = sum(one is not None and one != two for one, two in zip(said, truth, strict=True))
    spent = [later - earlier for earlier, later in pairwise(clock)]
    return Named(len(words), right, wrong, *spent)


def _names(voices: Mapping[str, Voice], people: Roster[str]) -> dict[str, str | None]:
    return {
        label: people.match(voice.embedding, voice.net_s).person
        for label, voice in voices.items()
        if voice.embedding is not None
    }


def _speaker(talk: Talk, word: SpokenWord) -> str:
    """Whose utterance the middle of the word lies in or next to."""
    middle = (word.start_s + word.end_s) / 2
    return min(talk.turns, key=lambda turn: max(turn.start_s - middle, middle - turn.end_s, 0.0)).label


def rows(folder: Path, transcriber: Transcriber, diarizer: Diarizer, encoder: VoiceEncoder) -> Iterator[str]:
    yield "| dialogue | words | rightly named | wrongly | CPU s a second of audio: words / turns / voices / rest |"
    yield "|---|---:|---:|---:|---|"
    people = roster(folder, encoder)
    known = set(people.people)
    total = right = 0
    talks = [talk for talk in meetings(folder) if {turn.label for turn in talk.turns} <= known]
    for talk in [*talks, *dialogues(folder, HELD_OUT)]:
        n = name_words(talk, transcriber, diarizer, encoder, people)
        total, right = total + n.words, right + n.right
        length = talk.sound.duration_s
        parts = (n.transcribing_s, n.diarizing_s, n.voicing_s, n.rest_s)
        cpu = " / ".join(f"{part / length:.3f}" for part in parts)
        yield f"| {talk.name} | {n.words} | {n.right} | {n.wrong} | {cpu} |"
    yield f"| all | {total} | {right} ({right / max(total, 1):.2%}) | | |"


def long_sound(folder: Path, hours: float) -> Sound:
    """Dialogues of the readers, again and again, until so many hours."""
    pieces, length = [], 0
    while length < hours * 3600 * RATE:
        for talk in dialogues(folder):
            pieces.append(talk.sound.pcm)
            length += len(talk.sound.pcm)
    return Sound(np.concatenate(pieces)[: int(hours * 3600 * RATE)])
