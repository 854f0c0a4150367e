"""Invitations: admins make them, whoever has the link follows it."""

from __future__ import annotations

from django.contrib import messages
from django.core.mail import send_mail
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from debates.accounts.adapter import INVITED
from debates.forms.members import InvitationForm
from debates.models import Invitation, User
from debates.views.permissions import allow, appointer_required, shows_reached
from transcripts.actions import Action
from transcripts.models import NotPossibleError

SHOWN = 100
OPEN_AT_ONCE = 50
"""Invitations that one person may have open at once."""
NEW = "new_invitation"
"""Where a session keeps a link until it is shown."""


@require_http_methods(["GET", "HEAD", "POST"])
@appointer_required
@never_cache
def invitation_list(request: HttpRequest) -> HttpResponse:
    """Those that were made, and a form for another. The link of a new one is shown once."""
    assert isinstance(request.user, User)  # noqa: S101  behind the guard
    form = InvitationForm(request.user, request.POST if request.method == "POST" else None)
    made = Invitation.objects.in_shows(shows_reached(request, Action.APPOINT)).newest_first()
    if form.is_valid():
        if Invitation.objects.open().filter(invited_by=request.user).count() >= OPEN_AT_ONCE:
            form.add_error(None, f"You have {OPEN_AT_ONCE} open invitations. Withdraw one first.")
        else:
            return _made(request, *form.keep())
    context = {"form": form, "made": made[:SHOWN], "new": request.session.pop(NEW, None)}
    return render(request, "debates/invitation_list.html", context, status=422 if form.is_bound else 200)


def _made(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """Send the link on its way and keep it for the next page, which shows it once: a reload makes no second one."""
    link = request.build_absolute_uri(reverse("invitation_follow", args=[token]))
    request.session[NEW] = {"link": link, "what": str(invitation), "email": invitation.email}
    _send(invitation, link)
    return redirect("invitation_list")


def _send(invitation: Invitation, link: str) -> None:
    if invitation.email:
        text = render_to_string("debates/invitation.txt", {"invitation": invitation, "link": link})
        send_mail("Counterpoint: an invitation", text, None, [invitation.email], fail_silently=True)


@require_POST
@appointer_required
def invitation_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Invitation, pk=pk)
    allow(request, Action.APPOINT, found.show)
    try:
        found.withdraw()
        messages.success(request, "Withdrawn. The link opens nothing any more.")
    except NotPossibleError as error:
        messages.error(request, str(error))
    return redirect("invitation_list")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def invitation_follow(request: HttpRequest, token: str) -> HttpResponse:
    """What the link leads to: make an account, sign in, or accept. Nothing is accepted by looking."""
    found = Invitation.objects.open().with_token(token).select_related("show", "invited_by").first()
    if found is None:
        return render(request, "debates/invitation_over.html", status=410)
    if request.method == "POST":
        return _accept(request, found)
    if not request.user.is_authenticated:
        request.session[INVITED] = token
    return render(request, "debates/invitation_follow.html", {"invitation": found})


def _accept(request: HttpRequest, found: Invitation) -> HttpResponse:
    if not isinstance(request.user, User):
        raise Http404("Sign in first.")
    try:
        found.accept(request.user)
        messages.success(request, f"You are {found.get_role_display()} of {found.show or 'this site'} now.")
    except NotPossibleError as error:
        messages.error(request, str(error))
    return redirect("account_home")
