"""Four editors at once, at random: the history is the whole truth, and all of it can be taken back."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q
from django.http import HttpResponse
from django.test import Client
from pghistory.models import Context

from debates.models import Claim, Debate, Quote
from debates.revising.changes import columns_of, rows_at
from debates.revising.tables import TABLES, Table
from tests.debate_posts import filled_in
from tests.factories import (
    DebateFactory,
    SectionFactory,
    SideFactory,
    SpeakerFactory,
    Talk,
    UserFactory,
    link,
    supplied,
)

pytestmark = pytest.mark.django_db

WORDS = ["models", "copy", "people", "<b>", "הטענה", "worlds", "learn", "nothing", "&amp;", "x" * 60]
State = dict[Table, list[dict[str, Any]]]


def state() -> State:
    """Every row that has a history, as it stands in its own table."""
    return {table: list(table._base_manager.order_by("pk").values(*columns_of(table))) for table in TABLES}


def replayed() -> State:
    """The same, from the history alone."""
    found: State = {}
    for table in TABLES:
        rows = [
            {name: value for name, value in row.items() if name != "pgh_label"}
            for row in rows_at(table, Q(), None)
        ]
        found[table] = sorted(rows, key=lambda row: row["id"])
    return found


class Editors:
    """Four people who open forms, send them sooner or later, merge, split, delete and undo."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.clients = []
        for name in ("ann", "bob", "cid", "dee"):
            client = Client()
            client.force_login(UserFactory(username=name, role="editor"))
            self.clients.append(client)
        self.open_forms: list[tuple[Client, str, dict[str, str]]] = []
        self.answers: list[int] = []

    def sentence(self) -> str:
        return " ".join(self.dice.choices(WORDS, k=self.dice.randint(1, 6)))

    def act(self) -> None:
        kinds: list[Callable[[], HttpResponse | None]] = [
            *[self.open_form] * 4,
            *[self.send_form] * 8,
            self.relate,
            self.place,
            self.merge,
            self.split,
            self.delete,
            self.undo_something,
        ]
        response = self.dice.choice(kinds)()
        if response is not None:
            self.answers.append(response.status_code)
            connection.check_constraints()

    def claim(self) -> Claim | None:
        claims = list(Claim.objects.order_by("pk"))
        return self.dice.choice(claims) if claims else None

    def open_form(self) -> None:
        debate, claim = self.dice.choice(list(Debate.objects.order_by("pk"))), self.claim()
        quotes = list(Quote.objects.order_by("pk"))
        addresses = [f"{debate.get_absolute_url()}change/"]
        addresses += [f"{claim.get_absolute_url()}change/"] * 2 if claim else []
        addresses += [f"/quotes/{self.dice.choice(quotes).pk}/change/"] if quotes else []
        client, address = self.dice.choice(self.clients), self.dice.choice(addresses)
        self.open_forms.append((client, address, filled_in(client.get(address))))

    def send_form(self) -> HttpResponse | None:
        if not self.open_forms:
            return None
        client, address, form = self.open_forms.pop(self.dice.randrange(len(self.open_forms)))
        response = client.post(address, self.written_into(form))
        if response.status_code == 409 and self.dice.random() < 0.7:
            response = client.post(address, filled_in(response))
        return response

    def written_into(self, form: dict[str, str]) -> dict[str, str]:
        names = (
            "text",
            "tags",
            "question",
            "summary",
            "sections-0-question",
            "sides-0-name",
            "sections-1-question",
        )
        there = [name for name in names if name in form]
        changed = {name: self.sentence() for name in there if self.dice.random() < 0.5}
        if "stance" in form:
            reports = self.dice.random() < 0.5
            changed |= {"stance": "reports" if reports else "grants", "held_by": "critics" if reports else ""}
        if "sections-0-id" in form and self.dice.random() < 0.2:
            changed["sections-0-DELETE"] = "on"
        return {**form, **changed, "why": self.sentence()}

    def relate(self) -> HttpResponse | None:
        one, other = self.claim(), self.claim()
        if one is None or other is None:
            return None
        kind = self.dice.choice(["support", "attack", "rephrase"])
        return self.post(
            f"{one.get_absolute_url()}relate/", {"premise": other.get_absolute_url(), "kind": kind}
        )

    def place(self) -> HttpResponse | None:
        claim, debate = self.claim(), self.dice.choice(list(Debate.objects.order_by("pk")))
        where = self.dice.choice(["", *map(str, debate.sections.order_by("pk").values_list("pk", flat=True))])
        return (
            self.post(f"{claim.get_absolute_url()}place/", {"where": f"{debate.pk}/{where}"})
            if claim
            else None
        )

    def merge(self) -> HttpResponse | None:
        one, other = self.claim(), self.claim()
        if one is None or other is None:
            return None
        form = {"other": other.get_absolute_url(), "text": self.sentence()}
        return self.post(f"{one.get_absolute_url()}merge/", form)

    def split(self) -> HttpResponse | None:
        claim = self.claim()
        if claim is None:
            return None
        quotes = list(claim.quotes.order_by("pk").values_list("pk", flat=True))[:1]
        relations = list(claim.relations_onto.order_by("pk").values_list("pk", flat=True))[:1]
        form = {"text": self.sentence(), "quotes": quotes, "relations": relations}
        return self.post(f"{claim.get_absolute_url()}split/", form)

    def delete(self) -> HttpResponse | None:
        claim = self.claim()
        return self.post(f"{claim.get_absolute_url()}delete/", {}) if claim else None

    def undo_something(self) -> HttpResponse | None:
        steps = list(Context.objects.order_by("created_at", "pk").values_list("pk", flat=True))
        return self.post(f"/history/{self.dice.choice(steps)}/", {}) if steps else None

    def post(self, address: str, form: dict[str, Any]) -> HttpResponse:
        return self.dice.choice(self.clients).post(address, form)


