"""The page on which claims are asked for: what it offers to whom, what it refuses, what it tells afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.cache import caches
from django.test import Client, override_settings
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from debates import minings
from debates.amending.takedowns import take_down
from debates.llm_settings import llm_settings
from debates.models import Mining, User
from tests.factories import SpeakerFactory, Talk, UserFactory
from tests.llm_server import says, serving
from tests.pages import main

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk() -> Talk:
    talk = Talk("The talk")
    talk.say(SpeakerFactory(name="Ann Lee"), "I say that dams kill the fish people live on.")
    return talk


@pytest.fixture
def address(talk: Talk) -> str:
    episode = talk.transcript.episode
    return reverse("episode_mine", args=[episode.show.slug, episode.slug])


@contextmanager
def endpoint() -> Iterator[None]:
    """A language model that answers that there are no claims."""
    caches["llm"].clear()
    with serving([says({"claims": [], "relations": []})]) as server:
        told = {**llm_settings({}), "url": server.url, "model": "tiny", "prices": (1.0, 2.0)}
        with override_settings(LLM=told):
            yield


def signed_in(role: User.Role) -> Client:
    client = Client()
    client.force_login(UserFactory(role=role))
    return client


def test_an_editor_is_offered_the_miner_that_ships_alone(address: str) -> None:
    with endpoint():
        shown = main(signed_in(User.Role.EDITOR).get(address))
    assert shown.texts("button") == ["Suggest claims"]
    assert "Admins of the site may ask it." in shown.text


def test_an_admin_is_told_what_asking_would_take(address: str) -> None:
    with endpoint():
        shown = main(signed_in(User.Role.ADMIN).get(address))
    assert shown.texts("button") == ["Suggest claims", "Ask it"]
    assert "All that is said in this episode goes there" in shown.text
    assert "About 1 question," in shown.text
    assert "10.00 may be spent today yet." in shown.text


def test_where_no_model_is_set_an_admin_is_told_how_to_set_one(address: str) -> None:
    shown = main(signed_in(User.Role.ADMIN).get(address))
    assert shown.texts("button") == ["Suggest claims"]
    assert "No language model can be asked beside it." in shown.text
    assert "COUNTERPOINT_LLM" in shown.text


def test_an_editor_s_post_for_the_model_is_refused(address: str) -> None:
    with endpoint():
        answer = signed_in(User.Role.EDITOR).post(
            address, {"miner": "model", "most_money": "1", "most_minutes": "5"}
        )
    assert answer.status_code == 403
    assert not Mining.objects.exists()


@pytest.mark.parametrize(
    ("money", "minutes", "trouble"),
    [
        ("1.5", "5", "Ensure this value is less than or equal to 1.0."),
        ("-1", "5", "Ensure this value is greater than or equal to 0."),
        ("nan", "5", "Enter a number."),
        ("1", "999", "Ensure this value is less than or equal to 30.0."),
        ("1", "", "This field is required."),
    ],
)
def test_caps_beyond_the_operator_s_are_refused(address: str, money: str, minutes: str, trouble: str) -> None:
    with endpoint():
        answer = signed_in(User.Role.ADMIN).post(
            address, {"miner": "model", "most_money": money, "most_minutes": minutes}
        )
    assert answer.status_code == 422
    assert trouble in main(answer).text
    assert not Mining.objects.exists()


def test_what_is_asked_for_runs_as_a_job_and_can_be_cancelled(address: str) -> None:
    client = signed_in(User.Role.EDITOR)
    shown = main(client.post(address, {"miner": "local"}, follow=True))
    assert "It waits for its turn." in shown.text
    mining = Mining.objects.get()
    assert ProcrastinateJob.objects.get(task_name="debates.mine_asked").args == {"mining": mining.pk}
    shown = main(client.post(reverse("mining_cancel", args=[mining.pk]), follow=True))
    assert "cancelled" in shown.texts("span")
    minings.carry_out(mining.pk)
    mining.refresh_from_db()
    assert (mining.state, mining.new_claims) == ("cancelled", 0)


def test_what_came_and_what_it_cost_is_told_afterwards(talk: Talk, address: str) -> None:
    with endpoint():
        mining = minings.begin_asking(talk.transcript, UserFactory(role=User.Role.ADMIN))
        minings.carry_out(mining.pk)
        shown = main(signed_in(User.Role.EDITOR).get(address))
    assert "0 new claims, 0 new relations; 0 suggested before." in shown.text
    assert "1 of 1 questions answered" in shown.text
    assert "100 tokens read and 50 written" in shown.text


def test_what_the_miner_that_ships_left_out_is_told(talk: Talk, address: str) -> None:
    talk.say(talk.transcript.utterances.get().speaker, "Das ist doch totaler Unsinn.")
    minings.carry_out(minings.begin(talk.transcript, UserFactory()).pk)
    shown = main(signed_in(User.Role.EDITOR).get(address))
    assert shown.texts("summary") == ["1 sentence left out"]
    assert "1: not in English, the one language that is read" in shown.texts("li")


def test_words_that_were_taken_down_are_not_mined(talk: Talk, address: str) -> None:
    take_down(talk.transcript.episode, by=UserFactory(role=User.Role.ADMIN), reason="asked for by a guest")
    assert signed_in(User.Role.ADMIN).get(address).status_code == 404
