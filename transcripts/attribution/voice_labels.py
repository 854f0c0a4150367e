"""Voices of a recording over the words that its episode has: labels where there are none, names where they are sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Max

from transcripts import jobs
from transcripts.amending.dependents import standing_on
from transcripts.attribution.introductions import Spoken
from transcripts.attribution.labelling import cue_of, label_voices
from transcripts.attribution.naming import Verdict, store_verdicts
from transcripts.cues import Cue
from transcripts.importers.rttm import LabelSpan, lay_labels
from transcripts.models import Attribution, Transcript
from transcripts.speech.values import Turn
from transcripts.speech.writing import as_rttm


@dataclass(frozen=True, slots=True)
class Laid:
    """What became of a transcript: how many of its sentences got a name, and how many have none yet."""

    named: int
    unnamed: int


def wants_names(transcript: Transcript) -> bool:
    """Whether voices can tell who says some of its sentences: they have times and no speaker, and labels where any sentence has one."""
    unnamed = transcript.utterances.filter(speaker=None, start_s__isnull=False, end_s__isnull=False)
    has_labels = transcript.utterances.exclude(label="").exists()
    return (unnamed.exclude(label="") if has_labels else unnamed).exists()


def is_nameless(transcript: Transcript) -> bool:
    """Whether nobody is known to have said any of it, and voices that were not listened to yet can tell."""
    heard = transcript.recording.voice_clusters.exists()
    named = transcript.utterances.filter(speaker__isnull=False).exists()
    return not heard and not named and wants_names(transcript)


def words_end_s(transcript: Transcript) -> float:
    """The second at which its last sentence ends."""
    return float(transcript.utterances.aggregate(last=Max("end_s"))["last"] or 0.0)


def labelled_turns(transcript: Transcript) -> list[Turn]:
    """The turns that its labels tell, a sentence each; none where it has no labels."""
    return [
        Turn(each.start_s, each.end_s, each.label)
        for each in transcript.utterances.in_order()
        if each.label and each.start_s is not None and each.end_s is not None and each.end_s > each.start_s
    ]


def spoken(transcript: Transcript, turns: Sequence[Turn]) -> list[Spoken]:
    """Its sentences in order, under its own labels, or under those of `turns` where it has none."""
    utterances = list(transcript.utterances.in_order())
    cues: Sequence[Cue] = [cue_of(each) for each in utterances]
    if not any(each.label for each in utterances):
        cues = lay_labels(cues, [LabelSpan(turn.start_s, turn.end_s, turn.label) for turn in turns]).cues
    return [
        Spoken(cue.speaker or "", cue.text, each.start_s or 0.0)
        for cue, each in zip(cues, utterances, strict=True)
    ]


def unnamed_labels(transcript: Transcript) -> set[str]:
    """The labels that stand for nobody yet, those aside about which an editor has decided."""
    decided = transcript.attributions.filter(method=Attribution.Method.EDITOR)
    free = transcript.utterances.filter(speaker=None).exclude(label="")
    return set(free.exclude(label__in=decided.values("label")).values_list("label", flat=True))


@transaction.atomic
def lay_voices(transcript: Transcript, turns: Sequence[Turn], given: Sequence[Verdict], source: str) -> Laid:
    """Give sentences without a label those of `turns`, and the sure ones among `given` their names.

    Where a quote stands on the words, the voice under it stays as it is: names are proposed then, for an editor to decide. What was
    proposed before is renewed. Raises LabellingError and TranscriptError as `label_voices` does.
    """
    transcript = Transcript.objects.select_for_update().get(pk=transcript.pk)
    if not transcript.utterances.exclude(label="").exists():
        label_voices(transcript, as_rttm("recording", turns).encode(), source)
    else:
        jobs.defer(jobs.MINE, transcript=transcript.pk)
    free = unnamed_labels(transcript)
    is_in_use = bool(standing_on(transcript))
    meant = [replace(each, is_sure=each.is_sure and not is_in_use) for each in given if each.label in free]
    transcript.attributions.filter(label__in=free, state=Attribution.State.PROPOSED).delete()
    named = 0
    for each in meant:
        if each.is_sure and each.speaker:
            own = transcript.utterances.filter(label=each.label, speaker=None)
            named += own.update(speaker=each.speaker)
    store_verdicts(transcript, meant)
    return Laid(named, transcript.utterances.filter(speaker=None).count())
