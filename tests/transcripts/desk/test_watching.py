from __future__ import annotations

import time

import pytest
from django.db import transaction

from transcripts.desk.taking import carry_out, look_at
from transcripts.desk.watching import QUIET_S, telling
from transcripts.models import Episode, Import, ImportProgress
from transcripts.progress import Stage, StoppedError

pytestmark = pytest.mark.django_db(transaction=True)


def _queued() -> Import:
    brought = look_at(b"Ann Lee: It rained.\n\nBob: No.\n", "talk.txt")
    brought.show, brought.title = "Weather", "Rain"
    brought.start()
    return brought


def test_others_see_how_far_it_is_while_its_transaction_is_open() -> None:
    brought = _queued()
    with telling(brought.pk) as report, transaction.atomic():
        Import.objects.select_for_update().get(pk=brought.pk)
        time.sleep(QUIET_S)
        report(Stage.STORE, 2_000, 9_000)
        transaction.set_rollback(True)
    progress = ImportProgress.objects.get()
    assert (progress.stage, progress.done, progress.total) == ("store", 2_000, 9_000)
    assert progress.seconds >= QUIET_S


def test_what_is_done_at_once_tells_nothing() -> None:
    brought = _queued()
    with telling(brought.pk) as report:
        report(Stage.READ, 0, 0)
        report(Stage.STORE, 0, 2)
    progress = ImportProgress.objects.get()
    assert (progress.stage, progress.done, progress.total) == ("", 0, 0)


def test_one_that_is_under_way_hears_that_it_was_cancelled() -> None:
    brought = _queued()
    with telling(brought.pk) as report:
        ImportProgress.objects.update(stop_asked=True)
        time.sleep(QUIET_S)
        with pytest.raises(StoppedError):
            report(Stage.STORE, 2_000, 9_000)


def test_one_that_was_asked_to_stop_before_its_worker_died_is_cancelled_and_can_be_started_again() -> None:
    brought = _queued()
    ImportProgress.objects.update(stop_asked=True)
    carry_out(brought.pk)
    brought.refresh_from_db()
    assert brought.state == "cancelled"
    assert Episode.objects.count() == 0
    brought.start()
    carry_out(brought.pk)
    assert Episode.objects.count() == 1
