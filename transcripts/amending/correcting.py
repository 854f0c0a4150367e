"""What an editor corrects in a transcript: words, and who says them. Each correction is a new version; nothing is lost."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from transcripts.models import (
    Attribution,
    Episode,
    NameDecision,
    NotPossibleError,
    Speaker,
    Transcript,
    Utterance,
    VoiceEvidence,
)
from transcripts.searching.rows import index_transcript

BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Correction:
    """New words and new voices (`None` for nobody), by position; `label` is one that now stands for its new voice throughout."""

    texts: Mapping[int, str] = field(default_factory=dict)
    voices: Mapping[int, Speaker | None] = field(default_factory=dict)
    label: str = ""

    @property
    def touched(self) -> frozenset[int]:
        """The sentences that are not what they were."""
        return frozenset(self.texts) | frozenset(self.voices)


@transaction.atomic
def next_version(transcript: Transcript, correction: Correction, by: AbstractBaseUser) -> Transcript:
    """Store `transcript` with a correction as the next version of its episode's words, not yet the current one.

    Raises NotPossibleError where it is not the current version any more, or its words were taken down.
    """
    episode = Episode.objects.select_for_update().get(pk=transcript.episode_id)
    versions = list(episode.transcripts.order_by("-version"))
    current = next((each for each in versions if each.is_current), None)
    if current is None or current.pk != transcript.pk:
        raise NotPossibleError("The transcript changed meanwhile: look at the sentence again.")
    if episode.is_taken_down:
        raise NotPossibleError("The words of this episode were taken down: there is nothing to correct.")
    lines = list(transcript.utterances.in_order())
    made = _copy(transcript, versions[0].version + 1, lines, correction, by)
    _store(made, lines, correction)
    NameDecision.objects.filter(transcript=transcript).update(transcript=made)
    return made


def _copy(
    transcript: Transcript,
    version: int,
    lines: Sequence[Utterance],
    correction: Correction,
    by: AbstractBaseUser,
) -> Transcript:
    """A row like that of `transcript`, which notes what was corrected."""
    said = "\n".join(correction.texts.get(line.position, line.text) for line in lines)
    checksum = hashlib.sha256(f"{version}\n{said}".encode()).hexdigest()
    places = ", ".join(f"¶{position + 1}" for position in sorted(correction.touched)[:20])
    note = {
        "line": None,
        "code": "corrected",
        "message": f"Corrected from version {transcript.version}: {places}.",
    }
    return Transcript.objects.create(
        episode_id=transcript.episode_id,
        recording_id=transcript.recording_id,
        version=version,
        is_current=False,
        language=transcript.language,
        format=transcript.format,
        source=transcript.source,
        checksum=checksum,
        found=transcript.found,
        kept=transcript.kept,
        warnings=[*transcript.warnings, note],
        licence=transcript.licence,
        retrieved_at=transcript.retrieved_at,
        importer_version=transcript.importer_version,
        imported_by_id=by.pk,
    )


def _store(made: Transcript, lines: Sequence[Utterance], correction: Correction) -> None:
    turn, before, copies = -1, None, []
    for line in lines:
        changed = line.position in correction.voices
        speaker = correction.voices[line.position] if changed else line.speaker_id
        speaker_id = speaker.pk if isinstance(speaker, Speaker) else speaker
        voice = (line.turn, line.label, speaker_id)
        turn += voice != before
        before = voice
        text = correction.texts.get(line.position, line.text)
        copies.append(
            Utterance(
                transcript=made,
                position=line.position,
                turn=turn,
                label=line.label,
                speaker_id=speaker_id,
                text=text,
                start_s=line.start_s,
                end_s=line.end_s,
                times_estimated=line.times_estimated,
            )
        )
    Utterance.objects.bulk_create(copies, batch_size=BATCH)
    index_transcript(made, len(copies))
    _attribute(made, lines, copies, correction)


def _attribute(
    made: Transcript, lines: Sequence[Utterance], copies: Sequence[Utterance], correction: Correction
) -> None:
    """Carry over who each label and turn is, with the editor's word before all others."""
    turns = {line.turn: copy.turn for line, copy in zip(lines, copies, strict=True)}
    kept = Attribution.objects.filter(transcript=lines[0].transcript_id)
    if correction.label:
        kept = kept.exclude(label=correction.label, turn=None)
    evidence = {
        each.pk: each.evidence for each in kept.filter(evidence__isnull=False).select_related("evidence")
    }
    copied = {each.pk: copy_of(each, made, turns) for each in kept}
    rows = list(copied.values())
    voices = {voice for voice in correction.voices.values() if voice is not None}
    editor = Attribution.Method.EDITOR
    if correction.label:
        rows += [
            Attribution(transcript=made, label=correction.label, speaker=voice, method=editor)
            for voice in voices
        ]
    else:
        of_turns = {
            (copy.label, copy.turn): correction.voices[copy.position]
            for copy in copies
            if copy.position in correction.voices
        }
        rows = [row for row in rows if (row.label, row.turn) not in of_turns]
        rows += [
            Attribution(transcript=made, label=label, turn=turn, speaker=voice, method=editor)
            for (label, turn), voice in of_turns.items()
            if voice is not None
        ]
    Attribution.objects.bulk_create(rows)
    stored = [(copied[pk], told) for pk, told in evidence.items() if copied[pk].pk]
    VoiceEvidence.objects.bulk_create(evidence_for(copy, told) for copy, told in stored)


def copy_of(attribution: Attribution, made: Transcript, turns: Mapping[int, int]) -> Attribution:
    """The same of another version, in which turns have the numbers that `turns` tells; not stored yet."""
    return Attribution(
        transcript=made,
        label=attribution.label,
        turn=None if attribution.turn is None else turns.get(attribution.turn),
        speaker_id=attribution.speaker_id,
        method=attribution.method,
        score=attribution.score,
        state=attribution.state,
    )


def evidence_for(attribution: Attribution, told: VoiceEvidence) -> VoiceEvidence:
    """The same evidence for another attribution; not stored yet."""
    return VoiceEvidence(
        attribution=attribution,
        score=told.score,
        margin=told.margin,
        band=told.band,
        policy=told.policy,
        net_s=told.net_s,
        runner_up_id=told.runner_up_id,
        cues=told.cues,
    )
