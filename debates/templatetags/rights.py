"""What whoever reads a page may do there."""

from __future__ import annotations

from django import template

from transcripts.actions import Action

register = template.Library()


@register.filter
def may_edit(user: object, about: object) -> bool:
    """Whether `user`, who may be a stranger, may change this. One query at most for each user, and one or two more for an editor of a show."""
    return _may(user, Action.EDIT, about)


@register.filter
def may_govern(user: object, about: object) -> bool:
    """Whether `user`, who may be a stranger, decides who sees this."""
    return _may(user, Action.GOVERN, about)


@register.filter
def may_discuss(user: object, about: object) -> bool:
    """Whether `user`, who may be a stranger, may comment on this."""
    return _may(user, Action.DISCUSS, about)


def _may(user: object, action: Action, about: object) -> bool:
    asked = getattr(user, "may", None)
    return bool(asked and asked(action, about))
