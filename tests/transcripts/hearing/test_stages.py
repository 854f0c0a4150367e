from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client, override_settings
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.factories import (
    EpisodeFactory,
    RecordingFactory,
    ShowFactory,
    SpeakerFactory,
    TranscriptFactory,
    UserFactory,
)
from tests.pages import main
from tests.transcripts.speech.sounds import tone, write
from transcripts import hearing, jobs
from transcripts.hearing import Engines, HearingError
from transcripts.models import (
    Attribution,
    Chapter,
    Episode,
    EpisodePerson,
    Hearing,
    HearingState,
    Recording,
    Show,
    Speaker,
    Transcript,
    VoiceCluster,
)
from transcripts.profiles.enrolling import enrol_sample, hear_sample
from transcripts.recordings.bringing import bring_recording
from transcripts.speech.audio import Sound
from transcripts.speech.engines import SpeechError, Told, untold
from transcripts.speech.fakes import FakeDiarizer, FakeEncoder, FakeTranscriber
from transcripts.speech.values import Segment, SpokenWord, Turn

pytestmark = pytest.mark.django_db
LOW, HIGH = 210.0, 610.0
SAID = ["I'm here with Ben Ito.", "Thank you, I am glad.", "It is so.", "It is not so."]


def _segment(text: str, start_s: float) -> Segment:
    step = 12 / len(text.split())
    words = tuple(
        SpokenWord(f" {word}", start_s + n * step, start_s + (n + 1) * step, 0.9)
        for n, word in enumerate(text.split())
    )
    return Segment(start_s, start_s + 12, f" {text}", words, -0.2, 1.0, 0.0, 0.0)


TRANSCRIBER = FakeTranscriber([_segment(text, 12.0 * n) for n, text in enumerate(SAID)])
TURNS = [Turn(12.0 * n, 12.0 * (n + 1), "AB"[n % 2]) for n in range(4)]
FAKES = Engines(lambda: TRANSCRIBER, FakeEncoder, lambda _: FakeDiarizer(TURNS))


@pytest.fixture(autouse=True)
def _media(tmp_path: Path) -> Iterator[None]:
    with override_settings(MEDIA_ROOT=tmp_path / "media"):
        yield


@pytest.fixture
def recording(tmp_path: Path) -> Recording:
    """Two voices in turn, kept as a file of ours."""
    samples = [tone(LOW if n % 2 == 0 else HIGH, 12) for n in range(4)]
    import numpy as np

    path = write(tmp_path / "talk.wav", np.concatenate(samples))
    made: Recording = RecordingFactory(episode=EpisodeFactory(show=ShowFactory(recognises_voices=True)))
    made.media_file.save("talk.wav", ContentFile(path.read_bytes()))
    return made


def _enrol(name: str, hertz: float, folder: Path, seconds: float = 12.0) -> Speaker:
    speaker: Speaker = SpeakerFactory(name=name)
    path = write(folder / f"{hertz}.wav", tone(hertz, seconds))
    enrol_sample(speaker, hear_sample(path, FakeDiarizer([Turn(0, seconds, "A")]), FakeEncoder()))
    return speaker


def _hear(recording: Recording, engines: Engines = FAKES) -> Hearing:
    """Every stage, one after the other, as the worker would."""
    run = hearing.begin(recording)
    for _ in range(len(Hearing.Stage)):
        hearing.carry_on(run.pk, engines)
    run.refresh_from_db()
    return run


def test_a_recording_becomes_a_transcript_with_the_names_of_enrolled_voices(
    recording: Recording, tmp_path: Path
) -> None:
    ann = _enrol("Ann Lee", LOW, tmp_path)
    run = _hear(recording)
    assert (run.state, run.trouble) == (HearingState.DONE, "")
    transcript = Transcript.objects.get(episode=recording.episode)
    assert [(each.text, each.speaker, each.label) for each in transcript.utterances.in_order()] == [
        (SAID[0], ann, "A"),
        (SAID[1], None, "B"),
        (SAID[2], ann, "A"),
        (SAID[3], None, "B"),
    ]
    attribution = Attribution.objects.get(transcript=transcript)
    assert (attribution.method, attribution.state) == ("voice", "accepted")
    assert attribution.evidence.band == "accept"
    assert attribution.evidence.net_s == pytest.approx(24)
    assert attribution.evidence.policy == "2026-11"
    recording.refresh_from_db()
    assert recording.duration_s == pytest.approx(48)
    mining = ProcrastinateJob.objects.filter(task_name=jobs.MINE)
    assert [job.args for job in mining] == [{"transcript": transcript.pk}]


def test_each_stage_keeps_its_models_and_parameters(recording: Recording) -> None:
    run = _hear(recording)
    used = {each.stage: [(row["name"], row["sha256"][0]) for row in each.used] for each in run.results.all()}
    assert used == {
        "fetch": [],
        "decode": [],
        "transcribe": [("fake transcriber", "0")],
        "diarize": [("fake diarizer", "1"), ("fake encoder", "2")],
        "name": [],
        "ingest": [],
    }


