"""What is claimed, and what answers what."""

from debates.models.claim import Claim, Quote, Stance
from debates.models.debate import RESERVED_SLUGS, Debate, Placement, Section, Side, SideHolder
from debates.models.quoting import Passage, View, change_view, quote_passage
from debates.models.relation import Premise, Relation, RelationKind
from debates.models.suggestion import AlreadyDecidedError, Correction, NotReadyError, Suggestion
from debates.models.user import User

__all__ = [
    "RESERVED_SLUGS",
    "AlreadyDecidedError",
    "Claim",
    "Correction",
    "Debate",
    "NotReadyError",
    "Passage",
    "Placement",
    "Premise",
    "Quote",
    "Relation",
    "RelationKind",
    "Section",
    "Side",
    "SideHolder",
    "Stance",
    "Suggestion",
    "User",
    "View",
    "change_view",
    "quote_passage",
]
