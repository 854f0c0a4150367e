"""An episode with words and without names gets them from its recording."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client, override_settings

from debates.models import Claim, Passage, User, View, quote_passage
from tests.factories import (
    EpisodeFactory,
    RecordingFactory,
    ShowFactory,
    SpeakerFactory,
    TranscriptFactory,
    UserFactory,
    UtteranceFactory,
)
from tests.transcripts.speech.sounds import tone, write
from transcripts import hearing
from transcripts.hearing import Engines, HearingError
from transcripts.ingest import Order, ingest
from transcripts.models import Attribution, Hearing, HearingState, Recording, Speaker, Transcript
from transcripts.profiles.enrolling import enrol_sample, hear_sample
from transcripts.speech.fakes import FakeDiarizer, FakeEncoder, FakeTranscriber
from transcripts.speech.values import Turn

pytestmark = pytest.mark.django_db
LOW, HIGH = 210.0, 610.0
SAID = ["I'm here with Ben Ito.", "Thank you, I am glad.", "It is so.", "It is not so."]
TURNS = [Turn(12.0 * n, 12.0 * (n + 1), "AB"[n % 2]) for n in range(4)]
FAKES = Engines(lambda: FakeTranscriber([]), FakeEncoder, lambda _: FakeDiarizer(TURNS))


def _no_diarizer(_: object) -> FakeDiarizer:
    raise AssertionError("the words tell the voices apart already")


@pytest.fixture(autouse=True)
def _media(tmp_path: Path) -> Iterator[None]:
    with override_settings(MEDIA_ROOT=tmp_path / "media"):
        yield


def _sound(folder: Path) -> bytes:
    """Two voices in turn, twelve seconds each."""
    samples = [tone(LOW if n % 2 == 0 else HIGH, 12) for n in range(4)]
    return write(folder / "talk.wav", np.concatenate(samples)).read_bytes()


def _imported(labels: list[str]) -> Transcript:
    """A WebVTT file as other programs write it, under the desk's own rules."""
    rows = ["WEBVTT"]
    for n, text in enumerate(SAID):
        voice = f"<v {labels[n]}>" if labels[n] else ""
        rows += ["", f"00:{12 * n:02}.000 --> 00:{12 * n + 12:02}.000", voice + text]
    ShowFactory(name="The show", recognises_voices=True)
    data = "\n".join(rows).encode()
    return ingest(Order(data=data, source="talk.vtt", show="The show", title="One")).transcript


def _attach(transcript: Transcript, folder: Path) -> Recording:
    recording: Recording = transcript.recording
    recording.media_file.save("talk.wav", ContentFile(_sound(folder)))
    return recording


def _enrol(name: str, hertz: float, folder: Path) -> Speaker:
    speaker: Speaker = SpeakerFactory(name=name)
    path = write(folder / f"{hertz}.wav", tone(hertz, 12))
    enrol_sample(speaker, hear_sample(path, FakeDiarizer([Turn(0, 12, "A")]), FakeEncoder()))
    return speaker


def _hear(recording: Recording, engines: Engines = FAKES) -> Hearing:
    run = hearing.begin(recording, keeps_words=True)
    for _ in Hearing.Stage:
        hearing.carry_on(run.pk, engines)
    run.refresh_from_db()
    return run


def _voiced(transcript: Transcript) -> list[tuple[str, Speaker | None]]:
    return [(each.label, each.speaker) for each in transcript.utterances.in_order().with_speakers()]


def test_words_without_labels_get_labels_and_the_names_of_enrolled_voices(tmp_path: Path) -> None:
    ann, ben = _enrol("Ann Lee", LOW, tmp_path), SpeakerFactory(name="Ben Ito")
    transcript = _imported(["", "", "", ""])
    transcript.episode.people.create(name="Ben Ito", role="guest")
    run = _hear(_attach(transcript, tmp_path))
    assert (run.state, run.trouble) == (HearingState.DONE, "")
    assert _voiced(transcript) == [("A", ann), ("B", None), ("A", ann), ("B", None)]
    assert list(transcript.episode.transcripts.all()) == [transcript]
    names = {each.label: each for each in Attribution.objects.filter(transcript=transcript)}
    assert (names["A"].speaker, names["A"].method, names["A"].state) == (ann, "voice", "accepted")
    assert names["A"].evidence.band == "accept"
    assert (names["B"].speaker, names["B"].method, names["B"].state) == (ben, "text", "proposed")
    assert names["B"].evidence.cues[0]["quote"] == "I'm here with Ben Ito."
    assert [each.stage for each in run.results.order_by("pk")] == [
        "fetch", "decode", "diarize", "name", "ingest",
    ]  # fmt: skip


def test_labels_that_number_voices_stay_and_nobody_tells_voices_apart_anew(tmp_path: Path) -> None:
    ann = _enrol("Ann Lee", LOW, tmp_path)
    transcript = _imported(["Speaker 1", "Speaker 2", "Speaker 1", "Speaker 2"])
    run = _hear(_attach(transcript, tmp_path), Engines(FAKES.transcriber, FAKES.encoder, _no_diarizer))
    assert (run.state, run.trouble) == (HearingState.DONE, "")
    assert _voiced(transcript) == [
        ("Speaker 1", ann), ("Speaker 2", None), ("Speaker 1", ann), ("Speaker 2", None),
    ]  # fmt: skip
    assert run.results.get(stage="ingest").result == {"transcript": transcript.pk, "named": 2, "unnamed": 2}


