"""Jobs of the worker: feeds, transcripts, and housekeeping for every kind of job."""

from __future__ import annotations

import contextlib
import json
import logging
from typing import Any

from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Job, Status

from transcripts import jobs, subscribing
from transcripts.desk import looking, taking
from transcripts.desk.interruptions import DATABASE_ERRORS, give_up, interruptions_noted
from transcripts.door import options_here
from transcripts.feeds import FeedError
from transcripts.fetching import FetchError
from transcripts.hearing import begin_for, carry_on, rehearing
from transcripts.hearing import give_up as give_up_hearing
from transcripts.hearing.engines import voice_encoder
from transcripts.models import Episode, Subscription
from transcripts.recordings.leftovers import delete_leftovers
from transcripts.searching import spelling, vectors
from transcripts.searching.chosen import backend
from transcripts.searching.following import follow

log = logging.getLogger(__name__)

SILENT_S = 30
"""Seconds without a sign of life after which a worker is taken for dead."""

ATTEMPTS = 5
"""How often a job is begun: one that kills its worker every time must not do so for ever."""


AGAIN = RetryStrategy(max_attempts=ATTEMPTS, linear_wait=5, retry_exceptions=list(DATABASE_ERRORS))
"""A lost connection to the database is no fault of the work: it is begun anew, a few seconds later each time."""


@app.task(name=jobs.LOOK, pass_context=True, retry=AGAIN)
def look(context: JobContext, pk: int) -> None:
    """Look at what was brought to the desk: too much for a request, or at an address."""
    with interruptions_noted(pk, comes_again=_comes_again(context)):
        looking.look(pk, options_here())


@app.task(name=jobs.IMPORT, pass_context=True, retry=AGAIN)
def carry_out_import(context: JobContext, pk: int) -> None:
    """Import a file that an admin let in at the desk."""
    with interruptions_noted(pk, comes_again=_comes_again(context)):
        taking.carry_out(pk)


def _comes_again(context: JobContext) -> bool:
    return context.job.attempts < ATTEMPTS


@app.task(name=jobs.TAKE_TRANSCRIPT, retry=AGAIN)
def take_transcript(episode: int) -> None:
    """Try an episode's transcript links in turn, then its chapters; what is gone or here already is left alone."""
    found = Episode.objects.with_shows().filter(pk=episode).first()
    if found is None:
        return
    if not found.transcripts.exists():
        subscribing.take_transcript(found, options_here())
        subscribing.queue_transcription(found)
    if found.chapters_url and not found.chapters.exists():
        _take_chapters(found)


def _take_chapters(episode: Episode) -> None:
    try:
        subscribing.take_chapters(episode)
    except (FetchError, FeedError) as error:
        log.warning("The chapters of %s were not taken: %s", episode, error)


@app.task(name=jobs.FOLLOW)
def follow_feed(url: str) -> None:
    """Ask one feed, and queue the transcripts of what is new in it. Trouble is kept with the subscription.

    One that was dropped meanwhile is left alone.
    """
    if not Subscription.objects.filter(url=url).exists():
        return
    try:
        taken = subscribing.follow(url, options_here())
    except (FetchError, FeedError, subscribing.NotFollowedError) as error:
        log.warning("The feed %s brought nothing: %s", url, error)
        return
    if taken is not None:
        subscribing.queue_words([*taken.created, *taken.linked])


@app.periodic(cron="*/5 * * * *")
@app.task(name="transcripts.follow_feeds", queueing_lock="transcripts.follow_feeds")
def follow_feeds(timestamp: int) -> None:
    """Ask every feed that is due, one job each."""
    for subscription in Subscription.objects.due(timezone.now()):
        with contextlib.suppress(AlreadyEnqueued):
            follow_feed.configure(queueing_lock=f"follow {subscription.pk}").defer(url=subscription.url)


