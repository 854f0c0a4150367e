"""An episode: its transcript with the claims in the margin."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from debates.reading.episodes import TranscriptReading
from transcripts.models import Episode


@require_safe
def episode_detail(request: HttpRequest, show: str, episode: str) -> HttpResponse:
    found = get_object_or_404(Episode.objects.with_shows(), show__slug=show, slug=episode)
    transcript = found.transcripts.current().first()
    reading = TranscriptReading(transcript) if transcript else None
    return render(request, "debates/episode_detail.html", {"episode": found, "reading": reading})
