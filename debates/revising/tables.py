"""The tables with revisions: what pages call their rows and columns, which of these may repeat closed words, and what rows stand on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from django.db.models import Model

from debates.models import (
    Claim,
    ClaimTag,
    Comment,
    Comparison,
    Debate,
    Decision,
    Dissent,
    EarlierWord,
    Mention,
    MergedClaim,
    Placement,
    Premise,
    Question,
    Quote,
    Reanchoring,
    Relation,
    RightOfReply,
    Section,
    Sense,
    Side,
    SideHolder,
    Suggestion,
    Tag,
    Term,
    TermRelation,
    Watch,
)
from transcripts.models import (
    Alias,
    Attribution,
    CorrectionOffer,
    NameDecision,
    Speaker,
    Transcript,
    Utterance,
)

Table: TypeAlias = type[Model]


class Deed(StrEnum):
    """What happened to a row."""

    MADE = "insert"
    CHANGED = "update"
    DELETED = "delete"


@dataclass(frozen=True, slots=True)
class Told:
    """What a page calls the rows of a table, what became of them, and which of their columns it shows under which name."""

    made: str
    changed: str
    deleted: str
    columns: Mapping[str, str]

    def deed(self, deed: Deed) -> str:
        return {Deed.MADE: self.made, Deed.CHANGED: self.changed, Deed.DELETED: self.deleted}[deed]


def _told(noun: str, **columns: str) -> Told:
    return Told(f"{noun} added", f"{noun} changed", f"{noun} taken away", columns)


TOLD: Mapping[Table, Told] = {
    Speaker: Told(
        "Person added", "Person changed", "Person deleted",
        {"name": "Name", "about": "About", "pronoun": "Pronoun", "slug": "Address", "voice_profile": "Voice profile"},
    ),
    Alias: _told("Other name", name="Name"),
    Transcript: Told(
        "Version added", "Version changed", "Version taken out",
        {"version": "Version", "is_current": "The current one", "format": "Format", "language": "Language", "licence": "Licence", "kept": "Cues kept"},
    ),
    Attribution: Told(
        "A voice named", "A voice named otherwise", "A name taken off a voice",
        {"label": "Label", "turn": "Turn", "speaker_id": "Speaker", "method": "By", "state": "State", "transcript_id": "Transcript"},
    ),
    CorrectionOffer: _told("Correction offered", state="State"),
    NameDecision: Told(
        "Word on a voice", "Word on a voice taken back", "Word on a voice gone",
        {"label": "Label", "verdict": "Decision", "scope": "For", "speaker_id": "Speaker", "transcript_id": "Transcript"},
    ),
    Debate: Told("Debate made", "Debate changed", "Debate deleted", {"question": "Question", "summary": "Summary", "slug": "Address"}),
    Side: _told("Side", name="Name", position="Place"),
    SideHolder: _told("Somebody on a side", side_id="Side", speaker_id="Who", words="Who, in words"),
    Section: _told("Section", question="Question", position="Place"),
    Tag: _told("Tag", name="Name"),
    Claim: Told("Claim made", "Claim changed", "Claim deleted", {"text": "The claim", "origin": "Said or supplied", "key": "Address"}),
    MergedClaim: Told("Another claim merged in", "Merged elsewhere", "Merging undone", {"key": "Its address was", "into_id": "Into"}),
    ClaimTag: Told("Tagged", "Tagged otherwise", "Tag taken off", {"tag_id": "Tag", "claim_id": "Claim"}),
    Placement: Told(
        "Placed in a debate", "Placed elsewhere in a debate", "Taken out of a debate",
        {"claim_id": "Claim", "debate_id": "Debate", "section_id": "Section", "is_main": "A main claim"},
    ),
    Quote: _told(
        "Quote", exact="The words", stance="Stance", voiced_by_id="Voiced by", holder_id="Held by",
        holder_words="Held by, in words", claim_id="Claim", utterance_id="Sentence",
    ),
    Relation: Told(
        "Relation drawn", "Relation changed", "Relation taken away",
        {"kind": "How", "target_claim_id": "Onto", "target_relation_id": "Onto", "evidence": "By which words", "reason": "Reason"},
    ),
    Premise: _told("Premise", claim_id="From"),
    Term: _told("Term", word="Word"),
    Sense: _told("Sense", meaning="Meaning", side_id="Side", quote_id="Quote"),
    TermRelation: _told("Relation that rests on a term", term_id="Term", relation_id="Relation"),
    Question: _told("Question", outcome="What became of it", note="Note"),
    Comparison: _told("Word on a report", fidelity="How it stands", reaction="How they took it", note="Note"),
    EarlierWord: _told("Earlier word"),
    RightOfReply: _told("Right of reply", person="By"),
    Reanchoring: _told("Move to another transcript", state="State"),
    Suggestion: Told("Suggestion", "Suggestion decided", "Suggestion gone", {"status": "Decision", "claim_id": "Claim", "relation_id": "Relation"}),
    Decision: _told("Word on a suggestion", verdict="Decision"),
    Comment: _told("Comment"),
    Mention: _told("Mention"),
    Watch: _told("Watch"),
    Dissent: _told("Other reading of a relation", kind="Read as"),
}  # fmt: skip
"""Every table with revisions, for people to read; what a row stands on comes before it."""

TABLES: tuple[Table, ...] = tuple(TOLD)

WORDS: Mapping[Table, set[str]] = {
    Claim: {"text"},
    Quote: {"exact", "holder_words"},
    Relation: {"evidence", "reason"},
    Question: {"note"},
    Comparison: {"note"},
    Sense: {"meaning"},
}
"""Columns that may repeat words which only editors see."""

PROSE = {"text", "exact", "evidence", "reason", "question", "summary", "about", "note", "meaning"}
"""Columns that are compared word by word."""

LEADS: Mapping[Table, Mapping[str, Table]] = {
    Claim: {"id": Claim},
    ClaimTag: {"claim_id": Claim},
    MergedClaim: {"into_id": Claim},
    Quote: {"utterance_id": Utterance},
    Comparison: {"quote_id": Quote},
    EarlierWord: {"quote_id": Quote, "question_id": Question},
    Reanchoring: {"quote_id": Quote},
    Relation: {"id": Relation},
    Premise: {"relation_id": Relation, "claim_id": Claim},
    Dissent: {"relation_id": Relation},
    Comment: {"claim_id": Claim, "relation_id": Relation},
    Debate: {"id": Debate},
    Placement: {"debate_id": Debate, "claim_id": Claim},
    Side: {"debate_id": Debate},
    SideHolder: {"side_id": Side},
    Section: {"debate_id": Debate},
    Term: {"debate_id": Debate},
    Sense: {"term_id": Term},
    TermRelation: {"term_id": Term},
    Question: {"debate_id": Debate},
    Suggestion: {"id": Suggestion},
    Decision: {"suggestion_id": Suggestion},
    CorrectionOffer: {"utterance_id": Utterance},
}
"""Which columns of a change lead to what it stands on. What is in no table here is the whole site's, such as what is known of a person."""

NOWHERE: frozenset[Table] = frozenset({Tag, Watch, Mention})
"""What goes along with other rows and stands on no show itself."""
