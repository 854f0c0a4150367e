"""Lists to browse, page by page."""

from __future__ import annotations

from typing import TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from debates.models import Tag
from debates.reading import browse
from debates.views.keeping import kept
from debates.views.permissions import may
from transcripts.actions import Action
from transcripts.models import Show

Row = TypeVar("Row", bound=Model)


@kept
@require_safe
def debate_list(request: HttpRequest) -> HttpResponse:
    page = _page(request, browse.listed_debates(), browse.DEBATES_A_PAGE)
    return render(request, "debates/debate_list.html", {"page": page})


@kept
@require_safe
def speaker_list(request: HttpRequest) -> HttpResponse:
    page = _page(request, browse.listed_speakers(), browse.SPEAKERS_A_PAGE)
    return render(request, "debates/speaker_list.html", {"page": page})


@kept
@require_safe
def show_list(request: HttpRequest) -> HttpResponse:
    page = _page(request, browse.listed_shows(), browse.SHOWS_A_PAGE)
    return render(request, "debates/show_list.html", {"page": page})


@kept
@require_safe
def show_detail(request: HttpRequest, show: str) -> HttpResponse:
    found = get_object_or_404(Show.objects.open_to(request.user), slug=show)
    page = _page(request, browse.episodes_of(found, request.user), browse.EPISODES_A_PAGE)
    context = {"show": found, "page": page, "may_govern": may(request, Action.GOVERN, found)}
    return render(request, "debates/show_detail.html", context)


@kept
@require_safe
def tag_list(request: HttpRequest) -> HttpResponse:
    page = _page(request, Tag.objects.in_use().by_name(), browse.TOPICS_A_PAGE)
    return render(request, "debates/tag_list.html", {"page": page})


@kept
@require_safe
def tag_detail(request: HttpRequest, tag: str) -> HttpResponse:
    found = get_object_or_404(Tag, slug=tag)
    page = _page(request, browse.claims_about(found), browse.CLAIMS_A_PAGE)
    context = {
        "tag": found,
        "page": page,
        "cards": browse.cards_everywhere(page),
        "debates": browse.debates_about(found)[: browse.DEBATES_A_PAGE],
    }
    return render(request, "debates/tag_detail.html", context)


def _page(request: HttpRequest, rows: QuerySet[Row], size: int) -> Page[Row]:
    """The page asked for; the last one for a number beyond it, the first for what is no number."""
    return Paginator(rows, size).get_page(request.GET.get("page", "")[:9])
