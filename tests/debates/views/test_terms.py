from __future__ import annotations

import pytest
from django.test import Client

from debates.models import Claim, Debate, Quote, Relation, Sense, Term, User
from tests.factories import (
    DebateFactory,
    SideFactory,
    SideHolderFactory,
    SpeakerFactory,
    Talk,
    UserFactory,
    link,
)
from tests.pages import main
from transcripts.models import Visibility

pytestmark = pytest.mark.django_db

NEW = "/debates/do-they-copy/terms/new/"


class Dispute:
    """Ann and Bob say "goal", and his answer rests on what he means by it."""

    def __init__(self) -> None:
        self.debate: Debate = DebateFactory(question="Do they copy?", slug="do-they-copy")
        self.ann, self.bob, self.talk = (
            SpeakerFactory(name="Ann Lee"),
            SpeakerFactory(name="Bob Stone"),
            Talk(),
        )
        self.sides = [
            SideFactory(debate=self.debate, name=name, position=n) for n, name in enumerate(("Lee", "Stone"))
        ]
        for side, speaker in zip(self.sides, (self.ann, self.bob), strict=True):
            SideHolderFactory(side=side, speaker=speaker)
        self.claim: Claim = self.talk.claim(self.ann, "Prediction is a goal.")
        self.reply: Claim = self.talk.claim(self.bob, "A goal changes the world.")
        self.answer: Relation = link(self.reply, "attack", self.claim)
        for each in (self.claim, self.reply):
            self.debate.place(each)

    def fields(self, **changed: object) -> dict[str, object]:
        one, other = self.sides
        return {
            "word": "goal",
            f"meaning-{one.pk}": "what a model is trained towards",
            f"quote-{one.pk}": str(self.quote_of(self.claim).pk),
            f"meaning-{other.pk}": "an outcome in the world",
            f"quote-{other.pk}": str(self.quote_of(self.reply).pk),
            "relations": [str(self.answer.pk)],
            **changed,
        }

    @staticmethod
    def quote_of(claim: Claim) -> Quote:
        return claim.quotes.get()

    def named(self) -> Term:
        term = Term.objects.create(debate=self.debate, word="goal")
        for side, claim in zip(self.sides, (self.claim, self.reply), strict=True):
            Sense.objects.create(
                term=term, side=side, meaning=f"as {side.name} says", quote=self.quote_of(claim)
            )
        term.relations.add(self.answer)
        return term


@pytest.fixture
def dispute() -> Dispute:
    return Dispute()


class TestOnTheDemo:
    """Patel says "quote-unquote true world models", and his answer rests on it."""

    def test_the_debate_shows_the_word_with_both_senses_and_their_quotes(
        self, client: Client, demo: Debate
    ) -> None:
        section = main(client.get(demo.get_absolute_url())).one("section", aria_labelledby="terms")
        assert section.one("h2").text == "On which word do they talk past each other?"
        assert section.texts("h3") == ["“true world model”"]
        assert section.texts("dt") == ["Sutton", "Patel"]
        assert "how the environment changes" in section.texts("blockquote")[0]
        assert "quote-unquote true world models" in section.texts("blockquote")[1]
        assert "1 answer of this debate rests on the difference." in section.text

    @pytest.mark.parametrize("page", ["debate", "claim"])
    def test_the_answer_that_rests_on_it_says_so(self, client: Client, demo: Debate, page: str) -> None:
        address = demo.get_absolute_url() if page == "debate" else "/claims/no-true-world-model/"
        links = main(client.get(address)).all("a", href=f"{demo.get_absolute_url()}#term-true-world-model")
        assert [each.text for each in links] == ["rests on the word “true world model”"]


def test_a_debate_without_terms_does_not_ask_readers(client: Client, dispute: Dispute) -> None:
    assert "talk past each other" not in main(client.get(dispute.debate.get_absolute_url())).text


def test_words_of_a_private_episode_are_not_shown(client: Client, dispute: Dispute) -> None:
    dispute.named()
    dispute.talk.episode.visibility = Visibility.PRIVATE
    dispute.talk.episode.save()
    page = main(client.get(dispute.debate.get_absolute_url()))
    assert page.one("section", aria_labelledby="terms").all("blockquote") == []


