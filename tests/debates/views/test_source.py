"""Editors correct the words of a transcript, and who says them."""

from __future__ import annotations

import pytest
from django.test import Client

from debates.models import Claim, Passage, Quote, Reanchoring, Suggestion, User, View, quote_passage
from tests.factories import SpeakerFactory, Talk, UserFactory, suggested_claim, suggested_relation
from tests.pages import main
from transcripts.models import CorrectionOffer, Speaker, Transcript, Utterance

pytestmark = pytest.mark.django_db


class Source:
    """Six sentences in three turns, with a quote on the fourth and suggestions on the first two."""

    def __init__(self) -> None:
        self.talk = Talk("The talk")
        self.ann: Speaker = SpeakerFactory(name="Ann Lee")
        self.bob: Speaker = SpeakerFactory(name="Bob Stone")
        texts = [
            (self.ann, "Models copy what the people say."),
            (self.ann, "They never act in any world at all."),
            (self.bob, "Nobody learns from squirrels without a goal."),
            (self.bob, "If we understood squirrels we would be most of the way there."),
            (self.ann, "A child tries things and sees what happens."),
            (self.ann, "That is all there is to say about it."),
        ]
        self.lines = [self.talk.say(speaker, text) for speaker, text in texts]
        self.claim = Claim.objects.create(text="Squirrels show the way.")
        quote_passage(self.claim, Passage(self.lines[3], 0, self.lines[3], 4), View())
        self.first, self.second = (suggested_claim(line) for line in self.lines[:2])
        self.relation = suggested_relation(self.second, "support", self.first)
        self.address = f"{self.talk.episode.get_absolute_url()}correct-words/"

    def post(self, client: Client, line: int, **changed: str) -> object:
        said = self.lines[line]
        fields = {"version": "1", "text": said.text, "speaker": str(said.speaker), "scope": "turn", **changed}
        return client.post(f"{self.address}?line={line}", fields)

    def now(self) -> Transcript:
        return self.talk.episode.transcripts.current().get()

    def said(self) -> list[tuple[str, int]]:
        """Who says each sentence now, and in which turn."""
        return [
            (line.speaker.name if line.speaker else "", line.turn)
            for line in self.now().utterances.in_order()
        ]


@pytest.fixture
def source() -> Source:
    return Source()


def test_corrected_words_are_a_new_version_and_quotes_stand_on_it(editor: Client, source: Source) -> None:
    answer = source.post(editor, 2, text="Nobody learns  from squirrels without any goal.")
    assert answer["Location"] == f"{source.talk.episode.get_absolute_url()}#u2"
    assert "Corrected: version 2." in main(editor.get(answer["Location"])).one("ul", class_="notes").text
    now = source.now()
    assert (now.version, now.imported_by.may_edit) == (2, True)
    assert [line.text for line in now.utterances.in_order()][
        2
    ] == "Nobody learns from squirrels without any goal."
    quote = Quote.objects.get()
    assert (quote.utterance.transcript, quote.exact) == (now, "If we understood squirrels")
    old = source.talk.episode.transcripts.get(version=1)
    assert old.utterances.get(position=2).text == "Nobody learns from squirrels without a goal."


def test_a_quote_on_changed_words_waits_where_it_is_doubtful(editor: Client, source: Source) -> None:
    source.post(editor, 3, text="Had anyone ever seen a dog, it would be done.")
    assert Reanchoring.objects.waiting().get().quote.claim == source.claim
    assert "1 waits." in main(editor.get("/reanchoring/")).text


def test_suggestions_go_along_with_their_decisions_and_those_on_changed_words_go(
    editor: Client, source: Source
) -> None:
    source.second.accept(None)
    source.post(editor, 0, text="Models copy what other people say.")
    kept = Suggestion.objects.get()
    assert (kept.pk, kept.status, kept.transcript) == (source.second.pk, "accepted", source.now())
    source.lines = list(source.now().utterances.in_order())
    source.post(editor, 4, version="2", text="A child tries things and sees what comes of it.")
    kept.refresh_from_db()
    assert (kept.transcript.version, kept.utterance.text) == (3, "They never act in any world at all.")
    assert kept.fingerprint != source.second.fingerprint


def test_a_speaker_is_corrected_in_one_turn(editor: Client, source: Source) -> None:
    source.post(editor, 4, speaker="Bob Stone")
    assert source.said() == [
        ("Ann Lee", 0),
        ("Ann Lee", 0),
        ("Bob Stone", 1),
        ("Bob Stone", 1),
        ("Bob Stone", 2),
        ("Bob Stone", 2),
    ]
    attribution = source.now().attributions.get()
    assert (attribution.speaker, attribution.method, attribution.turn) == (source.bob, "editor", 2)


