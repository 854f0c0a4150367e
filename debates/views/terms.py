"""Words in two senses: the pages on which editors name them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from debates.forms.ledgers import TermForm
from debates.models import Debate, Term, User
from debates.views.permissions import allow, editor_somewhere_required
from transcripts.actions import Action


@require_http_methods(["GET", "HEAD", "POST"])
@editor_somewhere_required
def debate_term_new(request: HttpRequest, debate: str) -> HttpResponse:
    found = get_object_or_404(Debate.objects.with_sides(), slug=debate)
    allow(request, Action.EDIT, found)
    return _edit(request, Term(debate=found))


@require_http_methods(["GET", "HEAD", "POST"])
@editor_somewhere_required
def term_change(request: HttpRequest, term: str) -> HttpResponse:
    found = get_object_or_404(Term, key=term)
    allow(request, Action.EDIT, found)
    found.debate = Debate.objects.with_sides().get(pk=found.debate_id)
    if request.method == "POST" and "remove" in request.POST:
        found.delete()
        messages.success(request, f"“{found.word}” is no longer listed.")
        return redirect(found.debate)
    return _edit(request, found)


def _edit(request: HttpRequest, term: Term) -> HttpResponse:
    form = TermForm(term, request.user, request.POST if request.method == "POST" else None)
    if form.is_valid():
        assert isinstance(request.user, User)  # noqa: S101  editors have an account
        saved = form.save(by=request.user)
        messages.success(request, "Saved.")
        return redirect(saved)
    status = 409 if form.has_conflicts else 422 if form.is_bound else 200
    return render(request, "debates/term_form.html", {"form": form, "term": term}, status=status)