@app.task(name=jobs.TRANSCRIBE, queue=jobs.SPEECH, retry=AGAIN)
def transcribe(episode: int) -> None:
    """Have an episode's recording heard, unless it has words by now."""
    if (found := Episode.objects.filter(pk=episode).first()) is not None:
        begin_for(found)


@app.task(name=jobs.HEAR, queue=jobs.SPEECH, retry=AGAIN)
def hear(hearing: int) -> None:
    """Do the next stage of a hearing; a fault of ours ends it, and is told."""
    try:
        carry_on(hearing)
    except DATABASE_ERRORS:
        raise
    except Exception:
        give_up_hearing(hearing)
        raise


@app.task(name=jobs.HEAR_ANEW, queue=jobs.SPEECH, retry=AGAIN)
def hear_anew() -> None:
    """Bring voice samples to the present model; what cannot be heard is left as it is, and told."""
    done = rehearing.hear_anew(voice_encoder())
    for trouble in done.troubles:
        log.warning("Not heard anew: %s", trouble)


@app.task(name=jobs.END_HEARING)
def end_hearing(hearing: int) -> None:
    """Say of a hearing whose worker died too often that it failed."""
    give_up_hearing(hearing)


def _argument(job: Job, name: str) -> int:
    """What a job is about; of a job that was looked up, arguments are still text."""
    known: Any = job.task_kwargs
    return int((json.loads(known) if isinstance(known, str) else known)[name])


# A queueing lock, so that rounds do not pile up; no lock, which a round that is itself cut off would hold for ever.
@app.periodic(cron="* * * * *")
@app.task(name="transcripts.retry_stalled", queueing_lock="transcripts.retry_stalled")
async def retry_stalled(timestamp: int) -> None:
    """Put jobs whose worker died in the middle back into the queue, until they have had `ATTEMPTS`."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_S):
        if job.attempts + 1 < ATTEMPTS:
            await app.job_manager.retry_job(job)
        else:
            await app.job_manager.finish_job(job, Status.FAILED, delete_job=False)
            if job.task_name in {jobs.LOOK, jobs.IMPORT}:
                await give_up(_argument(job, "pk"))
            if job.task_name == jobs.HEAR:
                await end_hearing.defer_async(hearing=_argument(job, "hearing"))
            if job.task_name == jobs.MINE_ASKED:
                ending = app.configure_task(jobs.END_MINING, allow_unknown=True)
                await ending.defer_async(mining=_argument(job, "mining"))
            log.error(
                "Job %s (%s) ended its worker %s times and was given up.", job.id, job.task_name, ATTEMPTS
            )


@app.periodic(cron="* * * * *")
@app.task(name=jobs.MAKE_VECTORS, queueing_lock=jobs.MAKE_VECTORS, priority=jobs.WHEN_IDLE)
def make_vectors(timestamp: int) -> None:
    """Read what sentences mean for some seconds; where more are left, go on after whatever else waits."""
    if vectors.fill():
        vectors.index_large("transcripts_sentencevector")
    else:
        jobs.go_on(jobs.MAKE_VECTORS, timestamp=timestamp)


@app.periodic(cron="* * * * *")
@app.task(name=jobs.UPDATE_SEARCH, queueing_lock=jobs.UPDATE_SEARCH)
def update_search(timestamp: int) -> None:
    """Tell the machine that searches which transcripts changed, where it does not see that by itself."""
    follow(backend())


@app.periodic(cron="40 3 * * *")
@app.task(name="transcripts.delete_leftovers", queueing_lock="transcripts.delete_leftovers")
def tidy_recordings(timestamp: int) -> None:
    """Delete recordings that nothing names any more."""
    delete_leftovers()


@app.periodic(cron="* * * * *")
@app.task(name=jobs.LEARN_WORDS, queueing_lock=jobs.LEARN_WORDS, priority=jobs.WHEN_IDLE)
def learn_words(timestamp: int) -> None:
    """Learn the words of some new transcripts; where more are left, go on after whatever else waits."""
    if not spelling.learn():
        jobs.go_on(jobs.LEARN_WORDS, timestamp=timestamp)
