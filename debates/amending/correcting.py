"""An editor's corrections of the source, and what stands on the words: quotes move, suggestions go along."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from debates.amending.reanchoring import Transplanted, transplant
from debates.findings import fingerprint
from debates.models import Suggestion, User
from transcripts.amending.correcting import Correction, next_version
from transcripts.ingest.storing import store_fields
from transcripts.models import NotPossibleError, Speaker, Transcript, Utterance

MOST_EPISODES = 20
"""Episodes in which one press puts a label right: each takes about a second."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """The version that is current now, and what became of the quotes."""

    transcript: Transcript
    quotes: Transplanted


@transaction.atomic
def correct(transcript: Transcript, correction: Correction, by: User) -> Corrected:
    """Make the corrected words the current ones, with all that stands on them; quotes that are doubtful now wait in the queue.

    Raises NotPossibleError as `next_version` does.
    """
    made = next_version(transcript, correction, by)
    quotes = transplant(made)
    _carry_suggestions(transcript, made, correction)
    made.refresh_from_db()
    return Corrected(made, quotes)


def voice_of_turn(line: Utterance, voice: Speaker | None) -> Correction:
    """Let `voice` say the turn that `line` belongs to. Makes one query."""
    turn = line.transcript.utterances.filter(turn=line.turn)
    return Correction(voices=dict.fromkeys(turn.values_list("position", flat=True), voice))


def voice_of_label(transcript: Transcript, label: str, voice: Speaker | None) -> Correction:
    """Let `voice` be whoever `label` stands for, in all of this transcript. Makes one query."""
    lines = transcript.utterances.filter(label=label)
    return Correction(voices=dict.fromkeys(lines.values_list("position", flat=True), voice), label=label)


def back_to(current: Transcript, earlier: Transcript) -> Correction:
    """What lets `current` say again what `earlier` says, in the same voices. Makes two queries.

    Raises NotPossibleError where they are not cut into the same sentences, or say the same already.
    """
    now, then = (list(each.utterances.with_speakers().in_order()) for each in (current, earlier))
    if [line.start_s for line in now] != [line.start_s for line in then]:
        raise NotPossibleError("These versions are not cut into the same sentences: correct what is wrong.")
    pairs = list(zip(now, then, strict=True))
    texts = {here.position: old.text for here, old in pairs if here.text != old.text}
    voices = {here.position: old.speaker for here, old in pairs if here.speaker_id != old.speaker_id}
    if not texts and not voices:
        raise NotPossibleError("Both versions say the same.")
    return Correction(texts, voices)


def same_label_elsewhere(line: Utterance) -> list[Transcript]:
    """Current transcripts of other episodes of the show in which the line's label stands for the same speaker as here."""
    mine = line.transcript
    same = Utterance.objects.filter(label=line.label, speaker=line.speaker_id).values("transcript")
    others = Transcript.objects.current().filter(
        episode__show=mine.episode.show_id, episode__is_taken_down=False, pk__in=same
    )
    return list(others.exclude(pk=mine.pk).with_episodes().order_by("pk")[:MOST_EPISODES])


def _carry_suggestions(old: Transcript, new: Transcript, correction: Correction) -> None:
    """Let what was suggested of sentences that stayed as they were stand on the new version, decisions and all.

    What waits on a corrected sentence goes: the miner looks at it again.
    """
    lines = {line.position: line for line in new.utterances.in_order()}
    moved: list[Suggestion] = []
    stale: list[int] = []
    claims = (
        Suggestion.objects.of_claims().filter(transcript=old).select_related("utterance", "end_utterance")
    )
    for each in claims:
        first, last = each.passage.first.position, each.passage.last.position
        if correction.touched.isdisjoint(range(first, last + 1)):
            each.utterance, each.end_utterance = lines[first], lines[last]
            each.transcript = new
            each.fingerprint = fingerprint(
                "claim", lines[first].pk, each.word_start, lines[last].pk, each.word_end
            )
            moved.append(each)
        elif each.decided_at is None:
            stale.append(each.pk)
    Suggestion.objects.filter(pk__in=stale).delete()
    store_fields(moved, ["utterance", "end_utterance", "transcript", "fingerprint"])
    prints = {each.pk: each.fingerprint for each in moved}
    relations = [
        each
        for each in Suggestion.objects.of_relations().filter(transcript=old)
        if each.premise_id in prints and each.target_id in prints
    ]
    for each in relations:
        ends = (prints[each.premise_id or 0], prints[each.target_id or 0])
        each.transcript, each.fingerprint = new, fingerprint("relation", each.relation_kind, *ends)
    store_fields(relations, ["transcript", "fingerprint"])
    Suggestion.objects.filter(transcript=old, kind=Suggestion.Kind.HOLDER).update(transcript=new)
