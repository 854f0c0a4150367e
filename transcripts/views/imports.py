"""The import desk: bring files, look at them, take them, undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from transcripts import subscribing
from transcripts.desk import bringing, looking, taking
from transcripts.desk.batches import start_all
from transcripts.desk.previews import batch_progress, how_far, preview, rows_of
from transcripts.desk.taking import WordsInUseError
from transcripts.forms.imports import BatchForm, BringForm, ImportForm, shows_offered
from transcripts.models import Batch, Import, NotPossibleError, Subscription
from transcripts.views.permissions import admin_required

SHOWN = 50
BATCHES_SHOWN = 20


@require_http_methods(["GET", "HEAD", "POST"])
@admin_required
def import_list(request: HttpRequest) -> HttpResponse:
    form = BringForm(request.POST, request.FILES) if request.method == "POST" else BringForm()
    if form.is_bound and form.is_valid():
        return redirect(_bring(request, form))
    alone = Import.objects.by_themselves().newest_first().without_files().with_results().with_accounts()
    page = Paginator(alone, SHOWN).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "batches": Batch.objects.newest_first().with_counts()[:BATCHES_SHOWN],
        "under_way": any(brought.is_under_way for brought in page),
        "shows": shows_offered(),
    }
    return render(request, "transcripts/import_list.html", context, status=422 if form.is_bound else 200)


def _bring(request: HttpRequest, form: BringForm) -> Import | Batch:
    address = form.cleaned_data["address"]
    return bringing.bring(
        form.brought(),
        request.user,
        addresses=[address] if address else [],
        show=form.cleaned_data["show"],
        together=form.together,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@admin_required
def import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    brought = get_object_or_404(Import.objects.without_files().with_results(), pk=pk)
    form = ImportForm(request.POST or None, instance=brought) if brought.may_start else None
    if form is not None and form.is_bound:
        valid = form.is_valid()
        if (form.only_looks and valid) or form.must_ask:
            question = "" if valid else "This episode has words already. Say below what becomes of them."
            return _look_again(request, brought, question)
        if valid:
            return _tell(request, brought, brought.start, "")
    return _detail(request, brought, form, 422 if form is not None and form.is_bound else 200)


def _detail(
    request: HttpRequest, brought: Import, form: ImportForm | None, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "brought": brought,
        "form": form,
        "preview": preview(brought),
        "how_far": how_far(brought),
        "shows": shows_offered() if form else [],
        "followed": _followed(brought),
        **more,
    }
    return render(request, "transcripts/import_detail.html", context, status=status)


def _followed(brought: Import) -> set[str]:
    """Which of the addresses that a feed or a list of feeds was found to have are followed already."""
    listed = [url for _, url in (brought.finding or {}).get("feeds", [])]
    return set(Subscription.objects.filter(url__in=[*listed, brought.address]).values_list("url", flat=True))


def _look_again(request: HttpRequest, brought: Import, done: str = "") -> HttpResponse:
    """Keep what the admin has filled in, and look at the file with it; a large one is left to the worker."""

    def look() -> None:
        with transaction.atomic():
            brought.await_look()
            size = len(brought.data) or (None if brought.address else 0)
            looking.look_now_or_later(brought.pk, size, looking.LOOKED_AT_ONCE)

    return _tell(request, brought, look, done)


@require_POST
@admin_required
def import_look(request: HttpRequest, pk: int) -> HttpResponse:
    """Try again what was refused, an address that did not answer for one."""
    return _look_again(request, get_object_or_404(Import.objects.without_files(), pk=pk))


@require_POST
@admin_required
def import_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    brought = get_object_or_404(Import.objects.without_files(), pk=pk)
    return _tell(request, brought, brought.cancel, "Cancelled. The file stays here; you can import it later.")


@require_POST
@admin_required
def import_undo(request: HttpRequest, pk: int) -> HttpResponse:
    brought = get_object_or_404(Import.objects.without_files().with_results(), pk=pk)
    try:
        return _tell(request, brought, lambda: taking.undo(brought), "Undone. The file stays here.")
    except WordsInUseError as error:
        return _detail(request, brought, None, 409, in_use=error)


@require_POST
@admin_required
def import_follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Follow the feed that was found, or those of a list that were chosen."""
    brought = get_object_or_404(Import.objects.without_files(), pk=pk)
    chosen = set(request.POST.getlist("feed"))
    try:
        new = taking.follow(brought, chosen)
    except (NotPossibleError, subscribing.NotFollowedError) as error:
        messages.error(request, str(error))
        return redirect(brought)
    if not new and not brought.address and brought.state == Import.State.QUEUED:
        return redirect(brought)
    messages.success(request, _followed_words(len(new)))
    return redirect(new[0]) if len(new) == 1 else redirect("feed_list")


def _followed_words(many: int) -> str:
    if many == 1:
        return "The feed is followed. It is being asked now."
    return (
        f"{many} feeds are followed. They are being asked, one after the other."
        if many
        else "Nothing new to follow."
    )


@require_http_methods(["GET", "HEAD", "POST"])
@admin_required
def import_batch(request: HttpRequest, pk: int) -> HttpResponse:
    batch = get_object_or_404(Batch.objects.select_related("created_by"), pk=pk)
    form = _batch_form(request, batch, rows_of(batch))
    left: dict[int, str] = {}
    refused = form is not None and form.is_bound and not form.is_valid()
    if form is not None and form.is_bound and not refused:
        started = start_all(batch, form.cleaned_data["show"], form.titles())
        messages.success(request, f"{started.queued} queued, {len(started.left)} left.")
        if not started.left:
            return redirect(batch)
        left = started.left
        batch.refresh_from_db()
        form = _batch_form(None, batch, rows_of(batch))
    return _batch_page(request, batch, form, left, 422 if refused else 200)


def _batch_form(request: HttpRequest | None, batch: Batch, rows: Sequence[Import]) -> BatchForm | None:
    """The form for what waits, once all was looked at."""
    waiting = [row for row in rows if row.state in {Import.State.WAITING, Import.State.FAILED}]
    if not waiting or any(row.state == Import.State.LOOKING for row in rows):
        return None
    posted = request.POST if request is not None and request.method == "POST" else None
    return BatchForm(posted, batch=batch, waiting=waiting)


def _batch_page(
    request: HttpRequest, batch: Batch, form: BatchForm | None, left: dict[int, str], status: int
) -> HttpResponse:
    rows = rows_of(batch)
    waiting = form.waiting if form else []
    context = {
        "batch": batch,
        "form": form,
        "waiting": [
            {"brought": row, "field": form[f"title-{row.pk}"], "left": left.get(row.pk, "")}
            for row in waiting
        ]
        if form
        else [],
        "others": [row for row in rows if row not in waiting],
        "progress": batch_progress(rows),
        "shows": shows_offered(),
    }
    return render(request, "transcripts/import_batch.html", context, status=status)


def _tell(request: HttpRequest, brought: Import, act: Callable[[], None], done: str) -> HttpResponse:
    """Do it and say so, or say why not; either way go back to the import."""
    try:
        act()
        if done:
            messages.success(request, done)
    except WordsInUseError:
        raise
    except NotPossibleError as error:
        messages.error(request, str(error))
    return redirect(brought)
