from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree

from debates import likeness
from debates.amending.takedowns import take_down
from debates.models import SavedSearch, User
from debates.models.saved_search import MOST_A_PERSON
from tests.factories import SpeakerFactory, Talk, UserFactory, supplied
from tests.pages import main
from transcripts.models import Episode, Transcript
from transcripts.searching import vectors
from transcripts.searching.rows import index_episode

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
RAINED, POURED = "The models rained on the job.", "It poured on the job."


@pytest.fixture
def talk() -> Talk:
    talk = Talk("Rain")
    ann = SpeakerFactory(name="Ann Lee")
    talk.say(ann, RAINED)
    talk.claim(SpeakerFactory(name="Bob"), POURED)
    talk.say(ann, "Nothing else was said.")
    index_episode(talk.episode)
    return talk


def _kept(typed: str, **owner: object) -> SavedSearch:
    return SavedSearch.objects.keep(UserFactory(**owner), typed)


def _entries(client: Client, kept: SavedSearch) -> list[tuple[str, str]]:
    """Titles and texts of the feed."""
    response = client.get(kept.get_absolute_url())
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert "private" in response["Cache-Control"]
    feed = etree.fromstring(response.content)
    return [
        (each.findtext(f"{ATOM}title") or "", each.findtext(f"{ATOM}summary") or "")
        for each in feed.findall(f"{ATOM}entry")
    ]


def test_a_search_is_kept_listed_and_let_go(reader: Client) -> None:
    assert reader.post("/searches/keep/", {"q": "  models   job "}).status_code == 302
    kept = SavedSearch.objects.get()
    assert kept.typed == "models job"
    page = main(reader.get("/searches/"))
    assert page.one("h3").text == "models job"
    assert page.one("input", readonly="").attributes["value"].endswith(f"/searches/{kept.secret}.atom")
    assert reader.post(f"/searches/{kept.pk}/let-go/").status_code == 302
    assert main(reader.get("/searches/")).all("h3") == []
    assert reader.get(kept.get_absolute_url()).status_code == 404


def test_the_search_page_offers_to_keep_it_to_those_who_signed_in(client: Client, talk: Talk) -> None:
    assert "Tell me when" not in main(client.get("/search/", {"q": "job"})).text
    client.force_login(UserFactory())
    form = main(client.get("/search/", {"q": "job"})).one("form", action="/searches/keep/")
    assert form.one("input", name="q").attributes["value"] == "job"


def test_the_same_search_is_kept_once(reader: Client) -> None:
    for _ in range(2):
        reader.post("/searches/keep/", {"q": "models"})
    assert SavedSearch.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "trouble"),
    [
        ("", "Nothing is looked for there."),
        ("after:2024 \x00", "Nothing is looked for there."),
        ("x" * 501, "at most 500 characters"),
    ],
)
def test_what_asks_for_nothing_or_too_much_is_not_kept(reader: Client, typed: str, trouble: str) -> None:
    response = reader.post("/searches/keep/", {"q": typed})
    assert response.status_code == 422
    assert trouble in main(response).one("p", id="trouble").text
    assert SavedSearch.objects.count() == 0


def test_nobody_keeps_more_than_fifty(reader: Client) -> None:
    owner = User.objects.get()
    SavedSearch.objects.bulk_create(
        SavedSearch(owner=owner, typed=f"models {n}") for n in range(MOST_A_PERSON)
    )
    response = reader.post("/searches/keep/", {"q": "one more"})
    assert response.status_code == 422
    assert "You keep 50 searches" in main(response).one("p", id="trouble").text


def test_strangers_are_asked_to_sign_in_and_see_nobody_elses(client: Client, reader: Client) -> None:
    kept = _kept("models")
    assert main(reader.get("/searches/")).all("h3") == []
    assert reader.post(f"/searches/{kept.pk}/let-go/").status_code == 404
    stranger = Client()
    for answer in (stranger.get("/searches/"), stranger.post("/searches/keep/", {"q": "models"})):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/sign-in/")
    assert SavedSearch.objects.count() == 1


def test_pages_that_are_sent_to_are_not_read_and_the_other_way_round(reader: Client) -> None:
    kept = _kept("models")
    assert reader.get("/searches/keep/").status_code == 405
    assert reader.get(f"/searches/{kept.pk}/let-go/").status_code == 405
    assert reader.post("/searches/").status_code == reader.post(kept.get_absolute_url()).status_code == 405


def test_a_feed_tells_what_was_said_and_claimed_the_latest_first(client: Client, talk: Talk) -> None:
    Transcript.objects.update(imported_at=datetime.datetime(2024, 1, 2, tzinfo=datetime.UTC))
    show = talk.episode.show.name
    assert _entries(client, _kept("job")) == [
        ("A claim of Bob", POURED),
        (f"Bob in “Rain”, {show}", POURED),
        (f"Ann Lee in “Rain”, {show}", RAINED),
    ]


def test_a_feed_is_narrowed_as_its_search_is(client: Client, talk: Talk) -> None:
    assert [text for _, text in _entries(client, _kept("job speaker:Ann"))] == [RAINED]
    assert [text for _, text in _entries(client, _kept("job in:claims"))] == [POURED]
    assert _entries(client, _kept("job speaker:Nobody")) == []


def test_a_feed_leads_to_the_second(client: Client, talk: Talk) -> None:
    answer = client.get(_kept("models").get_absolute_url()).content.decode()
    assert f'href="http://testserver{talk.episode.get_absolute_url()}?t=0"' in answer


def test_markup_in_what_was_said_is_shown_by_readers_of_feeds_and_not_run(client: Client, talk: Talk) -> None:
    talk.say(None, "A <b>job</b> & <img src=x onerror=alert(1)>.")
    index_episode(talk.episode)
    texts = [text for _, text in _entries(client, _kept("job -rained -poured"))]
    assert texts == ["A &lt;b&gt;job&lt;/b&gt; &amp; &lt;img src=x onerror=alert(1)&gt;."]


def test_a_feed_tells_of_the_same_said_in_other_words(client: Client, talk: Talk) -> None:
    talk.say(None, "Road tolls are fair.")
    supplied("Tolls on roads are just.")
    index_episode(talk.episode)
    vectors.fill()
    likeness.fill()
    found = {text for _, text in _entries(client, _kept("tolls on roads are fair"))}
    assert found == {"Road tolls are fair.", "Tolls on roads are just."}


@pytest.mark.parametrize("visibility", ["private", "unlisted"])
def test_a_feed_holds_public_words_alone_even_for_an_editor(
    client: Client, talk: Talk, visibility: str
) -> None:
    kept = _kept("job", role="editor")
    Episode.objects.update(visibility=visibility)
    assert _entries(client, kept) == []


def test_a_feed_forgets_words_that_are_taken_down(client: Client, talk: Talk) -> None:
    kept = _kept("job")
    take_down(talk.episode, "Said in confidence.", UserFactory(role="editor"))
    assert _entries(client, kept) == []


def test_a_feed_ends_with_its_owners_account(client: Client, talk: Talk) -> None:
    kept = _kept("job", is_active=False)
    assert client.get(kept.get_absolute_url()).status_code == 404
    assert client.get("/searches/guessed.atom").status_code == 404


def test_a_feed_makes_as_many_queries_however_much_it_tells(client: Client, talk: Talk) -> None:
    kept = _kept("job")
    counts = []
    for more in range(2):
        for n in range(3 * more):
            talk.claim(SpeakerFactory(), f"A job is {n}.")
        index_episode(talk.episode)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(kept.get_absolute_url())
        counts.append(len(queries))
    assert counts[0] == counts[1]
