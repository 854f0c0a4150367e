"""Answering a claim with words that are still to be found: chosen on its page or on a map, remembered on the way to the transcript."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from debates.forms.desk.answering import AnswerForm, answering, episodes_for, forget_answering
from debates.models import Claim, User
from debates.views.gone import claim_elsewhere
from debates.views.permissions import allow, editor_somewhere_required
from transcripts.actions import Action


@require_http_methods(["GET", "HEAD", "POST"])
@editor_somewhere_required
def claim_answer(request: HttpRequest, claim: str) -> HttpResponse:
    """Say how, and in which episode the words are; `in` names the episode from which somebody came."""
    found = Claim.objects.filter(key=claim).first()
    if found is None:
        return claim_elsewhere(request, claim)
    allow(request, Action.EDIT, found)
    assert isinstance(request.user, User)  # noqa: S101  editors have an account
    here = request.GET.get("in", "")
    episodes = episodes_for(found, request.user, here)
    form = AnswerForm(found, episodes, request.POST if request.method == "POST" else None, here)
    if form.is_valid():
        episode = form.remember(request)
        return redirect(episode or "show_list")
    status = 422 if form.is_bound else 200
    return render(request, "debates/claim_answer.html", {"claim": found, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@editor_somewhere_required
def answering_now(request: HttpRequest) -> HttpResponse:
    """Which claim one is answering; a POST stops that."""
    if request.method == "POST":
        about = answering(request)
        forget_answering(request)
        messages.success(request, "You are answering no claim now.")
        return redirect(about.claim if about else "home")
    return render(request, "debates/answering_now.html", {"about": answering(request)})
