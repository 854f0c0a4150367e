"""Which rows have their history on which page; rows that are gone count as well, so all are asked of revisions."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from debates.models import (
    Claim,
    ClaimTag,
    Comparison,
    Debate,
    MergedClaim,
    Placement,
    Premise,
    Question,
    Quote,
    Relation,
    RightOfReply,
    Section,
    Sense,
    Side,
    SideHolder,
    Term,
    TermRelation,
)
from debates.revising.changes import Row, revisions_of
from debates.revising.tables import Table
from transcripts.models import Alias, Attribution, Episode, NameDecision, Speaker, Transcript


def rows_of_claim(claim: int) -> list[Row]:
    """The claim, its quotes, tags and places, and the relations at whose ends it ever was. A dozen queries."""
    starting = revisions_of(Premise).filter(claim_id=claim).values_list("relation_id", flat=True)
    reached = _rows(Relation, Q(target_claim_id=claim))
    relations = {*starting, *(row for _, row in reached)}
    return [
        (Claim, claim),
        *_rows(Quote, Q(claim_id=claim)),
        *_rows(ClaimTag, Q(claim_id=claim)),
        *_rows(Placement, Q(claim_id=claim)),
        *_rows(MergedClaim, Q(into_id=claim)),
        *_rows(RightOfReply, Q(claim_id=claim)),
        *((Relation, row) for row in relations),
        *_rows(Premise, Q(relation_id__in=relations)),
    ]


def rows_of_relation(relation: int) -> list[Row]:
    return [
        (Relation, relation),
        *_rows(Premise, Q(relation_id=relation)),
        *_rows(TermRelation, Q(relation_id=relation)),
    ]


def rows_of_quote(quote: int) -> list[Row]:
    return [(Quote, quote), *_rows(Comparison, Q(quote_id=quote))]


def rows_of_debate(debate: int) -> list[Row]:
    """The debate, its sides with their people, its sections, what is placed in it, and its ledgers."""
    sides, terms = _rows(Side, Q(debate_id=debate)), _rows(Term, Q(debate_id=debate))
    return [
        (Debate, debate),
        *sides,
        *_rows(SideHolder, Q(side_id__in=_numbers(sides))),
        *_rows(Section, Q(debate_id=debate)),
        *_rows(Placement, Q(debate_id=debate)),
        *_rows(Question, Q(debate_id=debate)),
        *terms,
        *_rows(Sense, Q(term_id__in=_numbers(terms))),
    ]


def rows_of_speaker(speaker: int) -> list[Row]:
    return [
        (Speaker, speaker),
        *_rows(Alias, Q(speaker_id=speaker)),
        *_rows(Attribution, Q(speaker_id=speaker)),
    ]


def rows_of_episode(episode: Episode) -> list[Row]:
    """The versions of its transcript, whose voices their labels are, and what editors said of doubtful ones."""
    versions = _rows(Transcript, Q(episode_id=episode.pk))
    of_them = Q(transcript_id__in=_numbers(versions))
    return [*versions, *_rows(Attribution, of_them), *_rows(NameDecision, of_them)]


def _rows(table: Table, which: Q) -> list[Row]:
    numbers = revisions_of(table).filter(which).order_by().values_list("pgh_obj_id", flat=True).distinct()
    return [(table, number) for number in numbers]


def _numbers(rows: Iterable[Row]) -> list[int]:
    return [number for _, number in rows]
