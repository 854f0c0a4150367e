"""What is claimed, and what answers what."""

from debates.models.claim import Claim, Quote, Stance
from debates.models.comparison import Comparison, Fidelity, Reaction
from debates.models.debate import RESERVED_SLUGS, Debate, Placement, Section, Side, SideHolder
from debates.models.decision import Decision, Verdict, read_again
from debates.models.discussion import Comment, Mention, Watch, discussion_url, follow
from debates.models.dissent import Dissent, OtherKind
from debates.models.earlier_word import EarlierWord, keep_question_word, keep_report_word
from debates.models.edition import Edition, edition, gather_editions
from debates.models.grounds import shows_under
from debates.models.invitation import Invitation, give_role, shut_out
from debates.models.learned_head import LearnedHead
from debates.models.meaning import ClaimVector
from debates.models.merged_claim import MergedClaim
from debates.models.merged_speaker import MergedSpeaker
from debates.models.mining import Mining, MiningState
from debates.models.presence import Presence
from debates.models.question import Outcome, Question
from debates.models.quoting import Passage, View, change_view, quote_passage
from debates.models.reanchoring import Doubt, Reanchoring, ReanchoringState
from debates.models.relation import Premise, Relation, RelationKind, delete_claim
from debates.models.right_of_reply import RightOfReply
from debates.models.rights import LEAST, Role, standing_on
from debates.models.saved_search import SavedSearch
from debates.models.search import Searchable, SearchableKind
from debates.models.sent_form import SentForm, forget_sent_forms
from debates.models.standing import RENEW, ClaimStanding, DebateDigest, Left, MapChange
from debates.models.suggestion import AlreadyDecidedError, Correction, NotReadyError, Suggestion
from debates.models.tag import ClaimTag, Tag, set_tags
from debates.models.term import Sense, Term, TermRelation
from debates.models.user import ShowRole, User

__all__ = [
    "LEAST",
    "RENEW",
    "RESERVED_SLUGS",
    "AlreadyDecidedError",
    "Claim",
    "ClaimStanding",
    "ClaimTag",
    "ClaimVector",
    "Comment",
    "Comparison",
    "Correction",
    "Debate",
    "DebateDigest",
    "Decision",
    "Dissent",
    "Doubt",
    "EarlierWord",
    "Edition",
    "Fidelity",
    "Invitation",
    "LearnedHead",
    "Left",
    "MapChange",
    "Mention",
    "MergedClaim",
    "MergedSpeaker",
    "Mining",
    "MiningState",
    "NotReadyError",
    "OtherKind",
    "Outcome",
    "Passage",
    "Placement",
    "Premise",
    "Presence",
    "Question",
    "Quote",
    "Reaction",
    "Reanchoring",
    "ReanchoringState",
    "Relation",
    "RelationKind",
    "RightOfReply",
    "Role",
    "SavedSearch",
    "Searchable",
    "SearchableKind",
    "Section",
    "Sense",
    "SentForm",
    "ShowRole",
    "Side",
    "SideHolder",
    "Stance",
    "Suggestion",
    "Tag",
    "Term",
    "TermRelation",
    "User",
    "Verdict",
    "View",
    "Watch",
    "change_view",
    "delete_claim",
    "discussion_url",
    "edition",
    "follow",
    "forget_sent_forms",
    "gather_editions",
    "give_role",
    "keep_question_word",
    "keep_report_word",
    "quote_passage",
    "read_again",
    "set_tags",
    "shows_under",
    "shut_out",
    "standing_on",
]
