"""The front door."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from debates.reading.front import read_front
from debates.views.keeping import kept


@kept
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "debates/home.html", {"front": read_front(request.user)})
