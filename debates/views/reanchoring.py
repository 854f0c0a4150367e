"""Quotes that wait for their place in a better transcript."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from debates.forms.reanchoring import ReanchoringForm
from debates.models import Reanchoring
from debates.reading.reanchoring import read_waiting
from debates.views.permissions import allow, editor_somewhere_required, shows_reached
from transcripts.actions import Action
from transcripts.models import NotPossibleError

A_PAGE = 20


@require_safe
@editor_somewhere_required
def reanchoring_list(request: HttpRequest) -> HttpResponse:
    return _queue(request)


@require_POST
@editor_somewhere_required
def reanchoring_decide(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Reanchoring.objects.with_places(), pk=pk)
    allow(request, Action.EDIT, row)
    form = ReanchoringForm(request.POST)
    if not form.is_valid():
        return _queue(request, row, str(next(iter(form.errors.values()))[0]))
    try:
        messages.success(request, form.decide(row, request.user))
    except NotPossibleError as error:
        return _queue(request, row, str(error))
    return redirect("reanchoring_list")


def _queue(request: HttpRequest, tried: Reanchoring | None = None, trouble: str = "") -> HttpResponse:
    """The page, on which `trouble` stands at the entry that was `tried`."""
    waiting = (
        Reanchoring.objects.waiting().in_shows(shows_reached(request, Action.EDIT)).with_places().in_order()
    )
    page: Page[Reanchoring] = Paginator(waiting, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "waiting": read_waiting(list(page)),
        "page": page,
        "tried": tried.pk if tried else None,
        "trouble": trouble,
        "typed": request.POST.get("words", ""),
    }
    return render(request, "debates/reanchoring_list.html", context, status=422 if tried else 200)
