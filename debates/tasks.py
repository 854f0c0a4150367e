"""Jobs of the worker."""

from __future__ import annotations

import logging
from importlib import import_module

import pghistory
from django.conf import settings
from procrastinate.contrib.django import app

from debates import likeness, minings
from debates.amending.reanchoring import transplant
from debates.elsewhere import relate_elsewhere
from debates.findings import mine_transcript
from debates.models import RENEW, forget_sent_forms, gather_editions
from debates.standings.renewal import renew
from transcripts.desk.interruptions import DATABASE_ERRORS
from transcripts.jobs import END_MINING, MINE, MINE_ASKED, REANCHOR, WHEN_IDLE, go_on
from transcripts.models import Transcript
from transcripts.searching.vectors import index_large
from transcripts.tasks import AGAIN

log = logging.getLogger(__name__)


@app.task(name=MINE)
def mine(transcript: int) -> None:
    """Store suggestions for a transcript; one that is gone, taken down or no longer current is left alone."""
    found = Transcript.objects.current().filter(pk=transcript, episode__is_taken_down=False).first()
    if found is not None:
        mine_transcript(found)
        relate_elsewhere(found)


@app.task(name=MINE_ASKED, retry=AGAIN)
def mine_asked(mining: int) -> None:
    """Carry out a mining that somebody asked for; a fault of ours ends it, and is told."""
    try:
        minings.carry_out(mining)
    except DATABASE_ERRORS:
        raise
    except Exception:
        minings.give_up(mining, minings.FAULT)
        raise


@app.task(name=END_MINING)
def end_mining(mining: int) -> None:
    """Say of a mining whose worker died too often that it failed."""
    minings.give_up(mining, minings.WORKER_DIED)


@app.task(name=REANCHOR, retry=5)
def reanchor(transcript: int) -> None:
    """Make a transcript the current one, quotes and all; one that is gone or older than the current is left alone."""
    found = Transcript.objects.filter(pk=transcript).first()
    if found is None or found.is_outdated:
        return
    with pghistory.context(job="a better transcript"):
        done = transplant(found)
    log.info("%s: %s quotes moved, %s wait for an editor", found, done.moved, done.waiting)


@app.task(name=RENEW, retry=5)
def renew_standings() -> None:
    """Work out anew where claims stand after changes of the map; a change that comes in between has a job of its own."""
    renew()


@app.periodic(cron="* * * * *")
@app.task(name=likeness.FILL, queueing_lock=likeness.FILL, priority=WHEN_IDLE)
def make_claim_vectors(timestamp: int) -> None:
    """Read what new and changed claims mean for some seconds; where more are left, go on after whatever else waits."""
    if likeness.fill():
        index_large("debates_claimvector")
    else:
        go_on(likeness.FILL, timestamp=timestamp)


@app.periodic(cron="*/10 * * * *")
@app.task(name="debates.gather_editions", queueing_lock="debates.gather_editions")
def gather(timestamp: int) -> None:
    """Keep the marks few by which pages are known to be still good."""
    gather_editions()


@app.periodic(cron="17 4 * * *")
@app.task(name="debates.forget_forms", queueing_lock="debates.forget_forms")
def forget_forms(timestamp: int) -> None:
    """Forget which forms were sent days ago: nobody goes back that far."""
    forget_sent_forms()


@app.periodic(cron="37 4 * * *")
@app.task(name="debates.clear_sessions", queueing_lock="debates.clear_sessions")
def clear_sessions(timestamp: int) -> None:
    """Forget sessions that have ended, with what strangers wrote into them before they signed in."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
