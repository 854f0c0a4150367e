"""A person's own account."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from debates.models import User


@require_safe
@login_required
def account_home(request: HttpRequest) -> HttpResponse:
    """Who one is here, which roles one has, and the ways to change how one signs in."""
    assert isinstance(request.user, User)  # noqa: S101  behind the guard
    context = {
        "roles": request.user.show_roles.select_related("show").order_by("show__name"),
        "has_two_factor": Authenticator.objects.filter(user=request.user).exists(),
        "has_providers": bool(settings.PROVIDERS),
    }
    return render(request, "debates/account_home.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def admin_sign_in(request: HttpRequest) -> HttpResponse:
    """The door of Django's admin: the site's own, so that its limits and the second factor hold there, too."""
    if request.user.is_authenticated:
        return redirect("home")
    onward = request.GET.get("next", reverse("admin:index"))
    return HttpResponseRedirect(f"{reverse('sign_in')}?{urlencode({'next': onward})}")
