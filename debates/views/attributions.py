"""The queue of names: voices that nobody is sure of, and what editors make of them."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode

from csp.decorators import csp_update
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from debates.amending.name_decisions import undo_decision
from debates.forms.desk import NameForm
from debates.models import User
from debates.reading.naming import NameCard, NameProgress, media_origins, read_name_cards, read_name_progress
from debates.views.permissions import allow, editor_somewhere_required, shows_reached
from transcripts.actions import Action
from transcripts.attribution.uncertain import UncertainVoice, UncertainVoices, uncertain_at
from transcripts.models import Episode, NameDecision, NotPossibleError, Speaker, Utterance

A_PAGE = 6
LATELY = 8


@require_safe
@editor_somewhere_required
def attribution_list(request: HttpRequest) -> HttpResponse:
    shows = shows_reached(request, Action.EDIT)
    episode = _episode(request.GET.get("episode", ""))
    queue = UncertainVoices(shows, episode.pk if episode else None)
    page: Page[UncertainVoice] = Paginator(queue, A_PAGE).get_page(request.GET.get("page"))
    cards = read_name_cards(list(page))
    decided = NameDecision.objects.whole().in_shows(shows)
    progress: NameProgress = read_name_progress(decided, page.paginator.count)
    lately = list(decided.with_places().newest_first()[:LATELY])
    context = {
        "page": page,
        "forms": [NameForm(card) for card in cards],
        "episode": episode,
        "asked": urlencode({"episode": f"{episode.show.slug}/{episode.slug}"} if episode else {}),
        "progress": progress,
        "lately": lately,
        "last": next((each for each in lately if str(each.pk) == request.GET.get("last")), None),
    }
    return _playing(cards, request, render(request, "debates/attribution_list.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
@editor_somewhere_required
def attribution_detail(request: HttpRequest, show: str, episode: str, position: int) -> HttpResponse:
    """One voice, by a sentence of it, with everything that can be done about it; a post decides and leads back to the queue."""
    line = _line(show, episode, position)
    allow(request, Action.EDIT, line.transcript)
    offer = request.GET.get("offer", "")
    found = uncertain_at(line, int(offer) if offer.isdecimal() and len(offer) < 15 else None)
    if found is None:
        return _decided(request, line)
    (card,) = read_name_cards([found])
    form = NameForm(card, request.POST if request.method == "POST" else None)
    assert isinstance(request.user, User)  # noqa: S101  editors have an account
    if form.is_valid():
        allow(request, Action.EDIT, *(each.transcript for each in form.elsewhere()))
        if (decision := form.decide(request.user)) is not None:
            return redirect(
                f"{reverse('attribution_list')}?{urlencode({**_asked(request), 'last': decision.pk})}"
            )
    status = 200 if not form.is_bound else 409 if form.was_decided else 422
    context = {"form": form, "asked": urlencode(_asked(request)), "people": Speaker.objects.by_name()}
    return _playing(
        [card], request, render(request, "debates/attribution_detail.html", context, status=status)
    )


@require_POST
@editor_somewhere_required
def attribution_undo(request: HttpRequest, pk: int) -> HttpResponse:
    decision = get_object_or_404(NameDecision.objects.with_places(), pk=pk)
    allow(request, Action.EDIT, decision.before)
    assert isinstance(request.user, User)  # noqa: S101  editors have an account
    try:
        undo_decision(decision, request.user)
    except NotPossibleError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Taken back: {decision}.")
    return redirect(f"{reverse('attribution_list')}?{urlencode(_asked(request))}")


def _line(show: str, episode: str, position: int) -> Utterance:
    words = Utterance.objects.current().filter(transcript__episode__is_taken_down=False)
    found = words.filter(transcript__episode__show__slug=show, transcript__episode__slug=episode)
    return get_object_or_404(found.with_speakers().with_places(), position=position)


def _episode(written: str) -> Episode | None:
    show, _, episode = written.partition("/")
    if not written:
        return None
    found = Episode.objects.with_shows().filter(show__slug=show, slug=episode).first()
    if found is None:
        raise Http404("No such episode.")
    return found


def _decided(request: HttpRequest, line: Utterance) -> HttpResponse:
    """What was decided about a voice that is not uncertain any more."""
    decisions = NameDecision.objects.standing().filter(transcript=line.transcript, label=line.label)
    last = decisions.with_places().newest_first().first()
    context = {"line": line, "last": last, "was_posted": request.method == "POST"}
    status = 409 if request.method == "POST" else 200
    return render(request, "debates/attribution_decided.html", context, status=status)


def _asked(request: HttpRequest) -> dict[str, str]:
    """The part of the queue that is looked at, as the form or the address carries it on."""
    written = parse_qs(request.POST.get("queue", "")).get("episode", [request.GET.get("episode", "")])[0]
    return {"episode": written[:300]} if written else {}


def _playing(cards: list[NameCard], request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let this page play snippets from their publishers, whose addresses lead on to hosts that nobody can list."""
    origins = media_origins(cards)
    if not origins:
        return response
    csp_update({"media-src": [*origins, "https:"]})(lambda request: response)(request)
    return response
