"""Correcting the source: the words of a sentence, and who says it."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from debates.amending.correcting import Corrected
from debates.forms.desk import BackForm, SourceForm
from debates.models import User
from debates.views.permissions import allow, editor_somewhere_required
from transcripts.actions import Action
from transcripts.models import (
    CorrectionOffer,
    CorrectionState,
    Episode,
    NotPossibleError,
    Speaker,
    Transcript,
    Utterance,
)


@require_http_methods(["GET", "HEAD", "POST"])
@editor_somewhere_required
def episode_correct(request: HttpRequest, show: str, episode: str) -> HttpResponse:
    """One sentence, named by its position (`line`; the first without one); `offer` is a reader's correction that is met by it.

    A POST with `back_to` puts the words of that version back.
    """
    found = get_object_or_404(
        Episode.objects.with_shows().filter(is_taken_down=False), show__slug=show, slug=episode
    )
    allow(request, Action.EDIT, found)
    transcript = get_object_or_404(found.transcripts.current())
    transcript.episode = found
    if request.method == "POST" and "back_to" in request.POST:
        return _go_back(request, transcript)
    line = _line(request, transcript)
    form = SourceForm(line, request.POST if request.method == "POST" else None)
    offer = _offer(request, transcript)
    if form.is_valid():
        allow(request, Action.EDIT, *form.elsewhere())
        if _save(request, form, offer):
            return redirect(f"{found.get_absolute_url()}#u{line.position}")
    context = {
        "episode": found,
        "line": line,
        "form": form,
        "offer": offer,
        "people": Speaker.objects.by_name(),
    }
    return render(request, "debates/episode_correct.html", context, status=422 if form.is_bound else 200)


def _go_back(request: HttpRequest, transcript: Transcript) -> HttpResponse:
    """Put the words of an earlier version back, and show what that changed; or why it cannot be."""
    assert isinstance(request.user, User)  # noqa: S101  editors have an account
    try:
        messages.success(request, _told([BackForm(request.POST).save(transcript, request.user)]))
    except NotPossibleError as error:
        messages.error(request, f"Nothing was put back. {error}")
    return redirect("episode_history", show=transcript.episode.show.slug, episode=transcript.episode.slug)


def _line(request: HttpRequest, transcript: Transcript) -> Utterance:
    written = request.GET.get("line", "0")
    position = int(written) if written.isdecimal() and len(written) < 8 else 0
    line = get_object_or_404(transcript.utterances.with_speakers(), position=position)
    line.transcript = transcript
    return line


def _offer(request: HttpRequest, transcript: Transcript) -> CorrectionOffer | None:
    written = request.GET.get("offer", "")
    waiting = CorrectionOffer.objects.waiting().filter(utterance__transcript__episode=transcript.episode_id)
    return waiting.filter(pk=int(written)).first() if written.isdecimal() and len(written) < 15 else None


def _save(request: HttpRequest, form: SourceForm, offer: CorrectionOffer | None) -> bool:
    """Correct it, and the reader's offer with it; false, and the reason among the errors, where that cannot be."""
    assert isinstance(request.user, User)  # noqa: S101  editors have an account
    try:
        with transaction.atomic():
            done = form.save(request.user)
            if offer is not None:
                offer.decide(CorrectionState.DONE, request.user)
    except NotPossibleError as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _told(done))
    return True


def _told(done: list[Corrected]) -> str:
    """What was corrected, and how many quotes wait for somebody to look at them."""
    versions = f"Corrected: version {done[0].transcript.version}"
    if len(done) > 1:
        versions = f"{versions}, and {len(done) - 1} more episode{'s' if len(done) > 2 else ''}"
    waiting = sum(each.quotes.waiting for each in done)
    if not waiting:
        return f"{versions}."
    return f"{versions}. {waiting} quote{'s wait' if waiting > 1 else ' waits'} among the moved quotes: look where they stand now."