def test_an_editor_names_a_word(editor: Client, dispute: Dispute) -> None:
    response = editor.post(NEW, dispute.fields())
    term = Term.objects.get()
    assert response["Location"] == f"{dispute.debate.get_absolute_url()}#term-{term.key}"
    assert [str(sense) for sense in term.senses.order_by("pk")] == [
        "what a model is trained towards",
        "an outcome in the world",
    ]
    assert (list(term.relations.all()), term.created_by.may_edit) == ([dispute.answer], True)


def test_an_editor_changes_and_removes_a_word(editor: Client, dispute: Dispute) -> None:
    change = f"/terms/{dispute.named().key}/change/"
    page = main(editor.get(change))
    assert page.one("input", name="word").attributes["value"] == "goal"
    assert [each.attributes["value"] for each in page.all("option", selected="")] == [
        str(dispute.quote_of(claim).pk) for claim in (dispute.claim, dispute.reply)
    ]
    assert len(page.all("input", type="checkbox", checked="")) == 1
    editor.post(change, dispute.fields(word="aim", relations=[]))
    term = Term.objects.get()
    assert (term.word, term.senses.count(), term.relations.count()) == ("aim", 2, 0)
    assert editor.post(change, {"remove": "yes"})["Location"] == dispute.debate.get_absolute_url()
    assert (Term.objects.count(), Sense.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ({"word": " "}, "This field is required."),
        ({"word": "Known"}, "This word stands here already."),
        ({"meaning-ONE": ""}, "Say what is meant in this quote."),
        ({"quote-ONE": ""}, "Choose the quote that shows this sense."),
        ({"quote-ONE": "0"}, "Select a valid choice."),
        ({"quote-ONE": "", "meaning-ONE": ""}, "fill in two"),
        ({"relations": ["0"]}, "Select a valid choice."),
        ({"meaning-ONE": "x" * 501}, "at most 500 characters"),
    ],
)
def test_refuses_what_cannot_be_kept_and_says_where(
    editor: Client, dispute: Dispute, broken: dict[str, object], message: str
) -> None:
    Term.objects.create(debate=dispute.debate, word="known")
    one = str(dispute.sides[0].pk)
    fields = dispute.fields(**{name.replace("ONE", one): value for name, value in broken.items()})
    response = editor.post(NEW, fields)
    assert response.status_code == 422
    assert message in main(response).text
    assert Term.objects.count() == 1


def test_quotes_and_answers_of_other_debates_are_not_offered(editor: Client, dispute: Dispute) -> None:
    other = dispute.talk.claim(dispute.ann, "Elsewhere.")
    link(other, "attack", dispute.talk.claim(dispute.bob, "Far away."))
    page = main(editor.get(NEW)).text
    assert "Elsewhere." not in page
    assert "“A goal changes the world.” rebuts “Prediction is a goal.”" in page


@pytest.mark.parametrize("method", ["get", "post"])
def test_only_editors_name_words(client: Client, dispute: Dispute, method: str) -> None:
    change = f"/terms/{dispute.named().key}/change/"
    for address in (NEW, change):
        assert getattr(client, method)(address)["Location"] == f"/sign-in/?next={address}"
    client.force_login(UserFactory(role=User.Role.CONTRIBUTOR))
    for address in (NEW, change):
        assert getattr(client, method)(address, {"remove": "yes"}).status_code == 403
    assert Term.objects.count() == 1


@pytest.mark.parametrize("address", ["/debates/x/terms/new/", "/terms/x/change/"])
def test_unknown_words_and_debates_are_not_there(editor: Client, address: str) -> None:
    assert editor.get(address).status_code == 404


def test_markup_in_a_word_is_shown_as_text(client: Client, dispute: Dispute) -> None:
    term = dispute.named()
    term.word = "<script>alert(1)</script>"
    term.save()
    page = main(client.get(dispute.debate.get_absolute_url()))
    assert page.all("script") == []
    assert page.one("section", aria_labelledby="terms").texts("h3") == ["“<script>alert(1)</script>”"]
