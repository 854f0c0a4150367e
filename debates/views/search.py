"""The search page, and what is offered while somebody types."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from debates.forms.search import SearchForm
from debates.reading.search import LAST_PAGE, search
from debates.reading.suggesting import suggest
from transcripts.searching.backend import TooSlowError
from transcripts.searching.language import LONGEST, cleaned


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """What fits the words in the address; filters that were filled in become part of them."""
    form = SearchForm(request.GET)
    if form.is_narrowing:
        return redirect(f"{reverse('search')}?{urlencode({'q': form.line})}")
    typed = _typed(request)
    try:
        reading = search(typed, _page(request.GET.get("page", "")))
    except TooSlowError:
        return _answer(request, "debates/search.html", {"searched": typed, "is_too_slow": True})
    return _answer(request, "debates/search.html", {"searched": typed, "reading": reading})


@require_safe
def search_suggest(request: HttpRequest) -> HttpResponse:
    """The first few hits for what stands in the box so far, as options of a list; nothing where that takes too long."""
    try:
        offers = suggest(_typed(request))
    except TooSlowError:
        offers = []
    return _answer(request, "debates/_search_offers.html", {"offers": offers})


def _typed(request: HttpRequest) -> str:
    """What stands in the box, with a character more than is read where there is more."""
    typed = request.GET.get("q", "")[: 2 * LONGEST]
    end = " " if typed.endswith(" ") else ""
    return (cleaned(typed) + end)[: LONGEST + 1]


def _answer(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    response = render(request, template, context)
    response["X-Robots-Tag"] = "noindex"
    return response


def _page(number: str) -> int:
    """The page asked for; the first for what is no number, the last for what is beyond it."""
    short = number[:9]
    return max(1, min(int(short), LAST_PAGE)) if short.isascii() and short.isdigit() else 1
