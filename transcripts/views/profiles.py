"""Somebody's voice profile: its samples, and what is decided about them."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from transcripts.actions import Action
from transcripts.models import Speaker, VoiceSample
from transcripts.profiles import told_profile
from transcripts.publishers import takes_seconds
from transcripts.views.permissions import may
from transcripts.voices import POLICY

SAMPLES_A_PAGE = 40


@dataclass(frozen=True, slots=True)
class ShownSample:
    """A sample as its page shows it: `snippet` plays it, `elsewhere` leads to where it can be heard; each may be empty."""

    sample: VoiceSample
    snippet: str
    elsewhere: str
    may_be_decided: bool


@require_safe
def speaker_voice(request: HttpRequest, speaker: str) -> HttpResponse:
    found = get_object_or_404(Speaker, slug=speaker)
    samples = VoiceSample.objects.of(found).listed_for(request.user).with_places().in_order()
    page = Paginator(samples, SAMPLES_A_PAGE).get_page(request.GET.get("page", "")[:9])
    context = {
        "speaker": found,
        "profile": told_profile(found, request.user),
        "policy": POLICY,
        "page": page,
        "samples": [_shown(request, sample) for sample in page],
        "may_govern": may(request, Action.GOVERN),
        "may_edit": may(request, Action.EDIT),
    }
    return render(request, "transcripts/speaker_voice.html", context)


def _shown(request: HttpRequest, sample: VoiceSample) -> ShownSample:
    recording, episode = sample.recording, sample.episode
    seconds = f"#t={sample.start_s:.1f},{sample.end_s:.1f}"
    snippet = elsewhere = ""
    if recording is not None and episode is not None and not episode.is_taken_down:
        if recording.media_file:
            snippet = reverse("recording_media", args=[recording.pk]) + seconds
        elif recording.media_url and not takes_seconds(recording.media_url):
            elsewhere = recording.media_url + seconds
    decides = may(request, Action.EDIT, sample.episode.show) if sample.episode else may(request, Action.EDIT)
    return ShownSample(sample, snippet, elsewhere, decides)
