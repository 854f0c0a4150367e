"""A claim's own page, and its place in debates."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from debates.forms.debates import PlacementForm
from debates.forms.ledgers import RelationForm
from debates.models import Claim, Tag, User
from debates.reading.circles import circle_of, circle_told
from debates.reading.claims import ClaimReading
from debates.reading.discussions import disputes_touching
from debates.reading.near_claims import recent_claims
from debates.reading.neighbourhoods import draw_neighbourhood
from debates.reading.positions import positions_on, said_in_other_words, wordings_of
from debates.reading.reports import comparisons_of
from debates.views.gone import claim_elsewhere
from debates.views.keeping import kept
from debates.views.permissions import allow, editor_somewhere_required
from transcripts.actions import Action


@kept
@require_safe
def claim_detail(request: HttpRequest, claim: str) -> HttpResponse:
    claims = Claim.objects.with_quotes(request.user).with_rights_of_reply()
    found = claims.filter(key=claim).first()
    if found is None:
        return claim_elsewhere(request, claim)
    alike = wordings_of(found)
    context = {
        "merged": "merged" in request.GET and found.merged.filter(key=request.GET["merged"]).exists(),
        "tags": Tag.objects.on(found).by_name(),
        "reading": ClaimReading(found, request.user),
        "drawing": draw_neighbourhood(found, request.user),
        "positions": positions_on(found, alike, request.user),
        "other_words": said_in_other_words(found, alike, request.user),
        "disputes": disputes_touching(found, request.user),
        "comparisons": comparisons_of(found, request.user),
    }
    return render(request, "debates/claim_detail.html", context)


@kept
@require_safe
def claim_map(request: HttpRequest, claim: str) -> HttpResponse:
    """The claim's neighbourhood by itself: what other pages fetch into their own."""
    found = get_object_or_404(Claim.objects.open_to(request.user), key=claim)
    context = {"claim": found, "drawing": draw_neighbourhood(found, request.user)}
    return render(request, "debates/claim_map.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@editor_somewhere_required
def claim_place(request: HttpRequest, claim: str) -> HttpResponse:
    placed = Claim.objects.filter(key=claim).first()
    if placed is None:
        return claim_elsewhere(request, claim)
    allow(request, Action.EDIT, placed)
    form = PlacementForm(request.POST or None)
    form.offer_leaving(placed)
    if form.is_valid():
        allow(request, Action.EDIT, *filter(None, (form.debate, form.cleaned_data.get("leaves"))))
        placement = form.place(placed)
        messages.success(request, f"Placed in “{placement.debate}”.")
        return redirect(placement.debate)
    status = 422 if form.is_bound else 200
    return render(request, "debates/claim_place.html", {"claim": placed, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@editor_somewhere_required
def claim_relate(request: HttpRequest, claim: str) -> HttpResponse:
    """Say how another claim bears on this one; the two may come from different episodes."""
    found = Claim.objects.filter(key=claim).first()
    if found is None:
        return claim_elsewhere(request, claim)
    allow(request, Action.EDIT, found)
    form = RelationForm(found, request.POST if request.method == "POST" else None, request.user)
    if form.is_valid():
        allow(request, Action.EDIT, *form.ends)
        assert isinstance(request.user, User)  # noqa: S101  editors have an account
        drawn = form.save(by=request.user)
        messages.success(request, "Drawn." if not (circle := circle_of(drawn)) else circle_told(circle))
        return redirect(found)
    context = {"claim": found, "form": form, "recent": recent_claims(request.user)}
    return render(request, "debates/claim_relate.html", context, status=422 if form.is_bound else 200)
