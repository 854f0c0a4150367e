from __future__ import annotations

import pytest
from django.test import Client

from debates.amending.takedowns import take_down
from debates.models import Claim, RightOfReply, User
from tests.factories import DebateFactory, SpeakerFactory, Talk, UserFactory
from tests.pages import main
from transcripts.models import Episode, Show


@pytest.fixture
def admin_user(db: None) -> User:
    user: User = UserFactory(username="ada", role=User.Role.ADMIN)
    return user


@pytest.fixture
def admin(client: Client, admin_user: User) -> Client:
    client.force_login(admin_user)
    return client


@pytest.fixture
def talk(db: None) -> Talk:
    talk = Talk("The talk")
    talk.claim(SpeakerFactory(name="Ann Archer"), "Models copy people.")
    return talk


def _page(talk: Talk) -> str:
    return f"{talk.episode.get_absolute_url()}visibility/"


class TestWhoMayDecide:
    def _all(self, talk: Talk) -> list[tuple[str, str]]:
        page, claim = talk.episode.get_absolute_url(), Claim.objects.get().get_absolute_url()
        gets = [("get", "/visibility/"), ("get", f"{page}visibility/"), ("get", f"{claim}reply/")]
        posts = [
            ("post", f"/visibility/{talk.episode.show.slug}/"),
            ("post", f"{page}take-down/"),
            ("post", f"{page}lift/"),
        ]
        return gets + posts

    def test_strangers_are_asked_to_sign_in(self, talk: Talk, client: Client) -> None:
        for method, address in self._all(talk):
            assert getattr(client, method)(address)["Location"].startswith("/sign-in/?next="), address

    def test_editors_are_refused(self, talk: Talk, editor: Client) -> None:
        for method, address in self._all(talk):
            assert getattr(editor, method)(address, {"reason": "x"}).status_code == 403, address
        assert not Episode.objects.get().is_taken_down

    def test_a_takedown_is_a_post(self, talk: Talk, admin: Client) -> None:
        page = talk.episode.get_absolute_url()
        for address in (f"{page}take-down/", f"{page}lift/", f"/visibility/{talk.episode.show.slug}/"):
            assert admin.get(address).status_code == 405

    def test_what_does_not_exist_is_not_found(self, admin: Client) -> None:
        assert admin.get("/shows/no/such/visibility/").status_code == 404
        assert admin.post("/visibility/no/", {"visibility": "private"}).status_code == 404
        assert admin.post("/rights-of-reply/1/withdraw/").status_code == 404


class TestVisibility:
    def test_of_a_show_is_set(self, talk: Talk, admin: Client) -> None:
        answer = admin.post(f"/visibility/{talk.episode.show.slug}/", {"visibility": "unlisted"}, follow=True)
        assert Show.objects.get().visibility == "unlisted"
        assert f"{talk.episode.show.name} is unlisted." in main(answer).text
        assert "The talk" in main(answer).texts("a")

    def test_of_a_show_is_one_of_three(self, talk: Talk, admin: Client) -> None:
        answer = admin.post(f"/visibility/{talk.episode.show.slug}/", {"visibility": "secret"}, follow=True)
        assert Show.objects.get().visibility == "public"
        assert "Choose one of the three." in main(answer).text

    def test_of_an_episode_is_set_and_the_stricter_is_told(self, talk: Talk, admin: Client) -> None:
        Show.objects.update(visibility="private")
        answer = admin.post(_page(talk), {"visibility": "public"}, follow=True)
        assert Episode.objects.get().visibility == "public"
        assert "The talk is private." in main(answer).text

    def test_of_an_episode_may_be_left_to_its_show(self, talk: Talk, admin: Client) -> None:
        Episode.objects.update(visibility="private")
        admin.post(_page(talk), {"visibility": ""})
        assert Episode.objects.get().visibility == ""

    def test_of_an_episode_is_none_but_these(self, talk: Talk, admin: Client) -> None:
        assert admin.post(_page(talk), {"visibility": "secret"}).status_code == 422

    def test_is_told_on_the_episodes_page(self, talk: Talk, admin: Client) -> None:
        Episode.objects.update(visibility="private")
        assert "Private: only editors see this page" in main(admin.get(talk.episode.get_absolute_url())).text


