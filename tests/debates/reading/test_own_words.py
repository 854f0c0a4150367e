from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from debates.mining.nearness import Passage
from debates.models import Debate, Quote
from debates.reading.own_words import own_words_near
from tests.factories import SpeakerFactory, Talk
from transcripts.ingest import Order, ingest
from transcripts.searching.rows import index_episode

pytestmark = pytest.mark.django_db

# The positions in the interview of a passage of Sutton's that says what each report says of him, found by reading the interview.
PASSAGES = {
    "no-self-directed-learning": {31, 47, 182, 183, 342, 343},
    "human-data-does-not-scale": {126, 131, 132, 139, 144},
    "no-true-world-model": {23, 25, 26, 28, 64, 65, 87},
    "model-of-what-humans-say": {16, 23, 24, 27},
    "rely-on-human-concepts": {123, 128, 132, 139, 143},
    "paradigm-superseded": {126, 131, 132, 144, 152},
    "no-learning-on-the-job": {46, 47, 71, 83, 182, 183, 339, 343},
    "no-training-phase": {185, 198, 206, 209},
    "learn-on-the-fly": {208, 213, 215, 224, 258, 260, 345},
}


def test_sutton_himself_is_found_beside_what_patel_reports_of_him(test_data: Path, demo: Debate) -> None:
    """Of Patel's eleven reports nine are met by the first three candidates; the thought experiment of 1900 is not in the interview."""
    interview = test_data / "transcripts" / "text" / "sync_dwarkesh_sutton.md"
    ingest(
        Order(
            data=interview.read_bytes(),
            source=interview.name,
            show="Dwarkesh Podcast",
            title="Richard Sutton",
            published_on=datetime.date(2025, 9, 26),
        )
    )
    reports = list(Quote.objects.reported().filter(holder__slug="richard-sutton").with_places().in_order())
    near = own_words_near(reports)
    shown = {
        quote.claim.key: {own.line.position + step for own in near[quote.pk] for step in (-1, 0, 1)}
        for quote in reports
    }
    assert len(shown) == 11
    assert {key for key, positions in PASSAGES.items() if positions & shown[key]} == set(PASSAGES)
    assert all(own.line.speaker.name == "Richard Sutton" for found in near.values() for own in found)


def _report(words: str) -> tuple[Quote, Talk]:
    bob, interview = SpeakerFactory(name="Bob Stone"), Talk("Interview")
    for text in (
        "Models have no goal.",
        "A goal is in the world.",
        "It rained.",
        "Goals of the world matter.",
    ):
        interview.say(bob, text)
    index_episode(interview.episode)
    claim = Talk("Account").claim(SpeakerFactory(), words, holder=bob)
    return Quote.objects.with_places().get(claim=claim), interview


def test_passages_that_share_a_sentence_are_shown_once() -> None:
    quote, interview = _report("He says the world has no goal for models.")
    interview.say(interview.transcript.utterances.first().speaker, "The world has goals.")
    found = own_words_near([quote])[quote.pk]
    positions = [own.line.position for own in found]
    assert positions
    assert all(abs(one - other) > 2 for one in positions for other in positions if one is not other)


def test_any_measure_of_nearness_can_take_the_place_of_shared_words() -> None:
    class Longest:
        def scores(self, text: str, passages: list[Passage]) -> list[float]:
            return [float(len(passage.sentence)) for passage in passages]

    quote, _ = _report("He says the world has no goal for models.")
    assert own_words_near([quote], Longest())[quote.pk][0].line.text == "Goals of the world matter."


def test_a_report_of_a_group_or_without_words_has_no_own_words() -> None:
    group = Talk().claim(SpeakerFactory(), "Models copy.", holder_words="critics")
    quote, _ = _report("It is what it is.")
    quotes = [Quote.objects.with_places().get(claim=group), quote]
    assert own_words_near(quotes) == {}
    assert own_words_near([]) == {}
