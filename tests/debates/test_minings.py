"""Minings that somebody asked for: carried out, cancelled, cut off, kept within the money of the day."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django.test import override_settings
from django.utils import timezone

from debates import minings
from debates.amending.takedowns import take_down
from debates.llm_settings import llm_settings
from debates.minings import MiningError
from debates.model_findings import NoModelError
from debates.models import Mining, Quote, Suggestion, User
from tests.factories import SpeakerFactory, Talk, UserFactory
from tests.llm_server import Answering, Reply, Request, Served, fails, says, serving

pytestmark = pytest.mark.django_db

_ROW = {"kind": "claim", "stance": "asserts", "holder": "", "score": 0.8, "reason": "says so"}


@pytest.fixture(autouse=True)
def _nothing_is_kept() -> None:
    caches["llm"].clear()


@pytest.fixture
def admin() -> User:
    return UserFactory(role=User.Role.ADMIN)


@pytest.fixture
def talk() -> Talk:
    """Four chunks of six sentences, each of about a thousand characters."""
    talk = Talk("The talk")
    ann = SpeakerFactory(name="Ann Lee")
    for number in range(24):
        people = "".join(f" and the {100 * number + place}" for place in range(72))
        talk.say(ann, f"Dam number {number} kills the fish{people}.")
    return talk


@contextmanager
def asking(*replies: Answering, **changed: Any) -> Iterator[Served]:
    with serving(replies) as server:
        told = {**llm_settings({}), "url": server.url, "model": "tiny", "prices": (1.0, 2.0), **changed}
        with override_settings(LLM=told):
            yield server


def finds_the_first(request: Request) -> Reply:
    """One claim from each chunk: the beginning of its first sentence."""
    first = json.loads(request["messages"][-1]["content"])["said"][0]
    words = " ".join(first["words"].split()[:6])
    return says(
        {
            "claims": [{"id": "c1", "said": first["id"], "quote": words, "statement": words, **_ROW}],
            "relations": [],
        }
    )


def carried_out(mining: Mining) -> Mining:
    minings.carry_out(mining.pk)
    mining.refresh_from_db()
    return mining


def test_the_miner_that_ships_tells_what_is_new_and_keeps_decisions(talk: Talk, admin: User) -> None:
    first = carried_out(minings.begin(talk.transcript, admin))
    assert (first.state, first.model, first.money) == ("done", "rules+minilm", None)
    assert first.new_claims > 0
    rejected = Suggestion.objects.of_claims().order_by("pk")[0]
    rejected.reject(by=admin)
    again = carried_out(minings.begin(talk.transcript, admin))
    assert (again.new_claims, again.known) == (0, first.new_claims + first.new_relations)
    rejected.refresh_from_db()
    assert rejected.status == "rejected"


def test_a_language_model_s_account_is_that_of_its_answers(talk: Talk, admin: User) -> None:
    with asking(finds_the_first):
        mining = carried_out(minings.begin_asking(talk.transcript, admin))
    assert (mining.state, mining.questions, mining.reached, mining.answered) == ("done", 4, 4, 4)
    assert (mining.new_claims, mining.tokens_in, mining.tokens_out) == (4, 400, 200)
    assert (mining.money, mining.missing, mining.stopped) == (0.0008, [], "")


def test_a_transcript_is_mined_once_at_a_time(talk: Talk, admin: User) -> None:
    minings.begin(talk.transcript, admin)
    with pytest.raises(MiningError, match="being looked for here already"):
        minings.begin(talk.transcript, admin)


def test_questions_that_fail_leave_gaps_that_are_named(talk: Talk, admin: User) -> None:
    with asking(finds_the_first, says("no JSON"), fails(400, "not about fish"), finds_the_first):
        mining = carried_out(minings.begin_asking(talk.transcript, admin))
    # The second is unreadable; the third is refused once, and answered when it is asked without a schema.
    assert (mining.state, mining.answered, mining.questions) == ("done", 3, 4)
    ((first, last),) = mining.missing
    assert 0 < first < last < 23  # the sentences of that question, not the whole turn
    assert mining.dropped == {"an answer that cannot be read": 1}


def test_what_a_model_found_before_it_fell_silent_is_kept(talk: Talk, admin: User) -> None:
    with asking(finds_the_first, fails(401, "no such key")):
        mining = carried_out(minings.begin_asking(talk.transcript, admin))
    assert (mining.state, mining.new_claims, mining.answered) == ("done", 1, 1)
    assert "401 no such key" in mining.stopped
    assert mining.missing[0][1] == 23


def test_a_refused_key_fails_it_and_is_told(talk: Talk, admin: User) -> None:
    with asking(fails(401, "no such key: s3cret"), key="s3cret"):
        mining = carried_out(minings.begin_asking(talk.transcript, admin))
    assert mining.state == "failed"
    assert "401 no such key: …: see address, key and model." in mining.stopped


class Cancelling(LocMemCache):
    """Keeps what it is given, and has everything cancelled meanwhile."""

    def set(self, *args: Any, **kwargs: Any) -> None:
        super().set(*args, **kwargs)
        Mining.objects.update(cancel_asked=True)


def test_cancelled_while_it_runs_it_ends_with_what_it_has(talk: Talk, admin: User) -> None:
    cancelling = {"BACKEND": f"{__name__}.Cancelling", "LOCATION": "cancelling"}
    with asking(finds_the_first) as server, override_settings(CACHES={**settings.CACHES, "llm": cancelling}):
        mining = carried_out(minings.begin_asking(talk.transcript, admin))
    assert (mining.state, len(server.asked), mining.new_claims) == ("cancelled", 1, 1)


def test_cancelled_before_it_runs_it_asks_nothing(talk: Talk, admin: User) -> None:
    with asking(finds_the_first) as server:
        mining = minings.begin_asking(talk.transcript, admin)
        minings.cancel(mining)
        assert (carried_out(mining).state, server.asked) == ("cancelled", [])


class Killed(BaseException):
    """The kernel needs the worker's memory."""


