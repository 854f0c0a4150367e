"""What readers must not see they see nowhere: every page of the site is asked, by its links and by its address."""

from __future__ import annotations

from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from debates.amending.takedowns import lift, take_down
from debates.models import (
    Claim,
    Comparison,
    Debate,
    Fidelity,
    Question,
    RelationKind,
    RightOfReply,
    Sense,
    ShowRole,
    Term,
    User,
)
from debates.standings.renewal import renew
from tests.factories import (
    DebateFactory,
    RecordingFactory,
    SectionFactory,
    SideFactory,
    SideHolderFactory,
    SpeakerFactory,
    Talk,
    UserFactory,
    link,
    suggested_claim,
)
from tests.pages import read
from transcripts.models import Chapter, CorrectionOffer, Episode, Recording, Speaker, Takedown
from transcripts.searching.rows import index_episode

HIDDEN = ("zebrafinch", "bowerbird")
"""Stand in every sentence of the talk that is closed, or in what is said about it; and on no other page."""


class World:
    """A debate on three talks. All that is said in `talk` is to be closed; what answers it is public."""

    def __init__(self) -> None:
        self.admin = UserFactory(role=User.Role.ADMIN)
        self.ann, self.bob = SpeakerFactory(name="Ann Archer"), SpeakerFactory(name="Bob Bell")
        self.cleo = SpeakerFactory(name="Cleo Cole")
        self.talk, self.public = Talk("Talk of bowerbird"), Talk("The open talk")
        self.debate: Debate = DebateFactory(question="Do birds sing?", slug="do-birds-sing")
        section = SectionFactory(debate=self.debate)
        for speaker in (self.ann, self.bob):
            SideHolderFactory(
                side=SideFactory(debate=self.debate, name=f"Side of {speaker.name}"), speaker=speaker
            )
        self.closed = self._claim(self.talk, self.ann, "Every zebrafinch sings to itself alone.")
        self.reason = self._claim(self.talk, self.ann, "The zebrafinch has no hearers in the wild.")
        self.report = self.talk.claim(
            self.cleo,
            "Bob thinks a zebrafinch is mute.",
            holder=self.bob,
            said="Bob says a zebrafinch is mute.",
        )
        self.open = self._claim(self.public, self.bob, "Birds sing to be heard.")
        self.own = self.public.say(self.bob, "I never said that they are mute.")
        both = self._claim(self.public, self.ann, "Song is learned.")
        self.talk.quote(both, self.talk.say(self.ann, "A young zebrafinch learns it."))
        for claim in (self.closed, self.reason, self.report, self.open, both):
            self.debate.place(claim, section)
        link(
            self.reason,
            RelationKind.SUPPORT,
            self.closed,
            evidence="no zebrafinch has hearers",
            reason="zebrafinch",
        )
        self.attack = link(self.open, RelationKind.ATTACK, self.closed)
        link(self.closed, RelationKind.UNDERCUT, self.attack, evidence="zebrafinch again")
        asked = self.talk.say(self.cleo, "Does the zebrafinch sing at night?")
        Question.objects.create(
            debate=self.debate,
            utterance=asked,
            outcome="answered",
            answer_claim=self.closed,
            decided_at=timezone.now(),
        )
        Comparison.objects.create(
            quote=self.report.quotes.get(),
            fidelity=Fidelity.FAITHFUL,
            own_words=self.own,
            decided_at=timezone.now(),
        )
        term = Term.objects.create(debate=self.debate, word="song")
        Sense.objects.create(
            term=term,
            side=self.debate.sides.order_by("pk")[0],
            meaning="a sound",
            quote=self.closed.quotes.get(),
        )
        suggested_claim(self.talk.say(self.ann, "One more zebrafinch."))
        CorrectionOffer.objects.create(utterance=asked, proposal="It is a zebrafinch.", visitor="x")
        Recording.objects.filter(episode=self.talk.episode).update(
            media_url="https://example.org/zebrafinch.mp3"
        )
        Episode.objects.filter(pk=self.talk.episode.pk).update(about="All about the zebrafinch.")
        Chapter.objects.create(episode=self.talk.episode, start_s=0, title="On the zebrafinch")
        renew()
        for talk in (self.talk, self.public):
            index_episode(talk.episode)

    def _claim(self, talk: Talk, speaker: Speaker, text: str) -> Claim:
        return talk.claim(speaker, text)


@pytest.fixture
def world(db: None) -> World:
    return World()


