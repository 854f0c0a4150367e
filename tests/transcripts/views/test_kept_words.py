from __future__ import annotations

import pytest
from django.test import Client

from debates.models import Debate, User
from tests.factories import PASSWORD, UserFactory
from tests.pages import main

pytestmark = pytest.mark.django_db

WORDS = {"question": "Is it <script>so</script>?", "summary": "One line.\nAnother."}


def _sign_in(client: Client, role: str = "editor") -> object:
    UserFactory(username="ann", role=role)
    return client.post(
        "/sign-in/", {"login": "ann", "password": PASSWORD, "next": "/kept-words/"}, follow=True
    )


def _formsets() -> dict[str, str]:
    return {
        f"{name}-{part}_FORMS": "0" for name in ("sides", "sections", "form") for part in ("TOTAL", "INITIAL")
    }


def test_what_was_posted_without_a_session_is_there_after_the_sign_in(client: Client) -> None:
    posted = {**WORDS, "once": "abc", "began": "now"}
    assert client.post("/debates/new/", posted)["Location"] == "/sign-in/?next=/kept-words/"
    page = main(_sign_in(client))
    assert page.texts("dd") == ["Is it <script>so</script>?", "One line.Another."]
    form = page.one("form", action="/debates/new/")
    sent = {each.attributes["name"]: each.attributes["value"] for each in form.all("input", type="hidden")}
    assert {name: sent[name] for name in posted} == posted
    assert not Debate.objects.exists()


def test_sending_it_stores_it_once_and_keeps_it_no_more(client: Client) -> None:
    client.post("/debates/new/", WORDS)
    _sign_in(client)
    client.post("/debates/new/", {**WORDS, **_formsets()})
    assert client.get("/kept-words/")["Location"] == "/"


def test_it_may_be_thrown_away(client: Client) -> None:
    client.post("/debates/new/", WORDS)
    _sign_in(client)
    client.post("/kept-words/")
    assert client.get("/kept-words/")["Location"] == "/"


def test_nobody_else_sees_it(client: Client) -> None:
    client.post("/debates/new/", WORDS)
    other = Client()
    other.force_login(UserFactory(role=User.Role.ADMIN))
    assert other.get("/kept-words/")["Location"] == "/"


def test_who_may_not_send_it_is_refused_as_ever(client: Client) -> None:
    client.post("/debates/new/", WORDS)
    _sign_in(client, role="reader")
    assert client.post("/debates/new/", WORDS).status_code == 403


@pytest.mark.parametrize("posted", [{}, {"question": "x" * 300_001}])
def test_nothing_and_too_much_are_not_kept(client: Client, posted: dict[str, str]) -> None:
    assert client.post("/debates/new/", posted)["Location"] == "/sign-in/?next=/debates/new/"
