"""A language model's findings as suggestions, and the account of them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.cache import caches
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.urls import reverse

from debates.amending.takedowns import take_down
from debates.findings import mine_transcript
from debates.llm_settings import llm_settings
from debates.models import Mining, Suggestion, User
from tests.factories import SpeakerFactory, Talk, UserFactory
from tests.llm_server import Answering, Served, fails, says, serving
from tests.pages import read

pytestmark = pytest.mark.django_db

_ROW = {"kind": "claim", "stance": "asserts", "holder": "", "score": 0.8, "reason": "says so"}
_ANSWER = {
    "claims": [
        {"id": "c1", "said": "s0", "quote": "dams kill the fish", "statement": "Dams kill the fish", **_ROW},
        {"id": "c2", "said": "s1", "quote": "ladders let the fish", "statement": "Ladders work", **_ROW},
        {"id": "c3", "said": "s1", "quote": "ladders never work", "statement": "Ladders never work", **_ROW},
    ],
    "relations": [
        {
            "source": "c2",
            "target": "c1",
            "kind": "attack",
            "evidence": "ladders",
            "score": 0.7,
            "reason": "denies",
        }
    ],
}


@pytest.fixture(autouse=True)
def _nothing_is_kept() -> None:
    caches["llm"].clear()


@pytest.fixture
def talk() -> Talk:
    talk = Talk("The talk")
    talk.say(SpeakerFactory(name="Ann Lee"), "I say that dams kill the fish people live on.")
    talk.say(SpeakerFactory(name="Bob Stone"), "But ladders let the fish through, on every river.")
    return talk


@contextmanager
def asking(*replies: Answering, **changed: Any) -> Iterator[Served]:
    with serving(replies) as server:
        told = {**llm_settings({}), "url": server.url, "model": "tiny", "prices": (1.0, 2.0), **changed}
        with override_settings(LLM=told):
            yield server


def mine(talk: Talk, *options: str) -> str:
    episode, said = talk.transcript.episode, io.StringIO()
    call_command("mine", f"{episode.show.slug}/{episode.slug}", "--model", *options, stdout=said)
    return said.getvalue()


def test_suggestions_carry_the_name_of_the_model(talk: Talk) -> None:
    with asking(says(_ANSWER)) as server:
        mine(talk, "big-model")
    suggested = Suggestion.objects.of_claims().get(exact="dams kill the fish")
    assert (suggested.model, suggested.model_version, suggested.voiced_by.name) == (
        "big-model",
        f"llm 2, {server.url.split('/')[2]}",
        "Ann Lee",
    )
    relation = Suggestion.objects.of_relations().get()
    assert (relation.relation_kind, relation.evidence, relation.model) == ("attack", "ladders", "big-model")


def test_cost_and_tokens_are_said_before_and_after_with_what_was_dropped(talk: Talk) -> None:
    with asking(says(_ANSWER, tokens=(200_000, 100_000))):
        said = mine(talk).splitlines()
    assert said[0].startswith("tiny at http://127.0.0.1:")
    assert "about 1 questions" in said[0]
    assert said[0].endswith("in money")
    assert "200000 tokens in, 100000 out, 0.4000 in money" in said[1]
    assert "dropped 1: a quote that is not in its sentence" in said
    assert said[-1] == "2 new claims, 1 new relations; 0 suggested before"
    kept = Mining.objects.get()
    assert (kept.tokens_in, kept.money, kept.dropped_in_all, kept.questions) == (200_000, 0.4, 1, 1)


def test_an_estimate_asks_nothing(talk: Talk) -> None:
    with asking(says(_ANSWER)) as server:
        mine(talk, "--estimate")
    assert (server.asked, Mining.objects.count(), Suggestion.objects.count()) == ([], 0, 0)


def test_mining_again_asks_nothing_twice_and_keeps_decisions(talk: Talk) -> None:
    with asking(says(_ANSWER)) as server:
        mine(talk)
        rejected = Suggestion.objects.of_claims().order_by("pk")[0]
        rejected.reject(by=UserFactory(role=User.Role.EDITOR))
        said = mine(talk)
    assert len(server.asked) == 1
    assert "1 of 1 questions answered, 1 of them from the cache; 0 requests" in said
    assert "0 new claims, 0 new relations; 3 suggested before" in said
    rejected.refresh_from_db()
    assert rejected.status == "rejected"


def test_it_proposes_beside_the_miner_that_ships(talk: Talk) -> None:
    mine_transcript(talk.transcript)
    before = Suggestion.objects.count()
    with asking(says(_ANSWER)):
        mine(talk)
    assert before > 0
    assert Suggestion.objects.filter(model="rules+minilm").count() == before
    assert Suggestion.objects.filter(model="tiny").count() == 3


def test_a_cap_stops_before_anything_is_asked(talk: Talk) -> None:
    with asking(says(_ANSWER)) as server, pytest.raises(CommandError, match="the cap of 0 in money"):
        mine(talk, "--most-money", "0")
    assert server.asked == []
    assert "cap of 0" in Mining.objects.get().stopped


def test_words_that_were_taken_down_are_sent_nowhere(talk: Talk) -> None:
    take_down(talk.episode, by=UserFactory(role=User.Role.ADMIN), reason="asked for")
    with asking(says(_ANSWER)) as server, pytest.raises(CommandError, match="taken down"):
        mine(talk)
    assert (server.asked, Mining.objects.count()) == ([], 0)


def test_an_endpoint_in_trouble_stores_nothing_and_says_so(talk: Talk) -> None:
    with asking(fails(401, "no such key")), pytest.raises(CommandError, match="401 no such key"):
        mine(talk)
    kept = Mining.objects.get()
    assert (kept.state, kept.requests, Suggestion.objects.count()) == ("failed", 0, 0)
    assert "401 no such key" in kept.stopped


def test_without_an_address_the_command_says_which_setting_is_missing(talk: Talk) -> None:
    with override_settings(LLM=llm_settings({})), pytest.raises(CommandError, match="COUNTERPOINT_LLM holds"):
        mine(talk)


def test_without_a_model_the_command_says_so(talk: Talk) -> None:
    with asking(says(_ANSWER), model=""), pytest.raises(CommandError, match="COUNTERPOINT_LLM_MODEL"):
        mine(talk)


def test_a_price_that_is_no_number_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"0\.15/0\.60"):
        llm_settings({"COUNTERPOINT_LLM_PRICES": "cheap"})


def test_the_episode_s_queue_shows_what_was_dropped_and_what_it_cost(editor: Client, talk: Talk) -> None:
    with asking(says(_ANSWER)):
        mine(talk)
    episode = talk.transcript.episode
    page = read(editor.get(reverse("review_list"), {"episode": f"{episode.show.slug}/{episode.slug}"}))
    assert "Asked of language models" in page.text
    assert "1: a quote that is not in its sentence" in page.text
    assert "100 in, 50 out; 1 requests, 0 from the cache" in page.text
    assert "Asked of language models" not in read(editor.get(reverse("review_list"))).text
