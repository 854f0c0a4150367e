from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from http.server import ThreadingHTTPServer

import pytest
from django.conf import LazySettings
from django.db import connection

from transcripts.desk.taking import look_at
from transcripts.jobs import defer
from transcripts.models import Subscription
from transcripts.tasks import ATTEMPTS, follow_feed, follow_feeds, retry_stalled

pytestmark = pytest.mark.django_db(transaction=True)


def _begun_by_a_worker_that_died(attempts: int = 0) -> int:
    job = defer("debates.mine", transcript=1)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', attempts = %s, worker_id = NULL WHERE id = %s",
            [attempts, job],
        )
    return job


def _begun_by_a_worker_that_lives() -> int:
    job = defer("debates.mine", transcript=1)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING id")
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE id = %s",
            [cursor.fetchone()[0], job],
        )
    return job


def _look_for_stalled_jobs() -> None:
    """In a thread of its own, as in the worker: a browser test may have left an event loop in this one."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(asyncio.run, retry_stalled.func(0)).result()


def _status(job: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status FROM procrastinate_jobs WHERE id = %s", [job])
        return str(cursor.fetchone()[0])


def test_a_job_whose_worker_died_is_done_again() -> None:
    job = _begun_by_a_worker_that_died()
    _look_for_stalled_jobs()
    assert _status(job) == "todo"


def test_a_job_whose_worker_lives_is_left_alone() -> None:
    job = _begun_by_a_worker_that_lives()
    _look_for_stalled_jobs()
    assert _status(job) == "doing"


def test_a_job_that_ends_its_worker_every_time_is_given_up() -> None:
    job = _begun_by_a_worker_that_died(attempts=ATTEMPTS - 1)
    _look_for_stalled_jobs()
    assert _status(job) == "failed"


def test_an_import_that_ends_its_worker_every_time_says_so() -> None:
    brought = look_at(b"Ann Lee: It rained.\n\nBob: No.\n", "talk.txt")
    brought.show, brought.title = "Weather", "Rain"
    brought.start()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', attempts = %s", [ATTEMPTS - 1])
    _look_for_stalled_jobs()
    brought.refresh_from_db()
    assert brought.state == "failed"
    assert "The worker ended each time it began this file" in brought.trouble


def _priority(job: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT priority FROM procrastinate_jobs WHERE id = %s", [job])
        return int(cursor.fetchone()[0])


def test_what_somebody_waits_for_goes_before_the_work_of_the_house() -> None:
    look, take, mine = (
        defer(task, pk=1) for task in ("transcripts.look", "transcripts.import", "debates.mine")
    )
    assert _priority(look) > _priority(take) > _priority(mine)


def test_a_round_asks_every_feed_that_is_due_though_one_is_queued_already() -> None:
    for name in ("one", "two"):
        Subscription.objects.create(url=f"https://{name}.example/feed")
    follow_feeds.func(0)
    Subscription.objects.create(url="https://three.example/feed")
    follow_feeds.func(0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'transcripts.follow_feed'")
        assert cursor.fetchone() == (3,)


def test_a_feed_that_was_dropped_meanwhile_is_not_followed_again(
    site: ThreadingHTTPServer, settings: LazySettings
) -> None:
    settings.FETCH_FROM_LOOPBACK = True
    site.pages["/feed"] = (b"<rss version='2.0'><channel><title>Weather</title></channel></rss>", {})
    follow_feed.func(f"{site.address}/feed")
    assert Subscription.objects.count() == 0
    assert site.asked == []
