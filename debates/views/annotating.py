"""From words in a transcript to a claim."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from debates.forms.desk import ClaimFromWordsForm, SentencesForm
from debates.forms.desk.answering import answering, forget_answering
from debates.forms.desk.places_in_words import Chosen, words_at
from debates.models import Placement, User
from debates.reading.circles import circle_of, circle_told
from debates.reading.near_claims import recent_claims
from debates.reading.proposals import propose
from debates.views.permissions import allow, editor_somewhere_required
from transcripts.actions import Action
from transcripts.models import Episode, Speaker, Transcript


@require_http_methods(["GET", "HEAD", "POST"])
@editor_somewhere_required
def episode_claim_new(request: HttpRequest, show: str, episode: str) -> HttpResponse:
    """The form for a claim of words that the address names (`at`), or a form to name the words."""
    found = get_object_or_404(Episode.objects.with_shows(), show__slug=show, slug=episode)
    allow(request, Action.EDIT, found)
    transcript = found.transcripts.current().first()
    if transcript is None or found.is_taken_down:
        raise Http404("There are no words here to make a claim of.")
    if request.method == "POST":
        return _store(request, found, transcript)
    chooser = SentencesForm(transcript, request.GET if "first" in request.GET else None)
    try:
        if "at" in request.GET:
            chosen = words_at(transcript, request.GET["at"])
        elif chooser.is_valid():
            chosen = chooser.chosen()
        else:
            return _choose(request, found, chooser)
    except ValidationError as error:
        return _choose(request, found, chooser, str(error.message))
    return _page(request, found, transcript, _blank(request, found, transcript, chosen), chosen)


def _blank(
    request: HttpRequest, episode: Episode, transcript: Transcript, chosen: Chosen
) -> ClaimFromWordsForm:
    proposal = propose(chosen.passage, chosen.words)
    last, about = _last_place(episode), answering(request)
    initial = {
        "version": transcript.version,
        "at": chosen.at,
        "words": chosen.words,
        "text": proposal.text,
        "stance": proposal.stance,
        "holder": proposal.holder,
        "target": request.GET.get("onto") or (about.claim.key if about else ""),
        "bears": about.bears if about and "onto" not in request.GET else "",
        "where": f"{last.debate_id}/{last.section_id or ''}" if last else "",
    }
    return ClaimFromWordsForm(transcript, initial=initial)


def _last_place(episode: Episode) -> Placement | None:
    """Where a claim of this episode was placed last."""
    here = Placement.objects.filter(claim__quotes__utterance__transcript__episode=episode)
    return here.select_related("debate").order_by("-pk").first()


def _store(request: HttpRequest, episode: Episode, transcript: Transcript) -> HttpResponse:
    form = ClaimFromWordsForm(transcript, request.POST)
    assert isinstance(request.user, User)  # noqa: S101  editors have an account
    if form.is_valid():
        allow(request, Action.EDIT, *form.touched)
        if claim := form.save(request.user):
            messages.success(request, f"Stored: “{claim}”")
            if form.drawn and (circle := circle_of(form.drawn)):
                messages.info(request, circle_told(circle))
            about = answering(request)
            if about and about.claim == form.cleaned_data["target"]:
                forget_answering(request)
            return redirect(form.cleaned_data["chosen"].passage.first)
    if form.moved is not None:
        there = {"version": str(transcript.version), "at": form.moved.at, "words": form.moved.words}
        form.data = {**request.POST.dict(), **there}
    return _page(request, episode, transcript, form, form.moved)


def _page(
    request: HttpRequest,
    episode: Episode,
    transcript: Transcript,
    form: ClaimFromWordsForm,
    chosen: Chosen | None,
) -> HttpResponse:
    about, last = answering(request), _last_place(episode)
    answered = about.claim if about else None
    context = {
        "episode": episode,
        "form": form,
        "line": chosen.passage.first if chosen else None,
        "recent": recent_claims(request.user, first=answered),
        "answered": answered.key if answered else "",
        "debate": last.debate if last else None,
        "people": Speaker.objects.by_name(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "debates/episode_claim_new.html", context, status=status)


def _choose(request: HttpRequest, episode: Episode, form: SentencesForm, trouble: str = "") -> HttpResponse:
    context = {"episode": episode, "chooser": form, "trouble": trouble}
    status = 422 if trouble or form.is_bound else 200
    return render(request, "debates/episode_claim_new.html", context, status=status)
