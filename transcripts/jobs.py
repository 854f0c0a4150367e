"""Work for later, named so that nobody here needs to know who does it."""

from __future__ import annotations

import contextlib

from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

MINE = "debates.mine"
"""Find claims in the current transcript whose id is given as `transcript`."""

MINE_ASKED = "debates.mine_asked"
"""Carry out the mining whose id is given as `mining`, for which somebody asked."""

END_MINING = "debates.end_mining"
"""Give up the mining whose id is given as `mining`."""

REANCHOR = "debates.reanchor"
"""Make the transcript whose id is given as `transcript` the current one, and move what stands on the older words to it."""

TAKE_TRANSCRIPT = "transcripts.take_transcript"
"""Bring in the transcript of the episode whose id is given as `episode`, from where its feed says it lies."""

LOOK = "transcripts.look"
"""Look at what was brought as the import whose id is given as `pk`, fetched from its address where it has one."""

FOLLOW = "transcripts.follow_feed"
"""Ask the feed at `url` for what is new."""

TRANSCRIBE = "transcripts.transcribe"
"""Make a transcript of the episode whose id is given as `episode` from its recording."""

HEAR = "transcripts.hear"
"""Do the next stage of the hearing whose id is given as `hearing`."""

END_HEARING = "transcripts.end_hearing"
"""Give up the hearing whose id is given as `hearing`."""

HEAR_ANEW = "transcripts.hear_anew"
"""Hear voice samples again whose numbers are another model's, and voices of recordings that have none."""

IMPORT = "transcripts.import"
"""Carry out the import whose id is given as `pk`."""


SPEECH = "speech"
"""The queue of work that takes hours of a processor; the worker of everything else does not listen to it."""

ASKING = "asking"
"""The queue of work that waits for a language model to answer, minutes on end; it has a worker of its own, too."""


AWAITED = {LOOK: 20, IMPORT: 10, MINE_ASKED: 10}
"""What somebody at the desk waits for goes before work of the house; everything else has priority 0."""

LEARN_WORDS = "transcripts.learn_words"
"""Learn which words are said in the library."""

MAKE_VECTORS = "transcripts.make_vectors"
"""Read what sentences mean."""

UPDATE_SEARCH = "transcripts.update_search"
"""Tell the machine that searches what changed."""

WHEN_IDLE = -10
"""The priority of work for which nobody waits and which may take long."""


def defer(task: str, queue: str | None = None, **arguments: int | str) -> int:
    """Queue `task` in the current transaction and return the job's id: no commit, no job."""
    configured = app.configure_task(name=task, queue=queue, priority=AWAITED.get(task, 0), allow_unknown=True)
    return configured.defer(**arguments)


def go_on(task: str, **arguments: int | str) -> None:
    """Queue `task`, of which there is never more than one in the queue, after whatever else waits. Not inside a transaction."""
    configured = app.configure_task(name=task, queueing_lock=task, priority=WHEN_IDLE, allow_unknown=True)
    with contextlib.suppress(AlreadyEnqueued):
        configured.defer(**arguments)