def test_a_speaker_is_corrected_for_a_label_and_quotes_in_that_voice_wait(
    editor: Client, source: Source
) -> None:
    source.post(editor, 2, speaker="Cy Day", scope="label", new_person="on")
    assert [name for name, _ in source.said()] == ["Ann Lee"] * 2 + ["Cy Day"] * 2 + ["Ann Lee"] * 2
    assert source.now().attributions.get().label == "Bob Stone"
    assert Reanchoring.objects.waiting().get().doubt == "voice"


def test_a_speaker_is_corrected_everywhere_in_the_show(editor: Client, source: Source) -> None:
    other = Talk("Another")
    other.episode.show = source.talk.episode.show
    other.episode.save()
    other.say(source.ann, "Hello again.")
    elsewhere = Talk("Elsewhere")
    elsewhere.say(source.ann, "Hello there.")
    source.post(editor, 0, speaker="Bob Stone", scope="everywhere")
    assert {name for name, _ in source.said()} == {"Bob Stone"}
    assert other.episode.transcripts.current().get().utterances.get().speaker == source.bob
    assert elsewhere.transcript.utterances.get().speaker == source.ann


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({}, "Nothing is changed."),
        ({"text": "…"}, "A sentence has words."),
        ({"text": "x" * 5001}, "at most 5000 characters"),
        ({"speaker": "Nobody Known"}, "Nobody here is called so."),
        ({"version": "7"}, "The transcript changed meanwhile: version 1 is current now."),
        ({"scope": "world", "text": "Other words."}, "Select a valid choice."),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(
    editor: Client, source: Source, changed: dict[str, str], message: str
) -> None:
    answer = source.post(editor, 0, **changed)
    assert answer.status_code == 422
    assert message in main(answer).text
    assert Transcript.objects.count() == 1


def test_a_sentence_without_a_label_changes_by_the_turn_alone(editor: Client, source: Source) -> None:
    Utterance.objects.filter(pk=source.lines[0].pk).update(label="")
    assert "This sentence has no label" in main(source.post(editor, 0, speaker="", scope="label")).text
    source.post(editor, 0, speaker="")
    assert source.said()[0][0] == ""


def test_a_readers_correction_is_met_on_the_spot(editor: Client, source: Source) -> None:
    offer = CorrectionOffer.objects.create(utterance=source.lines[0], proposal="all the people", visitor="x")
    link = f"{source.address}?line=0&offer={offer.pk}"
    assert main(editor.get("/corrections/")).all("a", href=link)
    assert "all the people" in main(editor.get(link)).text
    fields = {
        "version": "1",
        "text": "Models copy what all the people say.",
        "speaker": "Ann Lee",
        "scope": "turn",
    }
    editor.post(link, fields)
    offer.refresh_from_db()
    assert (offer.state, offer.decided_by.may_edit) == ("done", True)


def test_no_such_sentence_is_not_found_and_only_editors_correct(client: Client, source: Source) -> None:
    client.force_login(UserFactory(role=User.Role.EDITOR))
    assert client.get(f"{source.address}?line=99").status_code == 404
    assert client.get(f"{source.address}?line=x&offer=x").status_code == 200
    client.force_login(UserFactory(role=User.Role.READER))
    assert source.post(client, 0, text="Other words.").status_code == 403
    assert Transcript.objects.count() == 1


def test_the_history_shows_the_words_and_the_voices_that_were_corrected(
    editor: Client, client: Client, source: Source
) -> None:
    source.post(editor, 2, text="Nobody learns from squirrels without any goal.")
    source.post(editor, 0, version="2", speaker="Bob Stone")
    history = f"{source.talk.episode.get_absolute_url()}history/"
    newest = main(client.get(history)).one("section")
    assert newest.one("h2").text == "Version 3 beside version 2"
    assert (newest.texts("del"), newest.texts("ins")) == (["Ann Lee", "Ann Lee"], ["Bob Stone", "Bob Stone"])
    older = main(client.get(f"{history}?compare=2")).one("section")
    assert (older.texts("del"), older.texts("ins")) == (["a"], ["any"])
    assert "Sentence ¶3, Bob Stone" in older.text


def test_an_earlier_version_is_put_back_as_the_next_one_with_its_quotes(
    editor: Client, source: Source
) -> None:
    source.post(editor, 3, text="We know squirrels.", speaker="Ann Lee")
    assert Reanchoring.objects.waiting().count() == 1
    history = f"{source.talk.episode.get_absolute_url()}history/"
    page = main(editor.get(history))
    assert page.one("button").text == "Put the words of version 1 back"
    fields = {each.attributes["name"]: each.attributes["value"] for each in page.all("input", type="hidden")}
    told = main(editor.post(source.address, fields, follow=True)).text
    assert "Corrected: version 3." in told
    assert [line.text for line in source.now().utterances.in_order()] == [each.text for each in source.lines]
    assert source.said()[3] == ("Bob Stone", 1)
    assert Quote.objects.get().utterance.transcript.version == 3
    assert Reanchoring.objects.waiting().count() == 0
    again = editor.post(source.address, {"version": "2", "back_to": "1"}, follow=True)
    assert "The transcript changed meanwhile" in main(again).text
