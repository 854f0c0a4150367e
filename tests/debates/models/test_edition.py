from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection, transaction

from debates.models import Edition, edition, gather_editions
from debates.models.edition import UNSHOWN
from tests.factories import DebateFactory, ShowFactory, SpeakerFactory, Talk, UserFactory, supplied
from transcripts.models import Speaker, Utterance

pytestmark = pytest.mark.django_db


def _marked() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'marks_edition'")
        return {row[0] for row in cursor.fetchall()}


def test_every_table_of_both_apps_is_watched_but_those_that_are_named() -> None:
    tables = {
        model._meta.db_table
        for label in ("debates", "transcripts")
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
    }
    revisions = {table for table in tables if table.endswith("revision")}
    assert _marked() == tables - revisions - UNSHOWN
    assert tables >= UNSHOWN


def test_stays_while_nothing_changes() -> None:
    SpeakerFactory()
    before = edition()
    assert list(Speaker.objects.values_list("name"))
    assert edition() == before


def test_is_another_after_every_statement_even_within_one_transaction() -> None:
    seen = [edition()]
    speaker = SpeakerFactory(name="Ann")
    seen.append(edition())
    speaker.name = "Ann Lee"
    speaker.save()
    seen.append(edition())
    speaker.delete()
    seen.append(edition())
    Utterance.objects.update(turn=0)
    seen.append(edition())
    DebateFactory().place(supplied("It is so."))
    seen.append(edition())
    UserFactory()
    seen.append(edition())
    assert len(set(seen)) == 7


def test_comes_back_where_a_change_is_taken_back() -> None:
    before = edition()
    with transaction.atomic():
        ShowFactory()
        assert edition() != before
        transaction.set_rollback(True)
    assert edition() == before


def test_gathered_marks_are_one_and_make_an_edition_of_its_own() -> None:
    Talk().claim(SpeakerFactory(), "It is so.")
    before = edition()
    gather_editions()
    assert Edition.objects.count() == 1
    after = edition()
    assert after != before
    gather_editions()
    assert edition() == after
