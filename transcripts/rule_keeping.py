"""Django's admin under the rules of the database: what breaks one is told on the form, and nothing of it is stored."""

from __future__ import annotations

from typing import Any, TypeVar

from django.contrib import admin, messages
from django.db import DataError, IntegrityError, InternalError, connection
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from transcripts.models import NotPossibleError

M = TypeVar("M", bound=Model)

BROKEN = (IntegrityError, InternalError, DataError, NotPossibleError)
"""What says that a rule would be broken: the database's constraints and triggers, and models."""


def told(error: Exception) -> str:
    """What a person is told of it: the first line, which says the rule.

    >>> told(ValueError("a relation starts from no claim\\nCONTEXT: PL/pgSQL"))
    'Nothing was stored: a relation starts from no claim.'
    """
    line = (str(error).splitlines() or ["a rule would be broken"])[0]
    return f"Nothing was stored: {line.rstrip('.')}."


def _check_now() -> None:
    """Let the triggers speak that wait for the end of a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class RuleKeeping(admin.ModelAdmin[M]):
    """A page of the admin on which a broken rule is an error of the form, never of the server."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        _check_now()

    def delete_model(self, request: HttpRequest, obj: M) -> None:
        super().delete_model(request, obj)
        _check_now()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[M]) -> None:
        super().delete_queryset(request, queryset)
        _check_now()

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except BROKEN as error:
            request.broken_rule = told(error)  # type: ignore[attr-defined]  # read by get_form
            return super().changeform_view(request, *args, **kwargs)

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().delete_view(request, *args, **kwargs)
        except BROKEN as error:
            messages.error(request, told(error))
            return redirect(request.get_full_path())

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().changelist_view(request, *args, **kwargs)
        except BROKEN as error:
            messages.error(request, told(error))
            return redirect(request.get_full_path())

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> type[ModelForm[M]]:
        """The form; where a rule was broken by what was posted, one that says so and is never valid."""
        form = super().get_form(request, *args, **kwargs)
        broken = getattr(request, "broken_rule", "")
        return _refusing(form, broken) if broken else form


def _refusing(form: type[ModelForm[M]], why: str) -> type[ModelForm[M]]:
    class Refusing(form):  # type: ignore[valid-type,misc]  # the form is made for each request
        def clean(self) -> Any:
            cleaned = super().clean()
            self.add_error(None, why)
            return cleaned

    return Refusing


class LookedUp(RuleKeeping[M]):
    """Rows that are made and changed elsewhere, to be looked up here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        return False
