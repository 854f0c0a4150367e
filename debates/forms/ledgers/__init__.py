"""What editors may post about questions, reports and terms, and about what bears on a claim."""

from debates.forms.ledgers.questions import MarkForm, QuestionForm
from debates.forms.ledgers.relations import RelationForm
from debates.forms.ledgers.reports import ReportForm
from debates.forms.ledgers.terms import TermForm

__all__ = ["MarkForm", "QuestionForm", "RelationForm", "ReportForm", "TermForm"]
