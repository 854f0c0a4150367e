from __future__ import annotations

import time
from datetime import date
from urllib.parse import quote_plus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from debates import likeness
from debates.models import Claim
from tests.factories import (
    AliasFactory,
    DebateFactory,
    SectionFactory,
    SpeakerFactory,
    Talk,
    UserFactory,
    supplied,
)
from tests.pages import Element, main, read
from transcripts.models import Episode, Show, Speaker, Takedown
from transcripts.searching import vectors
from transcripts.searching.rows import index_episode
from transcripts.searching.spelling import learn

pytestmark = pytest.mark.django_db


def _page(client: Client, typed: str, **more: str) -> Element:
    response = client.get("/search/", {"q": typed, **more})
    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex"
    return main(response)


def _section(page: Element, group: str) -> list[str]:
    """What the hits of a group say, without who and where."""
    found = page.all("section", aria_labelledby=group)
    return [text for each in found for text in each.texts("p", class_="claim-text") or each.texts("h3")]


@pytest.fixture
def ann() -> Speaker:
    ann: Speaker = SpeakerFactory(name="Ann Lee", slug="ann-lee")
    AliasFactory(speaker=ann, name="Annie")
    return ann


@pytest.fixture
def talk(ann: Speaker) -> Talk:
    talk = Talk("The rain talk")
    Episode.objects.filter(pk=talk.episode.pk).update(published_on=date(2025, 3, 1))
    talk.claim(ann, "Rain copies people.", said="The café rained, and rain copies people.")
    bob = SpeakerFactory(name="Bob", slug="bob")
    talk.claim(bob, "Hail is over.", said="Critics say hail is over.", holder_words="Critics")
    talk.say(bob, "Nothing poured on <b>us</b>.")
    index_episode(talk.episode)
    return talk


def test_shows_every_group_with_what_was_looked_for_marked(client: Client, talk: Talk) -> None:
    DebateFactory(question="Does rain help?", slug="rain")
    SpeakerFactory(name="Rain Man", slug="rain-man")
    page = _page(client, "rain")
    assert page.texts("h2") == ["Claims 1", "Words said 1", "Episodes 1", "Debates 1"]
    assert page.texts("mark") == ["Rain", "rained", "rain", "rain", "rain"]
    assert _section(page, "words") == ["The café rained, and rain copies people."]


def test_a_hit_says_who_holds_it_where_and_when_and_opens_at_its_second(client: Client, talk: Talk) -> None:
    hit = _page(client, "hail").one("section", aria_labelledby="words").one("li")
    assert hit.texts("p", class_="claim-meta") == [
        f"Bob ▸ 0:05 {talk.episode.show.name}, 1 March 2025 More like this",
        "Critics’s view, as a claim: Hail is over.",
    ]
    address = f"{talk.episode.get_absolute_url()}?t=5"
    assert hit.one("p", class_="claim-text").one("a").attributes["href"] == address
    assert client.get(address, follow=True).redirect_chain == [(f"{talk.episode.get_absolute_url()}#u1", 302)]
    assert "Critics" in _page(client, "hail").one("section", aria_labelledby="claims").text


def test_what_was_said_is_never_read_as_a_page(client: Client, talk: Talk) -> None:
    page = _page(client, "poured")
    assert page.one("section", aria_labelledby="words").all("b") == []
    assert "<b>us</b>" in page.text


@pytest.mark.parametrize(
    ("typed", "words", "claims"),
    [
        ("cafe", 1, 0),
        ('"rain copies"', 1, 1),
        ("rain -people", 0, 0),
        ("hail OR café", 2, 1),
        ("peop*", 1, 1),
        ("speaker:annie", 1, 1),
        ("speaker:ann rain", 1, 1),
        ('speaker:"Bob" rain', 0, 0),
        ("holder:critics", 0, 1),
        ("holder:Ann hail", 0, 0),
        ("show:Show after:2025-03 rain", 1, 1),
        ("rain before:2025-03-01", 0, 0),
        ("rain in:claims", 0, 1),
    ],
)
def test_the_language_finds(client: Client, talk: Talk, typed: str, words: int, claims: int) -> None:
    page = _page(client, typed)
    assert (len(_section(page, "words")), len(_section(page, "claims"))) == (words, claims)


def test_the_same_filters_can_be_clicked_and_are_in_the_address(client: Client, talk: Talk) -> None:
    page = _page(client, "rain")
    links = {link.text: link.attributes["href"] for link in page.all("a")}
    assert links["said by Ann Lee"] == "?q=rain%20speaker%3A%22Ann%20Lee%22"
    assert links["held by Ann Lee"] == "?q=rain%20holder%3A%22Ann%20Lee%22"
    assert links["Claims"] == "?q=rain%20in%3Aclaims"
    narrowed = _page(client, 'rain speaker:"Ann Lee"')
    off = {link.text: link.attributes["href"] for link in narrowed.all("a")}
    assert off['speaker:"Ann Lee" ×: remove'] == "?q=rain"


