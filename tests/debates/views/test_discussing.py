from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from debates.models import Claim, Comment, Dissent, Mention, Relation, ShowRole, User
from debates.standings.loading import load_map
from tests.factories import SpeakerFactory, Talk, UserFactory, link
from tests.pages import main

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk() -> Talk:
    return Talk("The talk")


@pytest.fixture
def claim(talk: Talk) -> Claim:
    return talk.claim(SpeakerFactory(name="Ann Archer"), "Models copy people.")


@pytest.fixture
def relation(talk: Talk, claim: Claim) -> Relation:
    return link(talk.claim(SpeakerFactory(name="Ben Bow"), "They do not."), "attack", claim, evidence="not")


@pytest.fixture
def bea(client: Client) -> User:
    user: User = UserFactory(username="bea", role="contributor")
    client.force_login(user)
    return user


def _page(about: Claim | Relation) -> str:
    return f"/{'claims' if isinstance(about, Claim) else 'relations'}/{about.key}/discussion/"


def _say(client: Client, about: Claim | Relation, text: str) -> object:
    return client.post(_page(about), {"text": text})


def _all() -> list[int]:
    return list(Claim.objects.values_list("pk", flat=True))


class TestComments:
    def test_stand_in_order_as_plain_text_with_safe_links(
        self, client: Client, bea: User, claim: Claim
    ) -> None:
        answer = _say(client, claim, "See https://example.org/a <b>x</b>\nTwo.")
        assert answer["Location"] == f"{_page(claim)}#c{Comment.objects.get().pk}"
        _say(client, claim, "And javascript:alert(1)")
        page = main(client.get(_page(claim)))
        first, second = page.all("li", class_="tile")
        assert "See https://example.org/a <b>x</b>" in first.text
        assert first.all("a", href="https://example.org/a")[0].attributes["rel"] == "nofollow"
        assert [each.attributes["href"] for each in second.all("a")] == [
            f"/comments/{Comment.objects.last().pk}/change/"
        ]

    def test_stand_on_relations_as_well(self, client: Client, bea: User, relation: Relation) -> None:
        _say(client, relation, "Hardly.")
        page = main(client.get(_page(relation)))
        assert "“They do not.” rebuts “Models copy people.”" in page.text
        assert "Hardly." in page.one("li", class_="tile").text

    def test_tell_whom_they_name(self, client: Client, bea: User, claim: Claim) -> None:
        cyd = UserFactory(username="cyd")
        _say(client, claim, "Look, @cyd. Not @nobody, nor mail@bea, @cyd again.")
        assert list(Mention.objects.values_list("user", flat=True)) == [cyd.pk]
        other = Client()
        other.force_login(cyd)
        assert "bea" in main(other.get("/notices/")).all("li")[0].text

    def test_are_changed_and_taken_away_by_their_author(
        self, client: Client, bea: User, claim: Claim
    ) -> None:
        _say(client, claim, "One.")
        comment = Comment.objects.get()
        client.post(f"/comments/{comment.pk}/change/", {"text": "Two."})
        assert "Two." in main(client.get(_page(claim))).text
        client.post(f"/comments/{comment.pk}/remove/")
        page = main(client.get(_page(claim)))
        assert ("Taken away." in page.text, "Two." in page.text) == (True, False)
        assert "Two." not in Comment.objects.get().text

    def test_of_others_are_changed_by_nobody_and_taken_away_by_editors(
        self, client: Client, bea: User, claim: Claim
    ) -> None:
        comment = Comment.objects.create(claim=claim, author=UserFactory(), text="Hm.")
        assert client.post(f"/comments/{comment.pk}/change/", {"text": "x"}).status_code == 403
        assert client.post(f"/comments/{comment.pk}/remove/").status_code == 403
        User.objects.filter(pk=bea.pk).update(role="editor")
        assert client.post(f"/comments/{comment.pk}/remove/").status_code == 302

    def test_are_written_by_contributors_of_the_show_too(
        self, client: Client, talk: Talk, claim: Claim
    ) -> None:
        user = UserFactory()
        client.force_login(user)
        assert _say(client, claim, "Hm.").status_code == 403
        assert "Say something" not in main(client.get(_page(claim))).text
        ShowRole.objects.create(user=user, show=talk.episode.show, role="contributor")
        assert _say(client, claim, "Hm.").status_code == 302

    @pytest.mark.parametrize("text", ["", "   ", "x" * 4001, "a\x00b"])
    def test_have_to_say_something_short(self, client: Client, bea: User, claim: Claim, text: str) -> None:
        answer = _say(client, claim, text)
        assert (answer.status_code, Comment.objects.count()) == (422, 0)
        assert main(answer).all(class_="errorlist")

    def test_come_no_faster_than_thirty_in_ten_minutes(self, client: Client, bea: User, claim: Claim) -> None:
        Comment.objects.bulk_create(Comment(claim=claim, author=bea, text="x") for _ in range(30))
        answer = _say(client, claim, "One more.")
        assert (answer.status_code, "One more." in main(answer).one("textarea").text) == (422, True)
        Comment.objects.update(written_at=timezone.now() - timedelta(minutes=11))
        assert _say(client, claim, "One more.").status_code == 302

    def test_on_what_was_said_in_private_are_for_editors(
        self, client: Client, bea: User, talk: Talk, claim: Claim
    ) -> None:
        show = talk.episode.show
        show.visibility = "private"
        show.save()
        assert client.get(_page(claim)).status_code == 404


