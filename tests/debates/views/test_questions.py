from __future__ import annotations

import pytest
from django.test import Client

from debates.models import Claim, Debate, Question, Stance, User
from tests.factories import (
    DebateFactory,
    SideFactory,
    SideHolderFactory,
    SpeakerFactory,
    Talk,
    UserFactory,
    link,
    suggested_claim,
)
from tests.pages import Element, main
from transcripts.models import Utterance, Visibility

pytestmark = pytest.mark.django_db

LEDGER = "/debates/do-they-copy/questions/"
MARK = f"{LEDGER}mark/"


class Interview:
    """Ann asks Bob two things; he answers the one in so many words, and a claim of his answers the other."""

    def __init__(self) -> None:
        self.debate: Debate = DebateFactory(question="Do they copy?", slug="do-they-copy")
        self.ann, self.bob = SpeakerFactory(name="Ann Lee"), SpeakerFactory(name="Bob Stone")
        for position, (name, speaker) in enumerate((("Lee", self.ann), ("Stone", self.bob))):
            SideHolderFactory(
                side=SideFactory(debate=self.debate, name=name, position=position), speaker=speaker
            )
        self.talk = Talk()
        self.asked: Claim = self.talk.claim(
            self.ann, "Models have goals.", stance=Stance.ASKS, said="Do models have goals?"
        )
        self.reply: Claim = self.talk.claim(self.bob, "A model wants nothing.")
        link(self.reply, "attack", self.asked)
        self.line: Utterance = self.talk.say(self.ann, "Do children imitate?")
        self.talk.say(self.bob, "No, of course not.")
        for claim in (self.asked, self.reply):
            self.debate.place(claim)

    def mark(self, line: Utterance | None = None) -> Question:
        return Question.objects.create(debate=self.debate, utterance=line or self.line)

    @property
    def of_quote(self) -> str:
        return f"q{self.asked.quotes.get().pk}"


@pytest.fixture
def interview() -> Interview:
    return Interview()


def _entries(client: Client) -> list[Element]:
    return [
        each
        for each in main(client.get(LEDGER)).one("ol", class_="ledger").all("li")
        if "id" in each.attributes
    ]


def _decide(client: Client, anchor: str, **fields: str) -> object:
    return client.post(
        LEDGER, {"question": anchor, **{f"{anchor}-{name}": value for name, value in fields.items()}}
    )


class TestOnTheDemo:
    """What the excerpt truly shows: one question, put to somebody who is not there."""

    def test_the_question_to_sutton_is_left_open(self, client: Client, demo: Debate) -> None:
        page = main(client.get(f"{demo.get_absolute_url()}questions/"))
        assert page.one(class_="outcome").text == "○ Left open"
        assert "“So I tried to ask Richard a couple of times" in page.one("blockquote").text
        assert "left open, as nobody else speaks in this episode" in page.text

    def test_says_which_of_suttons_claims_patel_did_not_answer(self, client: Client, demo: Debate) -> None:
        page = main(client.get(f"{demo.get_absolute_url()}questions/"))
        assert page.one("h3", id="by-dwarkesh-patel").text == "Dwarkesh Patel left 3 without an answer"
        assert page.one("h3", id="by-richard-sutton").text == "Richard Sutton left 3 without an answer"
        assert "Richard Sutton is not heard in the episodes of this debate." in page.text

    def test_a_speakers_page_leads_to_what_they_left(self, client: Client, demo: Debate) -> None:
        page = main(client.get("/speakers/dwarkesh-patel/questions/"))
        assert page.texts("h3") == ["Questions asked", "Claims left without an answer"]
        assert page.one("h2").text == "Are large language models a dead end?"


# Reading


def test_the_map_answers_a_question_with_claim_voice_and_second(client: Client, interview: Interview) -> None:
    (entry,) = _entries(client)
    assert entry.one(class_="outcome").text == "● Answered"
    assert "answered, as a claim of somebody else rebuts what is asked" in entry.text
    assert entry.one(class_="claim").text == "A model wants nothing. Bob Stone ▸ 0:05"


def test_the_next_turn_answers_a_marked_question(client: Client, interview: Interview) -> None:
    question = interview.mark()
    entry = _entries(client)[1]
    assert question.get_absolute_url() == f"{LEDGER}#{entry.attributes['id']}"
    assert entry.one("blockquote").text == "“Do children imitate?”"
    assert "answered, as the next turn begins with “No”" in entry.text
    assert entry.one(class_="claim").text == "“No, of course not.” Bob Stone ▸ 0:15"


def test_a_question_that_is_only_asked_back_is_dodged(client: Client, interview: Interview) -> None:
    line = interview.talk.say(interview.ann, "What do kids want?")
    interview.talk.say(interview.bob, "How old are they?")
    interview.mark(line)
    assert _entries(client)[-1].one(class_="outcome").text == "◐ Dodged"