class Dying(LocMemCache):
    """Keeps what it is given; its third answer is the last thing that the worker does."""

    given = 0

    def set(self, *args: Any, **kwargs: Any) -> None:
        super().set(*args, **kwargs)
        Dying.given += 1
        if Dying.given == 3:
            raise Killed


def test_a_worker_that_died_pays_for_no_answer_twice(talk: Talk, admin: User) -> None:
    dying = {"BACKEND": f"{__name__}.Dying", "LOCATION": "dying"}
    with asking(finds_the_first) as server, override_settings(CACHES={**settings.CACHES, "llm": dying}):
        mining = minings.begin_asking(talk.transcript, admin)
        with pytest.raises(Killed):
            minings.carry_out(mining.pk)
        mining.refresh_from_db()
        assert (mining.state, mining.reached, mining.requests) == ("running", 2, 2)
        done = carried_out(mining)
    assert (done.state, done.cached, len(server.asked)) == ("done", 3, 4)
    assert (done.requests, round(done.money, 6)) == (
        3,
        0.0006,
    )  # the answer under way when it died is not in the account


def test_the_money_of_the_day_ends_it_in_the_middle(talk: Talk, admin: User) -> None:
    with asking(finds_the_first, most_a_day=0.0335, prices=(1.0, 5.0)):
        Mining.objects.create(transcript=talk.transcript, model="tiny", money=0.0001)
        mining = carried_out(minings.begin_asking(talk.transcript, admin))
    assert (mining.state, mining.answered) == ("done", 1)
    assert "may be spent in a day (COUNTERPOINT_LLM_DAY)" in mining.stopped
    assert mining.new_claims == 1


def test_when_the_money_of_the_day_is_spent_nothing_is_queued(talk: Talk, admin: User) -> None:
    yesterday = timezone.now() - datetime.timedelta(days=1)
    with asking(finds_the_first, most_a_day=1.0):
        Mining.objects.create(transcript=talk.transcript, money=5.0, began_at=yesterday)
        Mining.objects.create(transcript=talk.transcript, money=1.0)
        with pytest.raises(MiningError, match="may be spent in a day is spent"):
            minings.begin_asking(talk.transcript, admin)


def test_words_taken_down_meanwhile_are_sent_nowhere(talk: Talk, admin: User) -> None:
    with asking(finds_the_first) as server:
        mining = minings.begin_asking(talk.transcript, admin)
        take_down(talk.episode, by=admin, reason="asked for")
        carried_out(mining)
    assert (mining.state, server.asked) == ("failed", [])


def test_without_an_endpoint_nothing_is_queued(talk: Talk, admin: User) -> None:
    with override_settings(LLM=llm_settings({})), pytest.raises(NoModelError, match="COUNTERPOINT_LLM"):
        minings.begin_asking(talk.transcript, admin)


def test_a_quote_in_other_marks_stands_on_the_words_that_were_said(admin: User) -> None:
    talk = Talk("The talk")
    said = "She said \u201cdams kill\u201d \u2014 and I don\u2019t see one non-aligned river."
    talk.say(SpeakerFactory(name="Ann Lee"), said)
    rows = [
        {
            "id": "c1",
            "said": "s0",
            "quote": '"dams kill"  - and I don\'t see',
            "statement": "Dams kill",
            **_ROW,
        },
        {"id": "c2", "said": "s0", "quote": "aligned river", "statement": "aligned river", **_ROW},
    ]
    with asking(says({"claims": rows, "relations": []})):
        mining = carried_out(minings.begin_asking(talk.transcript, admin))
    assert mining.dropped == {"a quote that is not in its sentence": 1}
    Suggestion.objects.get().accept(by=admin)
    assert Quote.objects.get().exact == "\u201cdams kill\u201d \u2014 and I don\u2019t see"
