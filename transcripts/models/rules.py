"""Conditions that several tables share. Each is whole: a condition that is unknown to SQL counts as met there."""

from __future__ import annotations

from django.db.models import F, Q, TextChoices

INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
"""Characters without a shape of their own, as a regular expression's set: joiners, marks of direction."""


def times_in_order() -> Q:
    """Both times are known, finite and in order, or neither is. To SQL, what is no number is beyond infinity."""
    known = Q(start_s__isnull=False, end_s__isnull=False)
    in_order = Q(start_s__gte=0, end_s__gte=F("start_s"), end_s__lt=float("inf"))
    return Q(start_s__isnull=True, end_s__isnull=True) | (known & in_order)


def says_something(field: str) -> Q:
    """More than white space and characters that nobody sees."""
    return ~Q(**{f"{field}__regex": f"^[\\s{INVISIBLE}]*$"})


def is_web_address(field: str) -> Q:
    """Empty, or an address that a link may lead to."""
    return Q(**{field: ""}) | Q(**{f"{field}__iregex": r"^https?://"})


def is_one_of(field: str, choices: type[TextChoices], *others: str) -> Q:
    """One of the values that the code knows."""
    return Q(**{f"{field}__in": [*choices.values, *others]})


def is_slug(field: str) -> Q:
    """Fit to stand in an address."""
    return Q(**{f"{field}__regex": r"^[a-z0-9_-]+$"})
