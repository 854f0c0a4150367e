"""Who may do what, checked in the view."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def required(right: str, refusal: str) -> Callable[[View[P]], View[P]]:
    """Let through whoever has `right`, a property of the user such as `may_edit`; ask strangers to sign in first.

    Everybody else is refused with the words of `refusal`.
    """

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not getattr(request.user, right):
                raise PermissionDenied(refusal)
            return view(request, *args, **kwargs)

        return guarded

    return guard


admin_required = required("may_import", "Only admins may bring in episodes.")
