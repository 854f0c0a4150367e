"""Versions of a transcript, and where each comes from."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client

from debates.amending.reanchoring import transplant
from debates.models import Claim
from tests.factories import RecordingFactory, SpeakerFactory, Talk, TranscriptFactory
from tests.pages import main
from transcripts.models import Episode, Speaker, Transcript, Utterance


@pytest.fixture
def talk(db: None) -> Talk:
    """A talk of two versions: the newer, of the video, says that models copy us, and is the current one."""
    talk, ann = Talk("The talk", licence="CC-BY-4.0", source="https://example.org/talk.vtt"), _ann()
    talk.claim(ann, "Models copy people, and that is all that they do in the end.")
    video = RecordingFactory(
        episode=talk.episode,
        is_primary=False,
        offset_s=-47.0,
        offset_low_s=-47.8,
        offset_high_s=-46.1,
        offset_pairs=900,
    )
    newer: Transcript = TranscriptFactory(
        episode=talk.episode,
        recording=video,
        version=2,
        is_current=False,
        source="better.vtt",
        importer_version="1",
        checksum="ab" * 32,
        retrieved_at=datetime.datetime(2025, 10, 4, 12, 30, tzinfo=datetime.UTC),
    )
    text = "The models copy people, and that is all that they do in the end."
    Utterance.objects.create(
        transcript=newer, position=0, turn=0, speaker=ann, text=text, start_s=47, end_s=52
    )
    transplant(newer)
    return talk


def _ann() -> Speaker:
    ann: Speaker = SpeakerFactory(name="Ann Archer")
    return ann


def _facts(page: object) -> dict[str, str]:
    facts = main(page).one("dl", class_="provenance-facts")
    return dict(zip(facts.texts("dt"), facts.texts("dd"), strict=True))


def test_the_episodes_page_shows_the_current_version_and_where_it_comes_from(
    talk: Talk, client: Client
) -> None:
    page = client.get(talk.episode.get_absolute_url())
    assert "The models copy people" in main(page).text
    assert _facts(page) == {
        "Source": "better.vtt",
        "Retrieved": "4 October 2025, 12:30 UTC",
        "Licence": "none stated",
        "Format": "WebVTT, read by version 1 of the importers",
        "Kept": "1 of 1 cues, 0 warnings",
        "Checksum": f"{'ab' * 32} (SHA-256 of the file)",
        "Clock": "that of another recording: -47.0 s lead to the first one’s, most words between -47.8 and -46.1 s "
        "(900 compared)",
        "Versions": "2, the current one · 1",
    }


def test_an_older_version_stays_readable_and_says_that_it_is_older(talk: Talk, client: Client) -> None:
    page = client.get(f"{talk.episode.get_absolute_url()}versions/1/")
    text = main(page).text
    assert "Models copy people, and that is all" in text
    assert "This is version 1, which is not the current one." in text
    assert (_facts(page)["Licence"], _facts(page)["Source"]) == ("CC-BY-4.0", "https://example.org/talk.vtt")
    assert "Tell the editors" not in text


def test_the_current_version_has_an_address_of_its_own_too(talk: Talk, client: Client) -> None:
    text = main(client.get(f"{talk.episode.get_absolute_url()}versions/2/")).text
    assert "The models copy people" in text
    assert "not the current one" not in text


def test_a_quote_leads_to_the_version_whose_words_it_stands_on(talk: Talk, client: Client) -> None:
    claim = Claim.objects.get()
    assert [quote.utterance.get_absolute_url() for quote in claim.quotes.all()] == [
        f"{talk.episode.get_absolute_url()}#u0"
    ]
    old = Utterance.objects.get(transcript__version=1)
    assert old.get_absolute_url() == f"{talk.episode.get_absolute_url()}versions/1/#u0"


def test_a_version_that_does_not_exist_is_not_found(talk: Talk, client: Client) -> None:
    assert client.get(f"{talk.episode.get_absolute_url()}versions/3/").status_code == 404
    assert client.post(f"{talk.episode.get_absolute_url()}versions/1/").status_code == 405


def test_a_source_that_is_no_address_is_no_link(talk: Talk, client: Client) -> None:
    Transcript.objects.filter(version=1).update(source="javascript:alert(1)")
    facts = main(client.get(f"{talk.episode.get_absolute_url()}versions/1/")).one("dl")
    assert [link.attributes["href"] for link in facts.all("a")] == [
        f"{talk.episode.get_absolute_url()}versions/{number}/" for number in (2, 1)
    ]


def test_episodes_without_a_transcript_come_from_nowhere(client: Client, db: None) -> None:
    episode = Talk("Empty").episode
    Transcript.objects.all().delete()
    page = main(client.get(Episode.objects.get(pk=episode.pk).get_absolute_url()))
    assert "This episode has no transcript yet." in page.text
    assert page.all("dl") == []
