"""An import whose worker is killed, at each stage: nothing half done is ever seen, and it is finished after a restart."""

from __future__ import annotations

import contextlib
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from tests.transcripts.faults.talks import NOTHING, TALK, WHOLE, long_talk, queued, rows, state
from tests.workers import LIMIT_S, holding, is_held_at, look_for_dead_workers, wait_for, working
from transcripts.desk import looking
from transcripts.models import Import, ImportProgress

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("workers")]


def _finish_after_restart(brought: Import) -> None:
    with working():
        look_for_dead_workers()
        wait_for(lambda: state(brought) == "done", "the import to be done")


def test_killed_while_it_reads_the_file() -> None:
    brought = queued(long_talk(80_000))
    begun = ImportProgress.objects.get().begun_at
    with working() as worker:
        wait_for(lambda: ImportProgress.objects.get().begun_at != begun, "the import to begin")
        worker.kill()
    assert ImportProgress.objects.get().stage == ""
    assert (rows(), state(brought)) == (NOTHING, "queued")
    _finish_after_restart(brought)
    assert rows() == [1, 1, 1, 1, 80_000, 1, 80_000]


def test_killed_while_it_divides_the_words_into_sentences() -> None:
    brought = queued(long_talk(80_000))
    with working() as worker:
        wait_for(lambda: ImportProgress.objects.get().stage == "divide", "the sentences")
        worker.kill()
    assert ImportProgress.objects.get().stage == "divide"
    assert (rows(), state(brought)) == (NOTHING, "queued")
    _finish_after_restart(brought)
    assert rows() == [1, 1, 1, 1, 80_000, 1, 80_000]


@pytest.mark.parametrize(
    ("table", "statement"),
    [
        ("transcripts_show", 'INSERT INTO "transcripts_show"'),
        ("transcripts_transcript", 'INSERT INTO "transcripts_transcript"'),
        ("transcripts_utterance", "COPY transcripts_utterance"),
        ("transcripts_searchrow", "transcripts_index_words"),
    ],
)
def test_killed_while_it_stores(table: str, statement: str) -> None:
    brought = queued()
    with holding(f"LOCK TABLE {table} IN SHARE MODE"), working() as worker:
        wait_for(lambda: is_held_at(statement), statement)
        assert (rows(), state(brought)) == (NOTHING, "queued")
        worker.kill()
    assert (rows(), state(brought)) == (NOTHING, "queued")
    _finish_after_restart(brought)
    assert rows() == WHOLE


def test_killed_while_it_queues_what_follows() -> None:
    brought = queued()
    with holding("LOCK TABLE transcripts_utterance IN SHARE MODE") as first, working() as worker:
        wait_for(lambda: is_held_at("COPY transcripts_utterance"), "the sentences")
        with holding("LOCK TABLE procrastinate_jobs IN SHARE MODE"):
            first.rollback()
            wait_for(lambda: is_held_at("procrastinate_defer_jobs"), "the next job")
            worker.kill()
    assert (rows(), state(brought)) == (NOTHING, "queued")
    _finish_after_restart(brought)
    assert rows() == WHOLE


def test_killed_after_all_was_stored_and_before_the_job_was_over() -> None:
    brought = queued()
    with holding("LOCK TABLE transcripts_utterance IN SHARE MODE") as first, working() as worker:
        wait_for(lambda: is_held_at("COPY transcripts_utterance"), "the sentences")
        with holding("SELECT FROM procrastinate_jobs WHERE status = 'doing' FOR UPDATE"):
            first.rollback()
            wait_for(lambda: state(brought) == "done", "the import to be done")
            worker.kill()
    assert rows() == WHOLE
    with working():
        look_for_dead_workers()
        wait_for(_import_jobs_are_over, "the job to be over")
    assert (rows(), state(brought)) == (WHOLE, "done")


def _import_jobs_are_over() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT bool_and(status = 'succeeded') FROM procrastinate_jobs WHERE task_name = 'transcripts.import'"
        )
        return bool(cursor.fetchone()[0])


def test_killed_while_it_fetches() -> None:
    with _slow_site() as site:
        brought = looking.keep(site.address, address=site.address)
        looking.look_now_or_later(brought.pk, None, left=0)
        with working(COUNTERPOINT_LOOPBACK="1") as worker:
            assert site.asked.wait(LIMIT_S)
            worker.kill()
        assert (rows(), state(brought)) == (NOTHING, "looking")
        site.may_answer.set()
        with working(COUNTERPOINT_LOOPBACK="1"):
            look_for_dead_workers()
            wait_for(lambda: state(brought) == "waiting", "the file to be looked at")
    brought.refresh_from_db()
    assert bytes(brought.data) == TALK


class _Site(http.server.ThreadingHTTPServer):
    """Answers with the talk, once it may."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.asked, self.may_answer = threading.Event(), threading.Event()
        self.address = f"http://127.0.0.1:{self.server_port}/talk.vtt"


class _Answer(http.server.BaseHTTPRequestHandler):
    server: _Site

    def do_GET(self) -> None:
        self.server.asked.set()
        self.server.may_answer.wait(LIMIT_S)
        with contextlib.suppress(OSError):  # the first to ask is dead by now
            self.send_response(200)
            self.send_header("Content-Length", str(len(TALK)))
            self.end_headers()
            self.wfile.write(TALK)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@contextmanager
def _slow_site() -> Iterator[_Site]:
    with _Site() as site:
        thread = threading.Thread(target=site.serve_forever)
        thread.start()
        try:
            yield site
        finally:
            site.may_answer.set()
            site.shutdown()
            thread.join()
