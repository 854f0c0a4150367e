"""What the miner would say of words that an editor chose: the claim, whose view it is, and why."""

from __future__ import annotations

from dataclasses import dataclass

from debates import mining
from debates.models import Passage, Stance, Suggestion
from transcripts.models import Speaker, Utterance

AROUND = 3
"""Sentences of the same voice before and after the words that the miner reads with them."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A first draft of a claim: holder by name, empty where it is the voice's own view."""

    text: str
    stance: str
    holder: str
    reason: str
    suggestion: Suggestion | None = None


def propose(passage: Passage, words: str) -> Proposal:
    """Return what was suggested of these very words, else what the miner says of the sentence they are in.

    Makes two queries, or five where nothing was suggested yet.
    """
    of_sentence = Suggestion.objects.of_claims().filter(
        utterance__transcript=passage.first.transcript_id, utterance__position=passage.first.position
    )
    rows = list(of_sentence.select_related("holder").best_first())
    same = next((row for row in rows if row.exact == words), None)
    found = same or next((row for row in rows if row.word_start == passage.word_start), None)
    if found is None:
        return _mined(passage, words)
    is_own = found.stance != Stance.REPORTS
    holder = found.holder.name if found.holder else found.holder_words
    waits = same if same and same.decided_at is None else None
    text = found.text if same else _sentence(words)
    return Proposal(text, found.stance, "" if is_own else holder, found.reason, waits)


def _mined(passage: Passage, words: str) -> Proposal:
    near = Utterance.objects.filter(
        transcript_id=passage.first.transcript_id,
        speaker=passage.first.speaker_id,
        position__gte=passage.first.position - AROUND,
        position__lte=passage.last.position + AROUND,
    )
    voice = passage.first.speaker.name if passage.first.speaker else None
    people = [
        mining.Person(speaker.name, tuple(alias.name for alias in speaker.aliases.all()))
        for speaker in Speaker.objects.with_aliases().by_name()
    ]
    said = " ".join(line.text for line in near.in_order())
    findings = mining.mine([mining.Turn(voice, said)], people).findings
    for finding in findings:
        if finding.text in words or words in finding.text:
            reported = finding.is_reported and finding.holder != voice
            stance = finding.stance if reported or finding.stance != mining.Stance.REPORTS else None
            return Proposal(
                finding.statement if finding.text == words else _sentence(words),
                str(stance or Stance.ASSERTS),
                (finding.holder or "") if reported else "",
                finding.reason,
            )
    return Proposal(_sentence(words), Stance.ASSERTS, "", "")


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
