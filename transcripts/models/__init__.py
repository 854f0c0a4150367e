"""Who said what, when."""

from transcripts.models.chapter import Chapter
from transcripts.models.correction import CorrectionKind, CorrectionOffer, CorrectionState
from transcripts.models.episode import Episode, Recording, Show
from transcripts.models.feed import EpisodePerson, Subscription, TranscriptLink
from transcripts.models.findings import FeedFinding, FeedListFinding, Finding
from transcripts.models.hearing import Hearing, HearingResult, HearingStage, HearingState
from transcripts.models.imports import Batch, Import, NotPossibleError
from transcripts.models.meaning import SentenceVector, VectorsWanted
from transcripts.models.naming import NameDecision, NameScope, NameVerdict
from transcripts.models.progress import ImportProgress
from transcripts.models.search import KnownWord, SearchNote, SearchRow, WordsLearnt
from transcripts.models.speaker import Alias, Attribution, Pronoun, Speaker, VoiceProfileState
from transcripts.models.takedown import SealedText, Takedown
from transcripts.models.transcript import Transcript, Utterance
from transcripts.models.visibility import Reader, Visibility, may_read_private
from transcripts.models.voice import (
    VoiceCluster,
    VoiceEvidence,
    VoiceModel,
    VoiceProfile,
    VoiceReceipt,
    VoiceSample,
)

__all__ = [
    "Alias",
    "Attribution",
    "Batch",
    "Chapter",
    "CorrectionKind",
    "CorrectionOffer",
    "CorrectionState",
    "Episode",
    "EpisodePerson",
    "FeedFinding",
    "FeedListFinding",
    "Finding",
    "Hearing",
    "HearingResult",
    "HearingStage",
    "HearingState",
    "Import",
    "ImportProgress",
    "KnownWord",
    "NameDecision",
    "NameScope",
    "NameVerdict",
    "NotPossibleError",
    "Pronoun",
    "Reader",
    "Recording",
    "SealedText",
    "SearchNote",
    "SearchRow",
    "SentenceVector",
    "Show",
    "Speaker",
    "Subscription",
    "Takedown",
    "Transcript",
    "TranscriptLink",
    "Utterance",
    "VectorsWanted",
    "Visibility",
    "VoiceCluster",
    "VoiceEvidence",
    "VoiceModel",
    "VoiceProfile",
    "VoiceProfileState",
    "VoiceReceipt",
    "VoiceSample",
    "WordsLearnt",
    "may_read_private",
]
