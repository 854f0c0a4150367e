"""Laws that every page of the site keeps, shown with the demonstration debate."""

from __future__ import annotations

import gzip
import re
from itertools import pairwise
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from debates.models import Claim, Debate, Relation, Suggestion, User
from tests.factories import DebateFactory, EpisodeFactory, SpeakerFactory, UserFactory
from tests.pages import Element, read
from transcripts.models import Speaker

DATA_ONLY = {
    "claim_feed",
    "debate_feed",
    "saved_search_feed",
    "debate_map_places",
    "debate_map_words",
    "django.contrib.sitemaps.views.sitemap",
    "favicon",
    "robots",
    "search_suggest",
    "sitemap_index",
    "claim_picture",
    "debate_picture",
    "episode_picture",
    "speaker_picture",
}
FRAMED = {"claim_embed", "claim_map_embed"}
"""Pages for frames on other sites, under a policy of their own: see `test_embeds`."""
SENT_ONLY = {  # answer nothing but a POST
    "sign_out",
    "attribution_undo",
    "speaker_apart",
    "reanchoring_decide",
    "visibility_show",
    "episode_take_down",
    "episode_lift",
    "right_of_reply_withdraw",
    "saved_search_keep",
    "saved_search_let_go",
    "comment_remove",
    "presence",
    "relation_dispute",
    "watch_change",
    "mining_cancel",
}
NOT_IN_THE_DEMO = {  # of what was done on pages of the site, or has no address of its own in the demonstration
    "attribution_detail",
    "history_step",
    "history_day",
    "quote_change",
    "quote_history",
    "tag_detail",
    "tag_list",
    "sentence_like",
    "comment_change",
    "relation_history",
}
EDITORS_ONLY = {
    "claim_discussion",
    "relation_discussion",
    "notice_list",
    "saved_search_list",
    "claim_change",
    "claim_delete",
    "claim_merge",
    "claim_split",
    "duplicate_list",
    "debate_delete",
    "speaker_change",
    "speaker_merge",
    "speaker_split",
    "history_list",
    "debate_new",
    "debate_change",
    "debate_questions_mark",
    "debate_term_new",
    "term_change",
    "claim_place",
    "claim_reply",
    "attribution_list",
    "reanchoring_list",
    "visibility_list",
    "episode_visibility",
    "claim_relate",
    "claim_answer",
    "answering_now",
    "agreement",
    "claim_find",
    "relation_detail",
    "episode_claim_new",
    "episode_correct",
    "episode_mine",
    "review_list",
    "review_batch",
    "review_detail",
}

STRICT_CSP = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "form-action": "'self'",
}


def _names() -> list[str]:
    return sorted(each.name for each in get_resolver().url_patterns if isinstance(each, URLPattern))


def _first_address(name: str) -> str:
    """The address of the first row of a kind that has no name of its own."""
    if name.startswith("relation_"):
        return reverse(name, args=[Relation.objects.in_order()[0].key])
    # All that the demo suggests is decided: only a second reading is left.
    first = Suggestion.objects.for_review().decided().in_turn()[0]
    return reverse(name, args=[first.pk]) + "?reading=second"


def _address(name: str) -> str:
    """The address of the demo's object for a named page."""
    match name.partition("_")[0], name:
        case _, "debate_new" | "debate_list" | "speaker_list" | "show_list" | "claim_find":
            return reverse(name)
        case _, "relation_detail" | "relation_discussion" | "review_detail":
            return _first_address(name)
        case "show", _:
            return reverse(name, args=["dwarkesh-podcast"])
        case "debate", _:
            return reverse(name, args=["are-large-language-models-a-dead-end"])
        case "claim", _:
            return reverse(name, args=["no-true-world-model"])
        case "term", _:
            return reverse(name, args=["true-world-model"])
        case "episode", _:
            return reverse(name, args=["dwarkesh-podcast", "some-thoughts-on-the-sutton-interview"])
        case "transcript", _:
            return reverse(name, args=["dwarkesh-podcast", "some-thoughts-on-the-sutton-interview", 1])
        case "speaker", _:
            return reverse(name, args=["dwarkesh-patel"])
        case _:
            return reverse(name)


PAGES = [
    name for name in _names() if name not in SENT_ONLY | DATA_ONLY | FRAMED | NOT_IN_THE_DEMO | {"sign_in"}
]  # which leads whoever is signed in on


