"""Who may change debates, checked in the view."""

from __future__ import annotations

from transcripts.actions import Action
from transcripts.views.permissions import allow, may, required, shows_reached

__all__ = [
    "account_required",
    "allow",
    "appointer_required",
    "contributor_required",
    "editor_required",
    "editor_somewhere_required",
    "governor_required",
    "may",
    "shows_reached",
]

editor_required = required(Action.EDIT, "Only editors may change debates.")
"""For what concerns the whole site."""

editor_somewhere_required = required(Action.EDIT, "Only editors may change debates.", somewhere=True)
"""For what concerns a claim, a debate or a show: the view goes on with `allow(request, Action.EDIT, found)`."""

account_required = required(Action.WATCH, "Only people with an account may do this.")

contributor_required = required(Action.DISCUSS, "Only contributors and editors may comment.", somewhere=True)
"""For comments and suggestions: the view goes on with `allow`."""

governor_required = required(Action.GOVERN, "Only admins may decide who sees what.", somewhere=True)

appointer_required = required(Action.APPOINT, "Only admins may invite people and give roles.", somewhere=True)
