from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth import get_user
from django.core import mail
from django.test import Client
from django.utils import timezone

from debates.models import Invitation, ShowRole, User
from tests.factories import ShowFactory, UserFactory
from tests.pages import main

pytestmark = pytest.mark.django_db

BEA = {
    "username": "bea",
    "email": "b@example.org",
    "password1": "a staple in it",
    "password2": "a staple in it",
}


@pytest.fixture
def ada(client: Client) -> User:
    user: User = UserFactory(username="ada", role="admin")
    client.force_login(user)
    return user


def _invite(client: Client, **posted: object) -> str:
    """Make an invitation; returns the path of its link."""
    page = main(client.post("/invitations/", {"role": "editor", **posted}, follow=True))
    return page.one("code").text.removeprefix("http://testserver")


def test_a_link_makes_an_account_with_its_role(client: Client, ada: User) -> None:
    link, guest = _invite(client), Client()
    assert "ada invites you as editor of this site" in main(guest.get(link)).text
    assert "ada invites you as editor of this site" in main(guest.get("/sign-up/")).text
    guest.post("/sign-up/", BEA)
    assert get_user(guest) == User.objects.get(username="bea", role="editor", is_superuser=False)
    assert Invitation.objects.get().accepted_by == get_user(guest)


def test_a_link_opens_once(client: Client, ada: User) -> None:
    link, first, second = _invite(client), Client(), Client()
    for guest in (first, second):
        guest.get(link)
    first.post("/sign-up/", BEA)
    second.post("/sign-up/", {**BEA, "username": "cyd", "email": "c@example.org"})
    assert not User.objects.filter(username="cyd").exists()
    assert (second.get(link).status_code, second.post(link).status_code) == (410, 410)


def test_whoever_has_an_account_accepts_by_a_post(client: Client, ada: User) -> None:
    show = ShowFactory(name="The show")
    link, guest, person = _invite(client, show=show.pk), Client(), UserFactory()
    guest.force_login(person)
    guest.get(link)
    assert not ShowRole.objects.exists()
    assert "You are editor of The show now." in main(guest.post(link, follow=True)).text
    assert ShowRole.objects.get(user=person, show=show).role == "editor"
    assert User.objects.get(pk=person.pk).role == "reader"


def test_accepting_makes_nobody_less_than_they_are(client: Client, ada: User) -> None:
    client.post(_invite(client, role="reader"))
    assert User.objects.get(pk=ada.pk).role == "admin"


@pytest.mark.parametrize("end", ["withdrawn", "too old"])
def test_a_link_that_is_over_says_so(client: Client, ada: User, end: str) -> None:
    link = _invite(client)
    if end == "withdrawn":
        client.post(f"/invitations/{Invitation.objects.get().pk}/withdraw/")
    else:
        Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    answer = Client().get(link)
    assert (answer.status_code, main(answer).one("h1").text) == (410, "This invitation is over")
    assert Client().get("/invitations/nothing/").status_code == 410


def test_the_link_is_shown_once_and_only_its_digest_is_kept(client: Client, ada: User) -> None:
    link = _invite(client)
    assert link.split("/")[2] not in str(Invitation.objects.values_list().get())
    assert main(client.get("/invitations/")).all("code") == []


def test_the_link_goes_by_mail_where_an_address_is_given(client: Client, ada: User) -> None:
    link = _invite(client, email="bea@example.org")
    assert mail.outbox[0].to == ["bea@example.org"]
    assert f"http://testserver{link}" in str(mail.outbox[0].body)


def test_an_admin_of_a_show_invites_there_alone(client: Client) -> None:
    show, elsewhere, user = ShowFactory(), ShowFactory(), UserFactory()
    ShowRole.objects.create(user=user, show=show, role="admin")
    other = Invitation.objects.create(show=elsewhere, role="reader")
    client.force_login(user)
    for place in ("", elsewhere.pk):
        assert client.post("/invitations/", {"role": "admin", "show": place}).status_code == 422
    assert client.post("/invitations/", {"role": "admin", "show": show.pk}).status_code == 302
    assert client.post(f"/invitations/{other.pk}/withdraw/").status_code == 403


@pytest.mark.parametrize(
    "posted", [{"role": "king"}, {"show": "9"}, {"email": "no address"}, {"show": "x\x00"}]
)
def test_bad_input_is_told_and_makes_none(client: Client, ada: User, posted: dict[str, str]) -> None:
    answer = client.post("/invitations/", {"role": "editor", **posted})
    assert answer.status_code == 422
    assert main(answer).all(class_="errorlist")
    assert not Invitation.objects.exists()
