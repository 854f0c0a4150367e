"""Debates: the versus view, the outline, and the pages to make and change one."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from debates.forms.debates import DebateEditor, DebateFilterForm
from debates.models import Claim, Debate, Suggestion
from debates.reading.agreements import Agreement, AgreementsReading
from debates.reading.debates import DebateReading
from debates.reading.discussions import follows
from debates.reading.drafts import (
    CLAIMS_MOST,
    Draft,
    draft_from_claim,
    draft_from_episode,
    draft_from_words,
)
from debates.reading.filters import SUGGESTED
from debates.reading.neighbourhoods import draw_neighbourhood
from debates.reading.suggested import suggested_in
from debates.reading.terms import terms_of
from debates.views.gone import debate_elsewhere
from debates.views.keeping import kept
from debates.views.permissions import allow, editor_somewhere_required, may
from transcripts.actions import Action
from transcripts.models import Episode

POINTS_A_PAGE = 20
"""Points of the versus view that are shown, and whose words are loaded, at once."""


@kept
@require_safe
def debate_detail(request: HttpRequest, debate: str) -> HttpResponse:
    try:
        reading = _read(debate, request)
    except Http404:
        return debate_elsewhere(request, debate)
    form = DebateFilterForm(request.GET, reading.offer.options)
    filters = form.filters
    if filters.state == SUGGESTED:
        return _suggested(request, reading, form)
    points = reading.points(filters)
    page: Page[int] = Paginator(points, POINTS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "reading": reading,
        "page": page,
        "contents": [] if filters.chosen else reading.contents(points, POINTS_A_PAGE),
        "counts": reading.counts(filters),
        "chips": reading.chips(filters),
        "others": len(reading.chosen(filters)) - len(points),
        "parts": reading.parts(list(page)),
        "filters": filters,
        "form": form,
        "terms": terms_of(reading.debate, request.user),
        "follows": follows(reading.debate, request.user),
    }
    return render(request, "debates/debate_detail.html", context)


def _suggested(request: HttpRequest, reading: DebateReading, form: DebateFilterForm) -> HttpResponse:
    """What nobody has decided about stays out of search engines."""
    found = suggested_in(reading, form.filters, request.user)
    page: Page[Suggestion] = Paginator(found, POINTS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "reading": reading,
        "page": page,
        "chips": reading.chips(form.filters),
        "filters": form.filters,
        "form": form,
    }
    response = render(request, "debates/debate_suggested.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


@kept
@require_safe
def debate_outline(request: HttpRequest, debate: str) -> HttpResponse:
    reading = _read(debate, request)
    form = DebateFilterForm(request.GET, reading.offer.options_on_the_map)
    focus = reading.focus(request.GET.get("focus", ""))
    context = {
        "reading": reading,
        "parts": reading.outline_parts(form.filters),
        "found": len(reading.chosen(form.filters)),
        "chips": reading.chips(form.filters, all_claims=True),
        "filters": form.filters,
        "form": form,
        "drawing": draw_neighbourhood(focus, request.user) if focus else None,
        "choosing": "choose" in request.GET and may(request, Action.EDIT, reading.debate),
        "came_from": request.GET.get("choose", ""),
    }
    return render(request, "debates/debate_outline.html", context)


@kept
@require_safe
def debate_agreed(request: HttpRequest, debate: str) -> HttpResponse:
    """What one side grants to another, or says in support of it."""
    found = get_object_or_404(Debate.objects.with_sides(), slug=debate)
    reading = AgreementsReading(found, request.user)
    page: Page[Agreement] = Paginator(reading.agreements, POINTS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "debates/debate_agreed.html", {"reading": reading, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@editor_somewhere_required
def debate_new(request: HttpRequest) -> HttpResponse:
    """A debate from nothing, or from an episode, a claim or words, as the address asks: the form is filled with what is there."""
    if request.method == "POST":
        offered = _claims(request, "offered")
        chosen = Draft(claims=_claims(request, "claims"), main=_claims(request, "main"))
        return _edit(request, DebateEditor(Debate(), request.POST, chosen), offered)
    draft = _draft(request)
    return _edit(request, DebateEditor(Debate(), None, draft), draft.claims)


def _draft(request: HttpRequest) -> Draft:
    """What the address asks to begin with, as far as it is there."""
    show, _, slug = request.GET.get("episode", "").partition("/")
    if slug:
        episodes = Episode.objects.open_to(request.user)
        return draft_from_episode(get_object_or_404(episodes, show__slug=show, slug=slug), request.user)
    if key := request.GET.get("claim", ""):
        claims = Claim.objects.open_to(request.user)
        return draft_from_claim(get_object_or_404(claims, key=key), request.user)
    return draft_from_words(request.GET.get("search", ""), request.user)


def _claims(request: HttpRequest, field: str) -> tuple[Claim, ...]:
    """The claims whose keys were sent, in their order; those that are gone, or not for whoever sent them to change, are left out."""
    keys = request.POST.getlist(field)[:CLAIMS_MOST]
    found = {claim.key: claim for claim in Claim.objects.open_to(request.user).filter(key__in=keys)}
    here = [found[key] for key in dict.fromkeys(keys) if key in found]
    return tuple(claim for claim in here if may(request, Action.EDIT) or may(request, Action.EDIT, claim))


@require_http_methods(["GET", "HEAD", "POST"])
@editor_somewhere_required
@transaction.atomic
def debate_change(request: HttpRequest, debate: str) -> HttpResponse:
    """Two editors who save at once are put in a line, so that each sees what the other added."""
    debates = Debate.objects.select_for_update() if request.method == "POST" else Debate.objects.all()
    found = debates.filter(slug=debate).first()
    if found is None:
        return debate_elsewhere(request, debate)
    allow(request, Action.EDIT, found)
    return _edit(request, DebateEditor(found, request.POST or None))


def _read(slug: str, request: HttpRequest) -> DebateReading:
    debate = get_object_or_404(Debate.objects.with_sides().with_sections(), slug=slug)
    return DebateReading(debate, request.user)


def _edit(request: HttpRequest, editor: DebateEditor, offered: tuple[Claim, ...] = ()) -> HttpResponse:
    if editor.is_valid():
        debate = editor.save(by=request.user)
        others = f", together with what {editor.meanwhile.who} changed meanwhile" if editor.meanwhile else ""
        messages.success(request, f"Saved{others}.")
        if editor.groups:
            names = ", ".join(editor.groups)
            messages.info(
                request,
                f"Nobody here is called {names}: kept as groups. Check the spelling if a person was meant.",
            )
        return redirect(debate)
    status = 409 if editor.has_conflicts else 422 if editor.is_bound else 200
    return render(request, "debates/debate_form.html", {"editor": editor, "offered": offered}, status=status)
