"""Pages on which editors change and delete what is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from debates.forms.editing import ClaimForm, QuoteViewForm, SpeakerForm
from debates.forms.revised import RevisedForm
from debates.models import Claim, Debate, Quote, Relation, delete_claim
from debates.views.gone import claim_elsewhere, debate_elsewhere
from debates.views.permissions import allow, editor_required, editor_somewhere_required
from transcripts.actions import Action
from transcripts.models import Speaker

Row = TypeVar("Row", Claim, Debate)


@require_http_methods(["GET", "HEAD", "POST"])
@editor_somewhere_required
@transaction.atomic
def claim_change(request: HttpRequest, claim: str) -> HttpResponse:
    found = Claim.objects.select_for_update(of=("self",)).filter(key=claim).first()
    if found is None:
        return claim_elsewhere(request, claim)
    allow(request, Action.EDIT, found)
    return _change(request, ClaimForm(found, _posted(request)), found, "Change this claim")


@require_http_methods(["GET", "HEAD", "POST"])
@editor_somewhere_required
@transaction.atomic
def quote_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whose view a quote states."""
    quotes = Quote.objects.select_for_update(of=("self",)).select_related("claim", "voiced_by")
    found = get_object_or_404(quotes, pk=pk)
    allow(request, Action.EDIT, found)
    form = QuoteViewForm(found, _posted(request))
    return _change(request, form, found.claim, "Whose view is this?", found.exact)


@require_http_methods(["GET", "HEAD", "POST"])
@editor_required
@transaction.atomic
def speaker_change(request: HttpRequest, speaker: str) -> HttpResponse:
    found = get_object_or_404(Speaker.objects.select_for_update(), slug=speaker)
    return _change(
        request, SpeakerForm(found, _posted(request)), found, "Change what is known of this person"
    )


def _posted(request: HttpRequest) -> dict[str, str] | None:
    return request.POST.dict() if request.method == "POST" else None


def _change(
    request: HttpRequest,
    form: ClaimForm | QuoteViewForm | SpeakerForm,
    about: Claim | Speaker,
    title: str,
    words: str = "",
) -> HttpResponse:
    """Save and lead back; or the form again, with what somebody else saved meanwhile where both changed the same."""
    name = str(about)  # before the form writes into the row what could not be kept
    if form.is_valid():
        form.save()
        messages.success(request, kept_told(form, "Saved"))
        return redirect(about)
    status = status_of(form) if form.is_bound else 200
    context = {"form": form, "about": about, "name": name, "title": title, "words": words}
    return render(request, "debates/editing_form.html", context, status=status)


def kept_told(form: RevisedForm, done: str = "Kept") -> str:
    """That a form was kept, and whose work it was brought together with, where somebody else saved something meanwhile."""
    if form.meanwhile is None:
        return f"{done}."
    return f"{done}, together with what {form.meanwhile.who} changed meanwhile."


def status_of(tried: RevisedForm | None) -> int:
    """The status of a page that shows a form which was sent and is not kept, or that was only asked for."""
    if tried is None:
        return 200
    return 409 if tried.has_conflicts else 422


@require_http_methods(["GET", "HEAD", "POST"])
@editor_somewhere_required
def claim_delete(request: HttpRequest, claim: str) -> HttpResponse:
    found = Claim.objects.filter(key=claim).first()
    if found is None:
        return claim_elsewhere(request, claim)
    allow(request, Action.EDIT, found)
    goes = [
        (found.quotes.count(), "quote", "quotes"),
        (Relation.objects.touching(found).count(), "relation", "relations"),
        (found.placements.count(), "place in a debate", "places in debates"),
    ]
    return _delete(request, found, "Delete this claim?", goes, delete_claim)


@require_http_methods(["GET", "HEAD", "POST"])
@editor_somewhere_required
def debate_delete(request: HttpRequest, debate: str) -> HttpResponse:
    found = Debate.objects.filter(slug=debate).first()
    if found is None:
        return debate_elsewhere(request, debate)
    allow(request, Action.EDIT, found)
    goes = [
        (found.sections.count(), "section", "sections"),
        (found.sides.count(), "side", "sides"),
        (found.terms.count(), "term", "terms"),
    ]
    return _delete(request, found, "Delete this debate?", goes, Debate.delete)


def _delete(
    request: HttpRequest,
    found: Row,
    title: str,
    goes: list[tuple[int, str, str]],
    act: Callable[[Row], object],
) -> HttpResponse:
    """`goes` counts what goes with it: how many, what one is called, and several."""
    if request.method == "POST":
        act(found)
        messages.success(request, "Deleted. It can be brought back, from here or from the list of changes.")
        return redirect(found.get_absolute_url())
    context = {"found": found, "title": title, "goes": [each for each in goes if each[0]]}
    return render(request, "debates/delete.html", context)