def test_a_question_after_which_the_asker_goes_on_is_dropped(client: Client, interview: Interview) -> None:
    interview.mark(interview.talk.say(interview.ann, "But why?"))
    interview.talk.say(interview.ann, "Let us talk of chess.")
    assert _entries(client)[-1].one(class_="outcome").text == "○ Dropped"


def test_counts_what_became_of_them(client: Client, interview: Interview) -> None:
    interview.mark()
    assert main(client.get(LEDGER)).all(class_="facts")[0].text == "2 questions2 answered"


def test_a_debate_without_questions_says_so(client: Client) -> None:
    DebateFactory(slug="do-they-copy")
    page = main(client.get(LEDGER))
    assert "No question has been put into this ledger yet." in page.text
    assert "This debate has no people on its sides yet." in page.text


def test_says_who_answered_everything_and_who_left_what_to_others(
    client: Client, interview: Interview
) -> None:
    cat = SpeakerFactory(name="Cat Moss")
    SideHolderFactory(side=interview.debate.sides.get(name="Stone"), speaker=cat)
    own = interview.talk.claim(interview.ann, "They only copy.")
    rebuttal = interview.talk.claim(interview.bob, "They do not.")
    link(rebuttal, "attack", own)
    link(interview.talk.claim(interview.ann, "They do."), "attack", rebuttal)
    for claim in (own, rebuttal):
        interview.debate.place(claim)
    page = main(client.get(LEDGER))
    assert page.one("h3", id=f"by-{interview.bob.slug}").text == "Bob Stone left 0 without an answer"
    assert page.one("h3", id=f"by-{cat.slug}").text == "Cat Moss left 1 without an answer"
    assert "Answered by others only:" in page.text


def test_what_is_private_is_shown_to_editors_alone(client: Client, interview: Interview) -> None:
    interview.mark()
    interview.talk.episode.visibility = Visibility.PRIVATE
    interview.talk.episode.save()
    assert _entries(client) == []
    client.force_login(UserFactory(role=User.Role.EDITOR))
    assert len(_entries(client)) == 2


def test_the_ledgers_of_a_speaker_tell_asking_from_being_asked(client: Client, interview: Interview) -> None:
    interview.mark()
    bobs = main(client.get(f"/speakers/{interview.bob.slug}/questions/"))
    assert bobs.texts("h3") == ["Questions to Stone", "Claims left without an answer"]
    assert bobs.texts("blockquote") == ["“Do children imitate?”"]
    anns = main(client.get(f"/speakers/{interview.ann.slug}/questions/"))
    assert anns.texts("blockquote") == ["“Do models have goals?”", "“Do children imitate?”"]


def test_makes_as_many_queries_for_much_as_for_little(
    client: Client, interview: Interview, django_assert_num_queries: object
) -> None:
    def add() -> None:
        interview.mark(interview.talk.say(interview.ann, "Is it so?"))
        claim = interview.talk.claim(interview.bob, "It is.")
        link(claim, "attack", interview.asked)
        interview.debate.place(claim)

    add()
    with django_assert_num_queries(14):
        client.get(LEDGER)
    for _ in range(5):
        add()
    with django_assert_num_queries(14):
        client.get(LEDGER)
    for _ in range(2):
        with django_assert_num_queries(15):
            client.get(f"/speakers/{interview.bob.slug}/questions/")
        other = DebateFactory()
        SideHolderFactory(side=SideFactory(debate=other), speaker=interview.bob)
        other.place(interview.asked)


# Deciding


def test_an_editors_word_stands_beside_what_is_worked_out(editor: Client, interview: Interview) -> None:
    response = _decide(
        editor,
        interview.of_quote,
        outcome="dodged",
        note="He speaks of wanting.",
        asked_of=str(interview.bob.pk),
    )
    assert (response.status_code, response["Location"]) == (302, f"{LEDGER}#{interview.of_quote}")
    (entry,) = _entries(editor)
    question = Question.objects.get()
    assert entry.one(class_="outcome").text == "◐ Dodged"
    assert f"An editor’s word: dodged: He speaks of wanting. ({question.decided_by.username}," in entry.text
    assert "Worked out from the exchange: answered" in entry.text
    assert "Ann Lee asks Bob Stone" in entry.text


def test_an_answer_is_named_by_the_address_of_a_claim_or_a_line(editor: Client, interview: Interview) -> None:
    anchor, line = interview.of_quote, interview.talk.say(interview.bob, "Goals are for animals.")
    _decide(editor, anchor, outcome="answered", answered_at=f"http://x{interview.reply.get_absolute_url()}")
    assert Question.objects.get().answer_claim == interview.reply
    _decide(editor, anchor, outcome="answered", answered_at=line.get_absolute_url())
    question = Question.objects.get()
    assert (question.answer_claim, question.answer_utterance) == (None, line)
    assert "“Goals are for animals.”" in _entries(editor)[0].texts(class_="claim-text")


