"""A relation by itself: both ends, its kind, its words, and what undercuts it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from debates.forms.desk import RelationChangeForm
from debates.models import Relation, User
from debates.reading.near_claims import recent_claims
from debates.reading.relations import RelationReading
from debates.views.gone import relation_elsewhere
from debates.views.permissions import allow, editor_somewhere_required
from transcripts.actions import Action

DONE = {
    "change": "Changed.",
    "link": "Linked.",
    "unlink": "Taken out.",
    "undercut": "Drawn.",
    "remove": "The relation is removed.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@editor_somewhere_required
def relation_detail(request: HttpRequest, relation: str) -> HttpResponse:
    found = Relation.objects.with_ends(request.user).filter(key=relation).first()
    if found is None:
        return relation_elsewhere(request, relation)
    allow(request, Action.EDIT, found)
    form = RelationChangeForm(found, request.POST if request.method == "POST" else None)
    if form.is_valid():
        allow(request, Action.EDIT, *form.touched)
        assert isinstance(request.user, User)  # noqa: S101  editors have an account
        seen = form.save(by=request.user)
        messages.success(request, DONE[form.cleaned_data["action"]])
        return redirect(seen if seen.pk else form.premises[0])
    reading = RelationReading(found, request.user)
    context = {"reading": reading, "form": form, "recent": recent_claims(request.user)}
    status = 409 if form.has_conflicts else 422 if form.is_bound else 200
    return render(request, "debates/relation_detail.html", context, status=status)
