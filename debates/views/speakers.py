"""A speaker: where they were heard, what they hold, who else says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from csp.decorators import csp_update
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from debates.reading.appearances import Appearance, Appearances
from debates.reading.charts import month_bars
from debates.reading.positions import positions_of
from debates.reading.speakers import FirstOf, SpeakerPart, SpeakerReading
from debates.views.gone import speaker_elsewhere
from debates.views.keeping import kept
from transcripts.models import Speaker
from transcripts.voices import POLICY

APPEARANCES_SHOWN = 5
ROWS_A_PAGE = {SpeakerPart.APPEARANCES: 10, SpeakerPart.OVER_TIME: 20}
"""Of other parts, 40."""


@kept
@require_safe
def speaker_detail(request: HttpRequest, speaker: str) -> HttpResponse:
    found = Speaker.objects.with_aliases().filter(slug=speaker).first()
    if found is None:
        return speaker_elsewhere(speaker)
    reading, heard = SpeakerReading(found, request.user), Appearances(found, request.user)
    newest = heard.of(heard.episodes[:APPEARANCES_SHOWN])
    context = {
        "reading": reading,
        "heard": heard,
        "chart": month_bars(heard.months),
        "company": FirstOf(heard.company()),
        "opponents": FirstOf(reading.opponents),
        "held": FirstOf(reading.positions),
        "others": FirstOf(reading.stated_by_others),
        "over_time": FirstOf(positions_of(found, request.user), 3),
        "unanswered": FirstOf(reading.left_open.unanswered, 3),
        "unchallenged": FirstOf(reading.left_open.unchallenged, 3),
        "appearances": newest,
        "policy": POLICY,
    }
    return _with_media(newest, render(request, "debates/speaker_detail.html", context), request)


@kept
@require_safe
def speaker_part(request: HttpRequest, speaker: str, part: str) -> HttpResponse:
    """All of one part of a speaker's page, page by page."""
    found = get_object_or_404(Speaker.objects.with_aliases(), slug=speaker)
    whole = SpeakerPart(part)
    reading = SpeakerReading(found, request.user)
    heard = Appearances(found, request.user) if whole is SpeakerPart.APPEARANCES else None
    rows: Sequence[Any] = heard.episodes if heard else reading.rows(whole)
    page = Paginator(rows, ROWS_A_PAGE.get(whole, 40)).get_page(request.GET.get("page", "")[:9])
    shown = heard.of(list(page)) if heard else []
    context = {"reading": reading, "part": whole, "page": page, "appearances": shown}
    return _with_media(shown, render(request, "debates/speaker_part.html", context), request)


def _with_media(appearances: list[Appearance], response: HttpResponse, request: HttpRequest) -> HttpResponse:
    """The response, which may ask for the media of these appearances where those are not ours."""
    origins = {each.sentences[0].listening.origin for each in appearances} - {""}
    if origins:
        csp_update({"media-src": [*sorted(origins), "https:"]})(lambda request: response)(request)
    return response