def _fill(world: World, pattern: URLPattern) -> str | None:
    """An address of this pattern about what is closed; None where the test knows no object for it."""
    known = {
        "debate": world.debate.slug,
        "claim": world.closed.key,
        "show": world.talk.episode.show.slug,
        "episode": world.talk.episode.slug,
        "speaker": world.ann.slug,
        "version": 1,
    }
    wanted = pattern.pattern.regex.groupindex
    if not set(wanted) <= {*known, "pk"}:
        return None
    values = {name: known.get(name) for name in wanted}
    if "pk" in wanted:
        values["pk"] = world.talk.transcript.recording_id
    return reverse(pattern.name, kwargs=values)


def _patterns() -> list[URLPattern]:
    found: list[URLPattern] = []
    waiting = list(get_resolver().url_patterns)
    while waiting:
        each = waiting.pop()
        if isinstance(each, URLResolver):
            waiting += [] if str(each.pattern).startswith("admin") else each.url_patterns
        elif each.name:
            found.append(each)
    return found


def _everything(world: World, client: Client) -> dict[str, str]:
    """What each page says that is reached by links or by an address of the site map, but for that very address.

    Nothing is posted.
    """
    waiting = [address for pattern in _patterns() if (address := _fill(world, pattern))]
    waiting += [claim.get_absolute_url() for claim in Claim.objects.all()]
    waiting += [speaker.get_absolute_url() for speaker in Speaker.objects.all()]
    waiting += [
        f"/sitemap-{part}.xml" for part in ("lists", "debates", "claims", "episodes", "speakers", "shows")
    ]
    waiting += ["/", "/sitemap.xml", "/search/?q=zebrafinch", "/search/suggest/?q=zebraf", "/?q=zebrafinch"]
    said: dict[str, str] = {}
    while waiting:
        address = urldefrag(waiting.pop()).url
        if address in said or len(said) > 300:
            continue
        response = client.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        if urlsplit(address).path == "/search/":  # repeats what was typed: its hits stand in sections
            body = " ".join(read(response).texts("section")).encode()
        said[address] = (
            body.decode(errors="replace").replace(address, "") if address != "/" else body.decode()
        )
        if response.status_code in {301, 302}:
            waiting.append(urlsplit(urljoin(address, response["Location"])).path)
        if response["Content-Type"].startswith("text/html") and response.status_code == 200:
            links = [urljoin(address, each.attributes.get("href", "")) for each in read(response).all("a")]
            waiting += [
                link
                for link in links
                if not urlsplit(link).netloc and not link.startswith(("/admin/", "mailto:"))
            ]
    return said


def _showing(said: dict[str, str], words: tuple[str, ...]) -> list[str]:
    return sorted({address for address, body in said.items() for word in words if word in body.lower()})


def _with_a_role(talk: Talk, role: str) -> User:
    user: User = UserFactory()
    ShowRole.objects.create(user=user, show=talk.episode.show, role=role)
    return user


class TestWordsOfAPrivateEpisode:
    @pytest.fixture(params=["episode", "show"])
    def private(self, world: World, request: pytest.FixtureRequest) -> World:
        if request.param == "episode":
            Episode.objects.filter(pk=world.talk.episode.pk).update(visibility="private")
        else:
            show = world.talk.episode.show
            show.visibility = "private"
            show.save()
        return world

    def test_are_shown_to_a_stranger_nowhere(self, private: World, client: Client) -> None:
        assert _showing(_everything(private, client), HIDDEN) == []

    @pytest.mark.parametrize("role", ["admin"])
    def test_are_shown_to_nobody_whose_role_is_for_another_show(
        self, private: World, client: Client, role: str
    ) -> None:
        client.force_login(_with_a_role(private.public, role))
        assert _showing(_everything(private, client), HIDDEN) == []

    @pytest.mark.parametrize("role", ["reader", "editor"])
    def test_are_shown_to_whoever_has_a_role_for_the_show(
        self, private: World, client: Client, role: str
    ) -> None:
        client.force_login(_with_a_role(private.talk, role))
        for about in (private.talk.episode, private.closed, private.debate, private.ann):
            assert "zebrafinch" in read(client.get(about.get_absolute_url())).text
        assert "A claim on private words" not in read(client.get(private.debate.get_absolute_url())).text

    def test_leave_pages_that_do_not_exist(self, private: World, client: Client) -> None:
        page = private.talk.episode.get_absolute_url()
        for address in (page, f"{page}versions/1/", f"{page}correct/"):
            assert client.get(address).status_code == 404

    def test_are_shown_to_editors(self, private: World, editor: Client) -> None:
        said = _everything(private, editor)
        assert "zebrafinch" in said[private.talk.episode.get_absolute_url()].lower()
        assert "zebrafinch" in said[private.closed.get_absolute_url()].lower()
        assert "zebrafinch" in said[private.debate.get_absolute_url()].lower()

    def test_leave_the_map_its_structure(self, private: World, client: Client) -> None:
        text = read(client.get(private.debate.get_absolute_url())).text
        assert "A claim on private words" in text
        assert "Birds sing to be heard." in text
        assert "Song is learned." in text


