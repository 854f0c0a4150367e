"""What people do here. Who may do what is decided by whoever knows the people (`debates.models.rights`)."""

from __future__ import annotations

from enum import StrEnum


class Action(StrEnum):
    """Something that needs an account, from what most may do to what few may."""

    WATCH = "watch"
    """Keep a list of claims, debates and shows, and be told what changes there."""
    DISCUSS = "discuss"
    """Comment on claims and relations."""
    SUGGEST = "suggest"
    """Propose a claim, a relation or a change; an editor decides."""
    EDIT = "edit"
    """Change debates, claims, quotes and relations; decide about what is suggested; read what is private."""
    GOVERN = "govern"
    """Decide who sees a show or an episode, take words down, enter rights of reply."""
    APPOINT = "appoint"
    """Invite people and give them roles."""
    IMPORT = "import"
    """Bring in episodes and follow feeds."""
    OPERATE = "operate"
    """Ask a language model, which may cost money and carries words away."""
    ADMINISTER = "administer"
    """Open Django's admin."""
