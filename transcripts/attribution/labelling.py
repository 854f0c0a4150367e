"""A layer of labels, as RTTM holds it, laid over the stored words of a recording."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from transcripts import jobs
from transcripts.amending.dependents import standing_on
from transcripts.attribution.attributing import attribute_labels
from transcripts.cues import Cue, ParseWarning
from transcripts.importers.rttm import lay_labels, read_rttm
from transcripts.models import Attribution, Transcript, Utterance

BATCH = 2_000


class LabellingError(ValueError):
    """Labels that cannot be laid over a transcript. The message names the trouble and the remedy."""

    line: None = None

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Labelled:
    """What became of a transcript: how many utterances have a label of the layer, and which labels those are."""

    transcript: Transcript
    utterances: int
    labels: tuple[str, ...]
    warnings: tuple[ParseWarning, ...]


def label_voices(transcript: Transcript, data: bytes, source: str, recording: str | None = None) -> Labelled:
    """Give the utterances of `transcript` the labels of an RTTM file, in one transaction.

    `recording` names the one that is meant where the file holds labels for several. Labels that name a person are attributed to that
    person, with the method "label"; turns are counted anew. The layer is noted among the transcript's warnings. Raises
    TranscriptError for a file that cannot be read, and LabellingError: `no-times`, `voices-known` where the words have
    speakers already, `words-in-use` where something stands on the words in their present voices.
    """
    spans = read_rttm(data, recording)
    with transaction.atomic():
        transcript = Transcript.objects.select_for_update().get(pk=transcript.pk)
        utterances = list(transcript.utterances.in_order())
        _refuse_what_would_be_lost(transcript, utterances)
        laid = lay_labels([cue_of(each) for each in utterances], spans)
        labels = sorted({cue.speaker for cue in laid.cues if cue.speaker})
        _store(transcript, utterances, [cue.speaker or "" for cue in laid.cues])
        note = _note(data, source, laid.labelled, len({span.label for span in spans}))
        transcript.warnings = [
            *transcript.warnings,
            *({"line": w.line, "code": w.code, "message": w.message} for w in (note, *laid.warnings)),
        ]
        transcript.save(update_fields=["warnings"])
        jobs.defer(jobs.MINE, transcript=transcript.pk)
    return Labelled(transcript, laid.labelled, tuple(labels), laid.warnings)


def cue_of(utterance: Utterance) -> Cue:
    """A stored sentence as an importer would yield it."""
    return Cue(utterance.start_s, utterance.end_s, utterance.label or None, utterance.text)


def _refuse_what_would_be_lost(transcript: Transcript, utterances: Sequence[Utterance]) -> None:
    if not any(each.start_s is not None for each in utterances):
        raise LabellingError(
            "no-times", "The words of this transcript have no times, so no label can be laid over them."
        )
    if any(each.speaker_id for each in utterances):
        raise LabellingError(
            "voices-known",
            "This transcript says already who speaks. Labels are laid over words that have no speakers.",
        )
    if standing := standing_on(transcript):
        raise LabellingError(
            "words-in-use",
            f"“{standing[0].name}” and whatever else stands on the words of this transcript ({len(standing):,} in all) has them in their "
            "present voices. Lay the labels over it before anything is made of it.",
        )


def _store(transcript: Transcript, utterances: Sequence[Utterance], labels: Sequence[str]) -> None:
    Attribution.objects.filter(transcript=transcript).delete()
    speakers = attribute_labels(transcript, filter(None, labels))
    for each, label, turn in zip(utterances, labels, _turns(utterances, labels), strict=True):
        each.label, each.turn, each.speaker = label, turn, speakers.get(label)
    Utterance.objects.bulk_update(utterances, ["label", "turn", "speaker"], batch_size=BATCH)


def _turns(utterances: Sequence[Utterance], labels: Sequence[str]) -> Iterator[int]:
    """The number of each utterance's turn: another begins with another label, and where the clock goes back."""
    turn = 0
    for index, (each, label) in enumerate(zip(utterances, labels, strict=True)):
        before = utterances[index - 1] if index else each
        goes_back = each.start_s is not None and before.start_s is not None and each.start_s < before.start_s
        turn += bool(index) and (label != labels[index - 1] or goes_back)
        yield turn


def _note(data: bytes, source: str, utterances: int, labels: int) -> ParseWarning:
    checksum = hashlib.sha256(data).hexdigest()
    return ParseWarning(
        None,
        "labels-laid",
        f"On {timezone.now():%Y-%m-%d}, {labels:,} label{'s' if labels != 1 else ''} of “{source[:200]}” (SHA-256 {checksum}) were laid over "
        f"{utterances:,} utterances.",
    )
