"""The review queue: what machines suggest, and what editors make of it."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode

from csp.decorators import csp_update
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from debates.forms.desk import BatchForm, DecisionForm, FindForm, ReviewFilterForm
from debates.models import Mining, User
from debates.reading.near_claims import claims_meant, find_claims, near_claims, recent_claims
from debates.reading.review import ReviewCard, last_decision, media_origins, read_cards, read_progress
from debates.reading.review_rows import load_rows
from debates.views.permissions import allow, editor_somewhere_required, shows_reached
from transcripts.actions import Action
from transcripts.models import Speaker

A_PAGE = 6
MININGS = 5
"""Minings by a language model that are told of an episode."""


@require_safe
@editor_somewhere_required
def review_list(request: HttpRequest) -> HttpResponse:
    form = _filters(request, request.GET)
    paginator = Paginator(form.keys(), A_PAGE)
    progress = None if form.is_second else read_progress(form.all())
    if progress:
        paginator.count = progress.open
    page: Page[int] = paginator.get_page(request.GET.get("page"))
    cards = read_cards(load_rows(list(page)))
    context = {
        "form": form,
        "page": page,
        "cards": cards,
        "progress": progress,
        "asked": urlencode(form.asked),
        "last": last_decision(request.user, request.GET.get("last", "")),
        "minings": _minings(form.asked.get("episode", "")),
    }
    return _playing(cards, request, render(request, "debates/review_list.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
@editor_somewhere_required
def review_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One suggestion with everything that can be done about it; a post decides and leads back to the queue."""
    suggestion = next(iter(load_rows([pk])), None)
    if suggestion is None:
        raise Http404("No such suggestion.")
    allow(request, Action.EDIT, suggestion)
    asked = _asked(request)
    is_second = asked.get("reading") == "second"
    posted = request.POST if request.method == "POST" else None
    form = DecisionForm(suggestion, posted, is_second=is_second)
    assert isinstance(request.user, User)  # noqa: S101  editors have an account
    if form.is_valid():
        allow(request, Action.EDIT, *form.touched)
    if form.is_valid() and form.decide(request.user):
        return redirect(f"{reverse('review_list')}?{urlencode({**asked, 'last': pk})}")
    cards = read_cards([suggestion])
    look = claims_meant if "near" in request.GET else near_claims
    context = {
        "card": cards[0],
        "form": form,
        "asked": urlencode(asked),
        "is_second": is_second,
        "near": look(suggestion.text, request.user),
        "recent": recent_claims(request.user),
        "people": Speaker.objects.by_name(),
    }
    status = 200 if posted is None else 409 if form.was_decided else 422
    return _playing(cards, request, render(request, "debates/review_detail.html", context, status=status))


@require_http_methods(["GET", "HEAD", "POST"])
@editor_somewhere_required
def review_batch(request: HttpRequest) -> HttpResponse:
    """Accept everything from a score on: first what that would be, then the deed."""
    asked = _asked(request)
    filters = _filters(request, QueryDict(urlencode(asked)))
    form = BatchForm(filters, request.POST if request.method == "POST" else None)
    assert isinstance(request.user, User)  # noqa: S101  editors have an account
    if form.is_valid():
        accepted, left = form.accept(request.user)
        messages.success(
            request, f"{accepted} accepted." + (f" {left} could not be and wait on." if left else "")
        )
        return redirect(f"{reverse('review_list')}?{urlencode(asked)}")
    context = {"form": form, "asked": urlencode(asked), "sample": form.sample()}
    status = 422 if form.is_bound else 200
    return render(request, "debates/review_batch.html", context, status=status)


@require_safe
@editor_somewhere_required
def claim_find(request: HttpRequest) -> HttpResponse:
    """Claims by their words, or near to a text; as choices of a form where one asks for them."""
    form = FindForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    near = find_claims(asked.get("words", ""), request.user)
    if asked.get("text"):
        near = claims_meant(asked["text"], request.user)
    context = {
        "form": form,
        "near": near,
        "asks": bool(asked.get("name")),
        "name": asked.get("name"),
        "prefix": asked.get("ids") or "found",
    }
    return render(request, "debates/claim_find.html", context)


def _filters(request: HttpRequest, data: QueryDict) -> ReviewFilterForm:
    return ReviewFilterForm(data, request.user, shows_reached(request, Action.EDIT))


def _minings(episode: str) -> list[Mining]:
    """What asking language models about the chosen episode brought and cost."""
    asked = Mining.objects.of_episode(episode).by_language_models()
    return list(asked.newest_first()[:MININGS]) if episode else []


def _asked(request: HttpRequest) -> dict[str, str]:
    """The queue that somebody came from, as its address has it."""
    written = request.POST.get("queue") if request.method == "POST" else request.GET.urlencode()
    known = {"episode", "kind", "speaker", "model", "above", "reading"}
    told = parse_qs((written or "")[:2000])
    return {name: values[0] for name, values in told.items() if name in known}


def _playing(cards: list[ReviewCard], request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let this page play media from where the shown words are published."""
    if origins := media_origins(cards):
        csp_update({"media-src": [*origins, "https:"]})(lambda request: response)(request)
    return response
