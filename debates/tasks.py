"""Jobs of the worker."""

from __future__ import annotations

from procrastinate.contrib.django import app

from debates.findings import mine_transcript
from transcripts.jobs import MINE
from transcripts.models import Transcript


@app.task(name=MINE)
def mine(transcript: int) -> None:
    """Store suggestions for a transcript; one that is gone or no longer current is left alone."""
    found = Transcript.objects.current().filter(pk=transcript).first()
    if found is not None:
        mine_transcript(found)