def test_filters_that_were_filled_in_become_part_of_the_words(client: Client) -> None:
    asked = {"q": "rain", "speaker": 'Ann "Lee', "after": "2024", "show": ""}
    response = client.get("/search/", asked)
    assert response.status_code == 302
    assert response["Location"] == "/search/?q=" + quote_plus('rain speaker:"Ann Lee" after:2024')


def test_the_box_stands_on_every_page_and_keeps_what_was_typed(client: Client) -> None:
    assert read(client.get("/")).one("input", name="q").attributes["value"] == ""
    box = read(client.get("/search/", {"q": 'rain "x'})).one("input", id="search-words")
    assert box.attributes["value"] == 'rain "x'


def test_without_words_the_page_says_what_can_be_asked(client: Client) -> None:
    page = main(client.get("/search/"))
    assert page.texts("h2") == ["What can be asked"]


def test_a_group_by_itself_comes_page_by_page(client: Client, ann: Speaker) -> None:
    talk = Talk("Long")
    for n in range(45):
        talk.say(ann, f"Rain fell {n} times.")
    index_episode(talk.episode)
    assert len(_section(_page(client, "rain"), "words")) == 10
    first = _page(client, "rain in:words")
    assert len(_section(first, "words")) == 20
    assert first.texts("a", rel="next") == ["After"]
    last = _page(client, "rain in:words", page="3")
    assert len(_section(last, "words")) == 5
    assert last.all("a", rel="next") == []
    assert _section(_page(client, "rain in:words", page="99999999999"), "words") == []
    assert _section(_page(client, "rain in:words", page="x"), "words") == _section(first, "words")


def test_a_slip_of_the_pen_is_set_right_by_words_of_the_library(client: Client, talk: Talk) -> None:
    learn()
    page = _page(client, "peeple -hail")
    assert page.one("a", href="?q=people%20-hail").text == "people -hail"


def test_a_name_that_nobody_bears_is_told_and_set_right(client: Client, talk: Talk) -> None:
    page = _page(client, "rain speaker:Anne")
    assert page.texts("p", class_="trouble") == ["No speaker here is called “Anne”."]
    assert page.one("a", href="?q=rain%20speaker%3AAnnie").text == "rain speaker:Annie"
    assert _section(page, "words") == []


def test_a_word_that_was_said_in_private_is_not_offered(client: Client, talk: Talk) -> None:
    learn()
    Episode.objects.update(visibility="private")
    assert "Did you mean" not in _page(client, "peeple").text


@pytest.mark.parametrize("visibility", ["private", "unlisted"])
@pytest.mark.parametrize("role", ["", "editor"])
def test_what_is_in_no_list_is_not_found_by_anybody(
    client: Client, talk: Talk, visibility: str, role: str
) -> None:
    if role:
        client.force_login(UserFactory(role=role))
    for typed in ("rain", "hail", "poured", "Ann", "talk", "speaker:ann", "holder:critics"):
        assert "nobody" not in [p.attributes.get("class", "") for p in _page(client, typed).all("p")]
    for rows in (Episode.objects, Show.objects):
        rows.update(visibility=visibility)
        for typed in ("rain", "hail", "poured", "Ann", "talk", "speaker:ann", "holder:critics"):
            page = _page(client, typed)
            assert page.all("section") == [], typed
            assert client.get("/search/suggest/", {"q": typed}).content.strip() == b""
        rows.update(visibility="public")


def test_what_was_taken_down_is_not_found_until_that_is_lifted(client: Client, talk: Talk) -> None:
    takedown = Takedown.objects.take_down(talk.episode, "Said in confidence.", UserFactory())
    for typed in ("rain", "hail", "poured", "talk"):
        assert _page(client, typed).all("section") == [], typed
    takedown.lift("Ann agreed.", UserFactory())
    assert len(_section(_page(client, "hail"), "claims")) == 1


def test_a_claim_follows_its_words_quotes_and_end(client: Client, talk: Talk) -> None:
    claim = Claim.objects.get(text="Rain copies people.")
    Claim.objects.filter(pk=claim.pk).update(text="Snow copies people.")
    assert _section(_page(client, "rain"), "claims") == []
    assert _section(_page(client, "snow"), "claims") == ["Snow copies people."]
    claim.delete()
    assert _section(_page(client, "snow"), "claims") == []


def test_supplied_claims_people_and_debates_are_found_as_they_are_now(client: Client) -> None:
    supplied("Fog hides hills.")
    debate = DebateFactory(question="Is it so?", slug="so")
    section = SectionFactory(debate=debate, question="What of fog?")
    assert _section(_page(client, "fog"), "claims") == ["Fog hides hills."]
    assert _section(_page(client, "fog"), "debates") == ["Is it so?"]
    section.delete()
    assert _section(_page(client, "fog"), "debates") == []


def test_people_are_found_by_their_aliases_where_they_are_heard(client: Client, talk: Talk) -> None:
    assert _section(_page(client, "annie"), "people") == ["Ann Lee"]
    SpeakerFactory(name="Annie Other")
    assert _section(_page(client, "annie"), "people") == ["Ann Lee"]


