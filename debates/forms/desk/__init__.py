"""What editors post at the desk: decisions about suggestions, claims from words, relations, corrections of the source."""

from debates.forms.desk.asking import AskModelForm
from debates.forms.desk.batch import BatchForm
from debates.forms.desk.filters import ReviewFilterForm
from debates.forms.desk.finding import FindForm
from debates.forms.desk.from_words import ClaimFromWordsForm
from debates.forms.desk.naming import NameForm
from debates.forms.desk.places_in_words import SentencesForm
from debates.forms.desk.practice import PracticeForm
from debates.forms.desk.relations import RelationChangeForm
from debates.forms.desk.review import DecisionForm
from debates.forms.desk.source import BackForm, SourceForm

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
