"""What editors decide about voices whose names are not sure: carried out, kept with the evidence, and taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import pghistory
from django.db import transaction
from django.utils import timezone

from debates.amending.correcting import MOST_EPISODES, correct, same_label_elsewhere
from debates.models import AlreadyDecidedError, User
from debates.reading.naming import NameCard
from debates.revising.changes import changes_of, revisions_of
from debates.revising.tables import Deed
from transcripts.amending.correcting import Correction, copy_of, evidence_for
from transcripts.attribution.attributing import names_a_person
from transcripts.attribution.uncertain import uncertain_at
from transcripts.models import (
    Attribution,
    CorrectionOffer,
    CorrectionState,
    Episode,
    NameDecision,
    NameScope,
    NameVerdict,
    NotPossibleError,
    Speaker,
    Transcript,
    Utterance,
    VoiceEvidence,
)
from transcripts.profiles.enrolling import confirm_voice


@dataclass(frozen=True, slots=True)
class Named:
    """What an editor says: whose voice it is (`None` for nobody's), and how far that reaches."""

    speaker: Speaker | None
    scope: NameScope


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A label of another transcript that gets the same name."""

    transcript: Transcript
    label: str


@transaction.atomic
def put_off(card: NameCard, by: User) -> NameDecision:
    """Leave a voice for later; twice is once. Raises AlreadyDecidedError."""
    lock_episodes([card.line.transcript])
    line = _still_uncertain(card)
    later = NameDecision.objects.standing().filter(
        transcript=line.transcript, label=line.label, offer=card.offer, verdict=NameVerdict.LATER
    )
    return later.first() or _keep(card, line, Named(None, NameScope.LABEL), NameVerdict.LATER, by)


@transaction.atomic
def name_voice(card: NameCard, named: Named, by: User) -> NameDecision:
    """Let a voice be whose an editor says it is, with all that follows for words, quotes, samples and a reader's doubt.

    Raises AlreadyDecidedError where somebody decided meanwhile, and NotPossibleError where it cannot be.
    """
    locked = lock_episodes([card.line.transcript, *(each.transcript for each in elsewhere(card.line, named))])
    line = _still_uncertain(card)
    verdict = NameVerdict.NOBODY if named.speaker is None else NameVerdict.OTHER
    if named.speaker is not None and card.people and card.people[0].speaker == named.speaker:
        verdict = NameVerdict.CONFIRMED
    others = [each for each in elsewhere(line, named) if each.transcript.episode_id in locked]
    decision = _keep(card, line, named, verdict, by)
    _carry_out(decision, line, by)
    for other in others:
        first = other.transcript.utterances.filter(label=other.label, speaker=line.speaker_id)
        start = first.in_order().first()
        if start is not None:
            start.transcript = other.transcript
            _carry_out(_part(decision, start), start, by)
    if card.offer is not None:
        stays = named.speaker == line.speaker
        card.offer.decide(CorrectionState.DISMISSED if stays else CorrectionState.DONE, by)
    return decision


def elsewhere(line: Utterance, named: Named) -> list[Elsewhere]:
    """The labels of other episodes of the show that get the name as well.

    A label that names a person is the same everywhere. One that only numbers a voice means nothing outside its file: there it is
    the labels that wait because the same person was proposed for them by their voice.
    """
    if named.scope != NameScope.EVERYWHERE:
        return []
    if names_a_person(line.label):
        return [Elsewhere(each, line.label) for each in same_label_elsewhere(line)]
    here = line.transcript
    proposed = Attribution.objects.filter(
        state=Attribution.State.PROPOSED,
        method=Attribution.Method.VOICE,
        turn=None,
        speaker=named.speaker,
        transcript__is_current=True,
        transcript__episode__show=here.episode.show_id,
        transcript__episode__is_taken_down=False,
    )
    found = proposed.exclude(transcript=here).select_related("transcript__episode__show").order_by("pk")
    return [Elsewhere(each.transcript, each.label) for each in found[:MOST_EPISODES]]


def lock_episodes(transcripts: Iterable[Transcript]) -> set[int]:
    """Keep others from changing these episodes until the transaction ends; in one order, so that two never wait for each other."""
    episodes = Episode.objects.select_for_update().filter(pk__in={each.episode_id for each in transcripts})
    return {episode.pk for episode in episodes.order_by("pk")}


def _still_uncertain(card: NameCard) -> Utterance:
    """The card's sentence in the current version, of an episode that is locked."""
    current = Transcript.objects.current().with_episodes().get(episode=card.line.transcript.episode_id)
    line = current.utterances.with_speakers().filter(position=card.line.position).first()
    same = ("label", "text", "speaker_id")
    if line is None or any(getattr(line, name) != getattr(card.line, name) for name in same):
        raise AlreadyDecidedError("Somebody changed this voice meanwhile.")
    line.transcript = current
    if uncertain_at(line, card.row.offer) is None:
        raise AlreadyDecidedError("Somebody decided about this voice meanwhile.")
    return line


def _keep(card: NameCard, line: Utterance, named: Named, verdict: NameVerdict, by: User) -> NameDecision:
    """Store the decision with what the editor saw."""
    voice = card.voice
    near = [speaker for speaker, _ in voice.candidates]
    return NameDecision.objects.create(
        transcript=line.transcript,
        before=line.transcript,
        label=line.label,
        position=line.position,
        verdict=verdict,
        scope=named.scope,
        speaker=named.speaker,
        offer=card.offer,
        nearest=near[0] if near else None,
        runner_up=near[1] if len(near) > 1 else None,
        model_id=voice.model,
        score=voice.score,
        margin=voice.margin,
        band=voice.band,
        policy=voice.policy,
        net_s=voice.net_s,
        enrolled_s=voice.enrolled_s,
        cues=[
            {"kind": cue.kind, "name": cue.name, "quote": cue.quote, "start_s": cue.start_s}
            for cue in card.cues
        ],
        by=by,
    )


def _part(decision: NameDecision, line: Utterance) -> NameDecision:
    """The same for another episode, where nothing was looked at."""
    return NameDecision.objects.create(
        transcript=line.transcript,
        before=line.transcript,
        label=line.label,
        position=line.position,
        verdict=decision.verdict,
        scope=decision.scope,
        speaker=decision.speaker,
        part_of=decision,
        by=decision.by,
    )


def _carry_out(decision: NameDecision, line: Utterance, by: User) -> None:
    """Name the voice that the line is in, as a new version where another name stood there or none."""
    whole = decision.scope != NameScope.TURN
    if decision.speaker != line.speaker:
        voices = dict.fromkeys(_positions(line, whole=whole), decision.speaker)
        correction = Correction(voices=voices, label=line.label if whole else "")
        decision.made = correct(line.transcript, correction, by).transcript
        decision.save(update_fields=["made"])
    elif whole:
        proposed = line.transcript.attributions.filter(label=line.label, turn=None)
        proposed.filter(state=Attribution.State.PROPOSED).update(state=Attribution.State.REJECTED)
    if whole:
        now = decision.made or line.transcript
        now.episode = line.transcript.episode
        decision.sample = confirm_voice(now, line.label, decision.speaker, by)
        decision.save(update_fields=["sample"])


def _positions(line: Utterance, *, whole: bool) -> list[int]:
    """The sentences of the line's label, or turn, that have the same voice as the line: what was said of single turns stays."""
    same = line.transcript.utterances.filter(label=line.label, speaker=line.speaker_id)
    meant = same if whole else same.filter(turn=line.turn)
    return list(meant.values_list("position", flat=True))


def name_label(line: Utterance, speaker: Speaker, by: User, part_of: NameDecision | None) -> NameDecision:
    """Let the label of a line be somebody else's, outside the queue, where nothing was compared; in a transaction."""
    decision = NameDecision.objects.create(
        transcript=line.transcript,
        before=line.transcript,
        label=line.label,
        position=line.position,
        verdict=NameVerdict.OTHER,
        scope=NameScope.LABEL,
        speaker=speaker,
        part_of=part_of,
        by=by,
    )
    _carry_out(decision, line, by)
    return decision


def decision_in(step: UUID) -> NameDecision | None:
    """The decision that this step made or took back, in all episodes that it reached. Three queries at most."""
    touched = revisions_of(NameDecision).filter(pgh_context_id=step).values_list("pgh_obj_id", flat=True)
    changes = changes_of((NameDecision, row) for row in touched)
    decided = [
        change.row
        for change in changes
        if change.step == step and (change.deed == Deed.MADE or "undone_at" in change.columns)
    ]
    return NameDecision.objects.whole().with_places().filter(pk__in=decided).first() if decided else None


@transaction.atomic
def undo_step(step: UUID, decision: NameDecision, by: User) -> None:
    """Take back the decision that a step made, as one more step that says so. Raises NotPossibleError."""
    pghistory.context(undoes=[str(step)])
    undo_decision(decision, by)


@transaction.atomic
def undo_decision(decision: NameDecision, by: User) -> None:
    """Take a decision back, in all episodes that it reached: names, proposals, samples and a reader's doubt are as before.

    Raises NotPossibleError where it was taken back already, or the voices were changed again since.
    """
    lock_episodes(
        Transcript.objects.filter(pk__in=NameDecision.objects.with_parts(decision).values("before"))
    )
    decision = NameDecision.objects.select_for_update().get(pk=decision.pk)
    if decision.undone_at is not None:
        raise NotPossibleError("This decision was taken back already.")
    if decision.part_of_id is not None:
        raise NotPossibleError("This is a part of a decision for the whole show: take back that one.")
    for each in [decision, *decision.parts.order_by("pk")]:
        _take_back(each, by)
        each.undone_at, each.undone_by = timezone.now(), by
        each.save(update_fields=["undone_at", "undone_by"])
    if decision.offer_id is not None and decision.verdict != NameVerdict.LATER:
        CorrectionOffer.objects.filter(pk=decision.offer_id).update(
            state=CorrectionState.WAITING, decided_at=None, decided_by=None
        )


def _take_back(decision: NameDecision, by: User) -> None:
    if decision.verdict == NameVerdict.LATER:
        return
    whole = decision.scope != NameScope.TURN
    current = Transcript.objects.current().with_episodes().get(episode=decision.before.episode_id)
    label = decision.label if whole else ""
    if decision.made is not None:
        voices = _voices_before(decision, current)
        made = correct(current, Correction(voices=voices, label=label), by).transcript
        made.episode, current = current.episode, made
        if whole:
            _restore_attributions(decision, made)
    elif whole:
        rejected = current.attributions.filter(label=label, turn=None, state=Attribution.State.REJECTED)
        rejected.update(state=Attribution.State.PROPOSED)
    if whole:
        confirm_voice(current, label, _confirmed_before(current, label), by)


def _voices_before(decision: NameDecision, current: Transcript) -> dict[int, Speaker | None]:
    """Who said each sentence that the decision changed. Raises NotPossibleError where somebody changed one of them since."""
    assert decision.made is not None  # noqa: S101  asked by whoever calls
    before, made, now = (
        {line.position: line for line in each.utterances.with_speakers().in_order()}
        for each in (decision.before, decision.made, current)
    )
    changed = [at for at, line in made.items() if before[at].speaker_id != line.speaker_id]
    for at in changed:
        same = at in now and now[at].text == made[at].text and now[at].label == made[at].label
        if not same or now[at].speaker_id != made[at].speaker_id:
            raise NotPossibleError(
                f"Sentence ¶{at + 1} of “{current.episode}” was changed again since: correct it there."
            )
    return {at: before[at].speaker for at in changed}


def _restore_attributions(decision: NameDecision, made: Transcript) -> None:
    """Let the label of a version be attributed as it was before the decision, with the evidence."""
    made.attributions.filter(label=decision.label, turn=None).delete()
    was = decision.before.attributions.filter(label=decision.label, turn=None).order_by("pk")
    for each in was.select_related("evidence"):
        copy = copy_of(each, made, {})
        copy.save()
        told: VoiceEvidence | None = getattr(each, "evidence", None)
        if told is not None:
            evidence_for(copy, told).save()


def _confirmed_before(current: Transcript, label: str) -> Speaker | None:
    """Whom an editor named this label after, where one did."""
    by_editor = current.attributions.filter(
        label=label, turn=None, method=Attribution.Method.EDITOR, state=Attribution.State.ACCEPTED
    ).select_related("speaker")[:1]
    return next((each.speaker for each in by_editor), None)
