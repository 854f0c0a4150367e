from __future__ import annotations

import pytest

from debates.models import Outcome, Question, User
from tests.factories import DebateFactory, SpeakerFactory, Talk, UserFactory
from tests.refusals import kept, refused

pytestmark = pytest.mark.django_db


def _asked() -> Question:
    said = Talk().say(SpeakerFactory(), "What is the goal?")
    return Question.objects.create(debate=DebateFactory(), utterance=said)


def test_reads_as_the_words_that_ask() -> None:
    talk = Talk()
    claim = talk.claim(SpeakerFactory(), "Models have goals.", stance="asks", said="Do models have goals?")
    question = Question(debate=DebateFactory(), quote=claim.quotes.get())
    assert (str(question), str(_asked())) == ("“Do models have goals?”", "What is the goal?")


def test_a_decision_says_who_and_when_and_can_be_taken_back() -> None:
    question, editor = _asked(), UserFactory(role=User.Role.EDITOR)
    question.outcome = Outcome.DODGED
    question.decide(by=editor)
    question.refresh_from_db()
    assert (question.outcome, question.decided_by) == ("dodged", editor)
    assert question.decided_at is not None
    question.outcome = ""
    question.decide(by=editor)
    question.refresh_from_db()
    assert (question.outcome, question.decided_by, question.decided_at) == ("", None, None)
    kept()


def test_only_an_answered_question_keeps_an_answer() -> None:
    question = _asked()
    question.outcome, question.answer_utterance = Outcome.DROPPED, question.utterance
    question.decide(by=None)
    question.refresh_from_db()
    assert question.answer_utterance is None
    with refused("question_answer_only_where_answered"):
        Question.objects.update(answer_utterance=question.utterance)


def test_refuses_a_question_on_nothing_and_one_on_two_things() -> None:
    talk = Talk()
    quote = talk.claim(SpeakerFactory(), "Models copy.", stance="asks").quotes.get()
    with refused("question_stands_on_a_quote_or_an_utterance"):
        Question.objects.create(debate=DebateFactory())
    with refused("question_stands_on_a_quote_or_an_utterance"):
        Question.objects.create(debate=DebateFactory(), quote=quote, utterance=quote.utterance)


def test_refuses_the_same_words_twice_in_a_debate() -> None:
    question = _asked()
    Question.objects.create(debate=DebateFactory(), utterance=question.utterance)
    with refused("question_utterance_once_a_debate"):
        Question.objects.create(debate=question.debate, utterance=question.utterance)


def test_refuses_an_unknown_outcome_and_one_that_nobody_decided() -> None:
    _asked()
    with refused("question_outcome_is_known|question_decided_when_it_is"):
        Question.objects.update(outcome="won")
    with refused("question_decided_when_it_is"):
        Question.objects.update(outcome="open")
