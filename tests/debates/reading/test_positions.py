from __future__ import annotations

import datetime

import pytest
from django.test import Client

from debates.models import Claim, Comparison, Stance
from debates.reading.positions import positions_of, positions_on, wordings, wordings_of
from tests.factories import SpeakerFactory, Talk, link, supplied
from tests.pages import main
from transcripts.models import Speaker, Visibility

pytestmark = pytest.mark.django_db


def _talk(title: str, year: int) -> Talk:
    talk = Talk(title)
    talk.episode.published_on = datetime.date(year, 5, 4)
    talk.episode.save()
    return talk


class Turncoat:
    """Ann holds a thing in 2021 and takes it back in 2025; the later talk was imported first."""

    def __init__(self) -> None:
        self.ann: Speaker = SpeakerFactory(name="Ann Lee")
        self.late, self.early = _talk("Late", 2025), _talk("Early", 2021)
        self.claim: Claim = self.early.claim(self.ann, "Models only copy.")
        said = self.late.say(self.ann, "I was wrong: models do not only copy.")
        self.late.quote(self.claim, said, stance=Stance.DENIES)


@pytest.fixture
def turncoat() -> Turncoat:
    return Turncoat()


def _told(positions: list[object]) -> list[list[tuple[int, str, str | None, str]]]:
    return [
        [
            (
                step.quote.utterance.transcript.episode.published_on.year,
                step.quote.stance,
                step.change and step.change.value,
                step.marked_by,
            )
            for step in each.steps
        ]
        for each in positions
    ]


def test_a_reversal_across_episodes_is_marked_by_its_words(turncoat: Turncoat) -> None:
    told = [[(2021, "asserts", None, ""), (2025, "denies", "reverses", "I was wrong")]]
    assert _told(positions_on(turncoat.claim, wordings_of(turncoat.claim), None)) == told
    assert _told(positions_of(turncoat.ann, None)) == told


def test_a_claim_that_restates_another_is_the_same_proposition(turncoat: Turncoat) -> None:
    bobs = _talk("Between", 2023).claim(SpeakerFactory(), "They imitate, no more.")
    again = turncoat.late.claim(turncoat.ann, "Copying is all they do.")
    link(bobs, "rephrase", turncoat.claim)
    link(again, "rephrase", bobs)
    assert set(wordings([again.pk])) == {turncoat.claim.pk, bobs.pk, again.pk}
    assert [year for year, *_ in _told(positions_of(turncoat.ann, None))[0]] == [2021, 2025, 2025]
    assert [year for year, *_ in _told(positions_on(again, wordings_of(again), None))[0]] == [
        2021,
        2025,
        2025,
    ]


def test_an_undercut_restatement_parts_the_propositions(turncoat: Turncoat) -> None:
    again = turncoat.late.claim(turncoat.ann, "Copying is all they do.")
    link(supplied("It says more."), "undercut", link(again, "rephrase", turncoat.claim))
    assert [len(each.steps) for each in positions_of(turncoat.ann, None)] == [2]


def test_other_claims_of_a_person_are_other_propositions(turncoat: Turncoat) -> None:
    turncoat.late.claim(turncoat.ann, "It rained.")
    assert [each.claim for each in positions_of(turncoat.ann, None)] == [turncoat.claim]


def test_a_concession_tells_even_alone_and_changes_come_first() -> None:
    ann, talk = SpeakerFactory(), _talk("Talk", 2024)
    twice = talk.claim(ann, "It is so.")
    talk.quote(twice, talk.say(ann, "It is so, again."))
    granted = talk.claim(ann, "It is not.", said="I grant that it is not.", stance=Stance.GRANTS)
    positions = positions_of(ann, None)
    assert [each.claim for each in positions] == [granted, twice]
    assert _told(positions)[0] == [(2024, "grants", "concedes", "I grant")]


def test_what_others_report_and_what_is_held_once_tells_nothing() -> None:
    ann, talk = SpeakerFactory(), _talk("Talk", 2024)
    claim = talk.claim(ann, "It is so.")
    talk.quote(claim, talk.say(SpeakerFactory(), "She says it is so."), holder=ann)
    assert (positions_on(claim, wordings_of(claim), None), positions_of(ann, None)) == ([], [])


def test_private_episodes_tell_nothing_to_readers(turncoat: Turncoat) -> None:
    turncoat.late.episode.visibility = Visibility.PRIVATE
    turncoat.late.episode.save()
    assert positions_of(turncoat.ann, None) == []


def test_both_pages_say_when_where_and_by_which_words(client: Client, turncoat: Turncoat) -> None:
    for address in (turncoat.claim.get_absolute_url(), turncoat.ann.get_absolute_url()):
        section = main(client.get(address)).one("section", aria_labelledby="over-time")
        late = section.one("ol", class_="steps").all("li")[1]
        assert "4 May 2025" in late.text
        assert late.one("strong").text == "⇄ reverses: “I was wrong”"


def test_both_pages_say_how_faithfully_it_was_reported(client: Client, turncoat: Turncoat) -> None:
    report = turncoat.late.quote(
        turncoat.claim,
        turncoat.late.say(SpeakerFactory(name="Bob Stone"), "She says they never learn."),
        holder=turncoat.ann,
    )
    own = turncoat.claim.quotes.get(stance=Stance.ASSERTS).utterance
    Comparison(quote=report, fidelity="stronger", own_words=own).decide(by=None)
    section = main(client.get(turncoat.claim.get_absolute_url())).one("section", aria_labelledby="stated")
    assert section.one(class_="outcome").text == "◐ Stronger than what was said"
    assert "Bob Stone reports it: “She says they never learn.”" in section.text
    assert "Ann Lee says: “Models only copy.” Early" in section.text
    others = main(client.get(turncoat.ann.get_absolute_url())).one("section", aria_labelledby="others")
    assert "beside their own words: stronger than what was said" in others.text


def test_makes_six_queries_whatever_there_is(turncoat: Turncoat, django_assert_num_queries: object) -> None:
    for number in range(4):
        again = turncoat.late.claim(turncoat.ann, f"Copying it is {number}.")
        link(supplied("Not so."), "undercut", link(again, "rephrase", turncoat.claim))
    with django_assert_num_queries(6):
        positions_of(turncoat.ann, None)
    with django_assert_num_queries(6):
        positions_on(turncoat.claim, wordings_of(turncoat.claim), None)
