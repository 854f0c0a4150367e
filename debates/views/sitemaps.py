"""What search engines are told: every page that may be listed, and which pages are not for them."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import Exists, Model, OuterRef
from django.db.models.query import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from debates.models import Claim, Debate, Quote
from debates.reading.browse import listed_shows, listed_speakers, newest_episodes
from transcripts.models.visibility import in_listed_episode


class _Rows(Sitemap[Any]):
    """Rows of a model by number, 5,000 a file."""

    limit = 5000

    def __init__(self, rows: QuerySet[Any]) -> None:
        super().__init__()
        self._rows = rows

    def items(self) -> QuerySet[Any]:
        return self._rows.order_by("pk")

    def lastmod(self, row: Model) -> datetime.datetime | None:
        return row.changed_at if isinstance(row, Debate) else None


class _Lists(Sitemap[str]):
    def items(self) -> list[str]:
        return ["home", "debate_list", "speaker_list", "show_list", "tag_list", "how_to_read"]

    def location(self, name: str) -> str:
        return reverse(name)


def _listed_claims() -> QuerySet[Claim]:
    quotes = Quote.objects.filter(claim=OuterRef("pk"))
    return Claim.objects.filter(Exists(quotes.filter(in_listed_episode("utterance__transcript__episode__"))))


SITEMAPS = {
    "lists": _Lists(),
    "debates": _Rows(Debate.objects.all()),
    "claims": _Rows(_listed_claims()),
    "episodes": _Rows(newest_episodes()),
    "speakers": _Rows(listed_speakers()),
    "shows": _Rows(listed_shows()),
}


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """For what asks without having read a page; pages name the drawn icon."""
    return redirect(static("icon-180.png"))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in ("/admin/", "/imports/", "/corrections/", "/sign-in/")),
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap_index'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