def test_heard_again_after_another_voice_was_enrolled_names_that_one_too(tmp_path: Path) -> None:
    _enrol("Ann Lee", LOW, tmp_path)
    transcript = _imported(["Speaker 1", "Speaker 2", "Speaker 1", "Speaker 2"])
    recording = _attach(transcript, tmp_path)
    _hear(recording)
    ben = _enrol("Ben Ito", HIGH, tmp_path)
    _hear(recording)
    assert [speaker for _, speaker in _voiced(transcript)][1::2] == [ben, ben]
    assert Attribution.objects.filter(transcript=transcript).count() == 2


def test_a_feeds_words_without_names_are_heard_once_for_those(tmp_path: Path) -> None:
    transcript = _imported(["Speaker 1", "Speaker 2", "Speaker 1", "Speaker 2"])
    _attach(transcript, tmp_path)
    run = hearing.begin_for(transcript.episode)
    assert run is not None
    assert run.keeps_words
    for _ in Hearing.Stage:
        hearing.carry_on(run.pk, FAKES)
    assert hearing.begin_for(transcript.episode) is None


def test_a_voice_under_a_quote_stays_and_its_name_is_proposed(tmp_path: Path) -> None:
    ann = _enrol("Ann Lee", LOW, tmp_path)
    transcript = _imported(["Speaker 1", "Speaker 2", "Speaker 1", "Speaker 2"])
    line = transcript.utterances.get(position=2)
    quote_passage(Claim.objects.create(text="It is so."), Passage(line, 0, line, 3), View("asserts"))
    run = _hear(_attach(transcript, tmp_path))
    assert run.state == HearingState.DONE
    assert {speaker for _, speaker in _voiced(transcript)} == {None}
    name = Attribution.objects.get(transcript=transcript, speaker=ann)
    assert (name.state, name.evidence.band) == ("proposed", "accept")


def test_words_of_a_longer_edition_are_left_alone(tmp_path: Path) -> None:
    transcript = _imported(["Speaker 1", "Speaker 2", "Speaker 1", "Speaker 2"])
    recording = transcript.recording
    short = write(tmp_path / "short.wav", tone(LOW, 3))
    recording.media_file.save("short.wav", ContentFile(short.read_bytes()))
    run = _hear(recording)
    assert (run.state, run.trouble) == (
        HearingState.FAILED,
        "The words go on to 0:48, but the recording ends at 0:03: they are of different editions. Bring the recording that was written down.",
    )
    assert not recording.voice_clusters.exists()


@pytest.mark.parametrize("case", ["no words", "all named", "no times"])
def test_an_episode_whose_words_want_no_names_is_not_heard_for_them(case: str) -> None:
    recording = RecordingFactory(episode=EpisodeFactory(), media_url="https://example.org/talk.mp3")
    if case != "no words":
        words = TranscriptFactory(episode=recording.episode, recording=recording)
        times = {"start_s": None, "end_s": None} if case == "no times" else {}
        UtteranceFactory(transcript=words, speaker=None if case == "no times" else SpeakerFactory(), **times)
    with pytest.raises(HearingError):
        hearing.begin(recording, keeps_words=True)
    assert not Hearing.objects.exists()


def test_an_admin_brings_the_recording_of_an_episode_that_is_here(client: Client, tmp_path: Path) -> None:
    ann = _enrol("Ann Lee", LOW, tmp_path)
    transcript = _imported(["", "", "", ""])
    client.force_login(UserFactory(role=User.Role.ADMIN))
    episode = transcript.episode
    assert f'<option value="{episode.pk}">' in client.get("/hearings/").content.decode()
    refused = client.post("/hearings/", {"episode": episode.pk})
    assert refused.status_code == 422
    assert "There is no recording of that episode yet. Choose its file." in refused.content.decode()
    upload = SimpleUploadedFile("talk.wav", _sound(tmp_path))
    assert client.post("/hearings/", {"episode": episode.pk, "audio": upload}).status_code == 302
    run = Hearing.objects.get()
    for _ in Hearing.Stage:
        hearing.carry_on(run.pk, FAKES)
    page = client.get(episode.get_absolute_url()).content.decode()
    assert page.count(f'href="{ann.get_absolute_url()}"') >= 1
    assert "names only" in client.get("/hearings/").content.decode()


def test_the_command_keeps_the_words_where_names_are_asked_for(tmp_path: Path) -> None:
    transcript = _imported(["", "", "", ""])
    (tmp_path / "its.wav").write_bytes(_sound(tmp_path))
    call_command("hear", str(tmp_path / "its.wav"), episode=f"{transcript.episode.show.slug}/one", names=True)
    run = Hearing.objects.get()
    assert (run.keeps_words, run.recording) == (True, transcript.recording)
    with run.recording.media_file.open() as kept:
        assert kept.read(4) == b"RIFF"
