"""An episode: its transcript with the claims in the margin."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from csp.decorators import csp_update
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from debates.reading.episodes import TranscriptReading
from debates.reading.states import State, transcript_state
from debates.views.keeping import kept
from transcripts.models import Episode, Transcript
from transcripts.models.visibility import Visibility
from transcripts.words.clock import read_clock

KEPT = 24
"""Rendered transcripts that one process keeps, about a megabyte each."""


@kept
@require_safe
def episode_detail(request: HttpRequest, show: str, episode: str) -> HttpResponse:
    found = get_object_or_404(
        Episode.objects.with_shows().open_to(request.user), show__slug=show, slug=episode
    )
    versions = _versions(found)
    transcript = next((each for each in versions if each.is_current), None)
    if transcript and (seconds := read_clock(request.GET.get("t", ""))) is not None:
        return redirect(_at(transcript, seconds))
    return _page(request, found, transcript, versions)


@kept
@require_safe
def transcript_detail(request: HttpRequest, show: str, episode: str, version: int) -> HttpResponse:
    """One version of a transcript at an address of its own, which stays when a better one comes."""
    found = get_object_or_404(
        Episode.objects.with_shows().open_to(request.user), show__slug=show, slug=episode
    )
    versions = _versions(found)
    transcript = next((each for each in versions if each.version == version), None)
    if transcript is None:
        raise Http404("This episode has no such version.")
    return _page(request, found, transcript, versions, is_version=True)


def _versions(episode: Episode) -> list[Transcript]:
    """Every version of its transcript, newest first, in one query. The episode is that which was given."""
    versions = list(episode.transcripts.select_related("recording").order_by("-version"))
    for version in versions:
        version.episode = episode
    return versions


def _page(
    request: HttpRequest,
    episode: Episode,
    transcript: Transcript | None,
    versions: list[Transcript],
    *,
    is_version: bool = False,
) -> HttpResponse:
    takedown = episode.takedowns.in_force().first() if episode.is_taken_down else None
    shown = transcript if not episode.is_taken_down else None
    rendered = _rendered(transcript_state(shown)) if shown else None
    context = {
        "episode": episode,
        "transcript": transcript,
        "versions": versions,
        "takedown": takedown,
        "rendered": rendered,
        "is_version": is_version,
    }
    response = render(request, "debates/episode_detail.html", context)
    if episode.effective_visibility != Visibility.PUBLIC:
        response["X-Robots-Tag"] = "noindex"
    return _may_play_from(rendered.media_origin, request, response) if rendered else response


def _at(transcript: Transcript, seconds: float) -> str:
    """The address of the line said at that second, of the end for a later one, of the page where no times are known."""
    said = transcript.utterances.said_at(seconds)
    page = transcript.episode.get_absolute_url()
    if said is not None:
        return f"{page}#u{said.position}"
    return f"{page}#end" if transcript.utterances.timed().exists() else page


@dataclass(frozen=True, slots=True)
class _Rendered:
    """A transcript as HTML. `media_origin` is where its player asks for media, empty where here or nowhere."""

    html: SafeString
    claim_count: int
    media_origin: str


@lru_cache(maxsize=KEPT)
def _rendered(state: State) -> _Rendered:
    """Render the transcript whose state this is, once for each state it is in."""
    transcript = Transcript.objects.select_related("episode__show").get(pk=state.transcript)
    reading = TranscriptReading(transcript)
    html = render_to_string("debates/_transcript.html", {"reading": reading})
    return _Rendered(html, reading.claim_count, reading.listening.origin)


def _may_play_from(origin: str, request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let this one page play media from its publisher, whose address leads on to hosts that nobody can list."""
    if not origin:
        return response
    csp_update({"media-src": [origin, "https:"]})(lambda request: response)(request)
    return response
