"""Searches that a person keeps, and their feeds."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from debates.models import SavedSearch, User
from debates.models.saved_search import LONGEST, MOST_A_PERSON, TooManyError
from debates.reading.news import news_of
from debates.searching import asking
from transcripts.searching.backend import TooSlowError
from transcripts.searching.language import cleaned

FEED_AGE_S = 900
"""Seconds for which a reader of feeds need not ask again."""


@require_safe
@login_required
def saved_search_list(request: HttpRequest) -> HttpResponse:
    return _list(request)


@require_POST
@login_required
def saved_search_keep(request: HttpRequest) -> HttpResponse:
    typed = cleaned(request.POST.get("q", "")[: LONGEST + 1])
    if len(typed) > LONGEST:
        return _list(request, f"A search that is kept has at most {LONGEST} characters. Shorten it.")
    wanted = asking.read(typed)
    if wanted.is_empty:
        return _list(request, "Nothing is looked for there. Write the words to be told of.")
    try:
        SavedSearch.objects.keep(_owner(request), str(wanted))
    except TooManyError as error:
        return _list(request, str(error))
    messages.success(request, "Kept. Give the address of its feed to whatever you read feeds with.")
    return redirect("saved_search_list")


@require_POST
@login_required
def saved_search_let_go(request: HttpRequest, pk: int) -> HttpResponse:
    get_object_or_404(SavedSearch.objects.of(_owner(request)), pk=pk).delete()
    messages.success(request, "Let go. Its feed is no more.")
    return redirect("saved_search_list")


@require_safe
def saved_search_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """What was said, and what was claimed, of late that fits; public words alone, whoever keeps the search."""
    kept = get_object_or_404(SavedSearch.objects.read_by(secret))
    try:
        news = news_of(kept.typed)
    except TooSlowError:
        return HttpResponse(
            "This search took too long and was stopped. Keep a narrower one.",
            status=503,
            content_type="text/plain",
        )
    feed = Atom1Feed(
        title=f"{kept.typed} · Counterpoint",
        link=request.build_absolute_uri(f"{reverse('search')}?{urlencode({'q': kept.typed})}"),
        description="",
        feed_url=request.build_absolute_uri(),
        feed_guid=f"urn:counterpoint:search:{kept.pk}",
        author_name="Counterpoint",
    )
    for each in news:
        feed.add_item(
            title=each.title,
            link=request.build_absolute_uri(each.url),
            description=escape(each.text),  # the feed says that it is HTML
            unique_id=each.id,
            updateddate=each.came_at,
            pubdate=each.came_at,
            author_name=each.by or None,
        )
    answer = HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    patch_cache_control(answer, private=True, max_age=FEED_AGE_S)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _owner(request: HttpRequest) -> User:
    """Whoever signed in, which `login_required` has seen to."""
    return cast(User, request.user)


def _list(request: HttpRequest, trouble: str = "") -> HttpResponse:
    kept = SavedSearch.objects.of(_owner(request)).newest_first()
    context = {
        "kept": [(each, request.build_absolute_uri(each.get_absolute_url())) for each in kept],
        "most": MOST_A_PERSON,
        "trouble": trouble,
        "typed": request.POST.get("q", "")[:LONGEST],
    }
    return render(request, "debates/saved_search_list.html", context, status=422 if trouble else 200)
