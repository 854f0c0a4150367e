"""Who may change debates, checked in the view."""

from __future__ import annotations

from transcripts.views.permissions import required

editor_required = required("may_edit", "Only editors may change debates.")
