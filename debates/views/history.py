"""The history of everything, and undoing: who changed what, when and why."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_safe
from pghistory.models import Context

from debates.models import Claim, Debate, Quote, Relation, User
from debates.reading import history_rows
from debates.reading.history import ToldStep, history_of, tell
from debates.reading.undoing import UndoReading
from debates.reading.versions import VersionsReading, read_versions
from debates.revising.changes import Row, changes_in, revisions_of
from debates.revising.steps import newest_steps, read_steps, steps_of_a_day
from debates.revising.undoing import plan_undo, plan_what_can_be, undo
from debates.views.permissions import editor_required
from transcripts.models import Episode, NotPossibleError, Reader, Speaker, may_read_private

STEPS_A_PAGE = 30


@require_safe
def claim_history(request: HttpRequest, claim: str) -> HttpResponse:
    number = _number(
        Claim.objects.open_to(request.user).filter(key=claim), Claim, {"key": claim}, request.user
    )
    here = Claim.objects.filter(pk=number).first()
    return _history(request, "Claim", here, history_rows.rows_of_claim(number))


@require_safe
def relation_history(request: HttpRequest, relation: str) -> HttpResponse:
    wanted = {"key": relation}
    number = _number(Relation.objects.filter(**wanted), Relation, wanted, request.user)
    target = Claim.objects.open_to(request.user).filter(relations_onto=number).first()
    return _history(request, f"Relation {relation}", target, history_rows.rows_of_relation(number))


@require_safe
def quote_history(request: HttpRequest, pk: int) -> HttpResponse:
    number = _number(
        Quote.objects.open_to(request.user).filter(pk=pk), Quote, {"pgh_obj_id": pk}, request.user
    )
    here = Quote.objects.filter(pk=pk).select_related("claim").first()
    return _history(request, f"Quote {pk}", here.claim if here else None, history_rows.rows_of_quote(number))


@require_safe
def debate_history(request: HttpRequest, debate: str) -> HttpResponse:
    wanted = {"slug": debate}
    number = _number(Debate.objects.filter(**wanted), Debate, wanted, request.user)
    here = Debate.objects.filter(pk=number).first()
    return _history(request, "Debate", here, history_rows.rows_of_debate(number))


@require_safe
def speaker_history(request: HttpRequest, speaker: str) -> HttpResponse:
    found = get_object_or_404(Speaker, slug=speaker)
    return _history(request, "Person", found, history_rows.rows_of_speaker(found.pk))


@require_safe
def episode_history(request: HttpRequest, show: str, episode: str) -> HttpResponse:
    found = get_object_or_404(
        Episode.objects.open_to(request.user).with_shows(), show__slug=show, slug=episode
    )
    versions = read_versions(found, request.GET.get("compare", ""))
    return _history(request, "Transcript", found, history_rows.rows_of_episode(found), versions)


def _number(here: QuerySet[Any], table: type[Model], wanted: dict[str, Any], reader: Reader) -> int:
    """The number of the row that is meant, be it there, or deleted: then for editors alone."""
    for number in here.values_list("pk", flat=True)[:1]:
        return int(number)
    gone = revisions_of(table).filter(**wanted).order_by("-pgh_id").first()
    if gone is None or not may_read_private(reader):
        raise Http404
    return int(gone.pgh_obj_id)


def _history(
    request: HttpRequest,
    kind: str,
    here: Model | None,
    rows: Sequence[Row],
    versions: VersionsReading | None = None,
) -> HttpResponse:
    steps = history_of(rows, request.user)
    page: Page[ToldStep] = Paginator(steps, STEPS_A_PAGE).get_page(request.GET.get("page"))
    context = {"kind": kind, "here": here, "page": page, "versions": versions}
    return render(request, "debates/history_detail.html", context)


@require_safe
@editor_required
def history_list(request: HttpRequest) -> HttpResponse:
    """All that was changed of late, by whomever."""
    page: Page[Any] = Paginator(newest_steps(), STEPS_A_PAGE).get_page(request.GET.get("page"))
    steps = read_steps(list(page))
    told = tell(changes_in([step.id for step in steps]), request.user)
    return render(request, "debates/history_list.html", {"steps": told, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@editor_required
def history_step(request: HttpRequest, step: UUID) -> HttpResponse:
    """One step with all that it changed; sent, it is taken back."""
    (found,) = read_steps([get_object_or_404(Context, pk=step)])
    if request.method == "POST":
        return _undo(request, [step], reverse("history_step", args=[step]))
    reading = UndoReading([step], plan_undo([step]), request.user)
    return render(request, "debates/history_step.html", {"step": found, "reading": reading})


@require_http_methods(["GET", "HEAD", "POST"])
@editor_required
def history_day(request: HttpRequest, person: str, day: str) -> HttpResponse:
    """A day's work by one person; sent, all of it is taken back, or what stands in nobody's way."""
    who, date = get_object_or_404(User, username=person), _date(day)
    steps = list(steps_of_a_day(who, date).values_list("pk", flat=True))
    if request.method == "POST":
        return _undo(request, steps, reverse("history_day", args=[person, day]))
    reading = UndoReading(steps, plan_what_can_be(steps), request.user)
    context = {"person": who, "day": date, "reading": reading}
    return render(request, "debates/history_day.html", context)


def _date(day: str) -> datetime.date:
    try:
        date = parse_date(day)
    except ValueError:
        date = None
    if date is None:
        raise Http404
    return date


def _undo(request: HttpRequest, steps: Sequence[UUID], back: str) -> HttpResponse:
    try:
        plan = undo(steps, all_of_them="what-can-be" not in request.POST)
    except NotPossibleError as error:
        messages.error(request, f"Nothing was undone. {error}")
        return redirect(back)
    count = len(plan.rows)
    messages.success(
        request, f"Undone: {count} row{'s' if count != 1 else ''} as before. This can be undone as well."
    )
    return redirect(back)
