from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings

from tests.factories import SpeakerFactory
from transcripts.ingest import Order, ingest
from transcripts.models import Episode, SearchNote, Show, Transcript, Utterance
from transcripts.searching.backend import Query
from transcripts.searching.chosen import backend
from transcripts.searching.following import follow
from transcripts.searching.language import parse
from transcripts.searching.tantivy import TantivyBackend
from transcripts.tasks import update_search

pytestmark = pytest.mark.django_db


@pytest.fixture
def machine(settings: LazySettings, tmp_path: Path) -> TantivyBackend:
    settings.SEARCH_FOLDER = tmp_path
    return TantivyBackend()


def _imported() -> Transcript:
    return ingest(Order(b"Ann Lee: It poured.\n\nBob: No.\n", "talk.txt", "Weather", "Rain")).transcript


def _found(machine: TantivyBackend, **narrowed: object) -> int:
    return machine.find(Query(parse("poured").term, **narrowed)).count  # type: ignore[arg-type]


def test_a_machine_that_does_not_keep_up_is_told_of_an_import_once(machine: TantivyBackend) -> None:
    _imported()
    assert _found(machine) == 0
    assert follow(machine) == 1
    assert _found(machine) == 1
    assert follow(machine) == 0


CHANGES: dict[str, Callable[[], object]] = {
    "other words": lambda: Utterance.objects.filter(position=0).update(text="It snowed."),
    "a private episode": lambda: Episode.objects.update(visibility="private"),
    "an unlisted show": lambda: Show.objects.update(visibility="unlisted"),
    "another version": lambda: Transcript.objects.update(is_current=False),
    "a lost transcript": lambda: Transcript.objects.get().delete(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_it_is_told_of_every_loss(machine: TantivyBackend, change: Callable[[], object]) -> None:
    _imported()
    follow(machine)
    change()
    follow(machine)
    assert _found(machine) == 0


def test_it_is_told_of_another_voice_day_or_language(machine: TantivyBackend) -> None:
    transcript = _imported()
    follow(machine)
    ann = SpeakerFactory(name="Ann Other")
    transcript.utterances.update(speaker=ann)
    follow(machine)
    assert _found(machine, speakers=frozenset([ann.pk])) == 1
    Episode.objects.update(published_on="2025-10-04")
    follow(machine)
    assert _found(machine, since=Episode.objects.get().published_on) == 1
    Transcript.objects.update(language="pl")
    follow(machine)
    assert machine.find(Query(parse("pour").term)).count == 0


def test_one_that_keeps_up_is_told_nothing_and_nothing_is_kept_for_it() -> None:
    _imported()
    update_search(timestamp=0)
    assert backend().keeps_up
    assert SearchNote.objects.count() == 0
