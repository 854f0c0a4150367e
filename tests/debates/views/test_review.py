"""Editors go through what machines suggest."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from debates.models import Claim, Decision, Relation, Suggestion, User, View
from tests.factories import (
    SpeakerFactory,
    Talk,
    UserFactory,
    link,
    suggested_claim,
    suggested_holder,
    suggested_relation,
    supplied,
)
from tests.pages import main
from transcripts.models import Speaker

pytestmark = pytest.mark.django_db


class Desk:
    """Three suggested claims of one talk, the likeliest first, and a relation from the second to the first."""

    def __init__(self) -> None:
        self.talk = Talk("The talk")
        self.ann: Speaker = SpeakerFactory(name="Ann Lee", slug="ann-lee")
        self.bob: Speaker = SpeakerFactory(name="Bob Stone", slug="bob-stone")
        self.talk.say(self.bob, "Tell us what you think.")
        self.first = suggested_claim(self.talk.say(self.ann, "Models copy people."), score=0.9)
        self.second = suggested_claim(self.talk.say(self.ann, "They never act."), score=0.8)
        self.third = suggested_claim(
            self.talk.say(self.bob, "Ann says models copy."),
            "Models copy.",
            view=View("reports", self.ann),
            score=0.7,
        )
        self.relation = suggested_relation(self.second, "support", self.first, score=0.6)

    def state(self) -> dict[str, str]:
        rows = Suggestion.objects.order_by("pk")
        return {row.text or row.relation_kind: row.status for row in rows}


@pytest.fixture
def desk() -> Desk:
    return Desk()


def _decide(client: Client, suggestion: Suggestion, **fields: str) -> object:
    return client.post(f"/review/{suggestion.pk}/", fields)


def test_shows_suggestions_by_rank_with_words_voice_and_reason(editor: Client, desk: Desk) -> None:
    page = main(editor.get("/review/"))
    assert page.texts("h2") == ["Models copy people.", "They never act.", "Models copy.", "A relation"]
    first = page.one("li", id=f"s{desk.first.pk}")
    assert first.one("mark").text == "Models copy people."
    assert "Tell us what you think." in first.text
    assert "90 %" in first.text
    assert "because of these words rules 1" in first.text
    assert "Ann Lee reports" in page.one("li", id=f"s{desk.third.pk}").text
    assert "0 of 4 decided; 4 wait." in page.text


def test_accepts_with_one_press_and_says_so(editor: Client, desk: Desk) -> None:
    answer = _decide(editor, desk.first, decision="accept", queue="kind=claim&page=7&next=//evil")
    assert answer["Location"] == f"/review/?kind=claim&last={desk.first.pk}"
    page = main(editor.get(answer["Location"]))
    assert "Accepted: Models copy people." in page.text
    assert page.texts("h2") == ["They never act.", "Models copy."]
    claim = Claim.objects.get()
    assert (claim.text, claim.created_by.may_edit, claim.quotes.get().voiced_by) == (
        "Models copy people.",
        True,
        desk.ann,
    )


def test_a_second_press_changes_nothing_and_says_who_decided(editor: Client, desk: Desk) -> None:
    other = UserFactory(username="noor", role=User.Role.EDITOR)
    desk.first.reject(other)
    answer = _decide(editor, desk.first, decision="accept")
    assert answer.status_code == 409
    assert "Somebody else decided this meanwhile." in main(answer).one("div", id="trouble").text
    assert "It was rejected by noor" in main(answer).text
    assert Claim.objects.count() == 0


def test_puts_off_to_the_end_of_the_queue_and_rejects(editor: Client, desk: Desk) -> None:
    _decide(editor, desk.first, decision="later")
    _decide(editor, desk.third, decision="reject")
    page = main(editor.get("/review/"))
    assert page.texts("h2") == ["They never act.", "A relation", "Models copy people."]
    assert "1 of 4 decided; 2 wait, 1 put off." in page.text


def test_fixes_text_words_and_holder_before_accepting(editor: Client, desk: Desk) -> None:
    fields = {
        "decision": "fix",
        "text": "Models  only copy.",
        "words": "models copy",
        "stance": "reports",
        "holder": "critics",
    }
    _decide(editor, desk.third, **fields)
    claim = Claim.objects.get()
    quote = claim.quotes.get()
    assert (claim.text, quote.exact, quote.holder_words, quote.voiced_by) == (
        "Models only copy.",
        "models copy.",
        "critics",
        desk.bob,
    )
    assert Decision.objects.get().changes == {
        "text": ["Models copy.", "Models only copy."],
        "words": ["Ann says models copy.", "¶4.2–¶4.4"],
        "holder": ["Ann Lee", "critics"],
    }


FIX = {
    "decision": "fix",
    "text": "Models copy.",
    "words": "Ann says models copy.",
    "stance": "reports",
    "holder": "Ann Lee",
}


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ({"decision": ""}, "Nothing was decided"),
        ({"text": ""}, "Choose one."),
        ({"text": "x" * 2001}, "at most 2000 characters"),
        ({"text": "Do models copy?"}, "This is a question."),
        ({"text": "models fly."}, "A claim in these very words is here already"),
        ({"words": "Ann says models fly."}, "These words do not stand here."),
        ({"words": "They never act. Ann says models copy."}, "in more than one voice"),
        ({"holder": ""}, "Whose view is reported?"),
        ({"holder": "Bob Stone"}, "Nobody reports their own view"),
        ({"stance": "asserts"}, "Only a report states somebody else’s view"),
        ({"decision": "merge", "into": "nothing"}, "No claim has this address."),
        ({"decision": "relate", "target": "", "bears": "support"}, "Choose one."),
    ],
)
def test_refuses_what_makes_no_sense_and_says_why(
    editor: Client, desk: Desk, broken: dict[str, str], message: str
) -> None:
    supplied("Models fly.")
    answer = _decide(editor, desk.third, **{**FIX, **broken})
    assert answer.status_code == 422
    assert message in main(answer).one("div", id="trouble").text
    assert desk.state()["Models copy."] == "waiting"


def test_what_is_doubtful_stands_when_an_editor_is_sure(editor: Client, desk: Desk) -> None:
    assert _decide(editor, desk.third, **{**FIX, "text": "Do models copy?", "sure": "on"}).status_code == 302
    assert Claim.objects.get().text == "Do models copy?"


def test_adds_the_words_to_a_claim_that_is_here(editor: Client, desk: Desk) -> None:
    claim = desk.first.accept(None)
    page = main(editor.get(f"/review/{desk.third.pk}/"))
    near = page.one("section", id="merge").one("fieldset")
    assert near.texts("label") == ["1 Models copy people. Ann Lee, said 1 time"]
    _decide(editor, desk.third, decision="merge", into=claim.key)
    assert [quote.exact for quote in claim.quotes.in_order()] == [
        "Models copy people.",
        "Ann says models copy.",
    ]
    assert desk.third.decisions.get().verdict == "merged"


def test_accepts_a_claim_with_a_suggested_relation_and_its_other_claim(editor: Client, desk: Desk) -> None:
    page = main(editor.get("/review/"))
    offered = page.one("li", id=f"s{desk.first.pk}").one("button", name="relation")
    assert offered.text == "Accept, and this supports, from the other side"
    _decide(editor, desk.first, relation=offered.attributes["value"])
    assert set(desk.state().values()) == {"accepted", "waiting"}
    relation = Relation.objects.get()
    assert (relation.premises.get().claim.text, relation.target_claim.text) == (
        "They never act.",
        "Models copy people.",
    )


def test_accepts_a_relation_with_its_claims(editor: Client, desk: Desk) -> None:
    _decide(editor, desk.relation, decision="fix", kind="attack", evidence="never")
    relation = Relation.objects.get()
    assert (relation.kind, relation.evidence, Claim.objects.count()) == ("attack", "never", 2)


def test_accepts_a_claim_and_lets_it_bear_on_another(editor: Client, desk: Desk) -> None:
    here = supplied("Copying is no thought.")
    address = f"https://site.example{here.get_absolute_url()}"
    _decide(editor, desk.first, decision="relate", target_find=address, bears="attack")
    relation = Relation.objects.get()
    assert (relation.kind, relation.target_claim, relation.premises.get().claim.text) == (
        "attack",
        here,
        "Models copy people.",
    )


def test_decides_whose_view_a_stored_quote_states(editor: Client, desk: Desk) -> None:
    quote = desk.talk.claim(desk.bob, "So Ann thinks models copy.").quotes.get()
    suggestion = suggested_holder(quote, View("reports", desk.ann))
    assert "Whose view: So Ann thinks models copy." in main(editor.get("/review/?kind=holder")).texts("h2")
    _decide(editor, suggestion, decision="fix", stance="reports", holder="critics")
    quote.refresh_from_db()
    assert quote.holder_name == "critics"


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("episode=a-show/the-talk", 4),
        ("kind=relation", 1),
        ("speaker=bob-stone", 1),
        ("speaker=ann-lee", 3),
        ("model=rules 1", 4),
        ("above=75", 2),
        ("kind=claim&speaker=ann-lee&above=85", 1),
        ("episode=nothing/here", 4),
        ("above=many&page=x&kind=%00", 4),
    ],
)
def test_an_address_says_what_to_review(editor: Client, desk: Desk, asked: str, shown: int) -> None:
    show = desk.talk.episode.show.slug
    page = main(editor.get(f"/review/?{asked.replace('a-show', show)}"))
    assert len(page.all("li", class_="suggestion")) == shown


def test_what_lies_on_older_or_removed_words_or_at_a_rejected_claim_is_left_out(
    editor: Client, desk: Desk
) -> None:
    desk.second.reject(None)
    old = Talk("Old", is_current=False)
    suggested_claim(old.say(desk.ann, "An older word."))
    page = main(editor.get("/review/"))
    assert page.texts("h2") == ["Models copy people.", "Models copy."]


def test_accepts_a_batch_from_a_score_on_claims_first(editor: Client, desk: Desk) -> None:
    Suggestion.objects.filter(pk=desk.relation.pk).update(score=0.95)
    assert "With the score below, 2 wait." in main(editor.get("/review/batch/")).text
    assert editor.post("/review/batch/", {"score": "80"}).status_code == 422
    assert editor.post("/review/batch/", {"score": "0", "sure": "on"}).status_code == 422
    answer = editor.post(
        "/review/batch/", {"score": "80", "sure": "on", "queue": "speaker=ann-lee"}, follow=True
    )
    assert "3 accepted." in answer.content.decode()
    assert desk.state() == {
        "Models copy people.": "accepted",
        "They never act.": "accepted",
        "Models copy.": "waiting",
        "support": "accepted",
    }


def test_shows_how_far_editors_agree_with_the_machine(editor: Client, desk: Desk) -> None:
    desk.first.accept(None)
    desk.second.reject(None)
    page = main(editor.get("/review/"))
    assert "1 accepted as the machine proposed them (50 %), 0 with changes, 1 rejected." in page.text
    assert page.one("table").texts("td") == ["1", "100 %", "1", "0 %"]


def test_a_second_reading_shows_no_decision_and_leaves_the_map(editor: Client, desk: Desk) -> None:
    other = UserFactory(username="noor", role=User.Role.EDITOR)
    desk.first.accept(other)
    desk.third.reject(other)
    page = main(editor.get("/review/?reading=second"))
    assert page.texts("h2") == ["Models copy people.", "Models copy."]
    assert "accepted" not in page.one("ol").text
    _decide(editor, desk.first, decision="reject", queue="reading=second")
    _decide(editor, desk.third, queue="reading=second", **FIX)
    again = _decide(editor, desk.third, decision="merge", into=desk.first.claim.key, queue="reading=second")
    assert again.status_code == 422
    assert Claim.objects.count() == 1
    kept = Decision.objects.second_readings().order_by("pk")
    assert [(row.suggestion, row.verdict) for row in kept] == [
        (desk.first, "rejected"),
        (desk.third, "accepted"),
    ]
    assert main(editor.get("/review/?reading=second")).texts("h2") == []


def test_finds_claims_by_their_words(editor: Client) -> None:
    supplied("Large models copy people.")
    supplied("It rains in Wales.")
    page = main(editor.get("/claims/find/?words=model copies"))
    assert page.one("div", id="found").texts("a") == ["Large models copy people."]
    choices = main(editor.get("/claims/find/?text=Large models copy folk.&name=into&ids=near"))
    assert choices.one("fieldset").texts("span", dir="auto") == ["Large models copy people."]
    assert "No claim has words like these." in main(editor.get("/claims/find/?words=zebra")).text


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_makes_as_many_queries_for_eight_as_for_two(editor: Client, desk: Desk) -> None:
    few = _queries(editor, "/review/?kind=claim&above=75")
    for number in range(9):
        talk = Talk(f"Talk {number}")
        ends = [suggested_claim(talk.say(desk.ann, f"Sentence {number} {part}.")) for part in "ab"]
        suggested_relation(*ends[:1], "attack", ends[1])
    assert _queries(editor, "/review/?kind=claim") == few == 11


def test_only_editors_review(client: Client, desk: Desk) -> None:
    pages = ["/review/", "/review/batch/", f"/review/{desk.first.pk}/", "/claims/find/"]
    assert [client.get(page)["Location"] for page in pages] == [f"/sign-in/?next={page}" for page in pages]
    client.force_login(UserFactory(role=User.Role.READER))
    assert [client.get(page).status_code for page in pages] == [403] * 4
    assert _decide(client, desk.first, decision="accept").status_code == 403
    assert client.post("/review/batch/", {"score": "1", "sure": "on"}).status_code == 403
    assert set(desk.state().values()) == {"waiting"}


def test_a_relation_drawn_meanwhile_is_no_obstacle_to_its_claims(editor: Client, desk: Desk) -> None:
    claims = [desk.second.accept(None), desk.first.accept(None)]
    link(claims[0], "attack", claims[1])
    assert _decide(editor, desk.relation, decision="accept").status_code == 302
    assert Relation.objects.count() == 2


def test_a_filtered_queue_says_what_is_chosen_and_keeps_the_choice_closed(editor: Client, desk: Desk) -> None:
    page = main(editor.get("/review/?kind=claim&speaker=ann-lee&above=40"))
    filters = page.one("details", class_="filters")
    assert filters.one("summary").text == "Choose what to review, now claims, Ann Lee, from 40 %"
    assert "open" not in filters.attributes
