from __future__ import annotations

import pytest

from tests.factories import SpeakerFactory, Talk, TranscriptFactory, UtteranceFactory
from tests.refusals import kept, refused
from transcripts.models import Transcript, Utterance

pytestmark = pytest.mark.django_db


def test_refuses_a_second_current_transcript_of_an_episode() -> None:
    first = TranscriptFactory()
    with refused("transcript_one_current_an_episode"):
        TranscriptFactory(episode=first.episode, recording=first.recording, version=2)


def test_keeps_older_versions_beside_the_current_one() -> None:
    old = TranscriptFactory(is_current=False)
    new = TranscriptFactory(episode=old.episode, recording=old.recording, version=2)
    kept()
    assert list(Transcript.objects.current()) == [new]


def test_refuses_a_version_twice() -> None:
    first = TranscriptFactory(is_current=False)
    with refused("transcript_version_once_an_episode"):
        TranscriptFactory(episode=first.episode, recording=first.recording, version=1)


def test_refuses_the_same_file_twice_for_an_episode() -> None:
    first = TranscriptFactory(is_current=False)
    with refused("transcript_file_once_an_episode"):
        TranscriptFactory(
            episode=first.episode, recording=first.recording, version=2, checksum=first.checksum
        )


def test_refuses_to_keep_more_than_was_found() -> None:
    with refused("transcript_kept_within_found"):
        TranscriptFactory(found=1, kept=2)


def test_refuses_a_recording_of_another_episode() -> None:
    other = TranscriptFactory()
    with refused("recording"):
        TranscriptFactory(recording=other.recording)


def test_refuses_two_sentences_in_one_place() -> None:
    first = UtteranceFactory(position=0)
    with refused("utterance_position_once"):
        UtteranceFactory(transcript=first.transcript, position=0)


@pytest.mark.parametrize(
    "text",
    ["", " ", " Models copy.", "Models copy. ", "Models  copy.", "Models\tcopy.", "Models\ncopy.", "\n"],
)
def test_refuses_words_that_are_not_parted_by_single_spaces(text: str) -> None:
    with refused("utterance_words_single_spaced"):
        UtteranceFactory(text=text)


@pytest.mark.parametrize("text", ["Models copy.", "x", "العربية من اليمين", "<script>alert(1)</script>"])
def test_accepts_words_of_any_script(text: str) -> None:
    UtteranceFactory(text=text)
    kept()


@pytest.mark.parametrize(
    ("start_s", "end_s"),
    [
        pytest.param(2.0, 1.0, id="an end before the start"),
        pytest.param(-1.0, 1.0, id="a start before the recording"),
        pytest.param(1.0, None, id="no end"),
        pytest.param(None, 1.0, id="no start"),
    ],
)
def test_refuses_seconds_out_of_order(start_s: float | None, end_s: float | None) -> None:
    with refused("utterance_times_in_order"):
        UtteranceFactory(start_s=start_s, end_s=end_s)


def test_accepts_a_sentence_that_takes_no_time() -> None:
    UtteranceFactory(start_s=1.0, end_s=1.0)
    kept()


def test_has_an_address_on_the_page_of_its_episode() -> None:
    talk = Talk()
    talk.say(None, "One.")
    assert talk.say(None, "Two.").get_absolute_url().endswith("/the-talk/#u1")


def test_gives_turns_in_order_with_one_query(django_assert_num_queries: object) -> None:
    talk, ann, bob = Talk(), SpeakerFactory(name="Ann"), SpeakerFactory(name="Bob")
    for speaker, text in [(ann, "One."), (ann, "Two."), (bob, "Three."), (ann, "Four.")]:
        talk.say(speaker, text)
    with django_assert_num_queries(1):
        turns = [
            (turn.number, turn.voice, [each.text for each in turn.utterances])
            for turn in talk.transcript.utterances.turns()
        ]
    assert turns == [(0, "Ann", ["One.", "Two."]), (1, "Bob", ["Three."]), (2, "Ann", ["Four."])]


def test_an_empty_transcript_has_no_turns() -> None:
    assert list(TranscriptFactory().utterances.turns()) == []


def test_a_turn_without_a_speaker_goes_by_its_label() -> None:
    said = UtteranceFactory(label="SPEAKER_00")
    assert next(said.transcript.utterances.turns()).voice == "SPEAKER_00"


def test_finds_sentences_by_voice_in_current_transcripts() -> None:
    ann = SpeakerFactory()
    current, old = Talk("New"), Talk("Old", is_current=False)
    said = current.say(ann, "One.")
    current.say(None, "Two.")
    old.say(ann, "Three.")
    assert list(Utterance.objects.voiced_by(ann).current()) == [said]


def test_finds_the_first_sentences_of_each_transcript() -> None:
    left, right = Talk("Left"), Talk("Right")
    for text in ("One.", "Two.", "Three."):
        left.say(None, text)
    right.say(None, "Four.")
    first = Utterance.objects.first_of_each_transcript(2).in_order()
    assert [utterance.text for utterance in first] == ["One.", "Two.", "Four."]


def test_sentences_go_with_their_transcript() -> None:
    talk = Talk()
    talk.say(None, "One.")
    talk.transcript.delete()
    assert Utterance.objects.count() == 0
