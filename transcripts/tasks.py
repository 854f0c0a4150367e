"""Housekeeping of the worker, for every kind of job."""

from __future__ import annotations

import logging

from procrastinate.contrib.django import app
from procrastinate.jobs import Status

log = logging.getLogger(__name__)

SILENT_S = 30
"""Seconds without a sign of life after which a worker is taken for dead."""

ATTEMPTS = 5
"""How often a job is begun: one that kills its worker every time must not do so for ever."""


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
            log.error("Job %s (%s) ended its worker %s times and was given up.", job.id, job.task_name, ATTEMPTS)
