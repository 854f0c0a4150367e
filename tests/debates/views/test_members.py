from __future__ import annotations

import pytest
from django.test import Client

from debates.models import ShowRole, User
from tests.factories import ShowFactory, UserFactory
from tests.pages import main

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(client: Client) -> User:
    user: User = UserFactory(username="ada", role="admin")
    client.force_login(user)
    return user


def _role(person: User) -> str:
    return User.objects.get(pk=person.pk).role


def test_lists_people_with_their_roles(client: Client, ada: User, django_assert_num_queries: object) -> None:
    show = ShowFactory(name="The show")
    for name in ("bea", "cyd"):
        ShowRole.objects.create(user=UserFactory(username=name), show=show, role="editor")
    with django_assert_num_queries(5):
        page = main(client.get("/members/"))
    assert page.texts("th", scope="row") == ["ada", "bea", "cyd"]
    assert page.texts("td")[4] == "editor of The show"
    assert main(client.get("/members/?name=be")).texts("th", scope="row") == ["bea"]


def test_gives_a_role_for_the_site(client: Client, ada: User) -> None:
    bea = UserFactory()
    client.post(f"/members/{bea.pk}/", {"part": "site", "role": "editor", "may_sign_in": "on"})
    assert _role(bea) == "editor"


def test_gives_and_takes_a_role_for_a_show(client: Client, ada: User) -> None:
    bea, show = UserFactory(), ShowFactory()
    client.post(f"/members/{bea.pk}/", {"show": show.pk, "role": "admin"})
    assert ShowRole.objects.get(given_by=ada).role == "admin"
    client.post(f"/members/{bea.pk}/", {"show": show.pk, "role": ""})
    assert not ShowRole.objects.exists()


def test_shuts_somebody_out_at_once(client: Client, ada: User) -> None:
    bea, theirs = UserFactory(role="editor"), Client()
    theirs.force_login(bea)
    client.post(f"/members/{bea.pk}/", {"part": "site", "role": "editor"})
    assert theirs.get("/debates/new/").status_code == 302


def test_the_last_admin_stays_one(client: Client, ada: User) -> None:
    page = client.post(
        f"/members/{ada.pk}/", {"part": "site", "role": "reader", "may_sign_in": "on"}, follow=True
    )
    assert "The site needs an admin" in main(page).text
    assert (
        "You cannot shut yourself out"
        in main(client.post(f"/members/{ada.pk}/", {"part": "site", "role": "admin"}, follow=True)).text
    )
    assert User.objects.get(pk=ada.pk, is_active=True).role == "admin"


def test_an_admin_of_a_show_reaches_its_people_alone(client: Client) -> None:
    show, elsewhere, user, bea, cyd = ShowFactory(), ShowFactory(), *(UserFactory() for _ in range(3))
    for person, place in ((user, show), (bea, show), (cyd, elsewhere)):
        ShowRole.objects.create(user=person, show=place, role="admin")
    client.force_login(user)
    assert main(client.get("/members/")).texts("th", scope="row") == [user.username, bea.username]
    assert client.get(f"/members/{cyd.pk}/").status_code == 404
    assert (
        client.post(f"/members/{bea.pk}/", {"part": "site", "role": "admin", "may_sign_in": "on"}).status_code
        == 403
    )
    assert client.post(f"/members/{bea.pk}/", {"show": elsewhere.pk, "role": "admin"}).status_code == 422
    assert (_role(bea), bea.show_roles.count()) == ("reader", 1)


@pytest.mark.parametrize("posted", [{"part": "site", "role": "king"}, {"show": "x", "role": "editor"}, {}])
def test_bad_input_is_told(client: Client, ada: User, posted: dict[str, str]) -> None:
    bea = UserFactory()
    assert client.post(f"/members/{bea.pk}/", posted).status_code == 422
    assert _role(bea) == "reader"
