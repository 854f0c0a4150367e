from __future__ import annotations

import pytest

from tests.factories import SpeakerFactory
from tests.spoken import QUITE_OTHER_WORDS, SPOKEN
from transcripts.ingest import Ingested, IngestError, Order, ingest
from transcripts.models import Speaker, Takedown

WORDS = [word.strip(".").lower() for word in SPOKEN[18:]]


def _file(voices: list[str], words: list[str] = WORDS, *, first_s: int = 0) -> bytes:
    """Six words a cue, three seconds each, voices in turn a third of the text each."""
    cues = [words[start : start + 6] for start in range(0, len(words), 6)]
    blocks = []
    for number, cue in enumerate(cues):
        voice = voices[number * len(voices) // len(cues)]
        begin = first_s + 3 * number
        blocks.append(f"{_clock(begin)} --> {_clock(begin + 3)}\n<v {voice}>{' '.join(cue)}")
    return ("WEBVTT\n\n" + "\n\n".join(blocks) + "\n").encode()


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.000"


def _ingest(data: bytes, **details: object) -> Ingested:
    return ingest(Order(data, source="talk.vtt", show="The show", title="The talk", **details))


@pytest.fixture
def ann_and_bob(db: None) -> tuple[Speaker, Speaker]:
    ann, bob = SpeakerFactory(name="Ann Archer"), SpeakerFactory(name="Bob Bell")
    _ingest(_file(["Ann Archer", "Bob Bell"]))
    return ann, bob


def _codes(done: Ingested) -> list[str]:
    return [warning.code for warning in done.warnings]


class TestABetterTranscript:
    def test_is_the_next_version_and_waits_for_the_quotes(self, ann_and_bob: object) -> None:
        done = _ingest(_file(["Ann Archer", "Bob Bell"], [*WORDS, "indeed"]), replaces=True)
        assert (done.transcript.version, done.transcript.is_current, _codes(done)) == (2, False, [])

    def test_gives_numbered_voices_the_speakers_who_say_the_same_words(self, ann_and_bob: object) -> None:
        done = _ingest(_file(["SPEAKER_01", "SPEAKER_00"]), replaces=True)
        heard = dict(done.transcript.utterances.values_list("label", "speaker__name"))
        assert heard == {"SPEAKER_01": "Ann Archer", "SPEAKER_00": "Bob Bell"}
        assert set(done.transcript.attributions.values_list("label", "method", "score")) == {
            ("SPEAKER_01", "text", 1.0),
            ("SPEAKER_00", "text", 1.0),
        }

    def test_leaves_a_numbered_voice_unnamed_that_says_the_words_of_two(self, ann_and_bob: object) -> None:
        done = _ingest(_file(["SPEAKER_00"]), replaces=True)
        assert set(done.transcript.utterances.values_list("speaker", flat=True)) == {None}

    def test_leaves_a_numbered_voice_unnamed_whose_name_the_admin_took_away(
        self, ann_and_bob: object
    ) -> None:
        done = _ingest(_file(["SPEAKER_01", "SPEAKER_00"]), replaces=True, voices={"SPEAKER_01": ""})
        heard = dict(done.transcript.utterances.values_list("label", "speaker__name"))
        assert heard == {"SPEAKER_01": None, "SPEAKER_00": "Bob Bell"}

    def test_of_another_recording_has_its_clock_measured(self, ann_and_bob: object) -> None:
        done = _ingest(_file(["Ann Archer", "Bob Bell"], first_s=47), replaces=True, another_recording=True)
        recording = done.transcript.recording
        assert (recording.is_primary, recording.offset_s) == (False, -47.0)
        assert (recording.offset_low_s, recording.offset_high_s) == (-47.0, -47.0)
        assert recording.offset_pairs > 50
        assert recording.on_primary_clock(57.0) == 10.0
        assert _codes(done) == []

    def test_whose_clock_differs_is_told_of(self, ann_and_bob: object) -> None:
        done = _ingest(_file(["Ann Archer", "Bob Bell"], first_s=47), replaces=True)
        assert done.transcript.recording.is_primary
        assert [(each.code, each.message) for each in done.warnings] == [
            (
                "other-clock",
                "Its times are +47.0 s from those of the transcript that is here (most between +47.0 and +47.0 s): "
                "it may be of another recording.",
            )
        ]

    def test_of_a_later_version_of_that_recording_keeps_its_clock(self, ann_and_bob: object) -> None:
        video = _ingest(_file(["Ann Archer"], first_s=47), replaces=True, another_recording=True).transcript
        video.episode.transcripts.update(is_current=False)
        video.episode.transcripts.filter(pk=video.pk).update(is_current=True)
        done = _ingest(_file(["Ann Archer"], [*WORDS, "indeed"], first_s=47), replaces=True)
        assert (done.transcript.recording, _codes(done)) == (video.recording, [])

    def test_with_other_words_is_told_of(self, ann_and_bob: object) -> None:
        done = _ingest(_file(["Ann Archer"], QUITE_OTHER_WORDS), replaces=True, another_recording=True)
        assert _codes(done) == ["rewritten", "clock-unknown"]
        assert done.transcript.recording.offset_pairs is None

    def test_needs_an_episode_to_replace_it_in(self, db: None) -> None:
        with pytest.raises(IngestError, match="nothing can be replaced"):
            _ingest(_file(["Ann Archer"]), replaces=True)

    def test_of_words_that_were_taken_down_is_refused(self, ann_and_bob: object) -> None:
        episode = _ingest(_file(["Ann Archer", "Bob Bell"])).episode
        Takedown.objects.create(episode=episode, reason="The guest asked for it.")
        with pytest.raises(IngestError, match="have been taken down"):
            _ingest(_file(["Ann Archer"], QUITE_OTHER_WORDS), replaces=True)
