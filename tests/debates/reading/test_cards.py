from __future__ import annotations

import pytest

from debates.models import Claim, Stance
from debates.reading.cards import card, known_by
from debates.reading.hues import Hues
from tests.factories import SpeakerFactory, Talk, supplied

pytestmark = pytest.mark.django_db


def _loaded(claim: Claim) -> Claim:
    return Claim.objects.with_quotes().get(pk=claim.pk)


def test_a_claim_is_known_by_the_first_quote_that_is_somebodys_own() -> None:
    talk, ann, bob = Talk(), SpeakerFactory(), SpeakerFactory()
    claim = talk.claim(bob, "She says models copy.", holder=ann)
    own = talk.quote(claim, talk.say(ann, "Models copy."))
    talk.quote(claim, talk.say(ann, "They copy, I say."))
    assert known_by(_loaded(claim)) == own


def test_a_claim_that_was_only_reported_is_known_by_the_first_report() -> None:
    talk, ann, bob = Talk(), SpeakerFactory(), SpeakerFactory(name="Bob")
    claim = talk.claim(bob, "She says models copy.", holder=ann)
    talk.quote(claim, talk.say(bob, "She says it again."), holder=ann)
    shown = card(_loaded(claim), Hues({ann.pk: 4}))
    assert (shown.quote.exact, shown.reporter_name, shown.hue) == ("She says models copy.", "Bob", 4)


def test_an_own_claim_has_no_reporter() -> None:
    claim = Talk().claim(SpeakerFactory(name="Ann Lee"), "Models copy.", stance=Stance.GRANTS)
    shown = card(_loaded(claim), Hues({}))
    assert (shown.holder_name, shown.holder_short, shown.reporter_name) == ("Ann Lee", "Lee", "")


def test_a_group_is_known_by_its_words() -> None:
    claim = Talk().claim(SpeakerFactory(), "Models copy.", holder_words="most critics")
    shown = card(_loaded(claim), Hues({}))
    assert (shown.holder_name, shown.holder_short, shown.hue) == ("most critics", "most critics", 0)


def test_a_report_by_an_unknown_voice_has_no_reporter() -> None:
    claim = Talk().claim(None, "Ann says models copy.", holder=SpeakerFactory(name="Ann"))
    shown = card(_loaded(claim), Hues({}))
    assert (shown.holder_name, shown.reporter_name) == ("Ann", "")


def test_a_supplied_claim_is_nobodys() -> None:
    shown = card(_loaded(supplied("Models copy.")), Hues({}))
    assert (shown.quote, shown.holder_name, shown.holder_short, shown.reporter_name, shown.hue) == (
        None,
        "",
        "",
        "",
        0,
    )


def test_names_who_else_reports_what_somebody_holds() -> None:
    talk, ann, bob = Talk(), SpeakerFactory(), SpeakerFactory()
    claim = talk.claim(ann, "Models copy.")
    talk.quote(claim, talk.say(bob, "Ann says that models copy."), holder=ann)
    talk.quote(claim, talk.say(bob, "She does say that models copy."), holder=ann)
    assert card(_loaded(claim), Hues({})).reporters == (bob,)
