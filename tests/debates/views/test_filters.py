"""Choosing claims of a debate by who said them, who holds them, where, how they are left and whether anybody said or decided them."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.test import Client

from debates.models import Claim, Debate, Suggestion
from debates.standings.renewal import renew
from tests.factories import (
    DebateFactory,
    SideFactory,
    SideHolderFactory,
    SpeakerFactory,
    SuggestionFactory,
    Talk,
    link,
    supplied,
)
from tests.pages import Element, main
from transcripts.models import Speaker, Utterance
from transcripts.models.visibility import Visibility

pytestmark = pytest.mark.django_db


@dataclass
class Dispute:
    """Ann holds two things in one talk, of which Bob rebuts one; in another talk Bob reports Ann and critics; an editor adds a premise."""

    debate: Debate
    first: Talk
    second: Talk
    ann: Speaker
    bob: Speaker
    claims: dict[str, Claim]


@pytest.fixture
def dispute() -> Dispute:
    ann, bob = SpeakerFactory(name="Ann Lee", slug="ann"), SpeakerFactory(name="Bob Roe", slug="bob")
    debate = DebateFactory(question="Is it so?", slug="is-it-so")
    for speaker in (ann, bob):
        SideHolderFactory(side=SideFactory(debate=debate, name=speaker.name), speaker=speaker)
    first, second = Talk("First talk"), Talk("Second talk")
    claims = {
        "goals": first.claim(ann, "Models have goals."),
        "words": first.claim(ann, "Words are enough."),
        "no-goals": first.claim(bob, "Models only copy."),
        "report": second.claim(bob, "She says copies think.", holder=ann),
        "critics": second.claim(bob, "They say it is over.", holder_words="critics"),
        "premise": supplied("Whoever plans has goals."),
    }
    link(claims["no-goals"], "attack", claims["goals"])
    for claim in claims.values():
        debate.place(claim)
    renew()
    return Dispute(debate, first, second, ann, bob, claims)


def _points(client: Client, query: str = "") -> list[str]:
    page = main(client.get(f"/debates/is-it-so/?{query}"))
    return [each.texts("p", class_="claim-text")[0] for each in page.all("div", class_="exchange")]


def _outline(client: Client, query: str = "") -> Element:
    return main(client.get(f"/debates/is-it-so/outline/?{query}"))


class TestVersus:
    def test_without_a_choice_shows_all_points(self, client: Client, dispute: Dispute) -> None:
        assert _points(client) == [
            "Models have goals.",
            "Words are enough.",
            "She says copies think.",
            "They say it is over.",
            "Whoever plans has goals.",
        ]

    @pytest.mark.parametrize(
        ("query", "points"),
        [
            ("speaker=ann", ["Models have goals.", "Words are enough."]),
            ("speaker=bob", ["She says copies think.", "They say it is over."]),
            ("holder=ann", ["Models have goals.", "Words are enough.", "She says copies think."]),
            ("holder=group:critics", ["They say it is over."]),
            ("episode=show-x/second-talk", ["She says copies think.", "They say it is over."]),
            ("standing=unanswered", ["Models have goals."]),
            ("origin=supplied", ["Whoever plans has goals."]),
            ("origin=said&speaker=bob&holder=ann", ["She says copies think."]),
            ("holder=ann&standing=no-answer", ["Words are enough.", "She says copies think."]),
            ("holder=ann&standing=no-answer&episode=show-x/first-talk", ["Words are enough."]),
        ],
    )
    def test_each_choice_narrows_and_all_go_together(
        self, client: Client, dispute: Dispute, query: str, points: list[str]
    ) -> None:
        query = query.replace("show-x/second-talk", _address(dispute.second))
        query = query.replace("show-x/first-talk", _address(dispute.first))
        assert _points(client, query) == points

    def test_offers_what_there_is_and_keeps_what_was_chosen(self, client: Client, dispute: Dispute) -> None:
        page = main(client.get("/debates/is-it-so/?holder=ann"))
        form = page.one("form", class_="filter-form")
        assert form.one("select", name="speaker").texts("option") == ["any", "Ann Lee", "Bob Roe"]
        holder = form.one("select", name="holder")
        assert holder.texts("option") == ["any", "Ann Lee", "Bob Roe", "critics"]
        assert [each.text for each in holder.all("option") if "selected" in each.attributes] == ["Ann Lee"]
        assert form.one("select", name="episode").texts("option") == ["any", "First talk", "Second talk"]
        assert page.one(id="found").text == "3 points found."

    def test_each_choice_can_be_taken_away(self, client: Client, dispute: Dispute) -> None:
        page = main(client.get("/debates/is-it-so/?holder=ann&standing=no-answer&page=1"))
        links = page.one("ul", class_="chips").all("a")
        assert [(each.text, each.attributes["href"]) for each in links] == [
            ("Without Held by: Ann Lee ✕", "?standing=no-answer"),
            ("Without Left: No answer here ✕", "?holder=ann"),
            ("Without any", "?"),
        ]

    def test_a_standing_is_chosen_beside_the_rest(self, client: Client, dispute: Dispute) -> None:
        page = main(client.get("/debates/is-it-so/?holder=ann"))
        links = page.one("nav", class_="choices").all("a")
        assert [(each.text, each.attributes["href"]) for each in links][:4] == [
            ("All points", "?holder=ann"),
            ("Never challenged 2", "?holder=ann&standing=never-challenged"),
            ("Challenged and not answered 1", "?holder=ann&standing=unanswered"),
            ("No answer here 2", "?holder=ann&standing=no-answer"),
        ]

    def test_leads_to_such_claims_that_are_no_points(self, client: Client, dispute: Dispute) -> None:
        page = main(client.get("/debates/is-it-so/?speaker=bob"))
        assert page.one("a", href="/debates/is-it-so/outline/?speaker=bob").text == "in the outline"
        assert "1 more such claim answers or supports others" in page.text

    def test_nothing_found_says_what_to_take_away(self, client: Client, dispute: Dispute) -> None:
        page = main(client.get("/debates/is-it-so/?speaker=ann&origin=supplied"))
        assert page.all("div", class_="exchange") == []
        section = next(
            each for each in page.all("section") if each.texts("h2") == ["Nothing fits all of this"]
        )
        assert section.texts("li") == [
            "Without “Said by: Ann Lee” 1 found",
            "Without “Said or supplied: Supplied by an editor” 2 found",
            "Without any choice",
        ]

    @pytest.mark.parametrize("name", ["speaker", "holder", "episode", "standing", "origin", "state"])
    def test_what_cannot_be_chosen_is_named_and_left_out(
        self, client: Client, dispute: Dispute, name: str
    ) -> None:
        response = client.get("/debates/is-it-so/", {name: "<b>\x00'" + "x" * 5000})
        assert response.status_code == 200
        page = main(response)
        assert "There is no such choice under" in page.one("p", role="alert").text
        assert len(page.all("div", class_="exchange")) == 5

    def test_a_choice_that_stands_beside_a_wrong_one_holds(self, client: Client, dispute: Dispute) -> None:
        assert _points(client, "holder=nobody&standing=unanswered") == ["Models have goals."]

    def test_goes_along_from_page_to_page(self, client: Client, dispute: Dispute) -> None:
        for number in range(20):
            dispute.debate.place(dispute.first.claim(dispute.ann, f"Point {number}."))
        page = main(client.get("/debates/is-it-so/?holder=ann&speaker=ann"))
        assert page.one("a", rel="next").attributes["href"] == "?speaker=ann&holder=ann&page=2"

    def test_words_of_private_episodes_are_no_choice_for_strangers(
        self, client: Client, dispute: Dispute
    ) -> None:
        dispute.second.episode.visibility = Visibility.PRIVATE
        dispute.second.episode.save()
        form = main(client.get("/debates/is-it-so/")).one("form", class_="filter-form")
        assert "critics" not in form.text
        assert "Second talk" not in form.text


class TestOutline:
    def test_shows_chosen_claims_below_what_they_bear_on(self, client: Client, dispute: Dispute) -> None:
        page = _outline(client, "speaker=bob")
        assert page.texts("span", class_="claim-text") == [
            "Models have goals.",
            "Models only copy.",
            "She says copies think.",
            "They say it is over.",
        ]
        assert [each.texts("span", class_="claim-text")[0] for each in page.all("li", class_="passed")] == [
            "Models have goals."
        ]
        assert page.one(id="found").text == "3 claims found; what they bear on is shown in grey."

    def test_nothing_found_says_what_to_take_away(self, client: Client, dispute: Dispute) -> None:
        page = _outline(client, "speaker=ann&origin=supplied")
        assert "No claim of this debate fits all that was chosen." in page.text
        assert (
            page.all("a", href="?speaker=ann")[-1].text == "Without “Said or supplied: Supplied by an editor”"
        )

    def test_has_no_suggestions_to_choose(self, client: Client, dispute: Dispute) -> None:
        assert _outline(client).one("form", class_="filter-form").all("select", name="state") == []
        assert _outline(client, "state=suggested").all("p", class_="trouble") == []


class TestSuggested:
    @pytest.fixture
    def suggestion(self, dispute: Dispute) -> Suggestion:
        line = dispute.second.say(dispute.bob, "Machines will plan.")
        return _suggest(dispute.second, line, holder=dispute.bob)

    def test_shows_what_waits_with_its_maker_and_its_words(
        self, client: Client, suggestion: Suggestion
    ) -> None:
        response = client.get("/debates/is-it-so/?state=suggested")
        page = main(response)
        card = page.one("div", class_="claim")
        assert card.one("p", class_="claim-text").text == "Machines will plan."
        assert "perhaps Bob Roe’s view" in card.text
        assert "Proposed by rules 1, score 0.50 of 1" in card.text
        assert "No editor has said yet" in page.text
        assert response["X-Robots-Tag"] == "noindex"

    def test_what_an_editor_decided_waits_no_more(self, client: Client, suggestion: Suggestion) -> None:
        suggestion.accept(by=None)
        page = main(client.get("/debates/is-it-so/?state=suggested"))
        assert page.texts("h2") == ["Nothing waits"]

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("speaker=bob", 1),
            ("speaker=ann", 0),
            ("holder=bob", 1),
            ("holder=group:critics", 0),
            ("standing=contested", 0),
            ("origin=said", 1),
            ("origin=supplied", 0),
        ],
    )
    def test_other_choices_narrow_it(
        self, client: Client, suggestion: Suggestion, query: str, found: int
    ) -> None:
        page = main(client.get(f"/debates/is-it-so/?state=suggested&{query}"))
        assert len(page.all("div", class_="claim")) == found
        assert ("Nothing fits all of this" in page.texts("h2")) is (found == 0)

    def test_shows_none_of_private_episodes_or_words_taken_down(
        self, client: Client, dispute: Dispute, suggestion: Suggestion
    ) -> None:
        dispute.second.episode.visibility = Visibility.PRIVATE
        dispute.second.episode.save()
        assert "Machines will plan." not in main(client.get("/debates/is-it-so/?state=suggested")).text


def _address(talk: Talk) -> str:
    return f"{talk.episode.show.slug}/{talk.episode.slug}"


def _suggest(talk: Talk, line: Utterance, **fields: object) -> Suggestion:
    suggestion: Suggestion = SuggestionFactory(
        transcript=talk.transcript,
        kind="claim",
        sentence_kind="claim",
        text=line.text,
        exact=line.text,
        utterance=line,
        word_start=0,
        end_utterance=line,
        word_end=len(line.text.split()),
        voiced_by=line.speaker,
        stance="asserts",
        **fields,
    )
    return suggestion
