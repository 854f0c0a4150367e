"""What the engines of speech hear in the staged debate, as voices.json.

The first episode says who speaks, so its voices are heard where its transcript has them. In the second the voices are told apart by their
sound. That is what the worker of speech does, too; it is kept beside the recordings so that a machine without speech can show it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from transcripts.hearing import engines
from transcripts.importers import parse
from transcripts.speech.audio import Sound, decoded
from transcripts.speech.engines import VoiceEncoder
from transcripts.speech.values import Turn
from transcripts.speech.voicing import voices_of

FOLDER = Path(__file__).parent


def listen() -> None:
    """Write voices.json. Raises SpeechError where speech is not installed."""
    (FOLDER / "voices.json").write_text(json.dumps(heard()) + "\n", encoding="utf-8")


def heard() -> dict[str, Any]:
    """Turns and voices of both episodes, and the models that heard them."""
    encoder = engines.voice_encoder()
    diarizer = engines.diarizer(encoder)
    with decoded(FOLDER / "first.opus") as sound:
        first = _voices(sound, _turns_of_the_transcript(), encoder)
    with decoded(FOLDER / "second.opus") as sound:
        second = _voices(sound, diarizer.diarize(sound), encoder)
    return {
        "encoder": {"name": encoder.used.name, "sha256": encoder.used.sha256},
        "diarizer": [{"name": each.name, "sha256": each.sha256} for each in diarizer.used],
        "first": first,
        "second": second,
    }


def _turns_of_the_transcript() -> list[Turn]:
    cues = parse((FOLDER / "first.vtt").read_bytes(), None).cues
    return [Turn(cue.start_s or 0.0, cue.end_s or 0.0, cue.speaker or "") for cue in cues]


def _voices(sound: Sound, turns: Sequence[Turn], encoder: VoiceEncoder) -> dict[str, Any]:
    voices = voices_of(sound, turns, encoder).values()
    return {
        "duration_s": round(sound.duration_s, 3),
        "turns": [[round(turn.start_s, 3), round(turn.end_s, 3), turn.label] for turn in turns],
        "voices": [
            {
                "label": voice.label,
                "net_s": round(voice.net_s, 2),
                "embedding": [
                    round(float(each), 5) for each in ([] if voice.embedding is None else voice.embedding)
                ],
            }
            for voice in voices
        ],
    }
