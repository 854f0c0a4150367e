"""Asking a miner for suggestions: the one that ships, or a language model where the operator set one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from debates import minings
from debates.forms.desk import AskModelForm
from debates.minings import MiningError
from debates.model_findings import NoModelError, endpoint_here, estimate_for, left_today
from debates.models import Mining, User
from debates.reading.minings import read_minings, read_tallies
from debates.views.permissions import allow, editor_somewhere_required, may
from transcripts.actions import Action
from transcripts.models import Episode, Transcript

if TYPE_CHECKING:
    from debates.llm import Endpoint, Spent


@dataclass(frozen=True, slots=True)
class Offer:
    """A language model that could be asked: what that would take, and what is left of the day's money."""

    endpoint: Endpoint
    questions: int
    spent: Spent
    left_today: float


@require_http_methods(["GET", "HEAD", "POST"])
@editor_somewhere_required
def episode_mine(request: HttpRequest, show: str, episode: str) -> HttpResponse:
    """What was mined of an episode; a post asks for more. Where a language model could be asked, reads the transcript."""
    found = get_object_or_404(Episode.objects.with_shows(), show__slug=show, slug=episode)
    allow(request, Action.EDIT, found)
    transcript = found.transcripts.current().first()
    if transcript is None or found.is_taken_down:
        raise Http404("There are no words here to look for claims in.")
    posted = request.POST if request.method == "POST" else None
    if posted is not None and posted.get("miner") != "model":
        return _begin(request, found, transcript, None)
    if posted is not None and not may(request, Action.OPERATE):
        raise PermissionDenied("Only admins of the site may ask a language model.")
    endpoint, trouble = _model(request)
    form = _form(endpoint, posted) if endpoint else None
    if form and form.is_valid():
        return _begin(request, found, transcript, form)
    return _page(request, found, transcript, form, endpoint, trouble)


def _model(request: HttpRequest) -> tuple[Endpoint | None, str]:
    """The language model that whoever asks may ask, or why there is none; nothing is said to those who may not."""
    if not may(request, Action.OPERATE):
        return None, ""
    try:
        return endpoint_here(), ""
    except NoModelError as error:
        return None, str(error)


def _form(endpoint: Endpoint, posted: QueryDict | None) -> AskModelForm:
    caps, has_prices = endpoint.caps, endpoint.prices is not None
    return AskModelForm(caps.money, caps.seconds, has_prices=has_prices, data=posted)


def _begin(
    request: HttpRequest, episode: Episode, transcript: Transcript, form: AskModelForm | None
) -> HttpResponse:
    assert isinstance(request.user, User)  # noqa: S101  editors have an account
    transcript.episode = episode
    try:
        if form is None:
            minings.begin(transcript, request.user)
        else:
            minings.begin_asking(transcript, request.user, *form.caps)
    except (MiningError, NoModelError) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Asked for. What is found will be told below.")
    return redirect("episode_mine", episode.show.slug, episode.slug)


def _page(
    request: HttpRequest,
    episode: Episode,
    transcript: Transcript,
    form: AskModelForm | None,
    endpoint: Endpoint | None,
    trouble: str,
) -> HttpResponse:
    rows = read_minings(episode)
    under_way = next((row for row in rows if row.mining.is_under_way), None)
    offer = None
    if endpoint and not under_way:
        transcript.episode = episode
        offer = Offer(endpoint, *estimate_for(transcript, endpoint), left_today())
    context = {
        "episode": episode,
        "rows": rows,
        "tallies": read_tallies(transcript),
        "under_way": under_way,
        "form": form,
        "offer": offer,
        "trouble": trouble,
        "has_model": bool(settings.LLM["url"]),
    }
    return render(
        request, "debates/episode_mine.html", context, status=422 if form and form.is_bound else 200
    )


@require_POST
@editor_somewhere_required
def mining_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    mining = get_object_or_404(Mining.objects.select_related("transcript__episode__show"), pk=pk)
    allow(request, Action.EDIT, mining.transcript)
    minings.cancel(mining)
    messages.success(
        request, "Cancelled. A question that was sent already is waited for; what was found is kept."
    )
    episode = mining.transcript.episode
    return redirect("episode_mine", episode.show.slug, episode.slug)
