"""From what the miner finds to suggestions that wait for an editor."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from django.db import transaction

from debates import mining
from debates.learning import score_by_what_was_learned
from debates.mining import Finding, FindingKind, Link, Mined
from debates.mining.elsewhere import Bond
from debates.mining.left_out import left_out
from debates.models import Passage, Stance, Suggestion
from debates.models.claim import CLAIM_MAX_LENGTH
from transcripts.models import Speaker, Transcript, Utterance
from transcripts.models.transcript import Turn

_SENTENCE_KINDS = {
    FindingKind.CLAIM: Suggestion.SentenceKind.CLAIM,
    FindingKind.QUESTION: Suggestion.SentenceKind.QUESTION,
    FindingKind.SETUP: Suggestion.SentenceKind.SETUP,
}


@dataclass(frozen=True, slots=True)
class Stored:
    """What mining brought: suggestions that are new, those that had been made before, turns that are not in English, and how many
    sentences were left out, by why.
    """

    new_claims: int
    new_relations: int
    known: int
    unread: int = 0
    left_out: dict[str, int] = field(default_factory=dict)


def mine_transcript(transcript: Transcript) -> Stored:
    """Mine a transcript and store what is found as suggestions; decisions made before are kept untouched.

    Makes about a dozen queries, whatever the length.
    """
    talk = read_talk(transcript)
    return store(transcript, talk, mining.mine(talk.said, talk.people), SHIPPED)


@dataclass(frozen=True, slots=True)
class Miner:
    """Who proposes: the name and the version on each suggestion."""

    model: str
    version: str


SHIPPED = Miner(mining.MODEL, mining.VERSION)


@dataclass(frozen=True, slots=True)
class Talk:
    """A transcript as miners read it: stored turns, the same as plain words, and everybody who may be meant in them."""

    turns: tuple[Turn, ...]
    said: tuple[mining.Turn, ...]
    people: tuple[mining.Person, ...]


def read_talk(transcript: Transcript) -> Talk:
    """Three queries."""
    turns = tuple(transcript.utterances.turns())
    people = tuple(
        mining.Person(speaker.name, tuple(alias.name for alias in speaker.aliases.all()))
        for speaker in Speaker.objects.with_aliases().by_name()
    )
    return Talk(turns, tuple(mining.Turn(turn.voice or None, _text(turn)) for turn in turns), people)


def _text(turn: Turn) -> str:
    return " ".join(utterance.text for utterance in turn.utterances)


@transaction.atomic
def store(transcript: Transcript, talk: Talk, mined: Mined, by: Miner) -> Stored:
    """Store what `by` found as suggestions; those that were made before, by whomever, stay as they are."""
    # Two miners that are done at once store one after the other: what both found is one suggestion.
    Transcript.objects.select_for_update(no_key=True).get(pk=transcript.pk)
    speakers = {speaker.name: speaker for speaker in Speaker.objects.all()}
    findings = [finding for finding in mined.findings if finding.kind in _SENTENCE_KINDS]
    wanted = {
        finding.id: _claim_suggestion(transcript, talk.turns, finding, speakers, by) for finding in findings
    }
    claims, new_claims = keep(transcript, wanted.values())
    by_finding = {finding_id: claims[made.fingerprint] for finding_id, made in wanted.items()}
    links = [
        suggested_relation(by_finding[link.source], by_finding[link.target], link, by)
        for link in mined.links
        if link.source in by_finding and link.target in by_finding
    ]
    _, new_relations = keep(transcript, links)
    known = len(wanted) + len(links) - new_claims - new_relations
    return Stored(new_claims, new_relations, known, len(mined.unread), left_out(mined.findings))


def keep(transcript: Transcript, made: Iterable[Suggestion]) -> tuple[dict[str, Suggestion], int]:
    """Store suggestions that are not there yet. Returns all of them by fingerprint, and how many are new."""
    offered = {suggestion.fingerprint: suggestion for suggestion in made}
    here = Suggestion.objects.filter(transcript=transcript, fingerprint__in=offered)
    known = {suggestion.fingerprint: suggestion for suggestion in here}
    new = [suggestion for fingerprint, suggestion in offered.items() if fingerprint not in known]
    score_by_what_was_learned(new)
    Suggestion.objects.bulk_create(new, batch_size=1000)
    return {**known, **{suggestion.fingerprint: suggestion for suggestion in new}}, len(new)


def _claim_suggestion(
    transcript: Transcript,
    turns: Sequence[Turn],
    finding: Finding,
    speakers: dict[str, Speaker],
    by: Miner,
) -> Suggestion:
    turn = turns[finding.span.turn]
    passage = passage_at(turn.utterances, finding.span.start, finding.span.end)
    holder = speakers.get(finding.holder or "")
    is_report = finding.is_reported and (holder is None or holder != turn.speaker)
    return Suggestion(
        transcript=transcript,
        kind=Suggestion.Kind.CLAIM,
        fingerprint=fingerprint(
            "claim", passage.first.pk, passage.word_start, passage.last.pk, passage.word_end
        ),
        model=by.model,
        model_version=by.version,
        score=finding.score,
        mined_score=finding.score,
        reason=finding.reason,
        evidence=finding.cue,
        sentence_kind=_SENTENCE_KINDS[finding.kind],
        text=finding.statement[:CLAIM_MAX_LENGTH],
        utterance=passage.first,
        word_start=passage.word_start,
        end_utterance=passage.last,
        word_end=passage.word_end,
        exact=" ".join(finding.text.split()),
        voiced_by=turn.speaker,
        holder=holder if is_report else turn.speaker,
        holder_words="" if holder or not is_report else (finding.holder or "somebody else")[:200],
        stance=_stance(finding, is_report),
    )


def _stance(finding: Finding, is_report: bool) -> str:
    """What the voice does; somebody who reports himself asserts."""
    if is_report or finding.stance not in {None, mining.Stance.REPORTS}:
        return str(finding.stance)
    return Stance.ASSERTS


def suggested_relation(premise: Suggestion, target: Suggestion, found: Link | Bond, by: Miner) -> Suggestion:
    """What a miner found one suggested claim to do to another, of the same talk or of another, with the version of the head that did."""
    return Suggestion(
        transcript_id=premise.transcript_id,
        kind=Suggestion.Kind.RELATION,
        fingerprint=fingerprint("relation", found.kind, premise.fingerprint, target.fingerprint),
        model=by.model,
        model_version=f"{by.version} (head {found.head})" if found.head else by.version,
        score=found.score,
        mined_score=found.score,
        reason=found.reason,
        evidence=found.evidence,
        relation_kind=found.kind,
        premise=premise,
        target=target,
    )


def fingerprint(*parts: object) -> str:
    """What is the same whenever the same is proposed of the same words."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()


def passage_at(utterances: Sequence[Utterance], start: int, end: int) -> Passage:
    """Return the words that characters `start` to `end` of `utterances`, joined by spaces, touch."""
    begins = list(accumulate((len(utterance.text) + 1 for utterance in utterances), initial=0))
    first = bisect_right(begins, start) - 1
    last = bisect_right(begins, end - 1) - 1
    word_start = utterances[first].text.count(" ", 0, start - begins[first])
    word_end = utterances[last].text.count(" ", 0, end - begins[last]) + 1
    return Passage(utterances[first], word_start, utterances[last], word_end)
