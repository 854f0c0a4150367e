"""What editors post at the desk: decisions about suggestions, claims from words, relations, corrections of the source."""

from debates.desk_forms.asking import AskModelForm
from debates.desk_forms.batch import BatchForm
from debates.desk_forms.filters import ReviewFilterForm
from debates.desk_forms.finding import FindForm
from debates.desk_forms.from_words import ClaimFromWordsForm
from debates.desk_forms.naming import NameForm
from debates.desk_forms.places_in_words import SentencesForm
from debates.desk_forms.practice import PracticeForm
from debates.desk_forms.relations import RelationChangeForm
from debates.desk_forms.review import DecisionForm
from debates.desk_forms.source import BackForm, SourceForm

__all__ = [
    "AskModelForm",
    "BackForm",
    "BatchForm",
    "ClaimFromWordsForm",
    "DecisionForm",
    "FindForm",
    "NameForm",
    "PracticeForm",
    "RelationChangeForm",
    "ReviewFilterForm",
    "SentencesForm",
    "SourceForm",
]
