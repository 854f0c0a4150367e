"""Pages of history: who sees what of it, and undoing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from debates.amending.takedowns import lift, take_down
from debates.models import Claim, Debate, User
from tests.debate_posts import placement, posted, section
from tests.factories import (
    DebateFactory,
    SectionFactory,
    SpeakerFactory,
    Talk,
    UserFactory,
    link,
    supplied,
)
from tests.pages import main
from transcripts.models import Episode

pytestmark = pytest.mark.django_db

Person = Callable[[str], Client]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def save(client: Client, debate: Debate, question: str, why: str = "") -> None:
    sent = client.post(f"{debate.get_absolute_url()}change/", {**posted(question), "why": why})
    assert sent.status_code == 302


@pytest.fixture
def debate() -> Debate:
    made: Debate = DebateFactory(question="Is it so?", slug="is-it-so")
    return made


@pytest.fixture
def ann() -> User:
    made: User = UserFactory(username="ann", role="editor")
    return made


@pytest.fixture
def bob() -> User:
    made: User = UserFactory(username="bob", role="editor")
    return made


def test_a_change_says_who_when_why_and_what(debate: Debate, ann: User) -> None:
    save(signed_in(ann), debate, "Is it not so?", why="Clearer, <script>")
    newest = main(signed_in(ann).get("/debates/is-it-so/history/")).all("li", class_="tile")[0]
    assert (
        newest.one("a", href=f"/history/ann/{newest.one('time').attributes['datetime'][:10]}/").text == "ann"
    )
    assert "“Clearer, <script>”" in newest.text
    assert newest.texts("h3") == ["Debate changed"]
    assert (newest.one("dd").text, newest.texts("ins"), newest.texts("del")) == ("Is it not so?", ["not"], [])


def test_strangers_are_told_no_names(debate: Debate, ann: User, client: Client) -> None:
    save(signed_in(ann), debate, "Is it not so?")
    page = main(client.get("/debates/is-it-so/history/"))
    assert "an editor" in page.text
    assert "ann" not in page.text.split()
    assert page.all("a", href="/history/") == []


def test_a_claims_history_has_its_quotes_places_and_relations(client: Client) -> None:
    talk, sam = Talk(), SpeakerFactory(name="Sam")
    claim = talk.claim(sam, "It is so.")
    link(talk.claim(sam, "Because."), "support", claim)
    DebateFactory(question="Is it?").place(claim)
    page = main(client.get(f"{claim.get_absolute_url()}history/"))
    assert page.texts("h3") == [
        "Claim made",
        "Quote added",
        "Relation drawn",
        "Premise added",
        "Placed in a debate",
    ]
    assert {"Sam", "supports", "Because.", "Is it?"} <= set(page.texts("dd"))


@pytest.mark.parametrize(
    "way", ["relations/{relation}", "quotes/{quote}", "speakers/sam", "shows/a-show/the-talk"]
)
def test_all_else_has_a_history_too(client: Client, way: str) -> None:
    talk, sam = Talk(), SpeakerFactory(name="Sam", slug="sam")
    claim = talk.claim(sam, "It is so.")
    relation = link(talk.claim(sam, "Because."), "support", claim)
    show = talk.episode.show
    show.slug = "a-show"
    show.save()
    address = way.format(relation=relation.key, quote=claim.quotes.get().pk)
    response = client.get(f"/{address}/history/")
    assert response.status_code == 200
    assert main(response).all("li", class_="tile")


def test_words_of_private_episodes_stay_with_editors(client: Client, ann: User) -> None:
    talk, other, sam = Talk("Private"), Talk("Public"), SpeakerFactory()
    claim = talk.claim(sam, "A secret plan.")
    answer = other.claim(sam, "It is known.")
    other.quote(claim, other.say(sam, "A plan."))
    relation = link(claim, "support", answer, evidence="secret")
    Claim.objects.filter(pk=claim.pk).update(text="A plan.")
    Episode.objects.filter(pk=talk.episode.pk).update(visibility="private")
    for address in (
        claim.get_absolute_url(),
        answer.get_absolute_url(),
        f"/relations/{relation.key}/",
    ):
        assert "secret" not in client.get(f"{address}history/").content.decode()
        assert "secret" in signed_in(ann).get(f"{address}history/").content.decode()
    gone = claim.quotes.get(utterance__transcript=talk.transcript).pk
    assert client.get(f"/quotes/{gone}/history/").status_code == 404
    assert client.get(f"{talk.episode.get_absolute_url()}history/").status_code == 404


def test_words_taken_down_are_in_no_history_until_that_is_lifted(ann: User) -> None:
    talk, sam = Talk(), SpeakerFactory()
    claim = talk.claim(sam, "Evolution is not the model of learning.")
    Claim.objects.filter(pk=claim.pk).update(text="Learning is something else.")
    answer = talk.claim(sam, "No.")
    relation = link(answer, "attack", claim, evidence="evolution")
    gone = talk.claim(sam, "Evolution did it with parrots.")
    quote = gone.quotes.get().pk
    gone.delete()
    takedown = take_down(talk.episode, "asked", ann)
    addresses = [
        f"{claim.get_absolute_url()}history/",
        f"/relations/{relation.key}/history/",
        f"/quotes/{quote}/history/",
    ]
    client = signed_in(ann)
    for address in addresses:
        assert "volution" not in client.get(address).content.decode()
    with connection.cursor() as cursor:
        for table, column in [("claim", "text"), ("quote", "exact"), ("relation", "evidence")]:
            cursor.execute(f"SELECT count(*) FROM debates_{table}revision WHERE {column} ILIKE '%volution%'")  # noqa: S608
            assert cursor.fetchone() == (0,)
    lift(takedown, "agreed", ann)
    for address in addresses:
        assert "volution" in client.get(address).content.decode()


def test_a_step_is_undone_with_a_reason(debate: Debate, ann: User, bob: User) -> None:
    save(signed_in(ann), debate, "Is it not so?")
    step = debate.revisions.latest("pk").pgh_context_id
    client = signed_in(bob)
    assert main(client.get(f"/history/{step}/")).one("button").text == "Undo this step"
    response = client.post(f"/history/{step}/", {"why": "unasked"}, follow=True)
    assert "Undone: 1 row as before." in main(response).text
    debate.refresh_from_db()
    assert debate.question == "Is it so?"
    undone = debate.revisions.latest("pk").pgh_context
    assert (undone.metadata["why"], undone.metadata["undoes"]) == ("unasked", [str(step)])


def test_what_somebody_worked_on_since_is_named_and_kept(debate: Debate, ann: User, bob: User) -> None:
    save(signed_in(ann), debate, "Is it not so?")
    first = debate.revisions.latest("pk").pgh_context_id
    save(signed_in(bob), debate, "Could it be so?")
    second = debate.revisions.latest("pk").pgh_context_id
    client = signed_in(ann)
    page = main(client.get(f"/history/{first}/"))
    assert page.all("button") == []
    assert page.one("ul", class_="notes").one("a", href=f"/history/{second}/").text.endswith(", bob")
    assert "It was changed again since." in main(client.post(f"/history/{first}/", follow=True)).text
    debate.refresh_from_db()
    assert debate.question == "Could it be so?"


def test_a_day_of_one_person_is_undone_but_for_what_others_built_on(
    debate: Debate, ann: User, bob: User
) -> None:
    other = DebateFactory(question="Is that so?")
    save(signed_in(ann), debate, "Is it not so?")
    save(signed_in(ann), other, "Is that not so?")
    save(signed_in(bob), other, "Could that be so?")
    day = debate.revisions.latest("pk").pgh_created_at.date()
    client = signed_in(bob)
    address = f"/history/ann/{day}/"
    assert main(client.get(address)).one("button").text == "Undo what stands in nobody’s way"
    client.post(address, {"what-can-be": "1"})
    debate.refresh_from_db()
    other.refresh_from_db()
    assert (debate.question, other.question) == ("Is it so?", "Could that be so?")


@pytest.mark.parametrize(
    "address",
    [
        "/history/00000000-0000-0000-0000-000000000000/",
        "/history/ann/2026-02-31/",
        "/history/ann/soon/",
        "/history/nobody/2026-01-01/",
        "/claims/nothing/history/",
    ],
)
def test_what_never_was_has_no_page(ann: User, address: str) -> None:
    assert signed_in(ann).get(address).status_code == 404


def test_a_long_history_makes_no_more_queries_than_a_short_one(debate: Debate, ann: User) -> None:
    client, sections = signed_in(ann), [SectionFactory(debate=debate) for _ in range(3)]
    placed = [debate.place(supplied(f"Claim {n}.")) for n in range(10)]
    counts = []
    for number in range(3):
        rows = [placement(each, section=sections[number].pk) for each in placed]
        client.post(
            "/debates/is-it-so/change/",
            posted(f"Is it {number}?", sections=[section(each) for each in sections], placements=rows),
        )
        with CaptureQueriesContext(connection) as queries:
            client.get("/debates/is-it-so/history/")
        counts.append(len(queries))
    assert counts == [19, 19, 19]
