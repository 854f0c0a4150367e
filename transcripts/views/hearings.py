"""Recordings on their way to a transcript: bring one, watch, cancel."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from transcripts import hearing
from transcripts.forms.recordings import RecordingForm
from transcripts.hearing import HearingError
from transcripts.hearing.engines import HOW_TO_TURN_ON, recordings_are_heard
from transcripts.models import Hearing, Recording
from transcripts.recordings.bringing import attach_file, bring_recording, recording_of_words
from transcripts.views.permissions import admin_required

A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@admin_required
def hearing_list(request: HttpRequest) -> HttpResponse:
    form = RecordingForm(request.POST, request.FILES) if request.method == "POST" else RecordingForm()
    is_on = recordings_are_heard()
    if form.is_bound and form.is_valid() and is_on:
        return _begin(request, form)
    page = Paginator(Hearing.objects.with_places().with_warnings().newest_first(), A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "form": form,
        "page": page,
        "under_way": any(each.is_under_way for each in page),
        "is_on": is_on,
        "how": HOW_TO_TURN_ON,
    }
    return render(request, "transcripts/hearing_list.html", context, status=422 if form.is_bound else 200)


def _begin(request: HttpRequest, form: RecordingForm) -> HttpResponse:
    try:
        recording = _recording(form.cleaned_data)
        has_words = recording.episode.transcripts.exists()
        hearing.begin(recording, request.user, keeps_words=has_words)
    except HearingError as error:
        messages.error(request, str(error))
    except OSError as error:
        messages.error(request, f"The file could not be kept: {error.strerror or error}.")
    else:
        messages.success(request, f"“{recording.episode}” is queued.")
    return redirect("hearing_list")


def _recording(given: dict[str, Any]) -> Recording:
    episode, upload = given["episode"], given["audio"]
    if episode is None:
        return bring_recording(given["show"], given["title"], upload.name, upload)
    return attach_file(episode, upload.name, upload) if upload else recording_of_words(episode)


@require_POST
@admin_required
def hearing_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    run = get_object_or_404(Hearing, pk=pk)
    hearing.cancel(run)
    messages.success(request, "It is cancelled; a worker that is at it ends within seconds.")
    return redirect("hearing_list")
