"""Django's admin, for what has no page of its own yet. It keeps every rule: see `transcripts.rule_keeping`."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from debates.models import (
    Claim,
    Comment,
    Debate,
    Dissent,
    Invitation,
    Placement,
    Premise,
    Question,
    Quote,
    Relation,
    RightOfReply,
    Section,
    ShowRole,
    Side,
    SideHolder,
    Suggestion,
    Term,
    User,
    give_role,
    shut_out,
)
from transcripts.models import NotPossibleError
from transcripts.rule_keeping import LookedUp, RuleKeeping

# Rights follow from roles, so that groups give none; secrets of the second factor are nobody's to look at.
for each in (Group, Authenticator, EmailAddress):
    admin.site.unregister(each)


class ShowRoleInline(admin.TabularInline[ShowRole, User]):
    model = ShowRole
    fk_name = "user"
    extra = 0
    autocomplete_fields = ("show",)
    exclude = ("given_by",)


@admin.register(User)
class SiteUserAdmin(RuleKeeping[User], UserAdmin[User]):
    """People; what they may do follows from their roles alone. Nobody is deleted: what they did keeps their name."""

    list_display = ("username", "email", "role", "is_active", "last_login")
    list_filter = ("role", "is_active")
    fieldsets = (
        (None, {"fields": ("username", "password", "email")}),
        ("What they may do", {"fields": ("role", "is_active")}),
        ("Since when", {"fields": ("last_login", "date_joined")}),
    )
    readonly_fields = ("last_login", "date_joined")
    filter_horizontal = ()
    inlines = (ShowRoleInline,)
    actions = ("turn_second_factor_off",)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Raises NotPossibleError where the site would be left without an admin."""
        if change:
            before = User.objects.get(pk=obj.pk)
            give_role(before, obj.role, None, given_by=None)
            if before.is_active and not obj.is_active:
                shut_out(before)
        super().save_model(request, obj, form, change)

    @admin.action(description="Turn the second factor off for those chosen")
    def turn_second_factor_off(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        """For somebody whose phone is gone: their password alone opens the account again."""
        Authenticator.objects.filter(user__in=chosen).delete()
        self.message_user(request, "It is off. They can turn it on again under their account.")


class SideInline(admin.TabularInline[Side, Debate]):
    model = Side
    extra = 0


class SectionInline(admin.TabularInline[Section, Debate]):
    model = Section
    extra = 0


@admin.register(Debate)
class DebateAdmin(RuleKeeping[Debate]):
    list_display = ("question", "created_by", "changed_at")
    list_select_related = ("created_by",)
    search_fields = ("question",)
    readonly_fields = ("created_at", "changed_at", "created_by")
    inlines = (SideInline, SectionInline)


@admin.register(SideHolder)
class SideHolderAdmin(RuleKeeping[SideHolder]):
    list_display = ("side", "speaker", "words")
    list_select_related = ("side", "speaker")
    search_fields = ("speaker__name", "words")
    autocomplete_fields = ("speaker",)


class _Shown(admin.TabularInline[Any, Any]):
    """Rows of something, to be looked at."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class QuoteInline(_Shown):
    model = Quote
    fields = ("exact", "voiced_by", "stance", "holder", "holder_words")


class PlacementInline(_Shown):
    model = Placement
    fields = ("debate", "section", "is_main")


@admin.register(Claim)
class ClaimAdmin(RuleKeeping[Claim]):
    list_display = ("text", "origin", "created_by", "created_at")
    list_filter = ("origin",)
    list_select_related = ("created_by",)
    search_fields = ("text", "key")
    date_hierarchy = "created_at"
    fields = ("text", "origin", "key", "created_by", "created_at")
    readonly_fields = ("key", "created_by", "created_at")
    inlines = (QuoteInline, PlacementInline)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Claims are made where their words are."""
        return False


class PremiseInline(admin.TabularInline[Premise, Relation]):
    model = Premise
    extra = 0
    autocomplete_fields = ("claim",)


class DissentInline(_Shown):
    model = Dissent
    fields = ("editor", "kind", "reason")


@admin.register(Relation)
class RelationAdmin(RuleKeeping[Relation]):
    list_display = ("key", "kind", "target_claim", "created_by", "created_at")
    list_filter = ("kind",)
    list_select_related = ("target_claim", "created_by")
    search_fields = ("key", "evidence", "target_claim__text", "premises__claim__text")
    fields = (
        "kind",
        "target_claim",
        "target_relation",
        "evidence",
        "reason",
        "key",
        "created_by",
        "created_at",
    )
    readonly_fields = ("key", "created_by", "created_at")
    autocomplete_fields = ("target_claim", "target_relation")
    inlines = (PremiseInline, DissentInline)


@admin.register(Suggestion)
class SuggestionAdmin(LookedUp[Suggestion]):
    list_display = ("__str__", "kind", "status", "score", "model", "decided_by")
    list_filter = ("status", "kind", "model")
    list_select_related = ("decided_by",)
    search_fields = ("text", "exact")
    actions = ("reject",)

    @admin.action(description="Reject those chosen that wait")
    def reject(self, request: HttpRequest, chosen: QuerySet[Suggestion]) -> None:
        assert isinstance(request.user, User)  # noqa: S101  only people get here
        waiting = chosen.filter(status__in=[Suggestion.Status.WAITING, Suggestion.Status.LATER])
        for suggestion in waiting:
            suggestion.reject(by=request.user)
        self.message_user(request, "Rejected.")


@admin.register(Comment)
class CommentAdmin(LookedUp[Comment]):
    list_display = ("text", "author", "written_at", "removed_at")
    list_filter = (("removed_at", admin.EmptyFieldListFilter),)
    list_select_related = ("author",)
    search_fields = ("text", "author__username")
    date_hierarchy = "written_at"
    actions = ("remove",)

    @admin.action(description="Take those chosen away")
    def remove(self, request: HttpRequest, chosen: QuerySet[Comment]) -> None:
        for comment in chosen.standing():  # type: ignore[attr-defined]  # of the comments' own class
            comment.remove()
        self.message_user(request, "Taken away.")


@admin.register(Invitation)
class InvitationAdmin(LookedUp[Invitation]):
    list_display = (
        "__str__",
        "email",
        "invited_by",
        "invited_at",
        "expires_at",
        "accepted_by",
        "withdrawn_at",
    )
    list_filter = ("role", ("accepted_at", admin.EmptyFieldListFilter))
    list_select_related = ("show", "invited_by", "accepted_by")
    search_fields = ("email", "invited_by__username", "accepted_by__username")
    exclude = ("digest",)
    actions = ("withdraw",)

    @admin.action(description="Withdraw those chosen that are open")
    def withdraw(self, request: HttpRequest, chosen: QuerySet[Invitation]) -> None:
        for invitation in chosen:
            if invitation.is_open:
                invitation.withdraw()
        self.message_user(request, "Withdrawn.")


@admin.register(RightOfReply)
class RightOfReplyAdmin(LookedUp[RightOfReply]):
    list_display = ("person", "claim", "entered_at", "withdrawn_at")
    list_select_related = ("claim",)
    search_fields = ("person", "text", "claim__text")
    actions = ("withdraw",)

    @admin.action(description="Withdraw those chosen")
    def withdraw(self, request: HttpRequest, chosen: QuerySet[RightOfReply]) -> None:
        for reply in chosen:
            try:
                reply.withdraw(request.user)
            except NotPossibleError:
                continue  # it was withdrawn before
        self.message_user(request, "Withdrawn.")


@admin.register(Term)
class TermAdmin(LookedUp[Term]):
    list_display = ("word", "debate")
    list_select_related = ("debate",)
    search_fields = ("word", "debate__question")


@admin.register(Question)
class QuestionAdmin(LookedUp[Question]):
    list_display = ("key", "debate", "outcome", "decided_by")
    list_filter = ("outcome",)
    list_select_related = ("debate", "decided_by")
    search_fields = ("key", "note", "debate__question")
