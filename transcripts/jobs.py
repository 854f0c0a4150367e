"""Work for later, named so that nobody here needs to know who does it."""

from __future__ import annotations

from procrastinate.contrib.django import app

MINE = "debates.mine"
"""Find claims in the current transcript whose id is given as `transcript`."""

TAKE_TRANSCRIPT = "transcripts.take_transcript"
"""Bring in the transcript of the episode whose id is given as `episode`, from where its feed says it lies."""

IMPORT = "transcripts.import"
"""Carry out the import whose id is given as `pk`."""


def defer(task: str, **arguments: int | str) -> int:
    """Queue `task` in the current transaction and return the job's id: no commit, no job."""
    return app.configure_task(name=task, allow_unknown=True).defer(**arguments)
