"""How pages tell what changed: a name for every table and column, and names for the rows that others point at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Field, Model

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
from debates.models.claim import CLOSED_CLAIM
from debates.revising.changes import Change, Deed, Table, revisions_of
from transcripts.models import (
    Alias,
    Attribution,
    CorrectionOffer,
    NameDecision,
    Reader,
    Speaker,
    Transcript,
    Utterance,
)


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
    Claim: Told("Claim made", "Claim changed", "Claim deleted", {"text": "The claim", "origin": "Said or supplied", "key": "Address"}),
    Quote: _told(
        "Quote", exact="The words", stance="Stance", voiced_by_id="Voiced by", holder_id="Held by",
        holder_words="Held by, in words", claim_id="Claim", utterance_id="Sentence",
    ),
    Relation: Told(
        "Relation drawn", "Relation changed", "Relation taken away",
        {"kind": "How", "target_claim_id": "Onto", "target_relation_id": "Onto", "evidence": "By which words", "reason": "Reason"},
    ),
    Premise: _told("Premise", claim_id="From"),
    Debate: Told("Debate made", "Debate changed", "Debate deleted", {"question": "Question", "summary": "Summary", "slug": "Address"}),
    Side: _told("Side", name="Name", position="Place"),
    SideHolder: _told("Somebody on a side", side_id="Side", speaker_id="Who", words="Who, in words"),
    Section: _told("Section", question="Question", position="Place"),
    Placement: Told(
        "Placed in a debate", "Placed elsewhere in a debate", "Taken out of a debate",
        {"claim_id": "Claim", "debate_id": "Debate", "section_id": "Section", "is_main": "A main claim"},
    ),
    Tag: _told("Tag", name="Name"),
    ClaimTag: Told("Tagged", "Tagged otherwise", "Tag taken off", {"tag_id": "Tag", "claim_id": "Claim"}),
    MergedClaim: Told("Another claim merged in", "Merged elsewhere", "Merging undone", {"key": "Its address was", "into_id": "Into"}),
    Term: _told("Term", word="Word"),
    Sense: _told("Sense", meaning="Meaning", side_id="Side", quote_id="Quote"),
    TermRelation: _told("Relation that rests on a term", term_id="Term", relation_id="Relation"),
    Question: _told("Question", outcome="What became of it", note="Note"),
    Comparison: _told("Word on a report", fidelity="How it stands", reaction="How they took it", note="Note"),
    RightOfReply: _told("Right of reply", person="By"),
    Speaker: Told(
        "Person added", "Person changed", "Person deleted",
        {"name": "Name", "about": "About", "pronoun": "Pronoun", "slug": "Address", "voice_profile": "Voice profile"},
    ),
    Alias: _told("Other name", name="Name"),
    Attribution: Told(
        "A voice named", "A voice named otherwise", "A name taken off a voice",
        {"label": "Label", "turn": "Turn", "speaker_id": "Speaker", "method": "By", "state": "State", "transcript_id": "Transcript"},
    ),
    Transcript: Told(
        "Version added", "Version changed", "Version taken out",
        {"version": "Version", "is_current": "The current one", "format": "Format", "language": "Language", "licence": "Licence", "kept": "Cues kept"},
    ),
    CorrectionOffer: _told("Correction offered", state="State"),
    NameDecision: Told(
        "Word on a voice", "Word on a voice taken back", "Word on a voice gone",
        {"label": "Label", "verdict": "Decision", "scope": "For", "speaker_id": "Speaker", "transcript_id": "Transcript"},
    ),
    Suggestion: Told("Suggestion", "Suggestion decided", "Suggestion gone", {"status": "Decision", "claim_id": "Claim", "relation_id": "Relation"}),
    Decision: _told("Word on a suggestion", verdict="Decision"),
    EarlierWord: _told("Earlier word"),
    Comment: _told("Comment"),
    Mention: _told("Mention"),
    Watch: _told("Watch"),
    Dissent: _told("Other reading of a relation", kind="Read as"),
    Reanchoring: _told("Move to another transcript", state="State"),
}  # fmt: skip

WORDS = {
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


def field_of(table: Table, column: str) -> Field[Any, Any]:
    return next(each for each in table._meta.concrete_fields if each.attname == column)


class Names:
    """Names of the rows that changes point at, as `reader` may see them. At most two queries a table."""

    def __init__(self, changes: Iterable[Change], closed_claims: set[int], reader: Reader) -> None:
        self._reader, self._closed = reader, closed_claims
        wanted: dict[Table, set[int]] = defaultdict(set)
        for change in changes:
            for column in TOLD[change.table].columns:
                target = field_of(change.table, column).related_model
                if isinstance(target, type):
                    wanted[target] |= {
                        values[column]
                        for values in (change.before or {}, change.after or {})
                        if values.get(column)
                    }
        self._names = {target: self._load(target, numbers) for target, numbers in wanted.items() if numbers}

    def of(self, target: type[Model], row: int) -> str:
        return self._names[target].get(row, "something that is gone")

    def _load(self, target: type[Model], numbers: set[int]) -> dict[int, str]:
        if target is Utterance:
            places = Utterance.objects.filter(pk__in=numbers).select_related("transcript")
            return {
                each.pk: f"sentence {each.position + 1} of version {each.transcript.version}"
                for each in places
            }
        if target is Relation:
            return {
                number: _KEYED.format(key) for number, key in self._last(Relation, numbers, "key").items()
            }
        if target is Transcript:
            versions = self._last(Transcript, numbers, "version")
            return {number: f"version {version}" for number, version in versions.items()}
        if target is Quote:
            return dict.fromkeys(numbers, "a quote")
        if target is Claim:
            return self._claims(numbers)
        names = {Debate: "question", Section: "question", Term: "word"}
        return self._last(target, numbers, names.get(target, "name"))

    def _claims(self, numbers: set[int]) -> dict[int, str]:
        here = Claim.objects.filter(pk__in=numbers)
        seen = dict(here.open_to(self._reader).values_list("pk", "text"))
        gone = numbers - set(here.values_list("pk", flat=True)) - self._closed
        return {**dict.fromkeys(numbers, CLOSED_CLAIM), **self._last(Claim, gone, "text"), **seen}

    def _last(self, table: Table, numbers: set[int], column: str) -> dict[int, str]:
        """What rows were called last, whether they are there or gone."""
        found = revisions_of(table).filter(pgh_obj_id__in=numbers)
        return {row: str(name) for row, name in found.values_list("pgh_obj_id", column)}


_KEYED = "the relation {}"
