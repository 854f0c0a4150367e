"""The staged debate: two voices enrolled from its first episode are known again in the second."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.test import Client, override_settings

from debates.demo import STAGED_SLUG, load_staged
from debates.demo.staged.loading import FOLDER
from debates.models import Claim, Debate, Quote, Relation, Suggestion
from tests.pages import main
from transcripts.models import Attribution, Episode, Speaker, Utterance, VoiceSample


@pytest.fixture(scope="class")
def staged(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Debate]:
    """Loaded once for the class, and gone after it."""
    media = tmp_path_factory.mktemp("media")
    with override_settings(MEDIA_ROOT=media), django_db_blocker.unblock(), transaction.atomic():
        assert load_staged() is True
        connection.check_constraints()
        yield Debate.objects.get(slug=STAGED_SLUG)
        transaction.set_rollback(True)


@pytest.mark.django_db
class TestLoaded:
    def test_both_voices_of_the_second_episode_are_known_from_the_first(self, staged: Debate) -> None:
        second = Episode.objects.get(slug="after-the-year-of-the-trial")
        names = Attribution.objects.filter(transcript__episode=second).select_related("evidence", "speaker")
        told = {
            each.speaker.name: (each.method, each.state, each.evidence.band, each.evidence.policy)
            for each in names
        }
        assert told == {
            "Ida Marsh": ("voice", "accepted", "accept", "2026-11"),
            "Oren Falk": ("voice", "accepted", "accept", "2026-11"),
        }
        assert all(each.evidence.score > 0.95 and each.evidence.margin > 0.5 for each in names)
        ida = names.get(speaker__name="Ida Marsh")
        assert [cue["quote"] for cue in ida.evidence.cues] == ["Ida, what did the counting find?"]

    def test_every_sentence_has_the_voice_that_it_was_written_for(self, staged: Debate) -> None:
        written = [
            line.split(": ", 1)
            for name in ("first", "second")
            for line in (FOLDER / f"{name}.txt").read_text().splitlines()
        ]
        stored = Utterance.objects.order_by("transcript", "position").select_related("speaker")
        assert [[each.speaker.name.split()[0], each.text] for each in stored] == written

    def test_one_is_the_host_and_the_other_the_guest(self, staged: Debate, client: Client) -> None:
        pages = [main(client.get(f"/speakers/{slug}/")) for slug in ("ida-marsh", "oren-falk")]
        rows = [[row.texts()[1:3] for row in page.one("tbody").all("tr")] for page in pages]
        assert rows == [[["1", "0"], ["1", "0"]], [["0", "1"], ["0", "1"]]]

    def test_profiles_are_active_with_one_sample_that_can_be_played(self, staged: Debate) -> None:
        people = Speaker.objects.by_name()
        assert [(each.name, each.voice_profile) for each in people] == [
            ("Ida Marsh", "active"),
            ("Oren Falk", "active"),
        ]
        sample = VoiceSample.objects.get(speaker__name="Oren Falk")
        assert sample.recording.media_file.name.startswith("recordings/two-chairs-first")
        assert sample.net_s > 60

    def test_relations_name_words_that_are_said(self, staged: Debate) -> None:
        words = " ".join(Utterance.objects.order_by("transcript", "position").values_list("text", flat=True))
        evidence = list(Relation.objects.values_list("evidence", flat=True))
        assert len(evidence) == 23
        assert [each for each in evidence if each not in words] == []

    def test_reports_grants_and_denials_are_told_from_assertions(self, staged: Debate) -> None:
        quotes = Quote.objects.exclude(stance="asserts").select_related("voiced_by", "holder")
        assert {(each.claim.key, each.stance, each.voiced_by.name, each.holder.name) for each in quotes} == {
            ("close-the-centre", "reports", "Oren Falk", "Ida Marsh"),
            ("customers-driven-away", "reports", "Ida Marsh", "Oren Falk"),
            ("customers-driven-away", "denies", "Ida Marsh", "Ida Marsh"),
            ("cleaner-air", "grants", "Oren Falk", "Oren Falk"),
            ("heavy-shops-lost", "grants", "Ida Marsh", "Ida Marsh"),
            ("shared-van", "grants", "Oren Falk", "Oren Falk"),
        }
        assert Claim.objects.count() == 24

    def test_nothing_waits_and_loading_twice_changes_nothing(self, staged: Debate) -> None:
        assert Suggestion.objects.waiting().count() == 0
        assert load_staged() is False

    def test_pages_say_that_it_is_staged_and_play_it(self, staged: Debate, client: Client) -> None:
        assert "A staged debate with invented people, spoken by synthetic voices." in (
            client.get(f"/debates/{STAGED_SLUG}/").content.decode()
        )
        page = client.get("/shows/two-chairs/after-the-year-of-the-trial/").content.decode()
        assert "Staged: written for Counterpoint and spoken by two synthetic voices" in page
        recording = Episode.objects.get(slug="after-the-year-of-the-trial").recordings.get()
        assert f"/recordings/{recording.pk}/media/" in page
        sound = client.get(f"/recordings/{recording.pk}/media/", headers={"Range": "bytes=0-3"})
        assert (b"".join(sound.streaming_content), sound["Content-Type"]) == (b"OggS", "audio/ogg")


@pytest.mark.django_db(transaction=True)
def test_what_cannot_be_loaded_leaves_no_file_behind(tmp_path: Path) -> None:
    Claim.objects.create(key="shared-van", text="Somebody else took its key.", origin="supplied")
    with override_settings(MEDIA_ROOT=tmp_path):
        with pytest.raises(Exception, match="shared-van"):
            load_staged()
        assert default_storage.listdir("recordings") == ([], [])
    assert not Debate.objects.filter(slug=STAGED_SLUG).exists()


def test_the_transcripts_say_what_was_written_and_end_with_the_sound() -> None:
    heard = json.loads((FOLDER / "voices.json").read_text())
    for name in ("first", "second"):
        cues = (FOLDER / f"{name}.vtt").read_text().split("\n\n")[1:]
        said = [
            cue.split("\n")[1].partition(">")[2] if name == "first" else cue.split("\n")[1] for cue in cues
        ]
        written = [line.split(": ", 1)[1] for line in (FOLDER / f"{name}.txt").read_text().splitlines()]
        assert [each.strip() for each in said] == written
        minutes, seconds = cues[-1].split(" --> ")[1].split("\n")[0].split(":")
        assert 0 < heard[name]["duration_s"] - (int(minutes) * 60 + float(seconds)) < 1


@pytest.mark.slow
def test_hearing_the_recordings_again_finds_the_voices_that_ship() -> None:
    """With the engines themselves, where speech is installed."""
    pytest.importorskip("av")
    from debates.demo.staged.listening import heard

    stored, again = json.loads((FOLDER / "voices.json").read_text()), heard()
    assert again["encoder"] == stored["encoder"]
    assert [turn[2] for turn in again["second"]["turns"]] == [turn[2] for turn in stored["second"]["turns"]]
    for one, other in zip(again["second"]["voices"], stored["second"]["voices"], strict=True):
        assert sum(a * b for a, b in zip(one["embedding"], other["embedding"], strict=True)) > 0.99
