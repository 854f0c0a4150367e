from __future__ import annotations

import pytest

from debates.models import Sense, Term
from tests.factories import DebateFactory, SideFactory, SpeakerFactory, Talk
from tests.refusals import kept, refused

pytestmark = pytest.mark.django_db


def test_terms_come_with_senses_in_the_order_of_the_sides() -> None:
    debate = DebateFactory()
    second, first = SideFactory(debate=debate, position=1), SideFactory(debate=debate, position=0)
    quote = Talk().claim(SpeakerFactory(), "A goal changes the world.").quotes.get()
    term = Term.objects.create(debate=debate, word="goal")
    Sense.objects.create(term=term, side=second, meaning="an aim in training", quote=quote)
    Sense.objects.create(term=term, side=first, meaning="an outcome in the world", quote=quote)
    Term.objects.create(debate=debate, word="Data")
    kept()
    terms = list(Term.objects.with_senses().in_order())
    assert [str(each) for each in terms] == ["Data", "goal"]
    assert [str(sense) for sense in terms[1].senses.all()] == [
        "an outcome in the world",
        "an aim in training",
    ]


def test_refuses_a_word_twice_in_a_debate_whatever_its_capitals() -> None:
    term = Term.objects.create(debate=DebateFactory(), word="goal")
    Term.objects.create(debate=DebateFactory(), word="goal")
    with refused("term_word_once_a_debate"):
        Term.objects.create(debate=term.debate, word="Goal")


def test_refuses_an_empty_word_and_an_empty_sense() -> None:
    debate = DebateFactory()
    term = Term.objects.create(debate=debate, word="goal")
    quote = Talk().claim(SpeakerFactory(), "A goal changes the world.").quotes.get()
    with refused("term_is_a_word"):
        Term.objects.create(debate=debate, word=" ")
    with refused("sense_says_something"):
        Sense.objects.create(term=term, side=SideFactory(debate=debate), meaning="", quote=quote)


def test_refuses_a_sense_of_a_side_of_another_debate() -> None:
    term = Term.objects.create(debate=DebateFactory(), word="goal")
    quote = Talk().claim(SpeakerFactory(), "A goal changes the world.").quotes.get()
    with refused("a side of another debate"):
        Sense.objects.create(term=term, side=SideFactory(), meaning="an aim", quote=quote)