def test_words_alone_name_a_voice_only_for_an_editor_to_see(recording: Recording) -> None:
    ben = SpeakerFactory(name="Ben Ito")
    EpisodePerson.objects.create(episode=recording.episode, name="Ben Ito", role="guest")
    _hear(recording)
    attribution = Attribution.objects.get()
    assert (attribution.label, attribution.speaker) == ("B", ben)
    assert (attribution.method, attribution.state) == ("text", "proposed")
    assert attribution.evidence.cues == [
        {"kind": "next", "name": "Ben Ito", "quote": "I'm here with Ben Ito.", "start_s": 0.0}
    ]


def test_voice_and_words_that_disagree_wait_for_an_editor(recording: Recording, tmp_path: Path) -> None:
    cara = _enrol("Cara Obi", HIGH, tmp_path)
    SpeakerFactory(name="Ben Ito")
    EpisodePerson.objects.create(episode=recording.episode, name="Ben Ito", role="guest")
    _hear(recording)
    attribution = Attribution.objects.get()
    assert (attribution.speaker, attribution.method, attribution.state) == (cara, "voice", "proposed")
    assert attribution.evidence.cues[0]["name"] == "Ben Ito"


def test_voices_of_a_show_that_did_not_opt_in_are_compared_with_nobody(
    recording: Recording, tmp_path: Path
) -> None:
    _enrol("Ann Lee", LOW, tmp_path)
    show = recording.episode.show
    show.recognises_voices = False
    show.save()
    _hear(recording)
    assert not Attribution.objects.exists()
    assert set(VoiceCluster.objects.values_list("embedding", flat=True)) == {None}


def test_two_clusters_may_be_one_person(recording: Recording, tmp_path: Path) -> None:
    ann = _enrol("Ann Lee", LOW, tmp_path)
    split = [replace(turn, label=f"{turn.label}{number}") for number, turn in enumerate(TURNS)]
    _hear(recording, replace(FAKES, diarizer=lambda _: FakeDiarizer(split)))
    accepted = Attribution.objects.filter(speaker=ann, state="accepted").order_by("label")
    assert [each.label for each in accepted] == ["A0", "A2"]


def test_a_killed_worker_goes_on_at_the_stage_that_it_was_in(recording: Recording) -> None:
    run = hearing.begin(recording)
    hearing.carry_on(run.pk, FAKES)
    hearing.carry_on(run.pk, FAKES)

    class Killed(BaseException):
        pass

    class Mortal(FakeTranscriber):
        def transcribe(self, sound: Sound, told: Told = untold) -> Iterator[Segment]:
            yield _segment("It", 0.0)
            raise Killed

    with pytest.raises(Killed):
        hearing.carry_on(run.pk, replace(FAKES, transcriber=lambda: Mortal([])))
    assert sorted(run.results.values_list("stage", flat=True)) == ["decode", "fetch"]
    for _ in range(4):
        hearing.carry_on(run.pk, FAKES)
    run.refresh_from_db()
    assert run.state == HearingState.DONE
    assert Transcript.objects.get().utterances.count() == 4


def test_one_that_waits_is_cancelled_at_once(recording: Recording) -> None:
    run = hearing.begin(recording)
    hearing.cancel(run)
    run.refresh_from_db()
    assert run.state == HearingState.CANCELLED
    hearing.carry_on(run.pk, FAKES)
    assert not run.results.exists()


def test_one_that_works_hears_that_it_was_cancelled(recording: Recording) -> None:
    run = hearing.begin(recording)
    for _ in range(2):
        hearing.carry_on(run.pk, FAKES)

    class Slow(FakeTranscriber):
        def transcribe(self, sound: Sound, told: Told = untold) -> Iterator[Segment]:
            hearing.cancel(run)
            told(0.5)
            raise AssertionError("it went on")

    hearing.carry_on(run.pk, replace(FAKES, transcriber=lambda: Slow([])))
    run.refresh_from_db()
    assert (run.state, run.stage) == (HearingState.CANCELLED, "transcribe")
    assert not Transcript.objects.exists()


def test_a_recording_is_heard_once_at_a_time(recording: Recording) -> None:
    hearing.begin(recording)
    with pytest.raises(HearingError, match="is being heard already"):
        hearing.begin(recording)
    assert ProcrastinateJob.objects.filter(task_name=jobs.HEAR, queue_name="speech").count() == 1


def test_what_is_in_the_way_ends_the_run_in_words(recording: Recording) -> None:
    recording.media_file.save("talk.mp3", ContentFile(b"#EXTM3U\n"))
    run = _hear(recording)
    assert run.state == HearingState.FAILED
    assert run.trouble.startswith("The file is a playlist or a page")


def test_a_site_without_speech_says_how_to_turn_it_on(recording: Recording) -> None:
    def off() -> FakeTranscriber:
        raise SpeechError("Transcription and voices are off on this machine.")

    run = _hear(recording, replace(FAKES, transcriber=off))
    assert (run.state, run.trouble) == (
        HearingState.FAILED,
        "Transcription and voices are off on this machine.",
    )


