"""What somebody posted after their session had ended: kept while they sign in, and sent when they say so."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

KEPT = "kept_words"
"""Where a session has them."""

LONGEST = 300_000
"""Characters that are kept; a longer post is not, and its writer has the browser's way back."""

SHOWN = 30

CARRIED = frozenset({"once", "began"})
"""Fields that forms carry and nobody writes: they are sent again, and not shown."""


@dataclass(frozen=True, slots=True)
class KeptWords:
    """A post that waits: where it goes, and its fields in order."""

    path: str
    fields: list[tuple[str, str]]

    @property
    def worth_showing(self) -> list[tuple[str, str]]:
        """The fields in which somebody wrote words, under names that a person can read."""
        written = [
            (name, value)
            for name, value in self.fields
            if name not in CARRIED and any(each.isalpha() for each in value)
        ]
        return [(name.rpartition("-")[2].replace("_", " "), value) for name, value in written[:SHOWN]]


def keep(request: HttpRequest) -> bool:
    """Keep what was posted in the session of whoever posted it; says whether there was anything to keep, and room for it."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken"
    ]
    if not fields or sum(len(name) + len(value) for name, value in fields) > LONGEST:
        return False
    request.session[KEPT] = {"path": request.get_full_path(), "fields": fields}
    return True


def forget(request: HttpRequest) -> None:
    """Drop what is kept for the address that is posted to now, as it was sent again."""
    if request.session.get(KEPT, {}).get("path") == request.get_full_path():
        del request.session[KEPT]


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def kept_words(request: HttpRequest) -> HttpResponse:
    """Show what is kept, to be sent or thrown away. Nothing is sent by looking."""
    row = request.session.get(KEPT)
    if request.method == "POST" and row:
        del request.session[KEPT]
        messages.success(request, "Thrown away.")
    if request.method == "POST" or not row:
        return redirect(reverse("home"))
    kept = KeptWords(row["path"], [(name, value) for name, value in row["fields"]])
    return render(request, "transcripts/kept_words.html", {"kept": kept})
