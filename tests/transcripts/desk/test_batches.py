from __future__ import annotations

import pytest

from tests.factories import TranscriptFactory
from transcripts.desk.batches import start_all
from transcripts.desk.bringing import bring
from transcripts.desk.taking import carry_out
from transcripts.models import Batch, Episode, Import

pytestmark = pytest.mark.django_db


def _text(word: str) -> bytes:
    return f"Ann Lee: It {word}. It poured.\n\nBob: No.\n\nAnn Lee: Yes.\n".encode()


def _batch(*names: str) -> Batch:
    batch = bring([(name, _text(name)) for name in names], together=f"{len(names)} files")
    assert isinstance(batch, Batch)
    return batch


def _by_name(batch: Batch) -> dict[str, Import]:
    return {each.source: each for each in batch.imports.all()}


def test_all_that_wait_start_under_their_titles() -> None:
    batch = _batch("rain.txt", "snow.txt")
    files = _by_name(batch)
    started = start_all(
        batch, "Weather", {files["rain.txt"].pk: "On rain", files["snow.txt"].pk: " On  snow "}
    )
    assert (started.queued, started.left) == (2, {})
    for each in files.values():
        carry_out(each.pk)
    assert set(Episode.objects.values_list("show__name", "title")) == {
        ("Weather", "On rain"),
        ("Weather", "On snow"),
    }


def test_what_needs_an_answer_is_left_with_the_reason() -> None:
    TranscriptFactory(episode__title="Here", episode__show__name="Weather")
    batch = _batch("a.txt", "b.txt", "c.txt", "d.txt")
    files = _by_name(batch)
    titles = {
        files["a.txt"].pk: "HERE",
        files["b.txt"].pk: "Twice",
        files["c.txt"].pk: "twice",
        files["d.txt"].pk: "",
    }
    started = start_all(batch, "weather", titles)
    assert started.queued == 1
    assert {Import.objects.get(pk=pk).source: reason for pk, reason in started.left.items()} == {
        "a.txt": "This episode has a transcript already. Open the file to compare the two.",
        "c.txt": "Another file here has the same title.",
        "d.txt": "It has no title.",
    }


def test_what_was_cancelled_is_not_started() -> None:
    batch = _batch("rain.txt", "snow.txt")
    _by_name(batch)["snow.txt"].cancel()
    assert start_all(batch, "Weather", {}).queued == 1
    assert _by_name(batch)["snow.txt"].state == "cancelled"
