"""Forgetting a voice: everything that was made of it goes, and a receipt says how much that was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from transcripts.models import (
    Attribution,
    NameDecision,
    Speaker,
    Utterance,
    VoiceCluster,
    VoiceEvidence,
    VoiceProfile,
    VoiceProfileState,
    VoiceReceipt,
    VoiceSample,
)
from transcripts.voices import Band

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser


@transaction.atomic
def forget_voice(speaker: Speaker, by: AbstractBaseUser | AnonymousUser | None = None) -> VoiceReceipt:
    """Delete somebody's samples, profiles, the voices of recordings taken for theirs, and what was attributed by voice.

    Their profile is disabled from then on. Names that an editor, a file or the words gave stay. A sentence that was named by voice
    loses its speaker, unless a quote stands on it, which keeps it as it is; the receipt counts both.
    """
    by_voice = Attribution.objects.filter(speaker=speaker, method=Attribution.Method.VOICE)
    unnamed, kept = _unname(speaker, list(by_voice.values_list("transcript_id", "label", "turn")))
    deleted = {
        "samples": VoiceSample.objects.filter(speaker=speaker).delete()[0],
        "profiles": VoiceProfile.objects.filter(speaker=speaker).delete()[0],
        "voices of recordings": _clusters_of(speaker).delete()[0],
        "mentions as the second nearest": VoiceEvidence.objects.filter(runner_up=speaker).update(
            runner_up=None
        ),
        "evidence in decisions": NameDecision.forget_evidence_of(speaker),
        "evidence": VoiceEvidence.objects.filter(attribution__in=by_voice).delete()[0],
        "figures beside names that stay": _figures_of(speaker).update(
            score=None, margin=None, band=Band.UNKNOWN.value
        ),
        "attributions by voice": by_voice.delete()[0],
        "revisions of attributions by voice": _revisions_of(speaker),
        "sentences that lost the name": unnamed,
        "sentences that keep it, as quotes stand on them": kept,
    }
    Speaker.objects.filter(pk=speaker.pk).update(voice_profile=VoiceProfileState.DISABLED)
    return VoiceReceipt.objects.create(
        speaker=speaker, forgotten_by_id=by.pk if by else None, deleted=deleted
    )


def what_goes(speaker: Speaker) -> dict[str, int]:
    """How much there is to forget, by kind. Makes eight queries and deletes nothing."""
    by_voice = Attribution.objects.filter(speaker=speaker, method=Attribution.Method.VOICE)
    of_label = Q(turn=None) | Q(turn=OuterRef("turn"))
    named = by_voice.filter(of_label, transcript=OuterRef("transcript"), label=OuterRef("label"))
    return {
        "samples": VoiceSample.objects.of(speaker).count(),
        "profiles": VoiceProfile.objects.filter(speaker=speaker).count(),
        "voices of recordings": _clusters_of(speaker).count(),
        "mentions as the second nearest": VoiceEvidence.objects.filter(runner_up=speaker).count(),
        "evidence in decisions": NameDecision.objects.with_voice_of(speaker).count(),
        "figures beside names that stay": _figures_of(speaker).exclude(attribution__in=by_voice).count(),
        "attributions by voice, with their evidence and revisions": by_voice.count(),
        "sentences named by voice": Utterance.objects.filter(Exists(named), speaker=speaker).count(),
    }


def _figures_of(speaker: Speaker) -> QuerySet[VoiceEvidence]:
    """What voices told where this person was named, by whomever: the words that were said stay beside the name."""
    return VoiceEvidence.objects.filter(attribution__speaker=speaker, score__isnull=False)


def _clusters_of(speaker: Speaker) -> QuerySet[VoiceCluster]:
    taken_for = Attribution.objects.filter(
        speaker=speaker, transcript__recording=OuterRef("recording"), label=OuterRef("label")
    ).exclude(state=Attribution.State.REJECTED)
    return VoiceCluster.objects.filter(Exists(taken_for))


def _revisions_of(speaker: Speaker) -> int:
    """Delete what the database kept of attributions by voice, which would bring them back."""
    revisions = apps.get_model("transcripts", "AttributionRevision")
    own = revisions._default_manager.filter(speaker_id=speaker.pk, method=Attribution.Method.VOICE)
    return int(own.delete()[0])


def _unname(speaker: Speaker, places: list[tuple[int, str, int | None]]) -> tuple[int, int]:
    """Take the speaker from the sentences of these labels or turns; returns how many lost it and how many kept it."""
    unnamed = kept = 0
    for transcript, label, turn in places:
        own = Utterance.objects.filter(transcript=transcript, label=label, speaker=speaker)
        if turn is not None:
            own = own.filter(turn=turn)
        pks = list(own.values_list("pk", flat=True))
        lost = _unname_all(pks)
        unnamed, kept = unnamed + lost, kept + len(pks) - lost
    return unnamed, kept


def _unname_all(pks: list[int]) -> int:
    """Take the speaker from these sentences, in halves where the database holds some of them fast."""
    if not pks:
        return 0
    try:
        with transaction.atomic():
            return Utterance.objects.filter(pk__in=pks).update(speaker=None)
    except IntegrityError:
        if len(pks) == 1:
            return 0
    middle = len(pks) // 2
    return _unname_all(pks[:middle]) + _unname_all(pks[middle:])
