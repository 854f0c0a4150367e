"""Pages that are kept for strangers: the same as those that are made anew, and never older than the last change."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from debates.models import Claim, Debate
from debates.standings.renewal import renew
from debates.views.keeping import kept
from tests.factories import SpeakerFactory, Talk, link
from tests.pages import main, read
from transcripts.models import Speaker
from transcripts.models.visibility import Visibility

pytestmark = pytest.mark.django_db

DEMO = "/debates/are-large-language-models-a-dead-end/"
PAGES = [
    "/",
    "/debates/",
    "/speakers/",
    "/shows/",
    "/shows/dwarkesh-podcast/",
    "/how-to-read/",
    "/speakers/richard-sutton/",
    "/speakers/richard-sutton/questions/",
    "/claims/no-true-world-model/",
    "/claims/no-true-world-model/map/",
    "/shows/dwarkesh-podcast/some-thoughts-on-the-sutton-interview/",
    *(
        f"{DEMO}{view}"
        for view in ("", "outline/", "map/", "map/words.json", "turns-on/", "what-if/", "time/")
    ),
    *(f"{DEMO}{view}" for view in ("questions/", "reports/")),
]


class TestOnTheDemo:
    @pytest.mark.parametrize("page", PAGES)
    def test_is_the_same_page_for_one_query(self, client: Client, demo: Debate, page: str) -> None:
        renew()
        made = client.get(page)
        with CaptureQueriesContext(connection) as queries:
            again = client.get(page)
        assert len(queries) == 1
        assert made.status_code == again.status_code == 200
        assert again.content == made.content
        assert dict(again.headers) == dict(made.headers)
        compressed = client.get(page, headers={"Accept-Encoding": "gzip"})
        assert compressed["Content-Encoding"] == "gzip"
        assert compressed["Vary"] == "Accept-Encoding, Cookie"

    def test_shows_a_claim_in_its_new_words_at_once(self, client: Client, demo: Debate) -> None:
        addresses = ["/claims/no-true-world-model/", DEMO, f"{DEMO}outline/", "/speakers/richard-sutton/"]
        for address in addresses:
            assert "Models dream of sheep." not in client.get(address).content.decode()
        Claim.objects.filter(key="no-true-world-model").update(text="Models dream of sheep.")
        for address in addresses:
            assert "Models dream of sheep." in client.get(address).content.decode()

    def test_shows_a_new_name_at_once(self, client: Client, demo: Debate) -> None:
        client.get(DEMO)
        Speaker.objects.filter(slug="richard-sutton").update(name="Rich Sutton")
        assert "Rich Sutton" in main(client.get(DEMO)).text

    def test_shows_a_new_answer_and_a_new_standing_at_once(self, client: Client) -> None:
        talk = Talk()
        claim = talk.claim(SpeakerFactory(), "It is so.")
        renew()
        assert "Never challenged" in main(client.get(claim.get_absolute_url())).text
        link(talk.claim(SpeakerFactory(), "It is not."), "attack", claim)
        page = main(client.get(claim.get_absolute_url())).text
        assert "It is not." in page
        assert "being worked out again" in page
        renew()
        page = main(client.get(claim.get_absolute_url())).text
        assert "Challenged and not answered" in page
        assert "being worked out again" not in page

    def test_hides_an_episode_at_once(self, client: Client) -> None:
        talk = Talk()
        claim = talk.claim(SpeakerFactory(), "It is so.")
        assert client.get(talk.episode.get_absolute_url()).status_code == 200
        assert "It is so." in main(client.get(claim.get_absolute_url())).text
        talk.episode.visibility = Visibility.PRIVATE
        talk.episode.save()
        assert client.get(talk.episode.get_absolute_url()).status_code == 404
        assert "It is so." not in main(client.get(claim.get_absolute_url())).text

    def test_what_an_editor_sees_is_not_shown_to_strangers(self, editor: Client) -> None:
        stranger = Client()
        talk = Talk()
        claim = talk.claim(SpeakerFactory(), "It is so.")
        talk.episode.visibility = Visibility.PRIVATE
        talk.episode.save()
        assert "It is so." in main(editor.get(claim.get_absolute_url())).text
        assert "It is so." not in main(stranger.get(claim.get_absolute_url())).text
        assert "It is so." in main(editor.get(claim.get_absolute_url())).text

    def test_addresses_and_hosts_have_pages_of_their_own(self, client: Client, demo: Debate) -> None:
        first, second = client.get("/debates/"), client.get("/debates/", headers={"Host": "127.0.0.1"})
        assert read(first).one("link", rel="canonical").attributes["href"] == "http://testserver/debates/"
        assert read(second).one("link", rel="canonical").attributes["href"] == "http://127.0.0.1/debates/"

    def test_a_browser_that_has_the_page_is_sent_none(self, client: Client, demo: Debate) -> None:
        tag = client.get(DEMO)["ETag"]
        answer = client.get(DEMO, headers={"If-None-Match": tag})
        assert answer.status_code == 304
        assert answer.content == b""
        Speaker.objects.filter(slug="richard-sutton").update(name="Rich Sutton")
        assert client.get(DEMO, headers={"If-None-Match": tag}).status_code == 200


def _twice(view: Callable[[HttpRequest], HttpResponse], rf: RequestFactory, **cookies: str) -> int:
    """How often a view is asked by two requests of a stranger with these cookies."""
    asked, address = 0, f"/counted/{uuid.uuid4()}/"

    def counted(request: HttpRequest) -> HttpResponse:
        nonlocal asked
        asked += 1
        return view(request)

    answer = kept(counted)
    for _ in range(2):
        request = rf.get(address)
        request.COOKIES.update(cookies)
        answer(request)
    return asked


class TestWhatIsNotKept:
    def test_a_plain_page_is(self, rf: RequestFactory) -> None:
        assert _twice(lambda request: HttpResponse("one"), rf) == 1

    def test_not_that_of_somebody_with_a_session_or_with_messages_waiting(self, rf: RequestFactory) -> None:
        assert _twice(lambda request: HttpResponse("two"), rf, sessionid="x") == 2
        assert _twice(lambda request: HttpResponse("two"), rf, messages="x") == 2

    def test_not_what_is_no_page(self, rf: RequestFactory) -> None:
        assert _twice(lambda request: HttpResponse("three", status=404), rf) == 2
        assert _twice(lambda request: HttpResponse(status=302, headers={"Location": "/"}), rf) == 2

    def test_not_a_form_with_a_token_of_its_reader(self, rf: RequestFactory) -> None:
        assert _twice(lambda request: HttpResponse(get_token(request)), rf) == 2

    def test_not_what_sets_a_cookie_or_says_what_it_varies_with(self, rf: RequestFactory) -> None:
        def greeting(request: HttpRequest) -> HttpResponse:
            answer = HttpResponse("four")
            answer.set_cookie("seen", "1")
            return answer

        assert _twice(greeting, rf) == 2
        assert _twice(lambda request: HttpResponse("five", headers={"Vary": "HX-Request"}), rf) == 2
