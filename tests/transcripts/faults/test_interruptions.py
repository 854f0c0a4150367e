"""An import that is cut off by its database, by its admin or by another one: clean rows, and a message that helps."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import OperationalError, connection

from tests.transcripts.faults.talks import NOTHING, WHOLE, long_talk, queued, rows, state, trouble
from tests.workers import holding, is_held_at, wait_for, working
from transcripts.desk.interruptions import interruptions_noted
from transcripts.models import Episode, Import, ImportProgress

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("workers")]


def _end_the_session_that_waits() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )


@pytest.mark.slow  # over a minute until the first import of a fresh database waits for the lock
def test_a_connection_that_is_lost_in_the_middle_leaves_nothing_and_is_tried_again() -> None:
    brought = queued()
    with holding("LOCK TABLE transcripts_utterance IN SHARE MODE"), working():
        wait_for(lambda: is_held_at("COPY transcripts_utterance"), "the sentences")
        _end_the_session_that_waits()
        wait_for(lambda: trouble(brought), "the admin to be told")
        assert "broke off. Nothing of this file is stored yet; it is tried again" in trouble(brought)
        assert (rows(), state(brought)) == (NOTHING, "queued")
    with working():
        wait_for(lambda: state(brought) == "done", "the import to be done")
    assert (rows(), trouble(brought)) == (WHOLE, "")


def test_a_connection_that_is_lost_time_and_again_fails_the_import() -> None:
    brought = queued()
    with (
        pytest.raises(OperationalError),
        interruptions_noted(brought.pk, comes_again=False),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
    assert state(brought) == "failed"
    assert "Import it again once the database can be reached" in trouble(brought)
    brought.refresh_from_db()
    assert brought.may_start


def test_an_error_that_nobody_expected_fails_the_import_and_is_not_swallowed() -> None:
    brought = queued()
    with pytest.raises(ZeroDivisionError), interruptions_noted(brought.pk, comes_again=True):
        raise ZeroDivisionError
    assert state(brought) == "failed"
    assert "went wrong in Counterpoint itself" in trouble(brought)


@contextmanager
def _a_disk_of_a_megabyte(folder: Path) -> Iterator[None]:
    """The table of sentences lies on a disk of its own, which is soon full."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("a small disk cannot be mounted here")
    with connection.cursor() as cursor:
        try:
            cursor.execute(f"CREATE TABLESPACE tight LOCATION '{folder}'")
            cursor.execute("ALTER TABLE transcripts_utterance SET TABLESPACE tight")
            yield
        finally:
            cursor.execute("ALTER TABLE transcripts_utterance SET TABLESPACE pg_default")
            cursor.execute("DROP TABLESPACE IF EXISTS tight")
            subprocess.run(["umount", folder], check=True)


def test_a_full_disk_leaves_nothing_and_says_what_to_do(tmp_path: Path) -> None:
    brought = queued(long_talk(20_000))
    with _a_disk_of_a_megabyte(tmp_path / "disk"), working():
        wait_for(lambda: state(brought) == "failed", "the import to fail")
    assert "The disk of the database is full. Nothing of this file was stored." in trouble(brought)
    assert rows() == NOTHING
    brought.refresh_from_db()
    brought.start()
    with working():
        wait_for(lambda: state(brought) == "done", "the import to be done")


def test_one_that_is_cancelled_while_it_runs_stops_and_leaves_nothing() -> None:
    brought = queued(long_talk(80_000))
    with working():
        wait_for(lambda: ImportProgress.objects.get().stage == "divide", "the sentences")
        brought.cancel()
        wait_for(lambda: state(brought) == "cancelled", "the import to stop")
    assert (rows(), trouble(brought)) == (NOTHING, "")


def test_the_same_file_from_two_admins_at_once_makes_one_episode() -> None:
    one, other = queued(), queued()
    with working(), working():
        with holding("LOCK TABLE transcripts_utterance IN SHARE MODE"):
            wait_for(lambda: is_held_at("COPY transcripts_utterance"), "one worker to store")
            wait_for(lambda: is_held_at("pg_advisory_xact_lock"), "the other to wait for it")
        wait_for(lambda: not Import.objects.under_way().exists(), "both to be over")
    assert rows() == WHOLE
    assert sorted([state(one), state(other)]) == ["done", "here"]
    first, second = (
        Import.objects.select_related("transcript").get(pk=brought.pk) for brought in (one, other)
    )
    assert first.transcript == second.transcript
    assert Episode.objects.get() == first.transcript.episode