def begin() -> None:
    """Two debates on one talk with quotes, relations and supplied claims."""
    talk, sam, tom = Talk(), SpeakerFactory(name="Sam"), SpeakerFactory(name="Tom")
    claims = [talk.claim(self, f"Claim {n} of models.") for n, self in enumerate([sam, tom] * 4)]
    for claim in claims[:4]:
        talk.quote(claim, talk.say(sam, f"Again, {claim}"))
    claims += [supplied(f"A premise {n}.") for n in range(3)]
    for debate in (DebateFactory(question="Is it so?"), DebateFactory(question="Is that so?")):
        sections = [SectionFactory(debate=debate) for _ in range(2)]
        SideFactory(debate=debate)
        for number, claim in enumerate(claims):
            debate.place(claim, sections[number % 2], is_main=number == 0)
    for premise, target in pairwise(claims):
        link(premise, "attack", target)


def edit_and_take_back(edits: int, seed: int) -> Editors:
    begin()
    first, editors = state(), Editors(seed)
    while len(editors.answers) < edits:
        editors.act()
    connection.check_constraints()
    assert replayed() == state()
    last = UserFactory(username="eve", role="editor")
    client = Client()
    client.force_login(last)
    for step in _newest_first():
        client.post(f"/history/{step}/")
    connection.check_constraints()
    assert state() == first
    assert replayed() == first
    return editors


def _newest_first() -> list[Any]:
    """The steps so far, by the last of their changes."""
    newest: dict[Any, int] = {}
    for table in TABLES:
        kept = table.pgh_event_model.objects.exclude(pgh_context=None)
        for step, number in kept.values_list("pgh_context_id", "pgh_id"):
            newest[step] = max(number, newest.get(step, 0))
    return sorted(newest, key=lambda step: -newest[step])


def test_a_few_edits_are_told_whole_and_taken_back() -> None:
    editors = edit_and_take_back(edits=30, seed=8)
    assert editors.answers.count(302) > 15


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_five_hundred_edits_are_told_whole_and_taken_back(seed: int) -> None:
    editors = edit_and_take_back(edits=500, seed=seed)
    assert editors.answers.count(302) > 250