def _signed_in(role: User.Role) -> Client:
    client = Client()
    client.force_login(UserFactory(role=role, is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def editing() -> Client:
    return _signed_in(User.Role.ADMIN)


def _tags_with_handlers(page: Element) -> list[str]:
    return [
        f"{each.tag} {name}"
        for each in page.all()
        for name in each.attributes
        if name == "style" or name.startswith(("on", "hx-on"))
    ]


def _inline_code(page: Element) -> list[str]:
    scripts = [each for each in page.all("script") if "src" not in each.attributes]
    return [
        each.attributes.get("type", "script")
        for each in scripts
        if "json" not in each.attributes.get("type", "")
    ]


class Answers:
    """What an admin is shown at each named address, asked for once."""

    def __init__(self) -> None:
        self._client = _signed_in(User.Role.ADMIN)
        self._answers: dict[str, HttpResponse] = {}
        self._pages: dict[str, Element] = {}

    def answer(self, name: str) -> HttpResponse:
        if name not in self._answers:
            self._answers[name] = self._client.get(_address(name))
        return self._answers[name]

    def page(self, name: str) -> Element:
        if name not in self._pages:
            self._pages[name] = read(self.answer(name))
        return self._pages[name]


@pytest.fixture(scope="class")
def shown(demo: Debate) -> Answers:
    return Answers()


@pytest.mark.django_db
class TestEveryPage:
    """Each named address, shown to an admin with the demonstration debate."""

    @pytest.mark.parametrize("name", PAGES)
    def test_answers(self, shown: Answers, name: str) -> None:
        assert shown.answer(name).status_code == 200

    @pytest.mark.parametrize("name", PAGES)
    def test_answers_a_stranger(self, demo: Debate, client: Client, name: str) -> None:
        assert client.get(_address(name)).status_code == (302 if name in EDITORS_ONLY else 200)

    @pytest.mark.parametrize("name", PAGES)
    def test_is_one_well_made_document(self, shown: Answers, name: str) -> None:
        page = shown.page(name)
        assert page.one("html").attributes["lang"] == "en"
        assert page.one("h1").text
        assert page.one("main").attributes["id"] == "content"
        assert (
            page.one("meta", name="viewport").attributes["content"] == "width=device-width, initial-scale=1"
        )
        assert page.one("meta", name="description").attributes["content"]

    @pytest.mark.parametrize("name", PAGES)
    def test_headings_leave_out_no_level(self, shown: Answers, name: str) -> None:
        levels = [int(each.tag[1]) for each in shown.page(name).all() if re.fullmatch(r"h[1-6]", each.tag)]
        assert levels[0] == 1
        assert all(below <= above + 1 for above, below in pairwise(levels))

    @pytest.mark.parametrize("name", PAGES)
    def test_ids_are_unique_and_labels_point_at_them(self, shown: Answers, name: str) -> None:
        page = shown.page(name)
        ids = [each.attributes["id"] for each in page.all() if "id" in each.attributes]
        assert len(ids) == len(set(ids))
        pointers = [
            target
            for each in page.all()
            for pointer in ("for", "aria-labelledby", "aria-describedby", "aria-controls")
            for target in each.attributes.get(pointer, "").split()
        ]
        assert set(pointers) <= set(ids)

    @pytest.mark.parametrize("name", PAGES)
    def test_holds_no_inline_code(self, shown: Answers, name: str) -> None:
        page = shown.page(name)
        assert (_tags_with_handlers(page), _inline_code(page), page.all("style")) == ([], [], [])

    @pytest.mark.parametrize("name", PAGES)
    def test_has_a_strict_policy(self, shown: Answers, name: str) -> None:
        _assert_strict(shown.answer(name))

    @pytest.mark.parametrize("name", PAGES)
    def test_loads_nothing_from_elsewhere(self, shown: Answers, name: str) -> None:
        page = shown.page(name)
        loaded = [
            each.attributes.get("src") or each.attributes["href"]
            for each in page.all()
            if "src" in each.attributes
            or (each.tag == "link" and each.attributes["rel"] not in {"canonical", "alternate"})
        ]
        assert loaded
        assert [each for each in loaded if not each.startswith("/static/")] == []

    @pytest.mark.parametrize("name", PAGES)
    def test_stays_within_sixty_kilobytes(self, shown: Answers, name: str) -> None:
        assert len(gzip.compress(shown.answer(name).content)) <= 60 * 1024

    def test_has_a_title_of_its_own(self, demo: Debate, editing: Client) -> None:
        addresses = [_address(name) for name in PAGES]
        addresses += [each.get_absolute_url() for each in [*Claim.objects.all(), *Speaker.objects.all()]]
        titles = [
            read(editing.get(address)).one("head").one("title").text for address in dict.fromkeys(addresses)
        ]
        assert len(titles) == len(set(titles))
        assert all("Counterpoint" in title and len(title) > len("Counterpoint") + 5 for title in titles)

    def test_is_reached_by_links_that_all_lead_somewhere(self, demo: Debate, editing: Client) -> None:
        ids, links = _crawl(editing, "/")
        assert {_address(name) for name in PAGES} <= set(ids)
        broken = [link for link in links if urldefrag(link).fragment not in {"", *ids[urldefrag(link).url]}]
        assert broken == []

    def test_is_reached_by_strangers_without_an_editors_page(self, demo: Debate, client: Client) -> None:
        ids, _ = _crawl(client, "/")
        assert len(ids) > 150
        assert not any("/change/" in address or "/place/" in address for address in ids)


def _assert_strict(response: object) -> None:
    policy = response.headers["Content-Security-Policy"]
    directives = {name: rest for name, _, rest in (each.strip().partition(" ") for each in policy.split(";"))}
    assert {name: directives.get(name) for name in STRICT_CSP} == STRICT_CSP
    assert "unsafe" not in policy
    assert "*" not in policy
    assert "http:" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Referrer-Policy"] == "same-origin"


def _crawl(client: Client, start: str) -> tuple[dict[str, set[str]], set[str]]:
    """Follow every link inside the site but the admin's; returns the ids on each page, and all links."""
    ids: dict[str, set[str]] = {}
    links: set[str] = set()
    waiting = [start]
    while waiting:
        address = waiting.pop()
        if address in ids:
            continue
        response = client.get(address)
        assert response.status_code == 200, f"{address} answers {response.status_code}"
        page = read(response)
        ids[address] = {each.attributes["id"] for each in page.all() if "id" in each.attributes}
        for anchor in page.all("a"):
            link = urljoin(address, anchor.attributes["href"])
            if not urlsplit(link).netloc and not link.startswith("/admin/"):
                links.add(link)
                waiting.append(urldefrag(link).url)
    return ids, links


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/nothing/", "/claims/nothing/", "/shows/x/y/", "/debates/x/outline/"])
def test_a_page_that_does_not_exist_is_a_page_of_the_site(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    page = read(response)
    assert page.one("h1").text == "Nothing here"
    assert page.one("main").all("a", href="/")
    _assert_strict(response)


@pytest.mark.django_db
def test_a_refusal_is_a_page_of_the_site(reader: Client) -> None:
    response = reader.get("/debates/new/")
    assert (response.status_code, read(response).one("h1").text) == (403, "Not yours to change")
    _assert_strict(response)


@pytest.mark.django_db
def test_a_form_without_its_token_gets_a_page_that_says_what_to_do() -> None:
    response = Client(enforce_csrf_checks=True).post("/sign-in/", {})
    page = read(response)
    assert (response.status_code, page.one("h1").text) == (403, "Please send it again")
    assert page.one("html").attributes["lang"] == "en"
    _assert_strict(response)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "",
        "auth/",
        "debates/",
        "debates/debate/",
        "debates/user/",
        "transcripts/episode/",
        "login/?next=/admin/",
    ],
)
def test_the_admins_pages_answer_under_the_same_policy(editing: Client, address: str) -> None:
    response = editing.get(f"/admin/{address}")
    assert response.status_code in {200, 302, 404}
    _assert_strict(response)


@pytest.mark.django_db
def test_the_admin_is_closed_to_people_who_are_not_staff(editor: Client) -> None:
    assert editor.get("/admin/")["Location"] == "/admin/login/?next=/admin/"


@pytest.mark.django_db
def test_everything_with_a_page_says_where() -> None:
    for each in (DebateFactory(), EpisodeFactory(), SpeakerFactory()):
        assert Client().get(each.get_absolute_url()).status_code == 200
