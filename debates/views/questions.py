"""The ledger of questions: of a debate, of a speaker, and what editors say of it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from debates.forms.ledgers import MarkForm, QuestionForm
from debates.forms.ledgers.questions import last_revisions
from debates.models import Debate, Question, User
from debates.reading.questions import (
    Entry,
    QuestionsReading,
    SpeakerQuestionsReading,
    heard_questions,
    unmarked_questions,
)
from debates.views.editing import kept_told, status_of
from debates.views.keeping import kept
from debates.views.permissions import allow, editor_somewhere_required, may
from transcripts.actions import Action
from transcripts.models import Speaker, Utterance

A_PAGE = 50


@kept
@require_http_methods(["GET", "HEAD", "POST"])
def debate_questions(request: HttpRequest, debate: str) -> HttpResponse:
    """What was asked and what became of it; an editor's POST decides one question."""
    if request.method == "POST":
        return _decide(request, debate)
    return _ledger(request, QuestionsReading(_debate(debate), request.user))


@editor_somewhere_required
@transaction.atomic
def _decide(request: HttpRequest, debate: str) -> HttpResponse:
    """Two who decide at once are put in a line, so that each sees what the other kept."""
    get_object_or_404(Debate.objects.select_for_update(), slug=debate)
    reading = QuestionsReading(_debate(debate), request.user)
    allow(request, Action.EDIT, reading.debate)
    entry = next((each for each in reading.entries if each.anchor == request.POST.get("question")), None)
    if entry is None:
        raise Http404("No such question stands in this ledger.")
    form = QuestionForm(entry, reading.people, request.user, request.POST)
    if not form.is_valid():
        return _ledger(request, reading, form)
    assert isinstance(request.user, User)  # noqa: S101  editors have an account
    form.save(by=request.user)
    messages.success(request, kept_told(form))
    page = reading.entries.index(entry) // A_PAGE + 1
    return redirect(f"{request.path}{f'?page={page}' if page > 1 else ''}#{entry.anchor}")


def _ledger(
    request: HttpRequest, reading: QuestionsReading, tried: QuestionForm | None = None
) -> HttpResponse:
    """The page with `tried`, the form that was posted and cannot be kept."""
    number = reading.entries.index(tried.entry) // A_PAGE + 1 if tried else request.GET.get("page")
    page: Page[Entry] = Paginator(reading.entries, A_PAGE).get_page(number)
    may_edit = may(request, Action.EDIT, reading.debate)
    began = last_revisions(reading.debate) if may_edit else {}
    rows = [
        (entry, _form(request, reading, entry, tried, began.get(entry.anchor, 0)) if may_edit else None)
        for entry in page
    ]
    context = {"reading": reading, "rows": rows, "page": page, "tried": tried, "may_edit": may_edit}
    return render(request, "debates/debate_questions.html", context, status=status_of(tried))


def _form(
    request: HttpRequest, reading: QuestionsReading, entry: Entry, tried: QuestionForm | None, began: int
) -> QuestionForm:
    if tried is not None and tried.entry is entry:
        return tried
    return QuestionForm(entry, reading.people, request.user, began=began)


@require_http_methods(["GET", "HEAD", "POST"])
@editor_somewhere_required
def debate_questions_mark(request: HttpRequest, debate: str) -> HttpResponse:
    """Sentences that end as questions do, for an editor to put into the ledger."""
    found = _debate(debate)
    allow(request, Action.EDIT, found)
    page: Page[Utterance] = Paginator(unmarked_questions(found, request.user), A_PAGE).get_page(
        request.GET.get("page")
    )
    form = MarkForm(heard_questions(found, request.user), request.POST if request.method == "POST" else None)
    if form.is_valid():
        lines = form.cleaned_data["lines"]
        rows = [Question(debate=found, utterance=line, marked_by=request.user) for line in lines]  # type: ignore[misc]
        Question.objects.bulk_create(rows, ignore_conflicts=True)
        messages.success(request, f"Put into the ledger: {len(rows)}.")
        return redirect("debate_questions", found.slug)
    status = 422 if form.is_bound else 200
    context = {"debate": found, "page": page, "form": form}
    return render(request, "debates/debate_questions_mark.html", context, status=status)


@kept
@require_safe
def speaker_questions(request: HttpRequest, speaker: str) -> HttpResponse:
    found = get_object_or_404(Speaker, slug=speaker)
    reading = SpeakerQuestionsReading(found, request.user)
    return render(request, "debates/speaker_questions.html", {"reading": reading})


def _debate(slug: str) -> Debate:
    return get_object_or_404(Debate.objects.with_sides(), slug=slug)
