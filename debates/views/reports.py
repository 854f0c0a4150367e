"""Reports of what others hold beside their own words, and what editors say of them."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from debates.forms.ledgers import ReportForm
from debates.forms.ledgers.reports import last_revisions
from debates.models import Debate, Quote, User
from debates.reading.reports import Report, ReportsReading, reports_in
from debates.views.editing import kept_told, status_of
from debates.views.keeping import kept
from debates.views.permissions import allow, editor_somewhere_required, may
from transcripts.actions import Action

A_PAGE = 20


@kept
@require_http_methods(["GET", "HEAD", "POST"])
def debate_reports(request: HttpRequest, debate: str) -> HttpResponse:
    """Each report with its candidates; an editor's POST judges one of them."""
    if request.method == "POST":
        return _judge(request, debate)
    return _shown(request, *_read(request, debate))


def _read(request: HttpRequest, slug: str) -> tuple[ReportsReading, Page[Quote]]:
    found = get_object_or_404(Debate.objects.with_sides(), slug=slug)
    page: Page[Quote] = Paginator(reports_in(found, request.user), A_PAGE).get_page(request.GET.get("page"))
    return ReportsReading(found, list(page), request.user), page


@editor_somewhere_required
@transaction.atomic
def _judge(request: HttpRequest, debate: str) -> HttpResponse:
    """Two who judge at once are put in a line, so that each sees what the other kept."""
    get_object_or_404(Debate.objects.select_for_update(), slug=debate)
    reading, page = _read(request, debate)
    allow(request, Action.EDIT, reading.debate)
    report = next((each for each in reading.reports if each.anchor == request.POST.get("report")), None)
    if report is None:
        raise Http404("No such report stands on this page.")
    form = ReportForm(report, request.user, request.POST)
    if not form.is_valid():
        return _shown(request, reading, page, form)
    assert isinstance(request.user, User)  # noqa: S101  editors have an account
    form.save(by=request.user)
    messages.success(request, kept_told(form))
    return redirect(f"{request.get_full_path()}#{report.anchor}")


def _shown(
    request: HttpRequest, reading: ReportsReading, page: Page[Quote], tried: ReportForm | None = None
) -> HttpResponse:
    may_edit = may(request, Action.EDIT, reading.debate)
    began = last_revisions(page) if may_edit else {}
    rows = [
        (report, _form(request, report, tried, began.get(report.quote.pk, 0)) if may_edit else None)
        for report in reading.reports
    ]
    context = {"reading": reading, "rows": rows, "page": page, "may_edit": may_edit}
    return render(request, "debates/debate_reports.html", context, status=status_of(tried))


def _form(request: HttpRequest, report: Report, tried: ReportForm | None, began: int) -> ReportForm:
    if tried is not None and tried.report is report:
        return tried
    return ReportForm(report, request.user, began=began)
