"""Accounts: passwords, the second factor, email addresses, limits."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth import get_user
from django.core import mail
from django.core.cache import cache
from django.test import Client, override_settings

from debates.models import User
from tests.factories import PASSWORD, UserFactory
from tests.pages import main

pytestmark = pytest.mark.django_db

NEW = "a staple in the horse"


@pytest.fixture
def ann(client: Client) -> User:
    user: User = UserFactory(username="ann", email="ann@example.org", role="editor")
    _sign_in(client)
    return user


def _sign_in(client: Client, name: str = "ann", password: str = PASSWORD) -> object:
    return client.post("/sign-in/", {"login": name, "password": password})


def _number(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def _turn_on(client: Client) -> str:
    """Turn the second factor on; returns the app's secret."""
    client.post("/account/confirm/", {"password": PASSWORD})
    secret: str = main(client.get("/account/two-factor/totp/activate/")).one("code").text
    client.post("/account/two-factor/totp/activate/", {"code": _number(secret)})
    return secret


def test_an_email_address_signs_in_as_well(client: Client, ann: User) -> None:
    other = Client()
    _sign_in(other, "ann@example.org")
    assert get_user(other) == ann


def test_after_five_wrong_passwords_the_right_one_waits(client: Client) -> None:
    UserFactory(username="ann")
    for _ in range(5):
        _sign_in(client, password="wrong")
    page = main(_sign_in(client))
    assert "Too many failed login attempts" in page.one(role="alert").text
    assert get_user(client).is_anonymous


class TestTheSecondFactor:
    def test_is_asked_for_once_it_is_on(self, client: Client, ann: User) -> None:
        secret = _turn_on(client)
        other = Client()
        assert _sign_in(other)["Location"] == "/account/two-factor/authenticate/"
        assert get_user(other).is_anonymous
        wrong = other.post("/account/two-factor/authenticate/", {"code": "000000"})
        assert "Incorrect code" in main(wrong).text
        cache.clear()  # a number that was used is refused for as long as the app shows it
        other.post("/account/two-factor/authenticate/", {"code": _number(secret)})
        assert get_user(other) == ann

    def test_opens_by_a_recovery_code_once(self, client: Client, ann: User) -> None:
        _turn_on(client)
        codes = main(client.get("/account/two-factor/recovery-codes/")).texts("code")
        assert len(codes) == 10
        for expected in (ann, None):
            other = Client()
            _sign_in(other)
            other.post("/account/two-factor/authenticate/", {"code": codes[0]})
            assert (get_user(other) if get_user(other).is_authenticated else None) == expected

    def test_keeps_its_secret_from_whoever_reads_the_database(self, client: Client, ann: User) -> None:
        secret = _turn_on(client)
        assert secret not in str(Authenticator.objects.get(type="totp").data)

    def test_is_turned_off_with_the_password_at_hand(self, client: Client, ann: User) -> None:
        _turn_on(client)
        client.post("/account/two-factor/totp/deactivate/")
        assert not Authenticator.objects.exists()
        assert main(client.get("/account/two-factor/")).texts("p")[1] == "It is off."

    def test_asks_once_more_who_it_is_before_it_is_turned_on(self, client: Client) -> None:
        client.force_login(UserFactory())
        answer = client.get("/account/two-factor/totp/activate/")
        assert answer["Location"].startswith("/account/confirm/?")


class TestPasswords:
    def test_are_changed_by_whoever_knows_the_old_one(self, client: Client, ann: User) -> None:
        posted = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
        client.post("/account/password/", posted)
        assert User.objects.get().check_password(NEW)

    @pytest.mark.parametrize("bad", ["short", "1234567890", "password1234", "ann@example.org"])
    def test_have_rules(self, client: Client, ann: User, bad: str) -> None:
        client.post("/account/password/", {"oldpassword": PASSWORD, "password1": bad, "password2": bad})
        assert User.objects.get().check_password(PASSWORD)

    def test_that_were_forgotten_are_chosen_anew_by_a_link(self, client: Client) -> None:
        UserFactory(username="ann", email="ann@example.org")
        client.post("/account/password/forgotten/", {"email": "ann@example.org"})
        (link,) = re.findall(r"http://testserver(/account/password/\S+)", str(mail.outbox[0].body))
        form = client.get(link, follow=True)
        client.post(form.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})
        assert User.objects.get().check_password(NEW)
        assert "opens nothing" in main(client.get(link)).text

    def test_that_were_forgotten_say_nothing_about_who_is_here(self, client: Client) -> None:
        UserFactory(email="ann@example.org")
        said = [
            main(client.post("/account/password/forgotten/", {"email": email}, follow=True)).text
            for email in ("ann@example.org", "nobody@example.org")
        ]
        assert said[0] == said[1]


class TestSigningUp:
    POST = {"username": "bea", "email": "bea@example.org", "password1": NEW, "password2": NEW}

    def test_is_closed_where_nobody_was_invited(self, client: Client) -> None:
        page = main(client.get("/sign-up/"))
        assert page.one("h1").text == "Accounts are made by invitation"
        client.post("/sign-up/", self.POST)
        assert not User.objects.exists()
        assert main(client.get("/sign-in/")).all("a", href="/sign-up/") == []

    @override_settings(SIGN_UP_IS_OPEN=True)
    def test_makes_a_reader_where_the_site_is_open(self, client: Client) -> None:
        assert main(client.get("/sign-in/")).all("a", href="/sign-up/")
        client.post("/sign-up/", self.POST)
        assert get_user(client) == User.objects.get(username="bea", role="reader", is_staff=False)


def test_an_account_shows_its_roles(client: Client, ann: User) -> None:
    page = main(client.get("/account/"))
    assert "ann, editor of this site" in page.text
    assert "Two-factor authentication off" in page.text


def test_another_email_address_is_added_and_removed(client: Client, ann: User) -> None:
    client.post("/account/email/", {"email": "a@example.org", "action_add": ""})
    assert "a@example.org not confirmed" in main(client.get("/account/email/")).text
    client.post("/account/email/", {"email": "a@example.org", "action_remove": ""})
    client.get("/account/email/")  # says that it was removed
    assert "a@example.org" not in main(client.get("/account/email/")).text


def test_the_admins_door_is_the_sites_own(client: Client) -> None:
    admin = UserFactory(role="admin", username="ada")
    assert client.get("/admin/debates/")["Location"] == "/admin/login/?next=/admin/debates/"
    assert (
        client.get("/admin/login/?next=/admin/debates/")["Location"] == "/sign-in/?next=%2Fadmin%2Fdebates%2F"
    )
    answer = client.post("/sign-in/", {"login": "ada", "password": PASSWORD, "next": "/admin/"})
    assert (answer["Location"], get_user(client)) == ("/admin/", admin)
