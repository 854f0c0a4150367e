"""Who may do what to what: the roles, what each may do, and the shows on which a thing stands.

`User.may(action, about)` is the one question. A role for the site reaches everything; a role for a show reaches what
stands on that show alone, or on several shows in each of which the person has such a role. `standing_on` registers what
a kind of thing stands on.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import singledispatch

from django.db.models import TextChoices

from transcripts.actions import Action


class Role(TextChoices):
    """What somebody is here, on the whole site or for one show; each may do what those before it may."""

    READER = "reader", "reader"
    CONTRIBUTOR = "contributor", "contributor"
    EDITOR = "editor", "editor"
    ADMIN = "admin", "admin"


LEAST: Mapping[Action, Role] = {
    Action.WATCH: Role.READER,
    Action.DISCUSS: Role.CONTRIBUTOR,
    Action.SUGGEST: Role.CONTRIBUTOR,
    Action.EDIT: Role.EDITOR,
    Action.GOVERN: Role.ADMIN,
    Action.APPOINT: Role.ADMIN,
    Action.IMPORT: Role.ADMIN,
    Action.OPERATE: Role.ADMIN,
    Action.ADMINISTER: Role.ADMIN,
}
"""The least role that may do it."""

SITE_WIDE = frozenset({Action.IMPORT, Action.OPERATE, Action.ADMINISTER})
"""What a role for a show never gives: an import may name any show, money is the site's, and Django's admin has no walls inside."""

_RANK = {role: rank for rank, role in enumerate(Role)}


def reaches(role: str, action: Action) -> bool:
    """Whether somebody in this role may do it.

    >>> reaches("editor", Action.EDIT), reaches("contributor", Action.EDIT)
    (True, False)
    """
    return _RANK[Role(role)] >= _RANK[LEAST[action]]


@singledispatch
def standing_on(about: object) -> frozenset[int]:
    """The keys of the shows on which a thing stands; none for what belongs to no show yet.

    Raises TypeError for a kind of thing of which nobody said what it stands on.
    """
    raise TypeError(f"nobody said on which shows {type(about).__name__} stands")
