"""Who changes what, why and at which address: told to the database with every change that a request makes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pghistory
from django.http import HttpRequest, HttpResponse
from pghistory.middleware import HistoryMiddleware

WHY_LONGEST = 500


class RevisionMiddleware(HistoryMiddleware):  # type: ignore[misc]  # the library's classes are not annotated
    """Makes one step of all that a request changes; the field `why` of whatever form was sent is its reason."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> None:
        """Read the reason. The form was read before, for its token."""
        why = " ".join(request.POST.get("why", "").split())[:WHY_LONGEST] if request.method == "POST" else ""
        if why:
            pghistory.context(why=why)
