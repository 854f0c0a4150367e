"""A claim, and the map around it, small enough to stand in somebody else's page. They show what anybody may read."""

from __future__ import annotations

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from debates.models import Claim
from debates.reading.claims import ClaimReading
from debates.reading.neighbourhoods import draw_neighbourhood
from debates.views.gone import same_page_of_merged

ANSWERS_SHOWN = 3

POLICY = {
    "default-src": [NONE],
    "style-src": [SELF],
    "font-src": [SELF],
    "img-src": [SELF],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": ["*"],
}
"""That of these pages alone: any site may frame them, and they run no script and send no form."""


@require_safe
@xframe_options_exempt
def claim_embed(request: HttpRequest, claim: str) -> HttpResponse:
    """The claim and the first objections to it."""
    readable = Claim.objects.open_to(None).with_quotes().with_rights_of_reply()
    found = readable.filter(key=claim).first()
    if found is None:
        return same_page_of_merged("claim_embed", claim)
    reading = ClaimReading(found)
    against = reading.replies_against
    context = {
        "reading": reading,
        "claim": reading.claim,
        "against": against[:ANSWERS_SHOWN],
        "more": max(0, len(against) - ANSWERS_SHOWN),
    }
    return _framed_anywhere(request, render(request, "debates/claim_embed.html", context))


@require_safe
@xframe_options_exempt
def claim_map_embed(request: HttpRequest, claim: str) -> HttpResponse:
    """The drawing around the claim, which leads to the boxes' own pages."""
    found = Claim.objects.open_to(None).filter(key=claim).first()
    if found is None:
        return same_page_of_merged("claim_map_embed", claim)
    context = {"claim": found, "drawing": draw_neighbourhood(found)}
    return _framed_anywhere(request, render(request, "debates/claim_map_embed.html", context))


def _framed_anywhere(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    csp(POLICY)(lambda request: response)(request)
    return response
