"""How to annotate: the guidelines, practice, and how far editors agree."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from debates.demo.practice import NOBODY, people, tasks
from debates.forms.desk import PracticeForm
from debates.models import Claim, RelationKind, Stance, Suggestion
from debates.reading.agreement import read_agreement
from debates.views.permissions import editor_somewhere_required, shows_reached
from transcripts.actions import Action

EXAMPLES = ("no-true-world-model", "not-mutually-exclusive", "imitation-continuous-with-rl")


@require_safe
def guidelines(request: HttpRequest) -> HttpResponse:
    examples = Claim.objects.filter(key__in=EXAMPLES).open_to(request.user).order_by("pk")
    return render(request, "debates/guidelines.html", {"examples": examples})


@require_safe
def practice(request: HttpRequest) -> HttpResponse:
    """One task, and after an answer what a careful reader says; nothing of it is stored."""
    all_tasks = tasks()
    form = PracticeForm(len(all_tasks), request.GET)
    task = all_tasks[form.number - 1]
    answer = form.answer if form.is_valid() else None
    context: dict[str, Any] = {
        "task": task,
        "count": len(all_tasks),
        "answered": answer is not None,
        "answer": answer,
        "is_right": answer is not None and task.is_met_by(*answer),
        "next": task.number + 1 if task.number < len(all_tasks) else None,
        "people": [*people(), NOBODY],
        "stances": [*Stance.choices, (NOBODY, "states no view")],
        "kinds": [kind for kind in RelationKind.choices if kind[0] != RelationKind.UNDERCUT],
    }
    return render(request, "debates/practice.html", context)


@require_safe
@editor_somewhere_required
def agreement(request: HttpRequest) -> HttpResponse:
    """Every two editors who judged the same suggestions, episode by episode."""
    suggestions = Suggestion.objects.in_shows(shows_reached(request, Action.EDIT))
    return render(request, "debates/agreement.html", {"pairs": read_agreement(suggestions)})
