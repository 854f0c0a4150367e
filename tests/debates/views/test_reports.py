from __future__ import annotations

import pytest
from django.test import Client

from debates.models import Comparison, Debate, EarlierWord, Quote, User
from tests.factories import DebateFactory, SpeakerFactory, Talk, UserFactory
from tests.pages import Element, main
from transcripts.models import Utterance, Visibility
from transcripts.searching.rows import index_episode

pytestmark = pytest.mark.django_db

REPORTS = "/debates/do-they-copy/reports/"


class Account:
    """Ann tells what Bob holds, he answers; in an interview he says it himself."""

    def __init__(self) -> None:
        self.debate: Debate = DebateFactory(question="Do they copy?", slug="do-they-copy")
        self.ann, self.bob = SpeakerFactory(name="Ann Lee"), SpeakerFactory(name="Bob Stone")
        self.interview = Talk("Interview")
        self.interview.say(self.bob, "It rained.")
        self.own: Utterance = self.interview.say(self.bob, "A language model has no goal in the world.")
        self.interview.say(self.bob, "It predicts words.")
        self.elsewhere: Utterance = self.interview.say(self.bob, "Squirrels have goals.")
        self.anns: Utterance = self.interview.say(self.ann, "A model has goals, I say.")
        self.talk = Talk("Account")
        claim = self.talk.claim(self.ann, "Models have no goals.", holder=self.bob)
        self.talk.say(self.bob, "Not quite. I said in the world.")
        self.debate.place(claim)
        self.quote: Quote = claim.quotes.get()
        for talk in (self.interview, self.talk):
            index_episode(talk.episode)

    @property
    def anchor(self) -> str:
        return f"r{self.quote.pk}"


@pytest.fixture
def account() -> Account:
    return Account()


def _report(client: Client) -> Element:
    return main(client.get(REPORTS)).one("ol", class_="ledger").all("li")[0]


def _judge(client: Client, anchor: str, **fields: str) -> object:
    return client.post(
        REPORTS, {"report": anchor, **{f"{anchor}-{name}": value for name, value in fields.items()}}
    )


class TestOnTheDemo:
    """Patel's account of Sutton, where Sutton's own interview is not in the library."""

    def test_every_reported_view_is_there_and_nobodys_words_come_near(
        self, client: Client, demo: Debate
    ) -> None:
        page = main(client.get(f"{demo.get_absolute_url()}reports/"))
        assert len(page.all("h3")) == 24
        assert page.texts(class_="nobody")[0] == "No words of Richard Sutton here come near this report"
        assert "Sutton does not speak in this episode, so there is no reaction to read." in page.text


# Reading


def test_a_report_stands_beside_the_persons_own_words_nearest_first(client: Client, account: Account) -> None:
    report = _report(client)
    assert report.texts("blockquote") == [
        "“Models have no goals.”",
        "It rained. “A language model has no goal in the world.” It predicts words.",
    ]
    assert "not yet judged by an editor" in report.text


def test_nobody_elses_words_are_offered(client: Client, account: Account) -> None:
    assert "I say" not in _report(client).text


def test_says_how_the_person_took_it_in_the_next_turn(client: Client, account: Account) -> None:
    assert "Stone corrects it in the next turn, which begins with “Not quite”." in _report(client).text


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        ("Exactly.", "Stone accepts it in the next turn, which begins with “Exactly”."),
        ("No, never.", "Stone rejects it in the next turn, which begins with “No”."),
        ("Squirrels learn.", "Stone’s next turn begins without a yes, a no or a correction"),
    ],
)
def test_a_reaction_is_read_from_how_the_turn_begins(client: Client, reply: str, told: str) -> None:
    debate, bob, talk = DebateFactory(slug="do-they-copy"), SpeakerFactory(name="Bob Stone"), Talk()
    debate.place(talk.claim(SpeakerFactory(), "Models have no goals.", holder=bob))
    talk.say(bob, reply)
    assert told in _report(client).text


def test_who_speaks_only_later_shows_no_reaction(client: Client) -> None:
    debate, bob, talk = DebateFactory(slug="do-they-copy"), SpeakerFactory(name="Bob Stone"), Talk()
    debate.place(talk.claim(SpeakerFactory(), "Models have no goals.", holder=bob))
    for text in ("Go on.", "I see."):
        talk.say(SpeakerFactory(), text)
    talk.say(bob, "Yes.")
    assert "Stone does not speak in the next turns: no reaction." in _report(client).text


@pytest.mark.parametrize("visibility", [Visibility.PRIVATE, Visibility.UNLISTED])
def test_own_words_that_stand_in_no_list_are_not_offered(
    client: Client, account: Account, visibility: str
) -> None:
    account.interview.episode.visibility = visibility
    account.interview.episode.save()
    report = _report(client)
    assert "A language model has no goal" not in report.text


def test_reports_of_private_episodes_are_for_editors(client: Client, account: Account) -> None:
    account.talk.episode.visibility = Visibility.PRIVATE
    account.talk.episode.save()
    assert "Nobody in this debate reports what another person holds." in main(client.get(REPORTS)).text
    client.force_login(UserFactory(role=User.Role.EDITOR))
    assert "Models have no goals." in _report(client).text


def test_words_that_mean_something_to_a_query_are_only_words(client: Client, account: Account) -> None:
    hostile = "goals' | !('world') & <-> :* \\ -- %s {} ;"
    account.debate.place(account.talk.claim(account.ann, hostile, holder=account.bob))
    assert client.get(REPORTS).status_code == 200