def test_silence_makes_no_transcript_and_says_so(recording: Recording) -> None:
    run = _hear(recording, Engines(lambda: FakeTranscriber([], ""), FakeEncoder, lambda _: FakeDiarizer([])))
    assert run.state == HearingState.DONE
    assert run.results.get(stage="ingest").result["warnings"] == ["Nobody says anything in it."]
    assert not Transcript.objects.exists()
    assert not VoiceCluster.objects.exists()


def test_a_recording_without_file_or_address_is_refused() -> None:
    with pytest.raises(HearingError, match="no file and no address"):
        hearing.begin(RecordingFactory())


def test_an_episode_with_words_is_not_heard(recording: Recording) -> None:
    _hear(recording)
    assert hearing.begin_for(recording.episode) is None
    assert hearing.begin_for(EpisodeFactory()) is None


def test_remembers_who_asked(recording: Recording) -> None:
    user = UserFactory()
    assert hearing.begin(recording, user).requested_by == user


def test_a_worker_that_died_too_often_ends_the_run(recording: Recording) -> None:
    run = hearing.begin(recording)
    hearing.carry_on(run.pk, FAKES)
    hearing.give_up(run.pk)
    run.refresh_from_db()
    assert run.state == HearingState.FAILED
    assert "again and again" in run.trouble
    assert json.loads(json.dumps(run.results.get().result)) == {"source": recording.media_file.name}


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("empty.mp3", b"", "The file is empty. Fetch or export it again."),
        ("list.mp3", b"#EXTM3U\nfile:///etc/passwd\n", "The file is a playlist or a page"),
        ("noise.mp3", bytes(range(256)) * 64, "The file is no recording that can be read"),
    ],
)
def test_a_file_that_is_no_recording_is_deleted_and_a_better_one_takes_its_place(
    name: str, body: bytes, said: str, tmp_path: Path
) -> None:
    bad = bring_recording("The show", "One", name, ContentFile(body))
    run = _hear(bad)
    assert (run.state, run.trouble.startswith(said)) == (HearingState.FAILED, True)
    assert list((tmp_path / "media" / "recordings").iterdir()) == []
    sound = write(tmp_path / "talk.wav", tone(LOW, 48)).read_bytes()
    good = bring_recording("The show", "One", "talk.wav", ContentFile(sound))
    assert _hear(good).state == HearingState.DONE


NO_SOUND = b"no sound at all"


def test_a_file_that_is_no_recording_leaves_no_episode_and_no_show(client: Client) -> None:
    cancelled = hearing.begin(
        bring_recording("The <i>show</i>", "One & only", "one.mp3", ContentFile(NO_SOUND))
    )
    hearing.cancel(cancelled)
    assert Episode.objects.count() == 1
    run = _hear(Recording.objects.get())
    assert not Episode.objects.exists()
    assert not Show.objects.exists()
    client.force_login(UserFactory(role="admin"))
    page = main(client.get("/hearings/"))
    called = "One & onlyThe <i>show</i> · nothing was kept"
    assert page.texts("th")[-2:] == [f"{called}{run.trouble}", called]


@pytest.mark.parametrize(
    "more",
    [
        lambda episode: Episode.objects.update(page_url="https://example.org/one/"),
        lambda episode: Chapter.objects.create(episode=episode, start_s=0, title="Begins"),
        lambda episode: TranscriptFactory(episode=episode, recording=episode.recordings.get()),
        lambda episode: RecordingFactory(
            episode=episode, is_primary=False, media_url="https://example.org/1.mp3"
        ),
    ],
    ids=["an address", "a chapter", "words", "another recording"],
)
def test_an_episode_of_which_there_is_more_stays_without_the_file(more: Callable[[Episode], object]) -> None:
    bad = bring_recording("The show", "One", "one.mp3", ContentFile(NO_SOUND))
    more(bad.episode)
    run = _hear(bad)
    bad.refresh_from_db()
    assert (run.state, run.recording, bad.media_file.name) == (HearingState.FAILED, bad, "")


def test_a_show_that_has_more_than_a_name_stays() -> None:
    show = ShowFactory(recognises_voices=True)
    _hear(bring_recording(show.name, "One", "one.mp3", ContentFile(NO_SOUND)))
    assert list(Show.objects.all()) == [show]
    assert not Episode.objects.exists()


def test_what_people_should_know_of_a_recording_is_told(tmp_path: Path, client: Client) -> None:
    sound = write(tmp_path / "call.wav", tone(LOW, 48), rate=8000).read_bytes()
    silent = Engines(lambda: FakeTranscriber([]), FakeEncoder, lambda _: FakeDiarizer([]))
    run = _hear(bring_recording("The show", "A call", "call.wav", ContentFile(sound)), silent)
    assert run.state == HearingState.DONE
    said = [
        "The sound has 8,000 samples a second, as on the telephone: voices and words are told less surely.",
        "Nobody says anything in it.",
    ]
    assert run.warnings == said
    client.force_login(UserFactory(role="admin"))
    page = client.get("/hearings/").content.decode()
    assert all(each in page for each in said)
