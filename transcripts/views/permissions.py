"""Who may do what, checked in the view."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from transcripts.actions import Action
from transcripts.views.kept_words import forget, keep

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


class HasRights(Protocol):
    """Whoever can be asked what they may do, as people with an account can."""

    def may(self, action: Action, about: object | None = None) -> bool: ...

    def may_somewhere(self, action: Action) -> bool: ...

    def shows_reached(self, action: Action) -> frozenset[int] | None: ...


def may(request: HttpRequest, action: Action, about: object | None = None) -> bool:
    """Whether whoever asks may do it: anywhere, or to `about`. Strangers may nothing that needs an account."""
    return request.user.is_authenticated and cast(HasRights, request.user).may(action, about)


def allow(request: HttpRequest, action: Action, *abouts: object) -> None:
    """Let those through who may do it to each of `abouts`; the others are refused with a page.

    For views behind `required(…, somewhere=True)`, once they have found what it is about. Where it is about nothing, everybody
    passes: what concerns the whole site is asked with `may`.
    """
    if not all(may(request, action, about) for about in abouts):
        raise PermissionDenied("Your roles do not reach this.")


def shows_reached(request: HttpRequest, action: Action) -> frozenset[int] | None:
    """The keys of the shows to which whoever asks may do it, for lists; none named where that is every show."""
    return cast(HasRights, request.user).shows_reached(action)


def required(action: Action, refusal: str, *, somewhere: bool = False) -> Callable[[View[P]], View[P]]:
    """Let through whoever may do it anywhere on the site; ask strangers to sign in first.

    With `somewhere`, who may do it for one show at least is let through, too, and the view calls `allow` for what it
    changes. Everybody else is refused with the words of `refusal`.
    """

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            user = cast(HasRights, request.user)
            if not (user.may_somewhere(action) if somewhere else user.may(action)):
                raise PermissionDenied(refusal)
            if request.method == "POST":
                forget(request)
            return view(request, *args, **kwargs)

        return guarded

    return guard


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """Ask who it is, and keep what was posted meanwhile: a session may have ended while somebody wrote."""
    if request.method == "POST" and keep(request):
        return redirect_to_login(reverse("kept_words"))
    return redirect_to_login(request.get_full_path())


admin_required = required(Action.IMPORT, "Only admins may bring in episodes.")
