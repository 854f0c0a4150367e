from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from debates.models import Claim, Comment, Presence, ShowRole, User, Watch
from tests.factories import DebateFactory, SpeakerFactory, Talk, UserFactory, link, supplied
from tests.pages import Element, main
from transcripts.models import Episode

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim() -> Claim:
    return Talk("The talk").claim(SpeakerFactory(name="Ann Archer"), "Models copy people.")


@pytest.fixture
def bea(client: Client) -> User:
    user: User = UserFactory(username="bea")
    client.force_login(user)
    return user


def _section(client: Client, heading: str) -> Element:
    return main(client.get("/notices/")).one("section", aria_labelledby=heading)


class TestWhatOneFollows:
    def test_is_put_on_the_list_once_and_taken_off(self, client: Client, bea: User, claim: Claim) -> None:
        for _ in range(2):
            answer = client.post("/watching/", {"claim": claim.key, "follow": "on"})
        assert answer["Location"] == claim.get_absolute_url()
        assert _section(client, "followed").texts("a") == ["Models copy people."]
        client.post("/watching/", {"claim": claim.key})
        assert not Watch.objects.exists()

    def test_tells_of_comments_of_others(self, client: Client, bea: User, claim: Claim) -> None:
        debate = DebateFactory()
        debate.place(claim)
        client.post("/watching/", {"debate": debate.slug, "follow": "on"})
        cyd = UserFactory(username="cyd")
        for author, text in ((cyd, "Theirs."), (bea, "Own.")):
            Comment.objects.create(claim=claim, author=author, text=text)
        old = timezone.now() - timedelta(days=31)
        Comment.objects.create(claim=claim, author=cyd, text="Old.", written_at=old)
        (line,) = _section(client, "said").texts("li")
        assert line.startswith("New cyd,")
        assert line.endswith("Theirs.")
        client.post("/notices/")
        assert _section(client, "said").texts("strong") == []

    def test_says_nothing_of_words_that_were_closed_since(
        self, client: Client, bea: User, claim: Claim
    ) -> None:
        client.post("/watching/", {"claim": claim.key, "follow": "on"})
        relation = link(claim, "attack", supplied("What copies does not think."))
        for about in ({"claim": claim}, {"relation": relation}):
            comment = Comment(**about, author=UserFactory())
            comment.say("They copy, @bea.")
        assert "They copy" in _section(client, "said").text
        episode = claim.quotes.get().utterance.transcript.episode
        Episode.objects.filter(pk=episode.pk).update(visibility="private")
        page = main(client.get("/notices/")).text
        assert "They copy" not in page
        assert "Models copy people." not in page
        ShowRole.objects.create(user=bea, show=episode.show, role="reader")
        assert "They copy" in _section(client, "said").text

    def test_takes_a_comment_that_is_sent_twice_once(self, client: Client, claim: Claim) -> None:
        client.force_login(UserFactory(role="contributor"))
        address = f"/claims/{claim.key}/discussion/"
        form = main(client.get(address)).one("section", aria_labelledby="say")
        once = form.one("input", name="once").attributes["value"]
        for _ in range(2):
            client.post(address, {"text": "Is it?", "once": once})
        assert [comment.text for comment in Comment.objects.all()] == ["Is it?"]

    def test_tells_of_changes_by_others(self, client: Client, bea: User, claim: Claim) -> None:
        assert "Nothing was changed." in _section(client, "changed").text
        client.post("/watching/", {"claim": claim.key, "follow": "on"})
        Claim.objects.filter(pk=claim.pk).update(text="Models imitate people.")
        assert "imitate" in _section(client, "changed").text

    def test_has_to_be_there_and_has_an_end(self, client: Client, bea: User, claim: Claim) -> None:
        for posted in ({"claim": "nothing"}, {"debate": "nothing"}, {}, {"claim": "\x00"}):
            assert client.post("/watching/", {**posted, "follow": "on"})["Location"] == "/notices/"
        Watch.objects.bulk_create(Watch(user=bea, debate=DebateFactory()) for _ in range(200))
        client.post("/watching/", {"claim": claim.key, "follow": "on"})
        assert Watch.objects.count() == 200


class TestPresence:
    PLACE = {"place": "/debates/is-it-so/change/"}

    def test_names_who_else_has_the_page_open(self, client: Client) -> None:
        there = Client()
        there.force_login(UserFactory(username="cyd", role="editor"))
        client.force_login(UserFactory(username="bea", role="editor"))
        there.post("/presence/", self.PLACE)
        assert (
            client.post("/presence/", self.PLACE).content.decode().strip() == "cyd has this page open, too."
        )
        assert client.post("/presence/", {"place": "/debates/new/"}).content.decode().strip() == ""
        Presence.objects.update(at=timezone.now() - timedelta(seconds=51))
        assert client.post("/presence/", self.PLACE).content.decode().strip() == ""

    def test_of_long_ago_is_forgotten(self, client: Client) -> None:
        client.force_login(UserFactory(role="editor"))
        client.post("/presence/", self.PLACE)
        Presence.objects.update(at=timezone.now() - timedelta(minutes=9))
        client.post("/presence/", {"place": "/debates/new/"})
        assert list(Presence.objects.values_list("place", flat=True)) == ["/debates/new/"]

    @pytest.mark.parametrize("place", ["", "x", "//evil.example/", "/a?b/", "/" + "a" * 200 + "/"])
    def test_is_noted_at_pages_of_the_site_alone(self, client: Client, place: str) -> None:
        client.force_login(UserFactory(role="editor"))
        assert client.post("/presence/", {"place": place}).status_code == 422
        assert not Presence.objects.exists()
