"""The feeds that are followed: how they fare, and what to do about it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from transcripts.forms.imports import FeedForm, FeedSettingsForm
from transcripts.models import Episode, Subscription, TranscriptLink
from transcripts.subscribing import subscribe
from transcripts.views.permissions import admin_required

EPISODES_SHOWN = 50
TROUBLES_SHOWN = 20


@require_http_methods(["GET", "HEAD", "POST"])
@admin_required
def feed_list(request: HttpRequest) -> HttpResponse:
    form = FeedForm(request.POST or None)
    if form.is_bound and form.is_valid():
        new = subscribe([form.cleaned_data["url"]])
        messages.success(request, "The feed is followed. It is being asked now.")
        return redirect(new[0])
    context = {"form": form, "feeds": Subscription.objects.by_show().with_counts()}
    return render(request, "transcripts/feed_list.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@admin_required
def feed_detail(request: HttpRequest, pk: int) -> HttpResponse:
    feed = get_object_or_404(Subscription.objects.by_show().with_counts(), pk=pk)
    form = FeedSettingsForm(request.POST or None, instance=feed)
    if form.is_bound and form.is_valid():
        form.save()
        messages.success(request, "Kept.")
        return redirect(feed)
    context = {
        "feed": feed,
        "form": form,
        "waiting": Episode.objects.of_show(feed.show).without_words().newest_first()[:EPISODES_SHOWN],
        "troubles": TranscriptLink.objects.in_trouble(feed.show)[:TROUBLES_SHOWN],
    }
    return render(request, "transcripts/feed_detail.html", context, status=422 if form.is_bound else 200)


@require_POST
@admin_required
def feed_ask(request: HttpRequest, pk: int) -> HttpResponse:
    feed = get_object_or_404(Subscription, pk=pk)
    feed.ask()
    messages.success(request, "It is being asked now.")
    return redirect(feed)


@require_POST
@admin_required
def feed_drop(request: HttpRequest, pk: int) -> HttpResponse:
    feed = get_object_or_404(Subscription.objects.by_show(), pk=pk)
    name = str(feed)
    feed.delete()
    messages.success(request, f"“{name}” is not followed any more. Its episodes stay.")
    return redirect("feed_list")
