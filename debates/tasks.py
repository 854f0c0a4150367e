"""Jobs of the worker."""

from __future__ import annotations

from procrastinate.contrib.django import app

from debates.findings import mine_transcript
from debates.models import RENEW
from debates.standings.renewal import renew
from transcripts.jobs import MINE
from transcripts.models import Transcript


@app.task(name=MINE)
def mine(transcript: int) -> None:
    """Store suggestions for a transcript; one that is gone or no longer current is left alone."""
    found = Transcript.objects.current().filter(pk=transcript).first()
    if found is not None:
        mine_transcript(found)


@app.task(name=RENEW, retry=5)
def renew_standings() -> None:
    """Work out anew where claims stand after changes of the map; a change that comes in between has a job of its own."""
    renew()
