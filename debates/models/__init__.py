"""What is claimed, and what answers what."""

from debates.models.claim import Claim, Quote, Stance
from debates.models.comparison import Comparison, Fidelity, Reaction
from debates.models.debate import RESERVED_SLUGS, Debate, Placement, Section, Side, SideHolder
from debates.models.question import Outcome, Question
from debates.models.quoting import Passage, View, change_view, quote_passage
from debates.models.relation import Premise, Relation, RelationKind
from debates.models.suggestion import AlreadyDecidedError, Correction, NotReadyError, Suggestion
from debates.models.term import Sense, Term
from debates.models.user import User

__all__ = [
    "RESERVED_SLUGS",
    "AlreadyDecidedError",
    "Claim",
    "Comparison",
    "Correction",
    "Debate",
    "Fidelity",
    "NotReadyError",
    "Outcome",
    "Passage",
    "Placement",
    "Premise",
    "Question",
    "Quote",
    "Reaction",
    "Relation",
    "RelationKind",
    "Section",
    "Sense",
    "Side",
    "SideHolder",
    "Stance",
    "Suggestion",
    "Term",
    "User",
    "View",
    "change_view",
    "quote_passage",
]