class TestATakedown:
    def test_needs_a_reason(self, talk: Talk, admin: Client) -> None:
        answer = admin.post(f"{talk.episode.get_absolute_url()}take-down/", {"reason": " "})
        assert answer.status_code == 422
        assert main(answer).one("ul", class_="errorlist").text == "This field is required."
        assert not Episode.objects.get().is_taken_down

    def test_is_made_and_lifted_with_who_and_why_kept(self, talk: Talk, admin: Client) -> None:
        page = talk.episode.get_absolute_url()
        admin.post(f"{page}take-down/", {"reason": "The guest asked for it."})
        assert Episode.objects.get().is_taken_down
        admin.post(f"{page}lift/", {"reason": "The guest agreed."})
        history = main(admin.get(f"{page}visibility/")).all("li", class_="tile")
        assert len(history) == 1
        assert "by ada: The guest asked for it." in history[0].text
        assert "by ada: The guest agreed." in history[0].text
        assert "Models copy people." in main(admin.get(page)).text

    def test_of_what_is_down_or_lift_of_what_is_not_says_so(
        self, talk: Talk, admin: Client, admin_user: User
    ) -> None:
        page = talk.episode.get_absolute_url()
        lifted = admin.post(f"{page}lift/", {"reason": "x"}, follow=True)
        assert "The words of this episode are not taken down." in main(lifted).text
        take_down(talk.episode, "First.", by=admin_user)
        again = admin.post(f"{page}take-down/", {"reason": "Second."}, follow=True)
        assert "taken down already" in main(again).text


class TestARightOfReply:
    def _enter(self, admin: Client, **changed: str) -> object:
        fields = {"person": "Ann Archer", "given_by": "themselves", "text": "I meant some of them."}
        return admin.post(f"{Claim.objects.get().get_absolute_url()}reply/", fields | changed)

    def test_stands_with_the_claim_under_the_persons_name(
        self, talk: Talk, admin: Client, admin_user: User
    ) -> None:
        self._enter(admin, source_url="https://example.org/letter")
        reply = RightOfReply.objects.get()
        assert (reply.person, reply.entered_by) == ("Ann Archer", admin_user)
        shown = main(Client().get(reply.claim.get_absolute_url())).one("div", class_="right-of-reply")
        assert "Right of reply: Ann Archer, in their own words, entered" in shown.text
        assert "I meant some of them." in shown.text
        assert shown.one("a").attributes["href"] == "https://example.org/letter"

    def test_stands_on_the_card_in_a_debate(self, talk: Talk, admin: Client) -> None:
        debate = DebateFactory()
        debate.place(Claim.objects.get())
        self._enter(admin)
        card = main(admin.get(debate.get_absolute_url())).one("div", class_="right-of-reply")
        assert "I meant some of them." in card.text

    @pytest.mark.parametrize(
        "changed", [{"text": ""}, {"person": " "}, {"given_by": "x"}, {"source_url": "javascript:1"}]
    )
    def test_is_refused_where_something_is_missing(
        self, talk: Talk, admin: Client, changed: dict[str, str]
    ) -> None:
        assert self._enter(admin, **changed).status_code == 422
        assert not RightOfReply.objects.exists()

    def test_is_withdrawn_and_shown_no_more(self, talk: Talk, admin: Client) -> None:
        self._enter(admin)
        reply = RightOfReply.objects.get()
        admin.post(f"/rights-of-reply/{reply.pk}/withdraw/")
        again = admin.post(f"/rights-of-reply/{reply.pk}/withdraw/", follow=True)
        assert "withdrawn already" in main(again).text
        assert main(again).all("div", class_="right-of-reply") == []

    def test_is_shown_as_text_and_never_as_markup(self, talk: Talk, admin: Client) -> None:
        self._enter(admin, text="<script>alert(1)</script>")
        page = admin.get(Claim.objects.get().get_absolute_url())
        assert "<script>alert(1)" not in page.content.decode()
