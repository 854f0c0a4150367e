"""A whole debate on one map."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from debates.models import Debate
from debates.reading.sheets import SheetReading, side_colours
from debates.views.keeping import kept
from debates.views.permissions import may
from transcripts.actions import Action


@kept
@require_safe
def debate_map(request: HttpRequest, debate: str) -> HttpResponse:
    """All of it on one sheet. With `choose`, which names the episode one came from, a claim leads an editor to answering it."""
    found = get_object_or_404(Debate.objects.with_sides().with_sections().with_claim_counts(), slug=debate)
    context = {
        "debate": found,
        "sides": side_colours(found),
        "choosing": "choose" in request.GET and may(request, Action.EDIT, found),
        "came_from": request.GET.get("choose", ""),
    }
    return render(request, "debates/debate_map.html", context)


@kept
@require_safe
def debate_map_places(request: HttpRequest, debate: str) -> JsonResponse:
    return JsonResponse(_read(request, debate).places(), json_dumps_params={"separators": (",", ":")})


@kept
@require_safe
def debate_map_words(request: HttpRequest, debate: str) -> JsonResponse:
    return JsonResponse(_read(request, debate).words(), json_dumps_params={"separators": (",", ":")})


def _read(request: HttpRequest, debate: str) -> SheetReading:
    found = get_object_or_404(Debate.objects.with_sides().with_sections(), slug=debate)
    return SheetReading(found, request.user)
