"""From words in a transcript to a claim."""

from __future__ import annotations

import pytest
from django.test import Client

from debates.amending.reanchoring import transplant
from debates.models import Claim, Debate, Quote, Relation, User, View
from tests.factories import (
    DebateFactory,
    SpeakerFactory,
    Talk,
    TranscriptFactory,
    UserFactory,
    suggested_claim,
    supplied,
)
from tests.pages import main
from transcripts.models import Speaker, Utterance

pytestmark = pytest.mark.django_db


class Said:
    """A talk of two voices; its fourth sentence is in Bob's."""

    def __init__(self) -> None:
        self.talk = Talk("The talk")
        self.ann: Speaker = SpeakerFactory(name="Ann Lee")
        self.bob: Speaker = SpeakerFactory(name="Bob Stone")
        self.lines = [
            self.talk.say(self.ann, text)
            for text in ("Well, models copy people.", "They never act.", "So they never learn.")
        ]
        self.lines.append(self.talk.say(self.bob, "Ann says that models copy people."))
        self.page = f"{self.talk.episode.get_absolute_url()}claims/new/"

    def fields(self, **changed: str) -> dict[str, str]:
        return {
            "version": "1",
            "at": "0.1-0.4",
            "words": "models copy people.",
            "text": "Models only copy people.",
            "stance": "asserts",
            "holder": "",
            **changed,
        }


@pytest.fixture
def said() -> Said:
    return Said()


def _trouble(client: Client, said: Said, **changed: str) -> str:
    answer = client.post(said.page, said.fields(**changed))
    assert answer.status_code == 422
    page = main(answer)
    return " ".join([*page.texts("ul", class_="errorlist"), page.one("div", id="trouble").text])


def test_words_become_a_claim_with_its_quote_in_one_post(editor: Client, said: Said) -> None:
    answer = editor.post(said.page, said.fields())
    assert answer["Location"] == said.lines[0].get_absolute_url()
    quote = Quote.objects.get()
    assert (quote.claim.text, quote.exact, quote.voiced_by, quote.holder, quote.start_s) == (
        "Models only copy people.",
        "models copy people.",
        said.ann,
        said.ann,
        1.154,
    )
    assert quote.claim.created_by.may_edit


def test_the_same_post_brings_what_it_bears_on_and_its_place(editor: Client, said: Said) -> None:
    target, debate = supplied("Models think."), DebateFactory()
    section = debate.sections.create(question="Do they?", position=0)
    more = {
        "bears": "attack",
        "target": target.key,
        "evidence": "copy people",
        "where": f"{debate.pk}/{section.pk}",
    }
    editor.post(said.page, said.fields(**more))
    relation = Relation.objects.get()
    assert (relation.kind, relation.target_claim, relation.evidence) == ("attack", target, "copy people")
    assert Debate.objects.get().placements.get().section == section


def test_words_are_added_to_a_claim_that_is_here(editor: Client, said: Said) -> None:
    editor.post(said.page, said.fields())
    claim = Claim.objects.get()
    words = {"at": "3.2-3.6", "words": "that models copy people."}
    editor.post(said.page, said.fields(into=claim.key, text="", stance="reports", holder="Ann", **words))
    assert [quote.holder_name for quote in claim.quotes.in_order()] == ["Ann Lee", "Ann"]


def test_the_form_proposes_what_the_miner_says_of_the_words(editor: Client, said: Said) -> None:
    page = main(editor.get(f"{said.page}?at=3.0-3.6"))
    assert page.one("textarea", name="words").text == "Ann says that models copy people."
    assert page.one("select", name="stance").one("option", selected="").attributes["value"] == "reports"
    assert page.one("input", name="holder").attributes["value"] == "Ann Lee"
    assert page.one("textarea", name="text").text == "Models copy people."
    assert "Voiced by Bob Stone at 0:15" in page.text


def test_the_form_takes_what_was_suggested_and_storing_it_decides_that(editor: Client, said: Said) -> None:
    suggestion = suggested_claim(said.lines[1], "Models never act.", view=View("grants", said.ann))
    page = main(editor.get(f"{said.page}?at=1.0-1.3"))
    assert page.one("textarea", name="text").text == "Models never act."
    assert page.one("select", name="stance").one("option", selected="").attributes["value"] == "grants"
    fields = {"at": "1.0-1.3", "words": "They never act.", "text": "Models do not act.", "stance": "grants"}
    editor.post(said.page, said.fields(**fields))
    suggestion.refresh_from_db()
    assert (suggestion.status, suggestion.claim) == ("changed", Claim.objects.get())


def test_sentences_are_chosen_without_scripts(editor: Client, said: Said) -> None:
    assert main(editor.get(said.page)).one("form").attributes["method"] == "get"
    page = main(editor.get(f"{said.page}?first=¶1&last=0:05"))
    assert page.one("textarea", name="words").text == "Well, models copy people. They never act."
    assert "No sentence is there." in main(editor.get(f"{said.page}?first=¶99&last=")).text


