from __future__ import annotations

import pytest
from django.test import Client

from debates.amending.reanchoring import transplant
from debates.models import Claim, Passage, Quote, Reanchoring, View, quote_passage
from tests.factories import SpeakerFactory, Talk, TranscriptFactory
from tests.pages import main
from transcripts.models import Transcript, Utterance

LINES = (
    "A child tries things and sees what happens to the world.",
    "Nothing in the life of a squirrel looks like supervised learning.",
    "If we understood how a squirrel learns we would be most of the way there.",
    "The models only say what a person would have said before them.",
)


@pytest.fixture
def waiting(db: None) -> Reanchoring:
    """A quote whose sentence stands first in the new transcript, where the neighbours are others."""
    talk, ann = Talk("The talk"), SpeakerFactory(name="Ann Archer")
    said = [talk.say(ann, line) for line in LINES]
    claim = Claim.objects.create(text="Squirrels show the way.")
    quote_passage(claim, Passage(said[2], 0, said[2], 7), View())
    newer: Transcript = TranscriptFactory(
        episode=talk.episode, recording=talk.transcript.recording, version=2, is_current=False
    )
    for position, text in enumerate([LINES[2], *LINES[:2], LINES[3]]):
        Utterance.objects.create(transcript=newer, position=position, turn=0, speaker=ann, text=text)
    transplant(newer)
    return Reanchoring.objects.get()


def _decide(client: Client, row: Reanchoring, **fields: str) -> object:
    return client.post(f"/reanchoring/{row.pk}/", fields)


def test_shows_the_older_words_beside_the_place_proposed(waiting: Reanchoring, editor: Client) -> None:
    page = main(editor.get("/reanchoring/"))
    assert page.one("h2").text == "Squirrels show the way."
    assert "1 waits." in page.text
    assert page.texts("mark") == ["If we understood how a squirrel learns"] * 2
    assert [link.attributes["href"] for link in page.all("a") if "in version" in link.text] == [
        f"{waiting.transcript.episode.get_absolute_url()}versions/1/#u2",
        f"{waiting.transcript.episode.get_absolute_url()}#u0",
    ]


def test_accepts(waiting: Reanchoring, editor: Client) -> None:
    assert _decide(editor, waiting, decision="accept")["Location"] == "/reanchoring/"
    assert Quote.objects.get().utterance.transcript.version == 2
    assert "None waits." in main(editor.get("/reanchoring/")).text


def test_takes_words_that_an_editor_chose(waiting: Reanchoring, editor: Client) -> None:
    _decide(editor, waiting, decision="choose", words="what a person would have said")
    assert Quote.objects.get().exact == "what a person would have said"


@pytest.mark.parametrize(
    ("words", "trouble"),
    [
        ("nobody said this", "The new transcript does not have these words. Copy them from its page."),
        ("", "Copy the words from the new transcript."),
    ],
)
def test_says_at_the_quote_why_words_cannot_be_taken(
    waiting: Reanchoring, editor: Client, words: str, trouble: str
) -> None:
    answer = _decide(editor, waiting, decision="choose", words=words)
    assert answer.status_code == 422
    assert main(answer).one("p", role="alert").text == trouble
    assert main(answer).one("input", name="words").attributes["value"] == words


def test_marks_as_lost(waiting: Reanchoring, editor: Client) -> None:
    _decide(editor, waiting, decision="lose")
    assert Reanchoring.objects.get().state == "lost"
    assert Quote.objects.get().utterance.transcript.version == 1


def test_a_decision_is_one_of_three(waiting: Reanchoring, editor: Client) -> None:
    assert _decide(editor, waiting, decision="burn").status_code == 422


def test_is_for_editors(waiting: Reanchoring, reader: Client) -> None:
    assert reader.get("/reanchoring/").status_code == 403
    assert _decide(reader, waiting, decision="accept").status_code == 403
    assert Client().get("/reanchoring/")["Location"].startswith("/sign-in/")
    assert Reanchoring.objects.get().state == "waiting"


def test_a_decision_is_a_post_about_something_there(waiting: Reanchoring, editor: Client) -> None:
    assert editor.get(f"/reanchoring/{waiting.pk}/").status_code == 405
    assert editor.post("/reanchoring/999/", {"decision": "lose"}).status_code == 404


def test_makes_as_many_queries_for_much_as_for_little(
    waiting: Reanchoring, editor: Client, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(6):
        editor.get("/reanchoring/")
    for number in range(6):
        claim = Claim.objects.create(text=f"Claim {number}.")
        quote = quote_passage(claim, waiting.old_passage, View())
        waiting.pk, waiting.quote = None, quote
        waiting.save()
    with django_assert_num_queries(6):
        editor.get("/reanchoring/")
