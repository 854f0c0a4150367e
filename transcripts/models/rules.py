"""Conditions that several tables share. Each is whole: a condition that is unknown to SQL counts as met there."""

from __future__ import annotations

from django.db.models import F, Q


def times_in_order() -> Q:
    """Both times are known and in order, or neither is."""
    known = Q(start_s__isnull=False, end_s__isnull=False)
    return Q(start_s__isnull=True, end_s__isnull=True) | (known & Q(start_s__gte=0, end_s__gte=F("start_s")))


def says_something(field: str) -> Q:
    """More than white space."""
    return ~Q(**{f"{field}__regex": r"^\s*$"})


def is_web_address(field: str) -> Q:
    """Empty, or an address that a link may lead to."""
    return Q(**{field: ""}) | Q(**{f"{field}__iregex": r"^https?://"})
