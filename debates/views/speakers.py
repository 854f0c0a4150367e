"""A speaker: where they were heard, what they hold, who else says so."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from debates.reading.charts import month_bars
from debates.reading.positions import positions_of
from debates.reading.speakers import SpeakerReading
from debates.views.keeping import kept
from transcripts.models import Speaker


@kept
@require_safe
def speaker_detail(request: HttpRequest, speaker: str) -> HttpResponse:
    found = get_object_or_404(Speaker.objects.with_aliases(), slug=speaker)
    reading = SpeakerReading(found, request.user)
    context = {
        "reading": reading,
        "chart": month_bars(reading.months),
        "positions": positions_of(found, request.user),
    }
    return render(request, "debates/speaker_detail.html", context)