@pytest.mark.parametrize(
    ("at", "message"),
    [
        ("2.0-3.2", "in more than one voice"),
        ("0.0-199.1", "That is 200 sentences."),
        ("0.0-9999999.1", "sentences. A quote has 12 at most"),
        ("", "Nothing is chosen."),
        ("1.2-1.1", "No word is chosen."),
        ("0.9-0.9", "There are no such words"),
        ("0.0-0.99", "There are no such words"),
        ("3.0-1.1", "There are no such sentences"),
        ("x", "Nothing is chosen."),
    ],
)
def test_a_selection_that_is_no_quote_is_refused_with_the_reason(
    editor: Client, said: Said, at: str, message: str
) -> None:
    shown = editor.get(said.page, {"at": at})
    assert shown.status_code == 422
    assert message in main(shown).one("p", id="trouble").text
    assert "Nothing is stored yet." in _trouble(editor, said, at=at, words="models copy people.")
    assert Claim.objects.count() == 0


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"words": "models fly."}, "These words do not stand here."),
        ({"words": "…"}, "These words do not stand here."),
        ({"text": ""}, "Say it in a sentence"),
        ({"text": "x" * 10_000}, "at most 2000 characters"),
        ({"text": "Do models copy?"}, "This is a question."),
        ({"text": "MODELS THINK."}, "is here already: add the words to it instead"),
        ({"text": "a\x00b"}, "Null characters are not allowed."),
        ({"stance": "reports"}, "Whose view is reported?"),
        ({"holder": "critics"}, "Only a report states somebody else’s view"),
        ({"bears": "attack"}, "Choose both the claim it bears on and how"),
        ({"bears": "undercut"}, "Select a valid choice."),
        ({"target": "gone"}, "No claim has this address."),
        ({"evidence": "never said"}, "These are not among the words above."),
        ({"where": "9/9"}, "Select a valid choice."),
        ({"version": "x"}, "Nothing is stored yet."),
    ],
)
def test_what_makes_no_sense_is_refused_and_what_was_typed_stays(
    editor: Client, said: Said, changed: dict[str, str], message: str
) -> None:
    supplied("Models think.")
    assert message in _trouble(editor, said, **changed)
    assert Claim.objects.count() == 1


def test_a_claim_that_was_found_stays_chosen_when_the_form_comes_back(editor: Client, said: Said) -> None:
    target = said.talk.claim(said.bob, "Models learn.")
    page = main(editor.post(said.page, said.fields(text="", bears="attack", target=target.key)))
    assert page.one("input", name="target_find").attributes["value"] == target.key
    onto = main(editor.get(f"{said.page}?at=0.0-0.4&onto={target.key}"))
    assert onto.one("input", name="target_find").attributes["value"] == target.key


def test_what_is_doubtful_is_stored_by_whoever_is_sure(editor: Client, said: Said) -> None:
    assert editor.post(said.page, said.fields(text="Do models copy?", sure="on")).status_code == 302


def test_a_view_that_is_only_reported_is_not_set_against_its_reporter_unasked(
    editor: Client, said: Said
) -> None:
    target = said.talk.claim(said.bob, "Models learn.")
    words = {"at": "3.2-3.6", "words": "that models copy people.", "stance": "reports", "holder": "Ann Lee"}
    fields = {**words, "bears": "attack", "target": target.key}
    assert "Bob Stone only reports the first claim, as the view of Ann Lee" in _trouble(
        editor, said, **fields
    )
    assert editor.post(said.page, said.fields(**fields, sure="on")).status_code == 302


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script> is a claim.", "النماذج تقلد الناس.", "‮Models copy.‬"]
)
def test_any_writing_is_shown_as_it_is_and_runs_nothing(editor: Client, said: Said, text: str) -> None:
    editor.post(said.page, said.fields(text=text))
    claim = Claim.objects.get()
    assert claim.text == text
    page = main(editor.get(claim.get_absolute_url()))
    assert page.one("h1").text == text
    assert page.all("script") == []


def _newer(said: Said, texts: list[str]) -> None:
    newer = TranscriptFactory(
        episode=said.talk.episode, recording=said.talk.transcript.recording, version=2, is_current=False
    )
    for position, text in enumerate(texts):
        Utterance.objects.create(transcript=newer, position=position, turn=0, speaker=said.ann, text=text)
    transplant(newer)


def test_a_transcript_that_changed_meanwhile_asks_to_look_again_where_the_words_went(
    editor: Client, said: Said
) -> None:
    _newer(said, ["Hello.", "Well, models copy people."])
    answer = editor.post(said.page, said.fields())
    page = main(answer)
    assert answer.status_code == 422
    assert "version 2 is current now. The words stand in it, too" in page.text
    again = {name: page.one("input", name=name).attributes["value"] for name in ("version", "at")}
    assert again == {"version": "2", "at": "1.1-1.4"}
    assert page.one("textarea", name="text").text == "Models only copy people."
    assert editor.post(said.page, said.fields(**again)).status_code == 302
    assert Quote.objects.get().utterance.transcript.version == 2


def test_words_that_are_gone_from_the_transcript_make_no_claim(editor: Client, said: Said) -> None:
    _newer(said, ["Everything is different."])
    assert "The words are not in it: choose others." in _trouble(editor, said)


def test_a_second_click_stores_nothing_twice(editor: Client, said: Said) -> None:
    editor.post(said.page, said.fields())
    assert "is here already" in _trouble(editor, said)
    claim = Claim.objects.get()
    assert "these words are there for this claim" not in _trouble(editor, said)
    assert editor.post(said.page, said.fields(into=claim.key)).status_code == 302
    assert (Claim.objects.count(), Quote.objects.count()) == (1, 1)


def test_only_editors_make_claims(client: Client, said: Said) -> None:
    assert client.post(said.page, said.fields())["Location"].startswith("/sign-in/?next=/")
    client.force_login(UserFactory(role=User.Role.CONTRIBUTOR))
    assert client.post(said.page, said.fields()).status_code == 403
    assert Claim.objects.count() == 0
    assert "Make a claim" not in main(client.get(said.talk.episode.get_absolute_url())).text