def test_a_word_can_be_taken_back(editor: Client, interview: Interview) -> None:
    _decide(editor, interview.of_quote, outcome="dodged")
    _decide(editor, interview.of_quote, outcome="")
    question = Question.objects.get()
    assert (question.outcome, question.decided_by) == ("", None)
    (entry,) = _entries(editor)
    assert entry.one(class_="outcome").text == "● Answered"
    assert entry.one("details", class_="quiet").one("li").text.startswith("Dodged (")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"outcome": "won"}, "Select a valid choice"),
        ({"outcome": "answered", "answered_at": "/claims/nothing/"}, "No claim or line has this address."),
        ({"outcome": "answered", "answered_at": "javascript:alert(1)"}, "No claim or line has this address."),
        (
            {"outcome": "answered", "answered_at": "/shows/a/b/#u" + "9" * 9},
            "No claim or line has this address.",
        ),
        ({"outcome": "dodged", "answered_at": "CLAIM"}, "Only a question that was answered has an answer."),
        ({"outcome": "dodged", "asked_of": "0"}, "Select a valid choice"),
        ({"outcome": "dodged", "note": "x" * 501}, "at most 500 characters"),
        ({"outcome": "dodged", "note": "\x00"}, "Null characters are not allowed"),
    ],
)
def test_refuses_what_cannot_be_kept_and_says_where(
    editor: Client, interview: Interview, fields: dict[str, str], message: str
) -> None:
    fields = {
        name: value.replace("CLAIM", interview.reply.get_absolute_url()) for name, value in fields.items()
    }
    response = _decide(editor, interview.of_quote, **fields)
    assert response.status_code == 422
    assert message in main(response).one("details", open="").text
    assert Question.objects.count() == 0


@pytest.mark.parametrize("anchor", ["", "q0", "u99", "q1-x"])
def test_a_question_that_is_not_in_the_ledger_is_not_there(
    editor: Client, interview: Interview, anchor: str
) -> None:
    assert _decide(editor, anchor, outcome="dodged").status_code == 404


def test_only_editors_decide(client: Client, interview: Interview) -> None:
    assert _decide(client, interview.of_quote, outcome="dodged")["Location"] == "/sign-in/?next=/kept-words/"
    client.force_login(UserFactory(role=User.Role.CONTRIBUTOR))
    assert _decide(client, interview.of_quote, outcome="dodged").status_code == 403
    assert main(client.get(LEDGER)).all("form") == []
    assert Question.objects.count() == 0


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_a_ledger_is_read_or_posted_to(editor: Client, interview: Interview, method: str) -> None:
    assert getattr(editor, method)(LEDGER).status_code == 405


# Marking


def test_an_editor_puts_heard_questions_into_the_ledger_once(editor: Client, interview: Interview) -> None:
    offered = main(editor.get(MARK))
    assert offered.texts("label") == ["Do children imitate?"]
    for _ in range(2):  # somebody else did it meanwhile
        assert editor.post(MARK, {"lines": [interview.line.pk]})["Location"] == LEDGER
    assert Question.objects.get().utterance == interview.line
    assert "stands in the ledger already" in main(editor.get(MARK)).text


def test_what_the_miner_takes_for_a_question_is_offered_too(editor: Client, interview: Interview) -> None:
    line = interview.talk.say(interview.ann, "I tried to ask him whether they want anything.")
    suggestion = suggested_claim(line)
    suggestion.sentence_kind = "question"
    suggestion.save()
    assert main(editor.get(MARK)).texts("label") == ["Do children imitate?", line.text]


@pytest.mark.parametrize("lines", [[], ["0"], ["x"], ["STATEMENT"]])
def test_refuses_to_mark_what_is_no_question_of_these_episodes(
    editor: Client, interview: Interview, lines: list[str]
) -> None:
    statement = Utterance.objects.get(text="A model wants nothing.").pk
    response = editor.post(
        MARK, {"lines": [str(statement) if each == "STATEMENT" else each for each in lines]}
    )
    assert response.status_code == 422
    assert main(response).one(role="alert").text
    assert Question.objects.count() == 0


def test_only_editors_mark(client: Client, interview: Interview) -> None:
    assert client.get(MARK).status_code == 302
    client.force_login(UserFactory(role=User.Role.READER))
    assert client.get(MARK).status_code == 403
    assert client.post(MARK, {"lines": [interview.line.pk]}).status_code == 403


@pytest.mark.parametrize("address", [LEDGER, MARK, "/speakers/nobody/questions/"])
def test_unknown_ledgers_are_not_there(editor: Client, address: str) -> None:
    assert editor.get(address).status_code == 404
