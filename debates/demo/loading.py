"""Replay the demo's decisions on what the miner suggests."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction

from debates.demo.replaying import accept_claim, make_debate, make_people, reject_the_rest, relate, suggested
from debates.findings import mine_transcript
from debates.models import Claim, Debate, Relation, Sense, Term
from debates.standings.renewal import renew
from transcripts.ingest import Order, ingest
from transcripts.models import Transcript

FOLDER = Path(__file__).parent
DEBATE_SLUG = "are-large-language-models-a-dead-end"


@transaction.atomic
def load_demo() -> bool:
    """Load the demonstration debate; true where it was not there before. All of it, or nothing.

    Raises DemoError where a decision names words that nobody suggested.
    """
    if Debate.objects.filter(slug=DEBATE_SLUG).exists():
        return False
    decisions = tomllib.loads((FOLDER / "decisions.toml").read_text(encoding="utf-8"))
    make_people(decisions["people"])
    transcript = _episode(decisions["episode"])
    mine_transcript(transcript)
    debate, sections = make_debate(DEBATE_SLUG, decisions["debate"])
    claims = {row["key"]: _claim(row, transcript) for row in decisions["claims"]}
    for row in decisions["claims"]:
        debate.place(claims[row["key"]], sections[row["section"]], is_main=row.get("main", False))
    for row in decisions["relations"]:
        relate(row, claims)
    for row in decisions["terms"]:
        _term(row, debate, claims)
    reject_the_rest(transcript)
    renew()
    return True


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


def _claim(row: dict[str, Any], transcript: Transcript) -> Claim:
    through = suggested(transcript, row["through"]) if "through" in row else None
    return accept_claim(suggested(transcript, row["words"]), row["key"], row["text"], through)


def _term(row: dict[str, Any], debate: Debate, claims: dict[str, Claim]) -> None:
    term = Term.objects.create(debate=debate, key=row["key"], word=row["word"])
    for sense in row["senses"]:
        side, quote = debate.sides.get(name=sense["side"]), claims[sense["claim"]].quotes.get()
        Sense.objects.create(term=term, side=side, meaning=sense["meaning"], quote=quote)
    for answer in row["answers"]:
        premise, target = claims[answer["from"]], claims[answer["to"]]
        term.relations.add(Relation.objects.get(premises__claim=premise, target_claim=target))
