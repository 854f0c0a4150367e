"""The import desk: bring files, look at them, take them, undo."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from transcripts import desk
from transcripts.forms import BringForm, ImportForm
from transcripts.models import Import, NotPossibleError
from transcripts.views.permissions import admin_required

SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
@admin_required
def import_list(request: HttpRequest) -> HttpResponse:
    form = BringForm(request.POST, request.FILES) if request.method == "POST" else BringForm()
    if form.is_bound and form.is_valid():
        brought = [desk.look_at(data, name, request.user) for name, data in form.brought()]
        return redirect(brought[0]) if len(brought) == 1 else redirect("import_list")
    imports = Import.objects.newest_first().without_files().with_results()[:SHOWN]
    context = {"form": form, "imports": imports}
    return render(request, "transcripts/import_list.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@admin_required
def import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    brought = get_object_or_404(Import.objects.without_files().with_results(), pk=pk)
    form = ImportForm(request.POST or None, instance=brought) if brought.may_start else None
    if form is not None and form.is_valid():
        form.save()
        return _tell(request, brought, brought.start, "It is being imported.")
    context = {"brought": brought, "form": form, "here": desk.already_here(brought)}
    refused = form is not None and form.is_bound
    return render(request, "transcripts/import_detail.html", context, status=422 if refused else 200)


@require_POST
@admin_required
def import_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    brought = get_object_or_404(Import.objects.without_files(), pk=pk)
    return _tell(request, brought, brought.cancel, "Cancelled. The file stays here; you can import it later.")


@require_POST
@admin_required
def import_undo(request: HttpRequest, pk: int) -> HttpResponse:
    brought = get_object_or_404(Import.objects.without_files().with_results(), pk=pk)
    return _tell(request, brought, lambda: desk.undo(brought), "Undone. The file stays here.")


def _tell(request: HttpRequest, brought: Import, act: Callable[[], None], done: str) -> HttpResponse:
    """Do it and say so, or say why not; either way go back to the import."""
    try:
        act()
        messages.success(request, done)
    except NotPossibleError as error:
        messages.error(request, str(error))
    return redirect(brought)
