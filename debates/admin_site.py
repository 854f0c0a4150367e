"""Who may open Django's admin: admins of the whole site, whatever other rights their account carries."""

from __future__ import annotations

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest


class SiteAdmin(AdminSite):
    site_header = site_title = "Counterpoint"
    index_title = "What has no page of its own"

    def has_permission(self, request: HttpRequest) -> bool:
        return bool(getattr(request.user, "may_administer", False))


class SiteAdminConfig(AdminConfig):
    default_site = "debates.admin_site.SiteAdmin"
