"""The history of everything, and undoing: who changed what, when and why."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_safe
from pghistory.models import Context

from debates.amending.name_decisions import decision_in, undo_step
from debates.models import Claim, Debate, Quote, Relation, User
from debates.reading import history_rows
from debates.reading.history import ToldStep, history_of, tell
from debates.reading.undoing import UndoReading
from debates.reading.versions import VersionsReading, read_versions
from debates.revising.changes import Row, changes_in, revisions_of
from debates.revising.grounds import steps_within
from debates.revising.steps import newest_steps, read_steps, steps_of_a_day
from debates.revising.undoing import plan_undo, plan_what_can_be, undo
from debates.views.permissions import editor_somewhere_required, may
from transcripts.actions import Action
from transcripts.models import Episode, NameDecision, NotPossibleError, Reader, Speaker, may_read_private

STEPS_A_PAGE = 30
LOOKED_AT = 300
"""The newest steps of the site among which those on somebody's shows are looked for."""


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
    openable = _within(request, [told.step.id for told in page if told.step])
    context = {"kind": kind, "here": here, "page": page, "openable": openable, "versions": versions}
    return render(request, "debates/history_detail.html", context)


@require_safe
@editor_somewhere_required
def history_list(request: HttpRequest) -> HttpResponse:
    """All that was changed of late, by whomever; for an editor of shows what of the newest steps stands on these."""
    newest = newest_steps()
    if not may(request, Action.EDIT):
        looked_at = list(newest.values_list("pk", flat=True)[:LOOKED_AT])
        newest = newest.filter(pk__in=_within(request, looked_at))
    page: Page[Any] = Paginator(newest, STEPS_A_PAGE).get_page(request.GET.get("page"))
    steps = [step.id for step in read_steps(list(page))]
    told = tell(changes_in(steps), request.user)
    context = {"steps": told, "page": page, "openable": frozenset(steps), "looked_at": LOOKED_AT}
    return render(request, "debates/history_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@editor_somewhere_required
def history_step(request: HttpRequest, step: UUID) -> HttpResponse:
    """One step with all that it changed; sent, it is taken back."""
    (found,) = read_steps([get_object_or_404(Context, pk=step)])
    openable = _within(request, [step])
    if step not in openable:
        raise PermissionDenied("Your roles do not reach all that this step changed.")
    decision = decision_in(step)
    if request.method == "POST":
        back = reverse("history_step", args=[step])
        return _undo(request, [step], back) if decision is None else _take_back(request, step, decision, back)
    reading = UndoReading([step], plan_undo([step]), request.user)
    context = {"step": found, "reading": reading, "openable": openable, "decision": decision}
    return render(request, "debates/history_step.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@editor_somewhere_required
def history_day(request: HttpRequest, person: str, day: str) -> HttpResponse:
    """A day's work by one person; sent, all of it is taken back, or what stands in nobody's way.

    For an editor of shows it is the work on these.
    """
    who, date = get_object_or_404(User, username=person), _date(day)
    steps = list(steps_of_a_day(who, date).values_list("pk", flat=True))
    openable = _within(request, steps)
    steps = [step for step in steps if step in openable]
    if request.method == "POST":
        return _undo(request, steps, reverse("history_day", args=[person, day]))
    reading = UndoReading(steps, plan_what_can_be(steps), request.user)
    context = {"person": who, "day": date, "reading": reading, "openable": openable}
    return render(request, "debates/history_day.html", context)


def _within(request: HttpRequest, steps: Sequence[UUID]) -> frozenset[UUID]:
    """Those of these steps that whoever asks may open and take back."""
    return steps_within(steps, request.user) if isinstance(request.user, User) else frozenset()


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


def _take_back(request: HttpRequest, step: UUID, decision: NameDecision, back: str) -> HttpResponse:
    """A word on a voice changes sentences as well: it is taken back as the queue of names does."""
    assert isinstance(request.user, User)  # noqa: S101  editors have an account
    try:
        undo_step(step, decision, request.user)
    except NotPossibleError as error:
        messages.error(request, f"Nothing was undone. {error}")
    else:
        messages.success(request, f"Taken back: {decision}. The voice can be named anew.")
    return redirect(back)
