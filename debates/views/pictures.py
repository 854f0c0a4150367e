"""Pictures of pages, for where somebody passes them on. They show what anybody may read, whoever asks."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from debates.models import Claim, Debate
from debates.picturing import Picture, draw
from debates.reading.sharing import (
    picture_of_claim,
    picture_of_debate,
    picture_of_episode,
    picture_of_speaker,
)
from debates.views.gone import same_page_of_merged
from transcripts.models import Episode, Speaker

DRAWING = "1"
"""Changes when the same words are drawn differently."""

KEPT_S = 3600


@require_safe
def claim_picture(request: HttpRequest, claim: str) -> HttpResponseBase:
    found = Claim.objects.open_to(None).filter(key=claim).first()
    if found is None:
        return same_page_of_merged("claim_picture", claim)
    return _answer(request, picture_of_claim(found))


@require_safe
def debate_picture(request: HttpRequest, debate: str) -> HttpResponseBase:
    return _answer(request, picture_of_debate(get_object_or_404(Debate, slug=debate)))


@require_safe
def episode_picture(request: HttpRequest, show: str, episode: str) -> HttpResponseBase:
    episodes = Episode.objects.with_shows().open_to(None)
    return _answer(request, picture_of_episode(get_object_or_404(episodes, show__slug=show, slug=episode)))


@require_safe
def speaker_picture(request: HttpRequest, speaker: str) -> HttpResponseBase:
    return _answer(request, picture_of_speaker(get_object_or_404(Speaker, slug=speaker)))


def _answer(request: HttpRequest, picture: Picture) -> HttpResponseBase:
    """The picture, or that it is what the asker has already: its state is what it shows, and drawing waits for that."""
    etag = f'"{hashlib.sha256(repr((DRAWING, picture)).encode()).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(draw(picture), content_type="image/png")
        response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=KEPT_S)
    return response
