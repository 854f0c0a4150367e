"""People with an account and their roles, for admins."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from debates.forms.members import MemberFilterForm, ShowRoleForm, SiteRoleForm
from debates.models import User
from debates.views.permissions import allow, appointer_required, may, shows_reached
from transcripts.actions import Action
from transcripts.models import NotPossibleError

A_PAGE = 50


@require_safe
@appointer_required
def member_list(request: HttpRequest) -> HttpResponse:
    """Everybody for the site's admins; for an admin of shows those with a role there."""
    form = MemberFilterForm(request.GET)
    name = form.cleaned_data["name"] if form.is_valid() else ""
    people = User.members.with_a_role_in(shows_reached(request, Action.APPOINT)).called(name).by_name()
    page: Page[User] = Paginator(people.with_roles(), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "debates/member_list.html", {"form": form, "page": page, "name": name})


@require_http_methods(["GET", "HEAD", "POST"])
@appointer_required
@transaction.atomic
def member_change(request: HttpRequest, pk: int) -> HttpResponse:
    """What somebody is: for the whole site, which only the site's admins change, and for single shows."""
    assert isinstance(request.user, User)  # noqa: S101  behind the guard
    person = get_object_or_404(User.members.with_a_role_in(shows_reached(request, Action.APPOINT)), pk=pk)
    if request.method == "POST":
        person = User.objects.select_for_update().get(pk=pk)
    for_site = request.method == "POST" and request.POST.get("part") == "site"
    site = SiteRoleForm(person, request.POST if for_site else None)
    show = ShowRoleForm(
        request.user, person, request.POST if request.method == "POST" and not for_site else None
    )
    try:
        if site.is_valid():
            allow(request, Action.APPOINT, None)
            site.keep(by=request.user)
            messages.success(request, "Kept.")
            return redirect("member_change", pk)
        if show.is_valid():
            messages.success(request, show.keep(by=request.user))
            return redirect("member_change", pk)
    except NotPossibleError as error:
        messages.error(request, str(error))
        return redirect("member_change", pk)
    context = {
        "person": person,
        "site": site if may(request, Action.APPOINT) else None,
        "show": show,
        "roles": person.show_roles.select_related("show").order_by("show__name"),
    }
    return render(
        request, "debates/member_change.html", context, status=422 if request.method == "POST" else 200
    )
