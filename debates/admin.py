"""Django's admin, for what has no page of its own yet."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin

from debates.models import Debate, Section, Side, SideHolder, User


@admin.register(User)
class SiteUserAdmin(UserAdmin[User]):
    list_display = ("username", "email", "role", "is_active", "last_login")
    list_filter = ("role", "is_active")
    fieldsets = (*(UserAdmin.fieldsets or ()), ("Counterpoint", {"fields": ("role",)}))


class SideInline(admin.TabularInline[Side, Debate]):
    model = Side
    extra = 0


class SectionInline(admin.TabularInline[Section, Debate]):
    model = Section
    extra = 0


@admin.register(Debate)
class DebateAdmin(admin.ModelAdmin[Debate]):
    list_display = ("question", "created_by", "changed_at")
    search_fields = ("question",)
    readonly_fields = ("created_at", "changed_at", "created_by")
    inlines = (SideInline, SectionInline)


@admin.register(SideHolder)
class SideHolderAdmin(admin.ModelAdmin[SideHolder]):
    list_display = ("side", "speaker", "words")
    list_select_related = ("side", "speaker")
    autocomplete_fields = ("speaker",)
