"""An argument as clips, played one after another."""

from __future__ import annotations

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from debates.models import Claim
from debates.reading.hearing import ArgumentReading
from debates.views.gone import same_page_of_merged
from debates.views.keeping import kept


@kept
@require_safe
def claim_play(request: HttpRequest, claim: str) -> HttpResponse:
    """The claim, what is said against it and the replies; media that is not ours may be asked for from this page."""
    found = Claim.objects.open_to(request.user).filter(key=claim).first()
    if found is None:
        return same_page_of_merged("claim_play", claim)
    reading = ArgumentReading(found, request.user)
    response = render(request, "debates/claim_play.html", {"reading": reading})
    if reading.origins:
        csp_update({"media-src": [*reading.origins, "https:"]})(lambda request: response)(request)
    return response
