"""Pages for what is not here, not allowed, or was open for too long; whoever had written something gets it back to copy."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from debates.revising.beginning import BEGAN
from debates.sending import ONCE

UNWRITTEN = {"csrfmiddlewaretoken", ONCE, BEGAN, "action"}
SECRET = ("password", "code", "secret", "token")
"""Parts of the names of fields that no page ever repeats; a form with one of them is repeated nowhere."""


def written(request: HttpRequest) -> list[str]:
    """What somebody typed into the form that was sent: every field in which there are words."""
    if request.method != "POST":
        return []
    fields = [(name, texts) for name, texts in request.POST.lists() if name not in UNWRITTEN]
    if any(part in name.lower() for name, _ in fields for part in SECRET):
        return []
    return [text for _, texts in fields for text in texts if text]


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was here when a form was opened may be gone when it is sent."""
    return render(request, "404.html", {"written": written(request)}, status=404)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", {"written": written(request)}, status=403)


def open_for_too_long(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is not that of the session any more, as after signing in in another tab."""
    return HttpResponse(render_to_string("403_csrf.html", {"written": written(request)}), status=403)
