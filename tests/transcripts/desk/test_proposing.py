from __future__ import annotations

import pytest

from tests.factories import AliasFactory, EpisodeFactory, ShowFactory, SpeakerFactory, Talk, TranscriptFactory
from transcripts.desk.proposing import known, likely_episode, title_of, voices

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("why_it_rains.en.vtt", "why it rains"),
        ("talks.zip: season 1/why-it-rains.srt", "why it rains"),
        ("https://weather.example/t/why-it-rains.json?token=1", "why it rains"),
        ("Why it rains – and snows.txt", "Why it rains – and snows"),
        ("v1.2 notes", "v1.2 notes"),
    ],
)
def test_a_title_is_made_of_a_files_name(source: str, title: str) -> None:
    assert title_of(source) == title


def test_a_number_for_a_voice_stands_for_nobody_whatever_it_stood_for_elsewhere() -> None:
    talk = Talk()
    talk.transcript.attributions.create(
        label="spk_0", speaker=SpeakerFactory(name="Ann Lee"), method="editor"
    )
    [voice] = voices([("spk_0", 12)], {})
    assert (voice.label, voice.cues, voice.name, voice.speaker, voice.is_a_number) == (
        "spk_0",
        12,
        "",
        None,
        True,
    )


def test_a_name_is_matched_by_name_or_alias_and_shown_as_the_speakers() -> None:
    ann = SpeakerFactory(name="Ann Lee")
    AliasFactory(speaker=ann, name="Annie")
    found = voices([("ANNIE", 3), ("Bob", 1), ("", 5)], {})
    assert [(voice.label, voice.name, voice.speaker) for voice in found] == [
        ("ANNIE", "Ann Lee", ann),
        ("Bob", "Bob", None),
    ]


def test_what_the_admin_chose_goes_before_what_is_proposed() -> None:
    ann = SpeakerFactory(name="Ann Lee")
    found = voices([("spk_0", 3), ("Bob", 1)], {"spk_0": "Ann Lee", "Bob": ""})
    assert [(voice.name, voice.speaker) for voice in found] == [("Ann Lee", ann), ("", None)]


def test_a_likely_episode_has_no_words_yet() -> None:
    show = ShowFactory(name="Weather")
    rain = EpisodeFactory(show=show, title="Why it rains")
    assert likely_episode("why-it-rains.vtt") == rain
    assert likely_episode("why-it-rains.vtt", "Other") is None
    TranscriptFactory(episode=rain)
    assert likely_episode("why-it-rains.vtt") is None


def test_an_unlike_name_proposes_no_episode() -> None:
    EpisodeFactory(title="Why it rains")
    assert likely_episode("interview.vtt") is None


def test_what_is_here_is_known_by_its_names_whatever_their_capitals() -> None:
    transcript = TranscriptFactory(episode__title="Rain", episode__show__name="Weather")
    found = known(" weather ", "RAIN")
    assert (found.show, found.episodes, found.episode, found.transcript) == (
        transcript.episode.show,
        1,
        transcript.episode,
        transcript,
    )
    assert known("Weather", "Snow").episode is None
    assert known("Elsewhere", "Rain").show is None
