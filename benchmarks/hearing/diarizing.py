"""Who speaks when: diarization error rates by pyannote.metrics, beside sherpa-onnx on exports of the same models."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.hearing.recordings import Talk
from transcripts.speech.values import Turn

Diarize = Callable[[Talk], Sequence[Turn]]


@dataclass(frozen=True)
class Scores:
    """Error rates of one recording, 0 to 1, and CPU-seconds a second of audio."""

    strict: float
    lenient: float
    missed: float
    false: float
    confused: float
    voices: int
    cpu: float


def score(talk: Talk, diarize: Diarize) -> Scores:
    """`strict` has no collar and counts overlap; `lenient` has 0.25 s on each side of every boundary and no overlap."""
    from pyannote.core import Segment, Timeline
    from pyannote.metrics.diarization import DiarizationErrorRate

    begun = time.process_time()
    found = diarize(talk)
    cpu = (time.process_time() - begun) / talk.sound.duration_s
    uem = Timeline([Segment(0, talk.sound.duration_s)])
    wanted, given = _annotation(talk.turns), _annotation(found)
    strict = DiarizationErrorRate()(wanted, given, uem=uem, detailed=True)
    # pyannote.metrics means the whole width of a collar.
    lenient = DiarizationErrorRate(collar=0.5, skip_overlap=True)(wanted, given, uem=uem)
    total = strict["total"]
    return Scores(
        strict["diarization error rate"],
        float(lenient),
        strict["missed detection"] / total,
        strict["false alarm"] / total,
        strict["confusion"] / total,
        len({turn.label for turn in found}),
        cpu,
    )


def _annotation(turns: Iterable[Turn]) -> Any:
    from pyannote.core import Annotation, Segment

    annotation = Annotation()
    for number, turn in enumerate(turns):
        annotation[Segment(turn.start_s, turn.end_s), number] = turn.label
    return annotation


def sherpa(exports: Path, nearness: float) -> Diarize:
    """sherpa-onnx with `exports/segmentation.onnx` and `campplus.onnx`; `nearness` is its threshold of distance."""
    import sherpa_onnx

    engine = sherpa_onnx.OfflineSpeakerDiarization(
        sherpa_onnx.OfflineSpeakerDiarizationConfig(
            segmentation=sherpa_onnx.OfflineSpeakerSegmentationModelConfig(
                pyannote=sherpa_onnx.OfflineSpeakerSegmentationPyannoteModelConfig(
                    model=str(exports / "segmentation.onnx")
                ),
                num_threads=1,
            ),
            embedding=sherpa_onnx.SpeakerEmbeddingExtractorConfig(
                model=str(exports / "campplus.onnx"), num_threads=1
            ),
            clustering=sherpa_onnx.FastClusteringConfig(num_clusters=-1, threshold=nearness),
            min_duration_on=0.3,
            min_duration_off=0.5,
        )
    )

    def diarize(talk: Talk) -> list[Turn]:
        found = engine.process(talk.sound.between(0, talk.sound.duration_s)).sort_by_start_time()
        return [Turn(each.start, each.end, str(each.speaker)) for each in found]

    return diarize


def rows(talks: Sequence[Talk], engines: dict[str, Diarize]) -> Iterator[str]:
    """A Markdown table: one line a recording and engine."""
    yield "| recording | engine | voices | found | DER, no collar | miss / false / confused | DER, ±0.25 s, no overlap | CPU s/s |"
    yield "|---|---|---:|---:|---:|---|---:|---:|"
    for talk in talks:
        for name, diarize in engines.items():
            s = score(talk, diarize)
            yield (
                f"| {talk.name} | {name} | {talk.voices} | {s.voices} | {s.strict:.3f} | "
                f"{s.missed:.3f} / {s.false:.3f} / {s.confused:.3f} | {s.lenient:.3f} | {s.cpu:.3f} |"
            )