def test_makes_as_many_queries_for_much_as_for_little(
    client: Client, account: Account, django_assert_num_queries: object
) -> None:
    for count in (1, 6):
        for number in range(count):
            claim = account.talk.claim(account.ann, f"Goals are rare {number}.", holder=account.bob)
            account.debate.place(claim)
            Comparison(quote=claim.quotes.get(), fidelity="weaker", own_words=account.own).decide(by=None)
        with django_assert_num_queries(12):
            client.get(REPORTS)


# Judging


def test_an_editors_word_names_the_own_words_who_and_when(editor: Client, account: Account) -> None:
    response = _judge(
        editor,
        account.anchor,
        fidelity="stronger",
        own_words=str(account.own.pk),
        note="He said in the world.",
    )
    assert (response.status_code, response["Location"]) == (302, f"{REPORTS}#{account.anchor}")
    comparison = Comparison.objects.get()
    assert (comparison.fidelity, comparison.own_words) == ("stronger", account.own)
    report = _report(editor)
    assert report.one(class_="outcome").text == "◐ Stronger than what was said"
    assert f"An editor’s word: He said in the world. ({comparison.decided_by.username}," in report.text


def test_readers_see_the_words_that_were_judged_and_no_candidates(client: Client, account: Account) -> None:
    Comparison(quote=account.quote, fidelity="faithful", own_words=account.elsewhere).decide(by=None)
    words = _report(client).texts("blockquote")
    assert words[1:] == ["It predicts words. “Squirrels have goals.”"]


def test_another_line_and_a_reaction_can_be_named(editor: Client, account: Account) -> None:
    address = account.elsewhere.get_absolute_url()
    _judge(editor, account.anchor, fidelity="weaker", elsewhere=address, reaction="rejects")
    assert Comparison.objects.get().own_words == account.elsewhere
    assert "Stone rejects it, an editor says." in _report(editor).text


def test_nothing_found_needs_no_words_and_a_word_can_be_taken_back(editor: Client, account: Account) -> None:
    _judge(editor, account.anchor, fidelity="not_found", own_words=str(account.own.pk))
    assert Comparison.objects.get().own_words is None
    assert _report(editor).one(class_="outcome").text == "○ Not found in their own words"
    _judge(editor, account.anchor, fidelity="")
    assert Comparison.objects.count() == 0


def test_an_earlier_word_stays_below_the_one_that_replaces_it(editor: Client, account: Account) -> None:
    _judge(editor, account.anchor, fidelity="stronger", own_words=str(account.own.pk), note="He was careful.")
    first = Comparison.objects.get()
    _judge(editor, account.anchor, fidelity="faithful", own_words=str(account.own.pk))
    _judge(editor, account.anchor, fidelity="")
    earlier = _report(editor).one("details", class_="quiet")
    assert [word.partition(" (")[0] for word in earlier.texts("li")] == [
        "Faithful, beside these words",
        "Stronger than what was said, beside these words: He was careful.",
    ]
    kept = EarlierWord.objects.get(fidelity="stronger")
    assert (kept.decided_by, kept.decided_at) == (first.decided_by, first.decided_at)


def test_an_earlier_word_beside_private_words_is_for_editors(editor: Client, account: Account) -> None:
    _judge(editor, account.anchor, fidelity="stronger", own_words=str(account.own.pk), note="Hush.")
    _judge(editor, account.anchor, fidelity="")
    assert "Hush." in _report(Client()).text
    episode = account.own.transcript.episode
    episode.visibility = "private"
    episode.save()
    assert "Hush." not in _report(Client()).text
    assert "Hush." in _report(editor).text


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"fidelity": "faithful"}, "Choose the words that it is judged beside"),
        ({"fidelity": "great"}, "Select a valid choice"),
        ({"fidelity": "faithful", "own_words": "0"}, "Select a valid choice"),
        ({"fidelity": "faithful", "elsewhere": "ANNS"}, "These words are not Bob Stone’s."),
        ({"fidelity": "faithful", "elsewhere": "CLAIM"}, "This is the address of a claim."),
        ({"fidelity": "not_found", "elsewhere": "OWN"}, "If nothing was found, name no line."),
        ({"fidelity": "faithful", "own_words": "FIRST", "reaction": "wins"}, "Select a valid choice"),
    ],
)
def test_refuses_what_cannot_be_kept_and_says_where(
    editor: Client, account: Account, fields: dict[str, str], message: str
) -> None:
    known = {
        "ANNS": account.anns.get_absolute_url(),
        "OWN": account.own.get_absolute_url(),
        "CLAIM": account.quote.claim.get_absolute_url(),
        "FIRST": str(account.own.pk),
    }
    response = _judge(
        editor, account.anchor, **{name: known.get(value, value) for name, value in fields.items()}
    )
    assert response.status_code == 422
    assert message in main(response).one("details", open="").text
    assert Comparison.objects.count() == 0


def test_a_report_that_is_not_there_cannot_be_judged(editor: Client, account: Account) -> None:
    assert _judge(editor, "r0", fidelity="not_found").status_code == 404


def test_only_editors_judge(client: Client, account: Account) -> None:
    assert _judge(client, account.anchor, fidelity="not_found")["Location"] == "/sign-in/?next=/kept-words/"
    client.force_login(UserFactory(role=User.Role.READER))
    assert _judge(client, account.anchor, fidelity="not_found").status_code == 403
    assert main(client.get(REPORTS)).all("form") == []
