"""What an editor decided, read from TOML, done again by the same methods that an editor's clicks call."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from debates.models import Claim, Correction, Debate, Passage, Relation, Section, Side, SideHolder, Suggestion
from transcripts.models import Alias, Speaker, Transcript


class DemoError(Exception):
    """The decisions no longer fit what the miner suggests, or what is said."""


def make_people(rows: Iterable[Mapping[str, Any]]) -> None:
    for row in rows:
        speaker = Speaker.objects.named(row["name"])
        speaker.about, speaker.pronoun = row["about"], row["pronoun"]
        speaker.save(update_fields=["about", "pronoun"])
        for alias in row["aliases"]:
            Alias.objects.get_or_create(speaker=speaker, name=alias)


def make_debate(slug: str, row: Mapping[str, Any]) -> tuple[Debate, dict[str, Section]]:
    """The debate with its sides, and its sections by their ids."""
    debate = Debate.objects.create(slug=slug, question=row["question"], summary=row["summary"])
    for position, side_row in enumerate(row["sides"]):
        side = Side.objects.create(debate=debate, name=side_row["name"], position=position)
        for name in side_row["people"]:
            SideHolder.objects.create(side=side, speaker=Speaker.objects.named(name))
    sections = {
        section["id"]: Section.objects.create(debate=debate, question=section["question"], position=position)
        for position, section in enumerate(row["sections"])
    }
    return debate, sections


def accept_claim(suggestion: Suggestion, key: str, text: str, through: Suggestion | None = None) -> Claim:
    """The claim that is suggested, in an editor's words; `through` is the suggestion in whose words its quote ends."""
    passage = None
    if through is not None:
        last = through.passage
        passage = Passage(suggestion.passage.first, suggestion.passage.word_start, last.last, last.word_end)
    claim = suggestion.accept(by=None, correction=Correction(text=text, passage=passage))
    if not isinstance(claim, Claim):
        raise DemoError(f"“{suggestion.exact}” was suggested as something else than a claim")
    claim.key = key
    claim.save(update_fields=["key"])
    return claim


def suggested(transcript: Transcript, words: str) -> Suggestion:
    """The claim that is suggested where a sentence begins with `words`. Raises DemoError."""
    suggestions = Suggestion.objects.of_claims().filter(transcript=transcript, exact__startswith=words)
    found = suggestions.select_related("utterance", "end_utterance").first()
    if found is None:
        raise DemoError(f"nothing suggested begins with “{words}”")
    return found


def relate(row: Mapping[str, Any], claims: Mapping[str, Claim]) -> Relation:
    """Accept the relation if the miner suggests it between these claims; else draw it as an editor does."""
    premise, target = claims[row["from"]], claims[row["to"]]
    suggestion = (
        Suggestion.objects.of_relations()
        .waiting()
        .filter(relation_kind=row["kind"], premise__claim=premise, target__claim=target)
        .first()
    )
    if suggestion is not None:
        relation = suggestion.accept(by=None, correction=Correction(evidence=row["evidence"]))
        if isinstance(relation, Relation):
            return relation
    return Relation.objects.link([premise], row["kind"], target, evidence=row["evidence"])


def reject_the_rest(transcript: Transcript) -> None:
    for suggestion in Suggestion.objects.filter(transcript=transcript).waiting():
        suggestion.reject(by=None)
