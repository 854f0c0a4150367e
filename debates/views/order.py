"""Pages on which editors merge and split claims, and look through likely duplicates."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from debates.amending.merging import merge_claims, split_claim
from debates.forms.editing.order import MergeForm, OtherClaimForm, SplitForm
from debates.likeness import more_claims_like
from debates.models import Claim, User
from debates.reading.duplicates import Pair, likely_duplicates
from debates.revising.wording import compare
from debates.views.gone import claim_elsewhere
from debates.views.permissions import allow, editor_required, editor_somewhere_required
from transcripts.actions import Action
from transcripts.models import NotPossibleError

A_PAGE = 30


@require_http_methods(["GET", "HEAD", "POST"])
@editor_somewhere_required
def claim_merge(request: HttpRequest, claim: str) -> HttpResponse:
    """Choose the other claim, then look at both and decide which sentence stays."""
    found = Claim.objects.with_quotes(request.user).filter(key=claim).first()
    if found is None:
        return claim_elsewhere(request, claim)
    allow(request, Action.EDIT, found)
    if request.method == "POST":
        return _merge(request, found, MergeForm(found, request.user, request.POST))
    form = OtherClaimForm(found, request.user, request.GET if "other" in request.GET else None)
    if form.is_valid():
        other = form.cleaned_data["other"]
        allow(request, Action.EDIT, other)
        form = MergeForm(found, request.user)
        began = form.began_with(other)
        form.initial = {"other": other.get_absolute_url(), "text": found.text, "began": began}
        return _show_merge(request, found, other, form)
    context = {"claim": found, "form": form, "near": more_claims_like(found, request.user)}
    status = 422 if form.is_bound else 200
    return render(request, "debates/claim_merge.html", context, status=status)


def _merge(request: HttpRequest, claim: Claim, form: MergeForm) -> HttpResponse:
    if not form.is_valid():
        return _show_merge(request, claim, form.cleaned_data.get("other"), form)
    allow(request, Action.EDIT, form.cleaned_data["other"])
    try:
        merged = merge_claims(claim, form.cleaned_data["other"], form.cleaned_data["text"])
    except NotPossibleError as error:
        form.add_error(None, str(error))
        return _show_merge(request, claim, None, form)
    words = f"Merged: {merged.quotes} quote{'s' if merged.quotes != 1 else ''} moved here"
    words += f", {merged.folded} relation(s) that were there twice folded" if merged.folded else ""
    words += f", {merged.dropped} between the two taken away" if merged.dropped else ""
    messages.success(request, f"{words}. The other address leads here. It can be undone from the history.")
    return redirect(claim)


def _show_merge(
    request: HttpRequest, claim: Claim, other: Claim | None, form: OtherClaimForm
) -> HttpResponse:
    if other is not None:
        other = Claim.objects.with_quotes(request.user).get(pk=other.pk)
    pieces = compare(claim.text, other.text) if other else []
    context = {"claim": claim, "other": other, "form": form, "pieces": pieces}
    return render(request, "debates/claim_merge.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@editor_somewhere_required
def claim_split(request: HttpRequest, claim: str) -> HttpResponse:
    found = Claim.objects.filter(key=claim).first()
    if found is None:
        return claim_elsewhere(request, claim)
    allow(request, Action.EDIT, found)
    form = SplitForm(found, request.POST if request.method == "POST" else None, request.user)
    if form.is_valid():
        cleaned = form.cleaned_data
        assert isinstance(request.user, User)  # noqa: S101  editors have an account
        try:
            new = split_claim(found, cleaned["text"], cleaned["quotes"], cleaned["relations"], request.user)
        except NotPossibleError as error:
            form.add_error("quotes", str(error))
        else:
            messages.success(request, "Split. This is the new claim.")
            return redirect(new)
    status = 422 if form.is_bound else 200
    return render(request, "debates/claim_split.html", {"claim": found, "form": form}, status=status)


@require_safe
@editor_required
def duplicate_list(request: HttpRequest) -> HttpResponse:
    """Claims of the whole library that mean nearly the same, the likest first."""
    page: Page[Pair] = Paginator(likely_duplicates(request.user), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "debates/duplicate_list.html", {"page": page})
