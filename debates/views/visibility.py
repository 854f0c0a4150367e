"""Who sees what: visibility of shows and episodes, takedowns, rights of reply. For admins."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from debates.amending.takedowns import lift, take_down
from debates.forms.visibility import EpisodeVisibilityForm, ReasonForm, RightOfReplyForm, ShowVisibilityForm
from debates.models import Claim, RightOfReply
from debates.views.permissions import allow, governor_required, shows_reached
from transcripts.actions import Action
from transcripts.models import Episode, NotPossibleError, Show

SHOWN = 200


@require_safe
@governor_required
def visibility_list(request: HttpRequest) -> HttpResponse:
    reached = shows_reached(request, Action.GOVERN)
    shows = [
        (show, ShowVisibilityForm(instance=show, auto_id=f"show-{show.pk}-%s"))
        for show in Show.objects.reached(reached).by_name()
    ]
    restricted = Episode.objects.restricted().in_shows(reached).with_shows().newest_first()
    context = {"shows": shows, "episodes": restricted[:SHOWN], "count": restricted.count()}
    return render(request, "debates/visibility_list.html", context)


@require_POST
@governor_required
@transaction.atomic
def visibility_show(request: HttpRequest, show: str) -> HttpResponse:
    found = get_object_or_404(Show.objects.select_for_update(), slug=show)
    allow(request, Action.GOVERN, found)
    form = ShowVisibilityForm(request.POST, instance=found)
    if form.is_valid():
        kept = form.save()
        messages.success(request, f"{kept.name} is {kept.get_visibility_display()}.")
    else:
        trouble = "".join(map(str, form.non_field_errors()))
        messages.error(request, trouble or "Choose one of the three.")
    return redirect("visibility_list")


@require_http_methods(["GET", "HEAD", "POST"])
@governor_required
@transaction.atomic
def episode_visibility(request: HttpRequest, show: str, episode: str) -> HttpResponse:
    found = _episode(request, show, episode)
    if request.method == "POST":
        found.visibility = Episode.objects.select_for_update().get(pk=found.pk).visibility
    form = EpisodeVisibilityForm(request.POST or None, instance=found)
    if form.is_valid():
        kept = form.save()
        messages.success(request, f"{kept.title} is {kept.effective_visibility.label}.")
        return redirect("episode_visibility", show, episode)
    return _page(request, found, form, ReasonForm(auto_id="takedown-%s"))


@require_POST
@governor_required
def episode_take_down(request: HttpRequest, show: str, episode: str) -> HttpResponse:
    found = _episode(request, show, episode)

    def act(reason: str) -> None:
        take_down(found, reason, request.user)

    return _for_a_reason(request, found, act, "Taken down. Nobody sees the words or hears the recording now.")


@require_POST
@governor_required
def episode_lift(request: HttpRequest, show: str, episode: str) -> HttpResponse:
    found = _episode(request, show, episode)

    def act(reason: str) -> None:
        takedown = found.takedowns.in_force().first()
        if takedown is None:
            raise NotPossibleError("The words of this episode are not taken down.")
        lift(takedown, reason, request.user)

    return _for_a_reason(request, found, act, "Lifted. The words are shown again.")


def _episode(request: HttpRequest, show: str, episode: str) -> Episode:
    found = get_object_or_404(Episode.objects.with_shows(), show__slug=show, slug=episode)
    allow(request, Action.GOVERN, found)
    return found


def _for_a_reason(
    request: HttpRequest, episode: Episode, act: Callable[[str], None], done: str
) -> HttpResponse:
    """Do it for the reason that was posted and say so, or say why not."""
    form = ReasonForm(request.POST, auto_id="takedown-%s")
    if not form.is_valid():
        return _page(request, episode, EpisodeVisibilityForm(instance=episode), form)
    try:
        act(form.cleaned_data["reason"])
        messages.success(request, done)
    except NotPossibleError as error:
        messages.error(request, str(error))
    return redirect("episode_visibility", episode.show.slug, episode.slug)


def _page(
    request: HttpRequest, episode: Episode, form: EpisodeVisibilityForm, reason: ReasonForm
) -> HttpResponse:
    context = {
        "episode": episode,
        "form": form,
        "reason": reason,
        "takedowns": episode.takedowns.newest_first().with_people(),
    }
    status = 409 if form.changed_meanwhile else 422 if form.is_bound or reason.is_bound else 200
    return render(request, "debates/episode_visibility.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@governor_required
def claim_reply(request: HttpRequest, claim: str) -> HttpResponse:
    found = get_object_or_404(Claim, key=claim)
    allow(request, Action.GOVERN, found)
    form = RightOfReplyForm(request.POST or None)
    if form.is_valid():
        form.enter(found, request.user)
        messages.success(request, "The reply stands with the claim now.")
        return redirect(found)
    replies = found.rights_of_reply.standing().in_order().select_related("entered_by")
    context = {"claim": found, "form": form, "replies": replies}
    return render(request, "debates/claim_reply.html", context, status=422 if form.is_bound else 200)


@require_POST
@governor_required
def right_of_reply_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    reply = get_object_or_404(RightOfReply.objects.select_related("claim"), pk=pk)
    allow(request, Action.GOVERN, reply)
    try:
        reply.withdraw(request.user)
        messages.success(request, "Withdrawn. It is kept, and shown to nobody.")
    except NotPossibleError as error:
        messages.error(request, str(error))
    return redirect(reply.claim)
