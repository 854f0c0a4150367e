"""What the graph says of a debate: what it turns on, what if, how it went; and how to read all that."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from debates.forms.debates import MomentForm
from debates.models import Debate
from debates.reading.replaying import ReplayReading
from debates.reading.supposing import SupposingReading
from debates.reading.turning import TurningReading
from debates.views.keeping import kept


@kept
@require_safe
def debate_cruxes(request: HttpRequest, debate: str) -> HttpResponse:
    reading = TurningReading(_found(debate), request.user)
    return render(request, "debates/debate_cruxes.html", {"reading": reading})


@kept
@require_safe
def debate_what_if(request: HttpRequest, debate: str) -> HttpResponse:
    """The supposition stands in the address: `aside` and `grant` name claims by their keys, each any number of times."""
    set_aside, granted = (list(dict.fromkeys(request.GET.getlist(name))) for name in ("aside", "grant"))
    reading = SupposingReading(_found(debate), set_aside, granted, request.user)
    return render(request, "debates/debate_what_if.html", {"reading": reading})


@kept
@require_safe
def debate_time(request: HttpRequest, debate: str) -> HttpResponse:
    form = MomentForm(request.GET)
    number = form.cleaned_data["step"] if form.is_valid() else None
    reading = ReplayReading(_found(debate), number, request.user)
    return render(request, "debates/debate_time.html", {"reading": reading, "form": form})


@kept
@require_safe
def how_to_read(request: HttpRequest) -> HttpResponse:
    return render(request, "debates/how_to_read.html")


def _found(slug: str) -> Debate:
    return get_object_or_404(Debate.objects.with_sides(), slug=slug)
