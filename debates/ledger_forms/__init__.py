"""What editors may post about questions, reports and terms, and about what bears on a claim."""

from debates.ledger_forms.questions import MarkForm, QuestionForm
from debates.ledger_forms.relations import RelationForm
from debates.ledger_forms.reports import ReportForm
from debates.ledger_forms.terms import TermForm

__all__ = ["MarkForm", "QuestionForm", "RelationForm", "ReportForm", "TermForm"]
