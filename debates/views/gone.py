"""Addresses of what is not there any more: merged into something else, or deleted."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from debates.models import Claim, Debate, MergedClaim, MergedSpeaker, Relation, User
from debates.reading.gone import Gone, find_gone
from debates.revising.grounds import steps_within
from debates.views.refusals import written


def claim_elsewhere(request: HttpRequest, key: str) -> HttpResponse:
    """Where a claim went that is not at its address: into another one, or nowhere. What was sent to it is shown once more."""
    merged = MergedClaim.objects.select_related("into").filter(key=key).first()
    if merged is not None and request.method != "POST":
        return redirect(f"{merged.into.get_absolute_url()}?merged={key}")
    if merged is not None:
        return _gone(request, "Claim", "", merged=merged)
    gone = find_gone(Claim, key=key)
    if gone is None:
        raise Http404
    return _gone(
        request, "Claim", gone.revision.text, gone=gone, history=reverse("claim_history", args=[key])
    )


def speaker_elsewhere(slug: str) -> HttpResponse:
    """Where a person went who is not at their address: to whom they were merged into. Raises Http404 where there is none."""
    merged = MergedSpeaker.objects.select_related("into").filter(undone_at=None)
    return redirect(get_object_or_404(merged, slug=slug).into)


def debate_elsewhere(request: HttpRequest, slug: str) -> HttpResponse:
    """What there is to say of a debate that is not at its address."""
    gone = find_gone(Debate, slug=slug)
    if gone is None:
        raise Http404
    history = reverse("debate_history", args=[slug])
    return _gone(request, "Debate", gone.revision.question, gone=gone, history=history)


def relation_elsewhere(request: HttpRequest, key: str) -> HttpResponse:
    """What there is to say of a relation that is not at its address."""
    gone = find_gone(Relation, key=key)
    if gone is None:
        raise Http404
    history = reverse("relation_history", args=[key])
    return _gone(request, "Relation", gone.revision.evidence, gone=gone, history=history)


def _gone(request: HttpRequest, kind: str, words: str, **found: object) -> HttpResponse:
    context = {
        "kind": kind,
        "words": words,
        "written": written(request),
        "may_open": _may_open(request, found),
        **found,
    }
    page = render(request, "debates/gone.html", context, status=410)
    # Browsers keep a 410 for good unless told otherwise, and what is gone may be brought back.
    page["Cache-Control"] = "no-cache"
    return page


def _may_open(request: HttpRequest, found: Mapping[str, object]) -> bool:
    """Whether whoever asks may look at the step that took it away, and take that back."""
    user, gone = request.user, found.get("gone")
    if not isinstance(user, User) or not isinstance(gone, Gone):
        return False
    return user.may_edit or bool(gone.step and steps_within([gone.step.id], user))


def same_page_of_merged(page: str, key: str) -> HttpResponse:
    """Lead to the same page of the claim that this one was merged into: frames and pictures stand in other people's pages.

    Raises Http404 where it was merged into none.
    """
    merged = get_object_or_404(MergedClaim.objects.select_related("into"), key=key)
    return redirect(page, merged.into.key)
