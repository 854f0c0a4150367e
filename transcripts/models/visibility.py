"""Who may see what: shows and episodes are public, unlisted or private."""

from __future__ import annotations

from typing import TypeAlias

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, TextChoices

Reader: TypeAlias = AbstractBaseUser | AnonymousUser | None
"""Whoever asks for a page; `None` is anybody."""


class Visibility(TextChoices):
    """How far something is shown, from everywhere to editors alone."""

    PUBLIC = "public", "public"
    UNLISTED = "unlisted", "unlisted"
    PRIVATE = "private", "private"


_STRICTNESS = [Visibility.PUBLIC, Visibility.UNLISTED, Visibility.PRIVATE]


def stricter(one: str, other: str) -> Visibility:
    """The stricter of two visibilities; an empty one asks for nothing.

    >>> stricter("unlisted", "public"), stricter("", "private")
    (Visibility.UNLISTED, Visibility.PRIVATE)
    """
    return max((Visibility(each or Visibility.PUBLIC) for each in (one, other)), key=_STRICTNESS.index)


def may_read_private(reader: Reader) -> bool:
    """Whether private words are shown to `reader`: editors and admins work on them, nobody else sees them."""
    return bool(getattr(reader, "may_edit", False))


def in_private_episode(path: str = "") -> Q:
    """Rows whose episode, reached by `path` (such as `transcript__episode__`), is private or of a private show."""
    private = Visibility.PRIVATE
    return Q(**{f"{path}visibility": private}) | Q(**{f"{path}show__visibility": private})


def in_listed_episode(path: str = "") -> Q:
    """Rows whose episode, reached by `path`, may stand in lists: public, of a public show, its words not taken down."""
    return Q(
        **{
            f"{path}visibility__in": ["", Visibility.PUBLIC],
            f"{path}show__visibility": Visibility.PUBLIC,
            f"{path}is_taken_down": False,
        }
    )