class TestWordsThatWereTakenDown:
    @pytest.fixture
    def down(self, world: World) -> Takedown:
        return take_down(world.talk.episode, "The guest asked for it.", by=world.admin)

    @pytest.mark.parametrize("role", [None, User.Role.ADMIN])
    def test_are_shown_to_nobody_nowhere(
        self, world: World, down: Takedown, client: Client, role: User.Role | None
    ) -> None:
        if role:
            client.force_login(UserFactory(role=role))
        assert _showing(_everything(world, client), ("zebrafinch",)) == []

    def test_leave_a_page_that_says_why(self, world: World, down: Takedown, client: Client) -> None:
        text = read(client.get(world.talk.episode.get_absolute_url())).text
        assert "The words of this episode were taken down" in text
        assert "The guest asked for it." in text

    def test_leave_the_map_its_structure(self, world: World, down: Takedown, client: Client) -> None:
        page = read(client.get(world.debate.get_absolute_url()))
        assert "Words taken down" in page.texts("p", class_="claim-text")
        assert "words taken down" in page.texts("span", class_="taken-down")
        assert "Ann Archer" in page.texts("a", class_="who")

    def test_come_back_when_that_is_lifted(self, world: World, down: Takedown, client: Client) -> None:
        lift(down, "The guest agreed.", by=world.admin)
        page = client.get(world.talk.episode.get_absolute_url()).content.decode()
        assert "Every zebrafinch sings to itself alone." in page
        assert "https://example.org/zebrafinch.mp3" in page


class TestAnUnlistedEpisode:
    def test_is_reached_by_its_address_and_stands_in_no_list(self, world: World, client: Client) -> None:
        Episode.objects.filter(pk=world.talk.episode.pk).update(visibility="unlisted")
        assert client.get(world.talk.episode.get_absolute_url()).status_code == 200
        front, speaker = read(client.get("/")), read(client.get(world.ann.get_absolute_url()))
        assert "Talk of bowerbird" not in front.texts("h3")
        assert "The open talk" in front.texts("h3")
        assert [title for title in speaker.texts("h3") if "talk" in title.lower()] == ["The open talk"]
        assert "zebrafinch" not in speaker.text.lower()

    def test_is_not_for_search_engines(self, world: World, client: Client) -> None:
        Episode.objects.filter(pk=world.talk.episode.pk).update(visibility="unlisted")
        page = world.talk.episode.get_absolute_url()
        for address in (page, f"{page}versions/1/"):
            assert client.get(address)["X-Robots-Tag"] == "noindex"
        assert "X-Robots-Tag" not in client.get(world.public.episode.get_absolute_url())

    def test_gives_the_front_page_no_words(self, world: World, client: Client) -> None:
        assert _showing({"/": client.get("/").content.decode()}, HIDDEN) == ["/"]
        Episode.objects.filter(pk=world.talk.episode.pk).update(visibility="unlisted")
        front = client.get("/").content.decode()
        assert "Do birds sing?" in front
        assert _showing({"/": front}, HIDDEN) == []

    def test_is_quoted_where_an_editor_placed_its_claims(self, world: World, client: Client) -> None:
        Episode.objects.filter(pk=world.talk.episode.pk).update(visibility="unlisted")
        text = read(client.get(world.debate.get_absolute_url())).text
        assert "Every zebrafinch sings to itself alone." in text


def test_a_right_of_reply_to_private_words_is_not_shown(world: World, client: Client) -> None:
    RightOfReply.objects.create(claim=world.closed, person="Ann Archer", text="My bowerbird is meant.")
    Episode.objects.filter(pk=world.talk.episode.pk).update(visibility="private")
    assert _showing(_everything(world, client), HIDDEN) == []


def test_media_of_ours_of_words_that_are_closed_are_not_sent(world: World, client: Client) -> None:
    recording = RecordingFactory(episode=world.talk.episode, is_primary=False, media_file="recordings/x.mp3")
    take_down(world.talk.episode, "The guest asked for it.", by=world.admin)
    assert client.get(reverse("recording_media", args=[recording.pk])).status_code == 404
