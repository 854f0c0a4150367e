from __future__ import annotations

import pytest
from django.contrib.auth import get_user
from django.test import Client

from tests.factories import PASSWORD, UserFactory
from tests.pages import main, read

pytestmark = pytest.mark.django_db


def _sign_in(client: Client, **data: str) -> object:
    return client.post("/sign-in/", {"login": "ann", "password": PASSWORD, **data})


def test_shows_a_form_with_labels(client: Client) -> None:
    page = main(client.get("/sign-in/"))
    assert page.one("h1").text == "Sign in"
    assert [label.rstrip(":") for label in page.texts("label")] == ["Username or email", "Password"]
    assert [each.attributes["name"] for each in page.all("input") if each.attributes["type"] != "hidden"] == [
        "login",
        "password",
    ]


def test_signs_in_and_leads_home(client: Client) -> None:
    user = UserFactory(username="ann")
    response = _sign_in(client)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert get_user(client) == user


def test_leads_back_to_where_one_came_from(client: Client) -> None:
    UserFactory(username="ann")
    assert _sign_in(client, next="/debates/new/")["Location"] == "/debates/new/"


@pytest.mark.parametrize(
    "next_", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil.example"]
)
def test_never_leads_to_another_site(client: Client, next_: str) -> None:
    UserFactory(username="ann")
    assert _sign_in(client, next=next_)["Location"] == "/"


def test_a_wrong_password_is_told_and_the_name_is_kept(client: Client) -> None:
    UserFactory(username="ann")
    page = main(_sign_in(client, password="wrong"))
    assert "password you specified are not correct" in page.one(role="alert").text
    assert page.one("input", name="login").attributes["value"] == "ann"
    assert "value" not in page.one("input", name="password").attributes
    assert get_user(client).is_anonymous


def test_says_the_same_of_a_wrong_name_as_of_a_wrong_password(client: Client) -> None:
    UserFactory(username="ann")
    said = [
        main(_sign_in(client, **data)).one(role="alert").text for data in ({"password": "x"}, {"login": "x"})
    ]
    assert said[0] == said[1]


def test_somebody_who_was_shut_out_stays_out(client: Client) -> None:
    UserFactory(username="ann", is_active=False)
    _sign_in(client)
    assert get_user(client).is_anonymous


@pytest.mark.parametrize(
    "data",
    [
        {"login": ""},
        {"login": "x" * 10_000},
        {"login": "\x00"},
        {"login": "<script>alert('x')</script>"},
        {"password": ""},
    ],
)
def test_bad_input_shows_the_form_again(client: Client, data: dict[str, str]) -> None:
    response = _sign_in(client, **data)
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()
    assert get_user(client).is_anonymous


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_signing_in_is_posted(client: Client, method: str) -> None:
    response = getattr(client, method)("/sign-in/")
    assert response.status_code in {200, 405}
    assert get_user(client).is_anonymous


def test_signing_in_needs_a_token() -> None:
    UserFactory(username="ann")
    strict = Client(enforce_csrf_checks=True)
    assert _sign_in(strict).status_code == 403


def test_signs_out_and_leads_home(reader: Client) -> None:
    response = reader.post("/sign-out/")
    assert (response.status_code, response["Location"]) == (302, "/")
    assert get_user(reader).is_anonymous


@pytest.mark.parametrize("method", ["get", "head", "put", "patch", "delete"])
def test_signing_out_is_posted(reader: Client, method: str) -> None:
    assert getattr(reader, method)("/sign-out/").status_code == 405
    assert get_user(reader).is_authenticated


def test_a_link_on_another_site_signs_nobody_out() -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(UserFactory())
    assert strict.post("/sign-out/").status_code == 403
    assert get_user(strict).is_authenticated


def test_a_visitor_may_sign_out_too(client: Client) -> None:
    assert client.post("/sign-out/").status_code == 302


def test_a_signed_in_person_is_named_beside_the_way_out(client: Client) -> None:
    client.force_login(UserFactory(username="ann"))
    assert "ann" in read(client.get("/")).one("form", action="/sign-out/").text
