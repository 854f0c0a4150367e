"""Readers offer corrections; editors see what was offered."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from transcripts.actions import Action
from transcripts.forms.corrections import CorrectionForm
from transcripts.models import CorrectionKind, CorrectionOffer, CorrectionState, Episode
from transcripts.views.permissions import allow, required, shows_reached
from transcripts.views.visitors import visitor_of

SHOWN = 100

editor_required = required(Action.EDIT, "Only editors may decide about corrections.", somewhere=True)


@require_http_methods(["GET", "HEAD", "POST"])
def correction_offer(request: HttpRequest, show: str, episode: str) -> HttpResponse:
    found = get_object_or_404(
        Episode.objects.with_shows().open_to(request.user), show__slug=show, slug=episode
    )
    transcript = get_object_or_404(found.transcripts.current())
    kind = request.GET.get("kind", "")
    form = CorrectionForm(
        request.POST or None,
        initial={"kind": kind} if kind in CorrectionKind.values else None,
        transcript=transcript,
        visitor=visitor_of(request),
        line=request.GET.get("line", ""),
    )
    if form.is_valid():
        offer = form.save()
        messages.success(request, "Thank you. An editor will look at it.")
        return redirect(offer.utterance.get_absolute_url())
    status = 200 if not form.is_bound else 429 if form.comes_too_often else 422
    context = {"form": form, "episode": found}
    return render(request, "transcripts/correction_offer.html", context, status=status)


@require_safe
@editor_required
def correction_list(request: HttpRequest) -> HttpResponse:
    waiting = CorrectionOffer.objects.waiting().in_shows(shows_reached(request, Action.EDIT))
    context = {"offers": waiting.with_places().newest_first()[:SHOWN], "count": waiting.count()}
    return render(request, "transcripts/correction_list.html", context)


@require_POST
@editor_required
def correction_decide(request: HttpRequest, pk: int) -> HttpResponse:
    offer = get_object_or_404(CorrectionOffer.objects.waiting(), pk=pk)
    allow(request, Action.EDIT, offer)
    dismissed = request.POST.get("state") == CorrectionState.DISMISSED
    offer.decide(CorrectionState.DISMISSED if dismissed else CorrectionState.DONE, request.user)
    messages.success(request, "Dismissed." if dismissed else "Marked as done.")
    return redirect("correction_list")