def test_offers_what_fits_so_far(client: Client, talk: Talk) -> None:
    options = read(client.get("/search/suggest/", {"q": "copies peo"})).all("li")
    assert [option.text for option in options] == [
        "Claim Rain copies people.",
        f"Said The café rained, and rain copies people. Ann Lee, {talk.episode.show.name}",
    ]
    assert options[1].attributes["data-href"] == f"{talk.episode.get_absolute_url()}?t=0"
    assert read(client.get("/search/suggest/", {"q": "an"})).all("li")[0].text == "Person Ann Lee"


@pytest.mark.parametrize("address", ["/search/", "/search/suggest/"])
def test_searching_changes_nothing(client: Client, address: str) -> None:
    assert client.post(address, {"q": "rain"}).status_code == 405


HOSTILE = [
    "AND OR NOT",
    "((((((",
    ')"(',
    '"',
    'rain "unbalanced',
    "x" * 10_000,
    "rain " * 2_000,
    "speaker:" * 1_250,
    "a\x00b\x00",
    "🌧️🌧️",
    "雨が降る",
    "дождь",
    "\u202eniar",
    "after:yesterday",
    "after:9999-99-99 rain",
    "before:0000 rain",
    "rain after:9999-12-31 before:0001-01-01",
    "speaker:x " * 10_000,
    "the",
    "-the",
    "-rain",
    "rain OR -rain",
    "r* a* t*",
    "rai*" + " OR rai*" * 31,
    "%' OR 1=1 --",
    "\\' \\ :* & | ! <-> 'a':*",
    "speaker:%",
    "show:_%\\",
    "in:everything",
    "rain in:words",
    "holder:" + "y" * 480,
    "!!!!!!!!!!",
    "(" * 200 + "rain" + ")" * 200,
    "NOT NOT NOT rain",
    "<script>alert(1)</script>",
]


@pytest.mark.parametrize("typed", HOSTILE, ids=lambda typed: ascii(typed[:20]))
def test_whatever_is_asked_is_answered(client: Client, talk: Talk, typed: str) -> None:
    page = _page(client, typed)
    assert page.one("h1").text.startswith("Search")
    assert client.get("/search/suggest/", {"q": typed}).status_code == 200


def test_a_search_that_takes_too_long_is_stopped_and_says_what_helps(
    client: Client, talk: Talk, settings: object
) -> None:
    settings.SEARCH_TIMEOUT_MS = 30  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION transcripts_asked_years(since date, until date) RETURNS tsquery"
            " LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(20); RETURN ''; END $$"
        )
    begun = time.monotonic()
    page = _page(client, "rain")
    assert time.monotonic() - begun < 10
    assert "took too long" in page.one("p", class_="trouble").text


def test_the_queries_of_a_page_are_as_many_for_few_hits_as_for_many(client: Client, talk: Talk) -> None:
    ann = Speaker.objects.get(name="Ann Lee")
    counts = []
    for _ in range(3):  # the first search of a process also asks for types
        for n in range(5):
            talk.claim(ann, f"Rain falls {n} times.")
        index_episode(talk.episode)
        with CaptureQueriesContext(connection) as made:
            _page(client, "rain")
        counts.append(len(made))
    assert counts[1] == counts[2] == 20


def test_words_and_meaning_are_merged_by_as_many_queries_for_few_hits_as_for_many(
    client: Client, ann: Speaker
) -> None:
    talk = Talk("Tolls")
    talk.claim(ann, "Tolls on roads are fair.", said="I say that road tolls are fair.")
    talk.claim(ann, "Road charges are just.", said="It is just that drivers pay for the highway.")
    talk.say(ann, "My cat sleeps all day long.")
    counts = []
    for more in range(3):  # the first search of a process also asks for types
        for n in range(5 * more):
            talk.claim(ann, f"A fair toll on every road number {n}.")
        index_episode(talk.episode)
        vectors.fill()
        likeness.fill()
        with CaptureQueriesContext(connection) as made:
            page = _page(client, "road tolls fair")
        counts.append(len(made))
        if not more:
            assert _section(page, "words")[:2] == [
                "I say that road tolls are fair.",
                "It is just that drivers pay for the highway.",
            ]
            assert _section(page, "claims")[:2] == ["Tolls on roads are fair.", "Road charges are just."]
            assert page.one("section", aria_labelledby="claims").texts("h2") == [
                "Claims 1 and some near in meaning"
            ]
    assert counts[1] == counts[2] == 31


def test_what_was_said_is_offered_from_older_sentences_where_no_new_one_fits(
    client: Client, ann: Speaker
) -> None:
    talk = Talk("Long")
    talk.say(ann, "The zephyr was rare.")
    for n in range(3):
        talk.say(ann, f"Peoples came {n} times.")
    index_episode(talk.episode)
    said = read(client.get("/search/suggest/", {"q": "zephy"})).all("li")
    assert [option.text.split(" Ann")[0] for option in said] == ["Said The zephyr was rare."]
    said = read(client.get("/search/suggest/", {"q": "peopl"})).all("li")
    assert len(said) == 3
