from __future__ import annotations

import pytest

from tests.factories import AliasFactory, SpeakerFactory, TranscriptFactory
from transcripts.attribution.attributing import attribute_labels, names_a_person
from transcripts.models import Attribution, Speaker


@pytest.mark.parametrize(
    "label",
    [
        "SPEAKER_00",
        "spk_0",
        "Speaker 1",
        "Speaker A",
        "speaker",
        "A",
        "0",
        "Unknown",
        "Unknown Speaker",
        "CH 1",
    ],
)
def test_a_label_that_numbers_a_voice_names_nobody(label: str) -> None:
    assert names_a_person(label) is False


@pytest.mark.parametrize("label", ["Richard Sutton", "Bo", "Guest Star", "李飞飞", "Speaker of the House"])
def test_a_label_that_can_be_a_name_is_one(label: str) -> None:
    assert names_a_person(label) is True


@pytest.mark.django_db
def test_a_label_finds_the_person_with_that_alias() -> None:
    sutton = SpeakerFactory(name="Richard Sutton")
    AliasFactory(speaker=sutton, name="Rich")
    transcript = TranscriptFactory()
    assert attribute_labels(transcript, ["rich"]) == {"rich": sutton}
    attribution = Attribution.objects.get()
    assert (attribution.label, attribution.speaker, attribution.method, attribution.state) == (
        "rich",
        sutton,
        "label",
        "accepted",
    )


@pytest.mark.django_db
def test_a_new_name_makes_a_person_and_a_number_does_not() -> None:
    found = attribute_labels(TranscriptFactory(), ["Ann Lee", "SPEAKER_01"])
    assert list(found) == ["Ann Lee"]
    assert [speaker.slug for speaker in Speaker.objects.all()] == ["ann-lee"]
