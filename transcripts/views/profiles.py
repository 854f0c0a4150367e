"""Somebody's voice profile: its samples, and what is decided about them."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from transcripts.actions import Action
from transcripts.models import Show, Speaker, VoiceProfileState, VoiceReceipt, VoiceSample
from transcripts.profiles import deciding, forgetting
from transcripts.recordings.publishers import takes_seconds
from transcripts.views.permissions import allow, may, required
from transcripts.voices import POLICY

SAMPLES_A_PAGE = 40
RECEIPTS_SHOWN = 20

editor_required = required(Action.EDIT, "Only editors may decide about samples of a voice.", somewhere=True)
governor_required = required(Action.GOVERN, "Only admins may decide about voice profiles.")
show_governor_required = required(
    Action.GOVERN, "Only admins may decide whether voices of a show are recognized.", somewhere=True
)


@dataclass(frozen=True, slots=True)
class ShownSample:
    """A sample as its page shows it: `snippet` plays it, `elsewhere` leads to where it can be heard; each may be empty."""

    sample: VoiceSample
    snippet: str
    elsewhere: str
    may_be_decided: bool


@require_safe
def speaker_voice(request: HttpRequest, speaker: str) -> HttpResponse:
    found = get_object_or_404(Speaker, slug=speaker)
    samples = VoiceSample.objects.of(found).listed_for(request.user).with_places().in_order()
    page = Paginator(samples, SAMPLES_A_PAGE).get_page(request.GET.get("page", "")[:9])
    heard = deciding.snippets(list(page))
    context = {
        "speaker": found,
        "profile": deciding.told_profile(found, request.user),
        "policy": POLICY,
        "page": page,
        "samples": [_shown(request, sample, heard[sample.pk]) for sample in page],
        "may_govern": may(request, Action.GOVERN),
        "receipts": found.voice_receipts.order_by("-forgotten_at", "-pk")[:RECEIPTS_SHOWN],
        "may_edit": may(request, Action.EDIT),
    }
    return render(request, "transcripts/speaker_voice.html", context)


def _shown(request: HttpRequest, sample: VoiceSample, heard: tuple[float, float]) -> ShownSample:
    recording, episode = sample.recording, sample.episode
    seconds = f"#t={heard[0]:.1f},{heard[1]:.1f}"
    snippet = elsewhere = ""
    if recording is not None and episode is not None and not episode.is_taken_down:
        if recording.media_file:
            snippet = reverse("recording_media", args=[recording.pk]) + seconds
        elif recording.media_url and not takes_seconds(recording.media_url):
            elsewhere = recording.media_url + seconds
    return ShownSample(sample, snippet, elsewhere, may(request, Action.EDIT, sample))


@require_POST
@editor_required
def voice_sample_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    sample = _sample(request, pk)
    deciding.confirm_sample(sample, request.user)
    messages.success(request, "Confirmed. It enriches the profile now.")
    return redirect("speaker_voice", sample.speaker.slug)


@require_POST
@editor_required
def voice_sample_remove(request: HttpRequest, pk: int) -> HttpResponse:
    sample = _sample(request, pk)
    deciding.remove_sample(sample)
    messages.success(request, "The sample is deleted, and the profile is made of those that are left.")
    return redirect("speaker_voice", sample.speaker.slug)


def _sample(request: HttpRequest, pk: int) -> VoiceSample:
    found = get_object_or_404(VoiceSample.objects.select_related("speaker", "model", "episode"), pk=pk)
    allow(request, Action.EDIT, found)
    return found


@require_POST
@governor_required
def speaker_voice_switch(request: HttpRequest, speaker: str) -> HttpResponse:
    """Switch a profile off, or on again."""
    found = get_object_or_404(Speaker, slug=speaker)
    if request.POST.get("state") == VoiceProfileState.DISABLED:
        deciding.switch_off(found)
        messages.success(request, f"The voice of {found.name} is not recognized from now on.")
    else:
        deciding.switch_on(found)
        messages.success(request, f"The voice of {found.name} may be recognized.")
    return redirect("speaker_voice", speaker)


@require_http_methods(["GET", "HEAD", "POST"])
@governor_required
def speaker_voice_forget(request: HttpRequest, speaker: str) -> HttpResponse:
    """What will go, and then that it is gone."""
    found = get_object_or_404(Speaker, slug=speaker)
    if request.method == "POST":
        receipt = forgetting.forget_voice(found, request.user)
        messages.success(request, f"The voice of {found.name} is forgotten.")
        return redirect("voice_receipt", receipt.pk)
    context = {"speaker": found, "goes": forgetting.what_goes(found)}
    return render(request, "transcripts/speaker_voice_forget.html", context)


@require_safe
@governor_required
def voice_receipt(request: HttpRequest, pk: int) -> HttpResponse:
    context = {"receipt": get_object_or_404(_receipts(), pk=pk)}
    return render(request, "transcripts/voice_receipt.html", context)


@require_safe
@governor_required
def voice_receipt_file(request: HttpRequest, pk: int) -> HttpResponse:
    """A receipt to keep."""
    receipt = get_object_or_404(_receipts(), pk=pk)
    row = {
        "receipt": receipt.pk,
        "speaker": receipt.speaker.name,
        "forgotten_at": receipt.forgotten_at.isoformat(),
        "forgotten_by": receipt.forgotten_by.get_username() if receipt.forgotten_by else None,
        "deleted": receipt.deleted,
    }
    named = f'attachment; filename="voice-receipt-{receipt.pk}.json"'
    return JsonResponse(
        row, headers={"Content-Disposition": named}, json_dumps_params={"ensure_ascii": False, "indent": 2}
    )


def _receipts() -> QuerySet[VoiceReceipt]:
    return VoiceReceipt.objects.select_related("speaker", "forgotten_by")


@require_http_methods(["GET", "HEAD", "POST"])
@show_governor_required
def show_voices(request: HttpRequest, show: str) -> HttpResponse:
    """Whether voices of a show are recognized, for its admins to say."""
    found = get_object_or_404(Show, slug=show)
    allow(request, Action.GOVERN, found)
    if request.method == "POST":
        if request.POST.get("voices") == "recognized":
            deciding.allow_voices(found)
            messages.success(request, f"Voices of {found.name} may be recognized.")
        else:
            deciding.disallow_voices(found)
            messages.success(request, f"Voices of {found.name} are not recognized from now on.")
        return redirect("show_voices", show)
    samples = VoiceSample.objects.filter(episode__show=found)
    return render(request, "transcripts/show_voices.html", {"show": found, "samples": samples.count()})
