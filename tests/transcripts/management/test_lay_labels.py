from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from debates.models import Claim, Passage, Stance, View, quote_passage
from transcripts.models import Attribution, Transcript

WORDS = (
    "WEBVTT\n\n00:00.000 --> 00:02.000\nWhat is a bee?\n\n00:02.000 --> 00:05.000\nAn insect.\n\n"
    "00:05.000 --> 00:06.000\nI see.\n"
)
LABELS = "SPEAKER bees 1 0.0 2.1 <NA> <NA> Ann_Lee <NA> <NA>\nSPEAKER bees 1 2.1 2.9 <NA> <NA> SPEAKER_01 <NA> <NA>\n"


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    file = tmp_path / "bees.rttm"
    file.write_text(LABELS.replace("Ann_Lee", "Ann"))
    return file


@pytest.fixture
def transcript(tmp_path: Path, db: None) -> Transcript:
    file = tmp_path / "bees.vtt"
    file.write_text(WORDS)
    call_command("import_transcript", str(file), "--show", "Insects", "--title", "Bees", stdout=StringIO())
    return Transcript.objects.get()


def _run(file: Path, *options: str) -> str:
    out = StringIO()
    call_command("lay_labels", str(file), "insects/bees", *options, stdout=out)
    return out.getvalue()


def test_words_get_the_labels_of_their_time_and_turns_of_their_own(
    labels: Path, transcript: Transcript
) -> None:
    said = json.loads(_run(labels, "--json"))

    assert [(u.label, u.turn, u.speaker and u.speaker.name) for u in transcript.utterances.in_order()] == [
        ("Ann", 0, "Ann"),
        ("SPEAKER_01", 1, None),
        ("", 2, None),
    ]
    assert (said["episode"], said["utterances"], said["labels"]) == ("insects/bees", 2, ["Ann", "SPEAKER_01"])
    assert [warning["code"] for warning in said["warnings"]] == ["no-label"]


def test_a_label_that_names_a_person_is_attributed_as_a_label(labels: Path, transcript: Transcript) -> None:
    _run(labels)

    attribution = Attribution.objects.get()
    assert (attribution.label, attribution.speaker.name, attribution.method) == ("Ann", "Ann", "label")


def test_the_layer_is_noted_with_its_checksum(labels: Path, transcript: Transcript) -> None:
    _run(labels)

    transcript.refresh_from_db()
    assert [warning["code"] for warning in transcript.warnings] == ["labels-laid", "no-label"]
    assert "2 labels of “bees.rttm” (SHA-256 " in transcript.warnings[0]["message"]


def test_speakers_that_are_known_are_not_replaced(labels: Path, transcript: Transcript) -> None:
    _run(labels)

    with pytest.raises(CommandError, match="says already who speaks") as refused:
        _run(labels)
    assert refused.value.returncode == 2


def test_words_with_quotes_keep_their_voices(labels: Path, transcript: Transcript) -> None:
    first = transcript.utterances.in_order()[0]
    claim = Claim.objects.create(text="Somebody asks what a bee is.")
    quote_passage(claim, Passage(first, 0, first, 4), View(Stance.ASKS))

    with pytest.raises(CommandError, match="stands on the words"):
        _run(labels)
    assert {utterance.label for utterance in transcript.utterances.all()} == {""}


def test_a_label_too_long_for_a_name_is_cut(tmp_path: Path, transcript: Transcript) -> None:
    file = tmp_path / "long.rttm"
    file.write_text(f"SPEAKER bees 1 0 9 <NA> <NA> {'x' * 300} <NA> <NA>\n")

    said = json.loads(_run(file, "--json"))

    assert said["labels"] == ["x" * 200]
    assert "long-name" in [warning["code"] for warning in said["warnings"]]


@pytest.mark.django_db
def test_an_episode_that_is_not_here_is_refused(labels: Path) -> None:
    out = StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("lay_labels", str(labels), "insects/ants", "--json", stdout=out)

    assert refused.value.returncode == 2
    assert json.loads(out.getvalue())["error"]["code"] == "unknown-episode"


def test_a_file_of_several_recordings_needs_to_be_told_which(tmp_path: Path, transcript: Transcript) -> None:
    file = tmp_path / "two.rttm"
    file.write_text(LABELS + "SPEAKER ants 1 0.0 9.0 <NA> <NA> C <NA> <NA>\n")

    with pytest.raises(CommandError, match="labels for 2 recordings"):
        _run(file)
    assert json.loads(_run(file, "--recording", "ants", "--json"))["labels"] == ["C"]
