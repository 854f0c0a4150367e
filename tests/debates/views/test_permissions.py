"""Who may open the pages that change something; anonymous people, readers and editors are tried on each page's own tests."""

from __future__ import annotations

import pytest
from django.test import Client

from debates.models import Debate, User
from tests.factories import DebateFactory, UserFactory
from tests.pages import main

pytestmark = pytest.mark.django_db

POST = {"question": "Is it so?", "summary": ""}


@pytest.fixture
def addresses() -> list[str]:
    return ["/debates/new/", f"{DebateFactory().get_absolute_url()}change/"]


@pytest.mark.parametrize(
    ("role", "status"), [("reader", 403), ("contributor", 403), ("editor", 200), ("admin", 200)]
)
def test_editors_and_admins_may_open_them(
    client: Client, addresses: list[str], role: str, status: int
) -> None:
    client.force_login(UserFactory(role=role))
    assert [client.get(address).status_code for address in addresses] == [status] * 2


@pytest.mark.parametrize("role", ["reader", "contributor"])
def test_others_may_not_post_either(client: Client, addresses: list[str], role: str) -> None:
    client.force_login(UserFactory(role=role))
    responses = [client.post(address, POST) for address in addresses]
    assert [response.status_code for response in responses] == [403, 403]
    assert main(responses[0]).one("h1").text == "Not yours to change"
    assert not Debate.objects.filter(question="Is it so?").exists()


def test_strangers_are_asked_to_sign_in_first(client: Client, addresses: list[str]) -> None:
    for address in addresses:
        for response, onward in (
            (client.get(address), address),
            (client.post(address, POST), "/kept-words/"),
        ):
            assert (response.status_code, response["Location"]) == (302, f"/sign-in/?next={onward}")
    assert not Debate.objects.filter(question="Is it so?").exists()


def test_the_way_back_keeps_what_was_asked_for(client: Client) -> None:
    response = client.get("/debates/new/?question=a b&x=1")
    assert response["Location"] == "/sign-in/?next=/debates/new/%3Fquestion%3Da%2520b%26x%3D1"


def test_somebody_who_is_shut_out_is_a_stranger_at_once(client: Client, addresses: list[str]) -> None:
    editor = UserFactory(role=User.Role.EDITOR)
    client.force_login(editor)
    User.objects.filter(pk=editor.pk).update(is_active=False)
    assert [client.get(address).status_code for address in addresses] == [302, 302]


def test_an_editor_who_becomes_a_reader_loses_the_right_at_once(client: Client, addresses: list[str]) -> None:
    editor = UserFactory(role=User.Role.EDITOR)
    client.force_login(editor)
    User.objects.filter(pk=editor.pk).update(role=User.Role.READER)
    assert [client.get(address).status_code for address in addresses] == [403, 403]


def test_staff_rights_alone_change_no_debate(client: Client, addresses: list[str]) -> None:
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    assert [client.get(address).status_code for address in addresses] == [403, 403]
