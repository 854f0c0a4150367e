"""Comments on claims and relations, and other readings of a relation."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from debates.forms.discussions import CommentChangeForm, CommentForm, DissentForm
from debates.models import Claim, Comment, Relation, User, discussion_url
from debates.reading.discussions import disputes_about, remarks_on
from debates.reading.discussions import follows as is_followed
from debates.views.editing import status_of
from debates.views.permissions import (
    account_required,
    allow,
    contributor_required,
    editor_somewhere_required,
    may,
)
from transcripts.actions import Action
from transcripts.models import NotPossibleError


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def claim_discussion(request: HttpRequest, claim: str) -> HttpResponse:
    found = get_object_or_404(Claim.objects.open_to(request.user), key=claim)
    assert isinstance(request.user, User)  # noqa: S101  behind the guard
    followed = is_followed(found, request.user)
    return _discussion(request, found, Comment(claim=found), {"claim": found, "follows": followed})


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def relation_discussion(request: HttpRequest, relation: str) -> HttpResponse:
    found = _relation(request, relation)
    assert isinstance(request.user, User)  # noqa: S101  behind the guard
    dissent = DissentForm(found, request.user) if may(request, Action.EDIT, found) else None
    return _discussion(request, found, Comment(relation=found), _readings(request, found, dissent))


def _relation(request: HttpRequest, key: str) -> Relation:
    """The relation with its ends, for whoever may see each of them."""
    found = get_object_or_404(Relation.objects.with_ends(request.user), key=key)
    is_open = Relation.objects.wholly_open_to(request.user).filter(pk=found.pk).exists()
    if found.cites_private_words or not is_open:
        raise PermissionDenied("It rests on words that only editors see.")
    return found


def _readings(request: HttpRequest, relation: Relation, dissent: DissentForm | None) -> dict[str, object]:
    return {
        "relation": relation,
        "disputes": disputes_about([relation.pk], request.user),
        "dissent": dissent,
    }


def _discussion(
    request: HttpRequest, about: Claim | Relation, new: Comment, context: dict[str, object]
) -> HttpResponse:
    """The page, and a new comment where one is posted."""
    assert isinstance(request.user, User)  # noqa: S101  behind the guard
    if request.method == "POST":
        allow(request, Action.DISCUSS, about)
    new.author = request.user
    form = CommentForm(request.POST if request.method == "POST" else None, instance=new)
    if form.is_valid() and _said(form, new):
        return redirect(new)
    return _page(request, about, form, context, 422 if form.is_bound else 200)


def _page(
    request: HttpRequest,
    about: Claim | Relation,
    form: CommentForm,
    context: dict[str, object],
    status: int,
) -> HttpResponse:
    assert isinstance(request.user, User)  # noqa: S101  behind the guard
    context |= {
        "about": about,
        "here": discussion_url(about),
        "form": form if may(request, Action.DISCUSS, about) else None,
        "remarks": remarks_on(about, request.user),
    }
    return render(request, "debates/discussion.html", context, status=status)


def _said(form: CommentForm | CommentChangeForm, comment: Comment) -> bool:
    """Store the comment, or say on the form why not."""
    try:
        comment.say(form.cleaned_data["text"])
    except NotPossibleError as error:
        form.add_error(None, str(error))
        return False
    return True


@require_POST
@editor_somewhere_required
@transaction.atomic
def relation_dispute(request: HttpRequest, relation: str) -> HttpResponse:
    get_object_or_404(Relation.objects.select_for_update(), key=relation)
    found = _relation(request, relation)
    allow(request, Action.EDIT, found)
    assert isinstance(request.user, User)  # noqa: S101  behind the guard
    form = DissentForm(found, request.user, request.POST)
    if form.is_valid():
        messages.success(request, form.keep())
        return redirect(discussion_url(found))
    comment = CommentForm(instance=Comment(relation=found))
    return _page(request, found, comment, _readings(request, found, form), status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@contributor_required
@transaction.atomic
def comment_change(request: HttpRequest, pk: int) -> HttpResponse:
    """The words of one's own comment, to be changed."""
    found = get_object_or_404(Comment.objects.with_places().select_for_update(of=("self",)), pk=pk)
    assert isinstance(request.user, User)  # noqa: S101  behind the guard
    if not found.may_be_changed_by(request.user):
        raise PermissionDenied("Only who wrote a comment changes it.")
    form = CommentChangeForm(found, request.POST if request.method == "POST" else None)
    if form.is_valid() and _said(form, found):
        return redirect(found)
    status = status_of(form) if form.is_bound else 200
    return render(request, "debates/comment_change.html", {"form": form, "comment": found}, status=status)


@require_POST
@contributor_required
def comment_remove(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Comment.objects.with_places(), pk=pk)
    assert isinstance(request.user, User)  # noqa: S101  behind the guard
    if not found.may_be_removed_by(request.user):
        raise PermissionDenied("Only who wrote a comment, or an editor, takes it away.")
    found.remove()
    messages.success(request, "Taken away.")
    return redirect(found)
