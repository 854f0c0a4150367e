"""Work for speech lies in a queue of its own, so that a machine elsewhere can do it and nothing else."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import call_command
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.factories import EpisodeFactory, RecordingFactory
from transcripts import hearing, jobs


def _work(queue: str) -> None:
    """What waits in the queue, done by a worker that then ends."""
    with ThreadPoolExecutor(1) as thread:
        command = ["procrastinate", "worker", "--queues", queue, "--one-shot"]
        thread.submit(call_command, *command).result(timeout=60)


def _states() -> dict[str, tuple[str, str]]:
    known = ProcrastinateJob.objects.filter(task_name__in=[jobs.MINE, jobs.TRANSCRIBE, jobs.HEAR])
    return {job.task_name: (job.queue_name, job.status) for job in known}


@pytest.mark.django_db(transaction=True)
def test_a_worker_of_the_queue_of_speech_does_what_lies_there_and_leaves_the_rest() -> None:
    jobs.defer(jobs.MINE, transcript=0)
    jobs.defer(jobs.TRANSCRIBE, jobs.SPEECH, episode=EpisodeFactory().pk)
    run = hearing.begin(RecordingFactory(media_url="http://127.0.0.1:9/talk.mp3"))
    _work(jobs.SPEECH)
    assert _states() == {
        jobs.MINE: ("default", "todo"),
        jobs.TRANSCRIBE: ("speech", "succeeded"),
        jobs.HEAR: ("speech", "succeeded"),
    }
    run.refresh_from_db()
    assert run.state == "failed"


@pytest.mark.django_db(transaction=True)
def test_the_worker_of_everything_else_leaves_speech_alone() -> None:
    run = hearing.begin(RecordingFactory(media_url="http://127.0.0.1:9/talk.mp3"))
    _work("default")
    assert _states() == {jobs.HEAR: ("speech", "todo")}
    run.refresh_from_db()
    assert run.state == "waiting"
