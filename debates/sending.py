"""Forms that count once, however often they are sent: a double click, going back, or a reload does nothing twice."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from debates.models import SentForm

ONCE = "once"
"""The hidden field with a random word, new for each copy of a form."""


class SendingMiddleware:
    """Does what a form with the field `once` asks for, unless the same was sent before: then leads where that led.

    What was typed counts as well, so that going back and typing something else is another matter. Two copies sent at the same
    moment are put in a line. Must be the last that looks at views, as it calls them itself.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if request.method != "POST" or not request.POST.get(ONCE):
            return None
        with transaction.atomic():
            return _do_once(request, _token(request), lambda: view(request, *args, **kwargs))


def _token(request: HttpRequest) -> str:
    """What tells a copy of a form with what was typed into it from every other."""
    sent = sorted((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
    return hashlib.sha256(repr((request.user.pk, request.path, sent)).encode()).hexdigest()[:40]


def _do_once(request: HttpRequest, token: str, act: Callable[[], HttpResponse]) -> HttpResponse:
    try:
        with transaction.atomic():
            mark = SentForm.objects.create(token=token, location=request.path)
    except IntegrityError:
        messages.info(request, "This was sent already: nothing was done twice.")
        return redirect(SentForm.objects.get(token=token).location)
    response = act()
    if response.status_code in {301, 302, 303}:
        SentForm.objects.filter(pk=mark.pk).update(location=response["Location"][:2000])
        connection.check_constraints()
    else:
        mark.delete()
    return response
