"""Pages on which editors make two people one, or one person two."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from debates.amending.merging_people import merge_people, split_person, take_apart
from debates.forms.editing.merging import OtherPersonForm, SplitPersonForm
from debates.models import MergedSpeaker, User
from debates.views.permissions import editor_required
from transcripts.models import NotPossibleError, Speaker


@require_http_methods(["GET", "HEAD", "POST"])
@editor_required
def speaker_merge(request: HttpRequest, speaker: str) -> HttpResponse:
    """Choose the other person, look at both, then merge; what was merged before can be taken apart here."""
    found = get_object_or_404(Speaker.objects.with_aliases(), slug=speaker)
    asked = request.POST if request.method == "POST" else request.GET if "other" in request.GET else None
    form = OtherPersonForm(found, asked)
    other = form.cleaned_data["other"] if form.is_valid() else None
    if other is not None and request.method == "POST":
        assert isinstance(request.user, User)  # noqa: S101  editors have an account
        try:
            merge_people(found, other, request.user)
        except NotPossibleError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Merged: {other} is {found} now. It can be taken apart again.")
            return redirect(found)
    context = {
        "person": found,
        "other": other,
        "form": form,
        "people": Speaker.objects.exclude(pk=found.pk).by_name(),
        "merged": found.merged.filter(undone_at=None).order_by("-merged_at", "-pk"),
    }
    return render(request, "debates/speaker_merge.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@editor_required
def speaker_split(request: HttpRequest, speaker: str) -> HttpResponse:
    found = get_object_or_404(Speaker, slug=speaker)
    form = SplitPersonForm(found, request.POST if request.method == "POST" else None)
    assert isinstance(request.user, User)  # noqa: S101  editors have an account
    if form.is_valid():
        try:
            with transaction.atomic():
                other = form.person
                split_person(found, form.chosen, other, request.user)
        except NotPossibleError as error:
            form.add_error("voices", str(error))
        else:
            words = f"Split: {len(form.chosen)} of {found}’s voices are {other}’s now."
            messages.success(
                request, f"{words} It can be taken back at Attributions, under “Decided lately”."
            )
            return redirect(other)
    context = {"person": found, "form": form, "people": Speaker.objects.by_name()}
    return render(request, "debates/speaker_split.html", context, status=422 if form.is_bound else 200)


@require_POST
@editor_required
def speaker_apart(request: HttpRequest, pk: int) -> HttpResponse:
    merged = get_object_or_404(MergedSpeaker.objects.select_related("into"), pk=pk)
    try:
        back = take_apart(merged)
    except NotPossibleError as error:
        messages.error(request, str(error))
        return redirect(reverse("speaker_merge", args=[merged.into.slug]))
    messages.success(request, f"Taken apart: {back} and {merged.into} are two people again.")
    return redirect(back)
