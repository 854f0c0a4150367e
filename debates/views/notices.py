"""What is new for somebody: who named them, what happened to what they follow; and who else is on a page."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from debates.forms.discussions import PresenceForm, WatchForm
from debates.models import Comment, Presence, User, Watch, follow
from debates.reading.notices import changes_of_watched
from debates.views.permissions import account_required, editor_somewhere_required
from transcripts.models import NotPossibleError

SHOWN = 50
BACK = timedelta(days=30)
"""How far back the page goes."""


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def notice_list(request: HttpRequest) -> HttpResponse:
    """Mentions, comments and changes of the last month, the newest first. A POST marks all as seen."""
    assert isinstance(request.user, User)  # noqa: S101  behind the guard
    if request.method == "POST":
        User.objects.filter(pk=request.user.pk).update(notices_seen_at=timezone.now())
        return redirect("notice_list")
    since = timezone.now() - BACK
    recent = (
        Comment.objects.standing()
        .open_to(request.user)
        .filter(written_at__gt=since)
        .with_places()
        .newest_first()
    )
    context = {
        "seen_at": request.user.notices_seen_at,
        "mentions": recent.naming(request.user)[:SHOWN],
        "comments": recent.of_watched(request.user)[:SHOWN],
        "steps": changes_of_watched(request.user, since)[:SHOWN],
        "watches": Watch.objects.filter(user=request.user).open_to(request.user).newest_first(),
    }
    return render(request, "debates/notice_list.html", context)


@require_POST
@account_required
def watch_change(request: HttpRequest) -> HttpResponse:
    """Follow a claim or a debate, or leave it."""
    assert isinstance(request.user, User)  # noqa: S101  behind the guard
    form = WatchForm(request.user, request.POST)
    if not form.is_valid():
        messages.error(request, "There is no such thing to follow.")
        return redirect("notice_list")
    about = form.cleaned_data["about"]
    try:
        if form.cleaned_data["follow"]:
            follow(request.user, about)
            messages.success(request, "You follow it: what happens to it stands under Notices.")
        else:
            Watch.objects.on(about).filter(user=request.user).delete()
            messages.success(request, "You follow it no more.")
    except NotPossibleError as error:
        messages.error(request, str(error))
    return redirect(about)


@require_POST
@editor_somewhere_required
def presence(request: HttpRequest) -> HttpResponse:
    """Note that somebody has a page open, and answer with who else has: a row that the page asks for again and again."""
    assert isinstance(request.user, User)  # noqa: S101  behind the guard
    form = PresenceForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    place = form.cleaned_data["place"]
    Presence.objects.all().note(request.user, place)
    return render(
        request, "debates/_present.html", {"others": Presence.objects.beside(request.user, place)[:5]}
    )