class TestDisputes:
    @pytest.fixture(autouse=True)
    def _edits(self, bea: User) -> None:
        User.objects.filter(pk=bea.pk).update(role="editor")

    def _dispute(self, client: Client, relation: Relation, kind: str, reason: str = "") -> None:
        client.post(f"/relations/{relation.key}/dispute/", {"kind": kind, "reason": reason})

    def test_keep_and_show_both_readings(self, client: Client, claim: Claim, relation: Relation) -> None:
        self._dispute(client, relation, "rephrase", "It says the same.")
        assert Relation.objects.get().kind == "attack"
        section = main(Client().get(claim.get_absolute_url())).all(class_="readings")[0]
        assert section.texts("li") == ["rebuts on the map", "restates as bea reads it: It says the same."]

    def test_make_the_link_a_disputed_one(self, client: Client, claim: Claim, relation: Relation) -> None:
        assert load_map(_all()).disputed == {}
        self._dispute(client, relation, "none")
        assert load_map(_all()).disputed == {relation.pk: (None,)}

    def test_are_over_where_the_map_comes_round_or_the_editor_does(
        self, client: Client, claim: Claim, relation: Relation
    ) -> None:
        self._dispute(client, relation, "support")
        Relation.objects.update(kind="support")
        assert load_map(_all()).disputed == {}
        Relation.objects.update(kind="attack")
        self._dispute(client, relation, "")
        assert not Dissent.objects.exists()

    @pytest.mark.parametrize("kind", ["attack", "undercut", "x"])
    def test_take_no_reading_that_makes_no_sense(self, client: Client, relation: Relation, kind: str) -> None:
        self._dispute(client, relation, kind)
        assert not Dissent.objects.exists()

    def test_of_an_undercut_say_only_that_there_is_no_link(
        self, client: Client, claim: Claim, relation: Relation
    ) -> None:
        undercut = link(claim, "undercut", relation)
        self._dispute(client, undercut, "support")
        assert not Dissent.objects.exists()
        self._dispute(client, undercut, "none")
        assert Dissent.objects.get().relation == undercut


def test_a_relation_to_a_private_claim_is_discussed_by_its_own_people_alone(
    claim: Claim, bea: User, client: Client
) -> None:
    closed = Talk("Behind closed doors")
    closed.episode.visibility = "private"
    closed.episode.save()
    relation = link(claim, "attack", closed.claim(SpeakerFactory(), "They think."))
    assert client.get(_page(relation)).status_code == 403
    assert _say(client, relation, "So?").status_code == 403  # type: ignore[attr-defined]
    ShowRole.objects.create(user=bea, show=closed.episode.show, role="reader")
    assert client.get(_page(relation)).status_code == 200
