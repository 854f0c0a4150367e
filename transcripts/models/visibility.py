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


def may_read_private(reader: Reader, show: int | None = None) -> bool:
    """Whether private words are shown to `reader`: all of them, or those of the show with this key.

    Editors and admins of the site work on all, people with a role for a show see those of that show, nobody else sees any.
    """
    return bool(getattr(reader, "may_edit", False)) or show in _shows_read(reader)


def _shows_read(reader: Reader) -> frozenset[int]:
    """The keys of the shows whose private words are shown to `reader`, who does not see all."""
    shows: frozenset[int] = getattr(reader, "shows_read", frozenset())
    return shows


def in_private_episode(path: str = "") -> Q:
    """Rows whose episode, reached by `path` (such as `transcript__episode__`), is private or of a private show."""
    private = Visibility.PRIVATE
    return Q(**{f"{path}visibility": private}) | Q(**{f"{path}show__visibility": private})


def closed_to(reader: Reader, path: str = "") -> Q:
    """Rows in private episodes, reached by `path`, of shows for which `reader`, who does not see all, has no role."""
    private, shows = in_private_episode(path), _shows_read(reader)
    return private & ~Q(**{f"{path}show__in": shows}) if shows else private


def shows_closed_to(reader: Reader) -> Q:
    """Private shows for which `reader`, who does not see all, has no role."""
    return Q(visibility=Visibility.PRIVATE) & ~Q(pk__in=_shows_read(reader))


def listed_to(reader: Reader, path: str = "") -> Q:
    """Rows in episodes, reached by `path`, that may stand in lists, or of shows for which `reader` has a role."""
    listed, shows = in_listed_episode(path), _shows_read(reader)
    return listed | Q(**{f"{path}show__in": shows}) if shows else listed


def in_listed_episode(path: str = "") -> Q:
    """Rows whose episode, reached by `path`, may stand in lists: public, of a public show, its words not taken down."""
    return Q(
        **{
            f"{path}visibility__in": ["", Visibility.PUBLIC],
            f"{path}show__visibility": Visibility.PUBLIC,
            f"{path}is_taken_down": False,
        }
    )
