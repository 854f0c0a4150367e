"""More like this: pages of what means nearly the same."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from debates.models import Claim
from debates.reading.alike import like_claim, like_sentence
from transcripts.models import Utterance


@require_safe
def claim_like(request: HttpRequest, claim: str) -> HttpResponse:
    found = get_object_or_404(Claim.objects.open_to(request.user), key=claim)
    return render(request, "debates/alike.html", {"alike": like_claim(found, request.user)})


@require_safe
def sentence_like(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Utterance.objects.listed_for(request.user).with_places(), pk=pk)
    return render(request, "debates/alike.html", {"alike": like_sentence(found, request.user)})
