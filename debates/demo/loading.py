"""Replay the demo's decisions on what the miner suggests."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction

from debates.findings import mine_transcript
from debates.models import (
    Claim,
    Correction,
    Debate,
    Passage,
    Relation,
    Section,
    Sense,
    Side,
    SideHolder,
    Suggestion,
    Term,
)
from debates.standings.renewal import renew
from transcripts.ingest import Order, ingest
from transcripts.models import Alias, Speaker, Transcript

FOLDER = Path(__file__).parent
DEBATE_SLUG = "are-large-language-models-a-dead-end"


class DemoError(Exception):
    """The decisions no longer fit what the miner suggests."""


@transaction.atomic
def load_demo() -> bool:
    """Load the demonstration debate; true where it was not there before. All of it, or nothing.

    Raises DemoError where a decision names words that nobody suggested.
    """
    if Debate.objects.filter(slug=DEBATE_SLUG).exists():
        return False
    decisions = tomllib.loads((FOLDER / "decisions.toml").read_text(encoding="utf-8"))
    _people(decisions["people"])
    transcript = _episode(decisions["episode"])
    mine_transcript(transcript)
    debate, sections = _debate(decisions["debate"])
    claims = {row["key"]: _claim(row, transcript) for row in decisions["claims"]}
    for row in decisions["claims"]:
        debate.place(claims[row["key"]], sections[row["section"]], is_main=row.get("main", False))
    for row in decisions["relations"]:
        _relation(row, claims)
    for row in decisions["terms"]:
        _term(row, debate, claims)
    for suggestion in Suggestion.objects.filter(transcript=transcript).waiting():
        suggestion.reject(by=None)
    renew()
    return True


def _people(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        speaker = Speaker.objects.named(row["name"])
        speaker.about, speaker.pronoun = row["about"], row["pronoun"]
        speaker.save(update_fields=["about", "pronoun"])
        for alias in row["aliases"]:
            Alias.objects.get_or_create(speaker=speaker, name=alias)


def _episode(row: dict[str, Any]) -> Transcript:
    order = Order(
        data=(FOLDER / row["file"]).read_bytes(),
        source=row["page_url"],
        show=row["show"],
        title=row["title"],
        published_on=row["published"],
        page_url=row["page_url"],
        source_note=row["source_note"],
        clock=(row["from_s"], row["to_s"]),
    )
    return ingest(order).transcript


def _debate(row: dict[str, Any]) -> tuple[Debate, dict[str, Section]]:
    debate = Debate.objects.create(slug=DEBATE_SLUG, question=row["question"], summary=row["summary"])
    for position, side_row in enumerate(row["sides"]):
        side = Side.objects.create(debate=debate, name=side_row["name"], position=position)
        for name in side_row["people"]:
            SideHolder.objects.create(side=side, speaker=Speaker.objects.named(name))
    sections = {
        section["id"]: Section.objects.create(debate=debate, question=section["question"], position=position)
        for position, section in enumerate(row["sections"])
    }
    return debate, sections


def _claim(row: dict[str, Any], transcript: Transcript) -> Claim:
    suggestion = _suggested(transcript, row["words"])
    passage = None
    if "through" in row:
        last = _suggested(transcript, row["through"]).passage
        passage = Passage(suggestion.passage.first, suggestion.passage.word_start, last.last, last.word_end)
    claim = suggestion.accept(by=None, correction=Correction(text=row["text"], passage=passage))
    if not isinstance(claim, Claim):
        raise DemoError(f"“{row['words']}” was suggested as something else than a claim")
    claim.key = row["key"]
    claim.save(update_fields=["key"])
    return claim


def _suggested(transcript: Transcript, words: str) -> Suggestion:
    suggestions = Suggestion.objects.of_claims().filter(transcript=transcript, exact__startswith=words)
    found = suggestions.select_related("utterance", "end_utterance").first()
    if found is None:
        raise DemoError(f"nothing suggested begins with “{words}”")
    return found


def _relation(row: dict[str, Any], claims: dict[str, Claim]) -> Relation:
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


def _term(row: dict[str, Any], debate: Debate, claims: dict[str, Claim]) -> None:
    term = Term.objects.create(debate=debate, key=row["key"], word=row["word"])
    for sense in row["senses"]:
        side, quote = debate.sides.get(name=sense["side"]), claims[sense["claim"]].quotes.get()
        Sense.objects.create(term=term, side=side, meaning=sense["meaning"], quote=quote)
    for answer in row["answers"]:
        premise, target = claims[answer["from"]], claims[answer["to"]]
        term.relations.add(Relation.objects.get(premises__claim=premise, target_claim=target))
