from __future__ import annotations

import pytest

from debates.models import Claim, Quote
from tests.factories import DebateFactory, SpeakerFactory, Talk, UserFactory, supplied
from tests.refusals import kept, refused

pytestmark = pytest.mark.django_db


def test_has_an_address_made_of_its_key() -> None:
    claim = supplied("Models copy people.")
    assert claim.get_absolute_url() == f"/claims/{claim.key}/"


def test_gets_a_key_of_ten_safe_characters() -> None:
    assert len(supplied("One.").key) == 10
    assert not set(supplied("Two.").key) - set("23456789bcdfghjkmnpqrstvwxyz")


@pytest.mark.parametrize("key", ["", "two words", "Capitals", "a/b", "naïve", "a_b"])
def test_refuses_a_key_that_a_url_cannot_carry(key: str) -> None:
    with refused("claim_key_is_url_safe"):
        Claim.objects.create(key=key, text="x", origin=Claim.Origin.SUPPLIED)


def test_refuses_a_key_twice() -> None:
    Claim.objects.create(key="same", text="One.", origin=Claim.Origin.SUPPLIED)
    with refused("debates_claim_key"):
        Claim.objects.create(key="same", text="Two.", origin=Claim.Origin.SUPPLIED)


@pytest.mark.parametrize("text", ["", " ", "\n\t "])
def test_refuses_a_text_that_says_nothing(text: str) -> None:
    with refused("claim_says_something"):
        supplied(text)


def test_refuses_a_said_claim_that_nobody_said() -> None:
    with refused("is said without a quote"):
        Claim.objects.create(text="Models copy people.")


def test_refuses_a_supplied_claim_that_somebody_said() -> None:
    said = Talk().say(SpeakerFactory(), "Models copy people.")
    with refused("supplied with one"):
        Talk("Other").quote(supplied("Models copy people."), said)


def test_refuses_to_take_the_last_quote_from_a_said_claim() -> None:
    claim = Talk().claim(SpeakerFactory(), "Models copy people.")
    with refused("would be said without a quote"):
        claim.quotes.get().delete()


def test_lets_go_of_a_quote_while_another_stays() -> None:
    talk, ann = Talk(), SpeakerFactory()
    claim = talk.claim(ann, "Models copy people.")
    talk.quote(claim, talk.say(ann, "As I said, they copy."))
    claim.quotes.order_by("pk")[0].delete()
    kept()
    assert claim.quotes.get().exact == "As I said, they copy."


def test_refuses_to_move_the_last_quote_to_another_claim() -> None:
    talk, ann = Talk(), SpeakerFactory()
    left, right = talk.claim(ann, "Models copy people."), talk.claim(ann, "Models learn.")
    with refused("would be said without a quote"):
        Quote.objects.filter(claim=left).update(claim=right)


def test_refuses_to_call_a_said_claim_supplied() -> None:
    claim = Talk().claim(SpeakerFactory(), "Models copy people.")
    with refused("supplied with one"):
        Claim.objects.filter(pk=claim.pk).update(origin=Claim.Origin.SUPPLIED)


def test_is_said_and_quoted_in_one_go_whatever_comes_first() -> None:
    Talk().claim(SpeakerFactory(), "Models copy people.")
    kept()


def test_takes_its_quotes_along_when_it_is_deleted() -> None:
    Talk().claim(SpeakerFactory(), "Models copy people.").delete()
    kept()
    assert Quote.objects.count() == 0


def test_stays_when_its_author_leaves() -> None:
    editor = UserFactory()
    claim = Claim.objects.create(text="x", origin=Claim.Origin.SUPPLIED, created_by=editor)
    editor.delete()
    claim.refresh_from_db()
    assert claim.created_by is None


def test_tells_said_from_supplied() -> None:
    said = Talk().claim(SpeakerFactory(), "Models copy people.")
    added = supplied("People can be copied.")
    assert list(Claim.objects.said()) == [said]
    assert list(Claim.objects.supplied()) == [added]


def test_finds_claims_by_holder_once_however_often_they_were_said() -> None:
    talk, ann, bob = Talk(), SpeakerFactory(), SpeakerFactory()
    claim = talk.claim(ann, "Models copy people.")
    talk.quote(claim, talk.say(ann, "They copy, I say."))
    talk.claim(ann, "Models learn.", holder=bob)
    assert list(Claim.objects.held_by(ann)) == [claim]


def test_finds_claims_on_a_debate() -> None:
    debate = DebateFactory()
    placed, _ = supplied("One."), supplied("Two.")
    debate.place(placed)
    assert list(Claim.objects.on(debate)) == [placed]


def test_loads_quotes_in_two_queries_earliest_first(django_assert_num_queries: object) -> None:
    talk, ann = Talk(), SpeakerFactory(name="Ann")
    claim = talk.claim(ann, "Models copy people.")
    talk.quote(claim, talk.say(ann, "They copy, I say."))
    with django_assert_num_queries(2):
        loaded = Claim.objects.with_quotes().get()
        words = [(quote.exact, quote.holder.name) for quote in loaded.quotes.all()]
    assert words == [("Models copy people.", "Ann"), ("They copy, I say.", "Ann")]
