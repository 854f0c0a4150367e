from __future__ import annotations

import pytest
from django.test import Client

from debates.models import Debate
from debates.standings.renewal import renew
from tests.factories import (
    DebateFactory,
    SectionFactory,
    SideFactory,
    SideHolderFactory,
    SpeakerFactory,
    Talk,
    link,
    supplied,
)
from tests.pages import Element, main, read

pytestmark = pytest.mark.django_db

SCRIPT = "<script>alert('x')</script>"
DEMO = "/debates/are-large-language-models-a-dead-end/"


def _part(page: Element, question: str) -> Element:
    """The section of the versus view under this heading."""
    return next(each for each in page.all("section") if each.texts("h2") == [question])


def _exchange(page: Element, beginning: str) -> Element:
    return next(
        each
        for each in page.all("div", class_="exchange")
        if each.texts("p", class_="claim-text")[0].startswith(beginning)
    )


class TestVersusOnTheDemo:
    def test_says_the_question_the_sides_and_the_tally(self, client: Client, demo: Debate) -> None:
        page = main(client.get(DEMO))
        assert page.one("h1").text == "Are large language models a dead end?"
        assert page.one("div", class_="sides").texts("div") == [
            "Sutton Richard Sutton",
            "Patel Dwarkesh Patel",
        ]
        assert page.all("p", class_="facts")[0].texts("span") == [
            "18 claims",
            "8 points: 3 answered, 5 not",
        ]

    def test_has_its_four_sections_in_order(self, client: Client, demo: Debate) -> None:
        assert main(client.get(DEMO)).texts("h2") == [
            "Do language models have a world model?",
            "Does learning on the job need a new paradigm?",
            "Is human data enough to learn from?",
            "Is imitation the opposite of experience?",
            "On which word do they talk past each other?",
        ]

    def test_a_clash_shows_claim_word_and_reply(self, client: Client, demo: Debate) -> None:
        clash = _exchange(main(client.get(DEMO)), "What LLMs learn from training is not")
        answer = clash.one("div", class_="answer")
        assert answer.one("span", class_="kind").text.endswith("rebuts")
        assert answer.one("p", class_="claim-text").text == (
            "Models of humans can give a prior that facilitates learning true world models."
        )
        assert "Richard Sutton’s view" in clash.text
        assert "stated by Dwarkesh Patel" in clash.text

    def test_a_claim_comes_with_its_reasons(self, client: Client, demo: Debate) -> None:
        clash = _exchange(main(client.get(DEMO)), "What LLMs learn from training is not")
        reasons = clash.one("ul", class_="reasons").texts("li")
        assert len(reasons) == 1
        assert reasons[0].startswith("LLMs build a model of what a human would say next.")
        assert "supports" in reasons[0]

    def test_a_claim_that_nobody_answered_says_who_did_not(self, client: Client, demo: Debate) -> None:
        page = main(client.get(DEMO))
        open_ones = {
            each.texts("p", class_="claim-text")[0][:20]: each.one("p", class_="nobody").text
            for each in page.all("div", class_="exchange")
            if each.all("p", class_="nobody")
        }
        assert open_ones == {
            "Building a model of ": "No answer from Patel in this debate",
            "Agents with an archi": "No answer from Patel in this debate",
            "An LLM agent is in n": "No answer from Patel in this debate",
            "Pre-trained LLMs can": "No answer from Sutton in this debate: Sutton is not heard in it",
            "Pre-training data is": "No answer in this debate",
        }

    def test_three_claims_were_answered(self, client: Client, demo: Debate) -> None:
        answered = [
            (each.texts("p", class_="claim-text")[0][:24], each.texts("p", class_="claim-text")[1][:24])
            for each in main(client.get(DEMO)).all("div", class_="exchange")
            if each.all("div", class_="answer")
        ]
        assert answered == [
            ("What LLMs learn from tra", "Models of humans can giv"),
            ("The whole paradigm of la", "The concepts that Sutton"),
            ("LLMs are not capable of ", "Some future version of t"),
        ]

    def test_leads_to_the_outline_and_back(self, client: Client, demo: Debate) -> None:
        for address, here in ((DEMO, "Versus"), (f"{DEMO}outline/", "Outline")):
            tabs = main(client.get(address)).one("nav", class_="tabs")
            addresses = [tab.attributes["href"] for tab in tabs.all("a")]
            assert addresses[:2] == [DEMO, f"{DEMO}outline/"]
            assert tabs.one("a", aria_current="page").text == here


class TestOutlineOnTheDemo:
    def test_nests_answers_below_what_they_answer(self, client: Client, demo: Debate) -> None:
        page = main(client.get(f"{DEMO}outline/"))
        paradigm = next(
            each for each in page.all("li") if each.text.startswith("The whole paradigm of large language")
        )
        below = paradigm.all("ul")[0]
        texts = [each.texts("span", class_="claim-text")[0][:24] for each in _children(below)]
        kinds = [each.texts("span", class_="kind")[0][2:] for each in _children(below)]
        assert texts == ["LLMs are not capable of ", "The new paradigm will ma", "The concepts that Sutton"]
        assert kinds == ["supports", "supports", "rebuts"]
        deeper = _children(below)[1].all("ul")[0]
        assert deeper.texts("span", class_="claim-text") == [
            "Once there is an architecture for continual learning, no special training phase is needed."
        ]

    def test_has_every_claim_of_the_debate(self, client: Client, demo: Debate) -> None:
        page = main(client.get(f"{DEMO}outline/"))
        links = {
            each.attributes["href"]
            for each in page.one("div", class_="outline").all("a")
            if each.attributes["href"].startswith("/claims/")
        }
        assert len(links) == 18

    def test_counts_the_claims_of_each_section(self, client: Client, demo: Debate) -> None:
        summaries = main(client.get(f"{DEMO}outline/")).texts("summary")
        assert [each for each in summaries if "claim" in each] == [
            "Do language models have a world model? 5 claims",
            "Does learning on the job need a new paradigm? 7 claims",
            "Is human data enough to learn from? 2 claims",
            "Is imitation the opposite of experience? 4 claims",
        ]

    def test_says_who_holds_and_who_states(self, client: Client, demo: Debate) -> None:
        page = main(client.get(f"{DEMO}outline/"))
        fossil = next(
            each for each in page.all("li") if "Pre-training data is like fossil fuels." in each.text
        )
        assert "Sutskever" in fossil.text
        assert "stated by Dwarkesh Patel" in fossil.text


def _children(listing: Element) -> list[Element]:
    return [each for each in listing.inside if isinstance(each, Element) and each.tag == "li"]


# Reading, on debates made for the purpose


def _rows_of(page: Element) -> list[list[tuple[str, bool]]]:
    """The claims of each exchange of a versus page, and whether each has its card there."""
    return [
        [
            (claim.one("p", class_="claim-text").text, "again" not in claim.attributes["class"])
            for claim in exchange.all("div", class_="claim")
        ]
        for exchange in page.all("div", class_="exchange")
    ]


def test_a_reply_that_was_answered_has_its_card_once_with_its_answers_below(client: Client) -> None:
    debate, talk, (ann, bob) = DebateFactory(), Talk(), SpeakerFactory.create_batch(2)
    claim, reply, other, rejoinder = (
        talk.claim(speaker, text) for speaker, text in ((ann, "A."), (bob, "B."), (bob, "C."), (ann, "D."))
    )
    for answer, target in ((reply, claim), (other, claim), (rejoinder, reply)):
        link(answer, "attack", target)
    for each in (claim, reply, other, rejoinder):
        debate.place(each)
    page = main(client.get(debate.get_absolute_url()))
    assert _rows_of(page) == [
        [("A.", True), ("B.", True), ("C.", True)],
        [("B.", False), ("D.", True)],
    ]
    assert "as above" in page.one("div", class_="again").text


def test_a_claim_in_another_section_has_its_card_there_too(client: Client) -> None:
    section = SectionFactory()
    claim, reply, rejoinder = supplied("A."), supplied("B."), supplied("C.")
    link(reply, "attack", claim)
    link(rejoinder, "attack", reply)
    for each, place in ((claim, section), (reply, None), (rejoinder, None)):
        section.debate.place(each, place)
    page = main(client.get(section.debate.get_absolute_url()))
    assert _rows_of(page) == [[("A.", True), ("B.", True)], [("B.", True), ("C.", True)]]


def test_two_claims_that_rebut_each_other_are_one_exchange(client: Client) -> None:
    debate, one, two, three = DebateFactory(), supplied("A."), supplied("B."), supplied("C.")
    link(one, "attack", two)
    link(two, "attack", one)
    for each in (one, two, three):
        debate.place(each)
    page = main(client.get(debate.get_absolute_url()))
    assert _rows_of(page) == [[("A.", True), ("B.", True)], [("C.", True)]]
    assert "rebuts and is rebutted by it" in page.one("div", class_="answer").text
    link(three, "attack", two)
    page = main(client.get(debate.get_absolute_url()))
    assert _rows_of(page) == [[("A.", True), ("B.", True)], [("B.", False), ("C.", True)]]


def test_a_debate_without_claims_says_so(client: Client) -> None:
    debate = DebateFactory()
    assert "No claims yet" in main(client.get(debate.get_absolute_url())).text
    assert "no claims yet" in main(client.get(f"{debate.get_absolute_url()}outline/")).text


def test_a_section_without_claims_says_so(client: Client) -> None:
    debate = SectionFactory(question="Why?").debate
    for view in ("", "outline/"):
        page = main(client.get(debate.get_absolute_url() + view))
        assert "No claim has been placed here yet." in page.text


def test_claims_in_no_section_come_last(client: Client) -> None:
    debate = SectionFactory(question="Why?").debate
    debate.place(supplied("One is so."))
    page = main(client.get(debate.get_absolute_url()))
    assert page.texts("h2") == ["Why?", "Further claims"]
    assert "One is so." in _part(page, "Further claims").text


def test_an_undercut_names_the_step_it_denies(client: Client) -> None:
    debate = DebateFactory()
    one, two, three = supplied("One is so."), supplied("Two is so."), supplied("That does not follow.")
    link(three, "undercut", link(one, "support", two))
    for claim in (one, two, three):
        debate.place(claim)
    clash = _exchange(main(client.get(debate.get_absolute_url())), "One is so.")
    assert "undercuts the step to “Two is so.”" in clash.text
    assert "That does not follow." in clash.text


def test_a_circle_of_reasons_is_written_out_once(client: Client) -> None:
    debate = DebateFactory()
    one, two = supplied("One is so."), supplied("Two is so.")
    link(one, "support", two)
    link(two, "support", one)
    for claim in (one, two):
        debate.place(claim)
    for view in ("", "outline/"):
        response = client.get(debate.get_absolute_url() + view)
        assert response.status_code == 200
        assert "Two is so." in main(response).text


def test_an_answer_from_another_debate_stays_there(client: Client) -> None:
    debate = DebateFactory()
    claim, reply = supplied("One is so."), supplied("It is not.")
    link(reply, "attack", claim)
    debate.place(claim)
    assert "It is not." not in main(client.get(debate.get_absolute_url())).text


def test_a_deep_outline_leads_on_to_the_claims_page(client: Client) -> None:
    debate = DebateFactory()
    claims = [supplied(f"Claim {number} is so.") for number in range(12)]
    for claim in claims:
        debate.place(claim)
    for below, above in zip(claims[1:], claims, strict=False):
        link(below, "support", above)
    page = main(client.get(f"{debate.get_absolute_url()}outline/"))
    assert "1 more below" in page.text
    assert "Claim 6 is so." in page.text
    assert "Claim 7 is so." not in page.text


def test_markup_in_anything_stored_is_shown_as_text(client: Client) -> None:
    debate = DebateFactory(question=SCRIPT, summary=SCRIPT)
    section = SectionFactory(debate=debate, question=SCRIPT)
    ann, bob = SpeakerFactory(name=SCRIPT), SpeakerFactory(name=SCRIPT)
    for number, speaker in enumerate((ann, bob)):
        SideHolderFactory(side=SideFactory(debate=debate, name=f"{SCRIPT}{number}"), speaker=speaker)
    talk = Talk()
    claims = [
        talk.claim(ann, SCRIPT),
        talk.claim(bob, SCRIPT, holder=ann),
        talk.claim(ann, SCRIPT, holder_words=SCRIPT),
    ]
    step = link(claims[1], "support", claims[0])
    link(claims[2], "attack", claims[0])
    link(claims[2], "undercut", step)
    for claim in claims:
        debate.place(claim, section)
    for view in ("", "outline/"):
        response = client.get(debate.get_absolute_url() + view)
        assert "<script>alert" not in response.content.decode()
        assert read(response).text.count(SCRIPT) >= 8


def test_long_texts_from_right_to_left_are_shown_whole(client: Client) -> None:
    question, summary = "ש" * 300, "ع" * 2000
    debate = DebateFactory(question=question, summary=summary)
    page = main(client.get(debate.get_absolute_url()))
    assert page.one("h1").text == question
    assert page.one("p", class_="lead").text == summary


@pytest.mark.parametrize("view", ["", "outline/", "change/"])
def test_unknown_debates_get_the_sites_own_page(editor: Client, view: str) -> None:
    response = editor.get(f"/debates/nothing/{view}")
    assert response.status_code == 404
    assert main(response).one("h1").text == "Nothing here"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("view", ["", "outline/"])
def test_a_debate_can_only_be_read(editor: Client, method: str, view: str) -> None:
    assert getattr(editor, method)(DebateFactory().get_absolute_url() + view).status_code == 405


def test_readers_are_not_offered_to_change_it(reader: Client) -> None:
    assert "Change" not in main(reader.get(DebateFactory().get_absolute_url())).texts("a")


def test_editors_are_offered_to_change_it(editor: Client) -> None:
    assert "Change" in main(editor.get(DebateFactory().get_absolute_url())).texts("a")


@pytest.mark.parametrize(("view", "queries"), [("", 23), ("outline/", 25)])
def test_makes_as_many_queries_for_much_as_for_little(
    client: Client, view: str, queries: int, django_assert_num_queries: object
) -> None:
    debate, talk = DebateFactory(), Talk()

    def grow() -> None:
        section = SectionFactory(debate=debate)
        ann, bob = SpeakerFactory(), SpeakerFactory()
        for speaker in (ann, bob):
            SideHolderFactory(side=SideFactory(debate=debate), speaker=speaker)
        own, reply = talk.claim(ann, "It is so."), talk.claim(bob, "It is not.")
        report = talk.claim(bob, "She says it is.", holder=ann)
        step = link(report, "support", own)
        link(reply, "attack", own)
        link(supplied("It follows."), "undercut", step)
        for claim in (own, reply, report):
            debate.place(claim, section)

    grow()
    renew()
    with django_assert_num_queries(queries):
        client.get(debate.get_absolute_url() + view)
    for _ in range(5):
        grow()
    renew()
    with django_assert_num_queries(queries):
        client.get(debate.get_absolute_url() + view)


def _with_points(number: int) -> Debate:
    """A debate of so many claims that nobody answered, and of one that was."""
    debate = DebateFactory()
    for each in range(1, number + 1):
        debate.place(supplied(f"Claim {each} is so."))
    claim, reply = supplied("The last is so."), supplied("It is not.")
    link(reply, "attack", claim)
    for each in (claim, reply):
        debate.place(each)
    renew()
    return debate


class TestPagesOfVersus:
    """Twenty points a page."""

    def test_the_first_page_says_how_many_points_there_are_and_shows_twenty(self, client: Client) -> None:
        page = main(client.get(_with_points(22).get_absolute_url()))
        assert page.all("p", class_="facts")[0].texts("span") == [
            "24 claims",
            "23 points: 1 answered, 22 not",
        ]
        shown = page.texts("p", class_="claim-text")
        assert (len(shown), shown[0], shown[-1]) == (20, "Claim 1 is so.", "Claim 20 is so.")
        assert [each.attributes["href"] for each in page.one("nav", aria_label="Pages").all("a")] == [
            "?page=2"
        ]

    def test_the_last_page_shows_the_rest_with_its_answers(self, client: Client) -> None:
        page = main(client.get(f"{_with_points(22).get_absolute_url()}?page=2"))
        assert page.texts("p", class_="claim-text") == [
            "Claim 21 is so.",
            "Claim 22 is so.",
            "The last is so.",
            "It is not.",
        ]
        assert [each.attributes["href"] for each in page.one("nav", aria_label="Pages").all("a")] == [
            "?page=1"
        ]

    @pytest.mark.parametrize("number", ["0", "-1", "3", "many", "9" * 400])
    def test_a_page_that_is_none_shows_the_nearest(self, client: Client, number: str) -> None:
        response = client.get(f"{_with_points(22).get_absolute_url()}?page={number}")
        assert response.status_code == 200
        assert len(main(response).all("div", class_="exchange")) in {3, 20}

    def test_a_choice_goes_along_from_page_to_page(self, client: Client) -> None:
        page = main(client.get(f"{_with_points(22).get_absolute_url()}?standing=no-answer"))
        assert page.one("nav", aria_label="Pages").one("a").attributes["href"] == "?standing=no-answer&page=2"
        assert page.one("nav", aria_label="Points by where they are left").texts("a")[:3] == [
            "All points",
            "Never challenged 22",
            "Challenged and not answered 1",
        ]

    def test_few_points_need_no_pages(self, client: Client) -> None:
        assert not main(client.get(_with_points(19).get_absolute_url())).all("nav", aria_label="Pages")


def test_says_from_which_episodes_the_claims_are(client: Client) -> None:
    debate, talk = DebateFactory(), Talk("The talk")
    debate.place(talk.claim(SpeakerFactory(), "It is so."))
    page = main(client.get(debate.get_absolute_url()))
    assert page.all("p", class_="crumbs")[0].text == f"From The talk ({talk.episode.show.name})"


def test_a_claim_of_nobodys_side_stands_in_neither_column(client: Client) -> None:
    debate, talk = DebateFactory(), Talk()
    for speaker in (SpeakerFactory(), SpeakerFactory()):
        SideHolderFactory(side=SideFactory(debate=debate), speaker=speaker)
    debate.place(talk.claim(SpeakerFactory(), "It is so."))
    page = main(client.get(debate.get_absolute_url()))
    assert len(page.all("div", class_="apart")) == 1


def test_a_side_that_speaks_and_does_not_answer_is_not_called_unheard(client: Client) -> None:
    debate, talk = DebateFactory(), Talk()
    ann, bob = SpeakerFactory(), SpeakerFactory()
    for name, speaker in (("Anns", ann), ("Bobs", bob)):
        SideHolderFactory(side=SideFactory(debate=debate, name=name), speaker=speaker)
    for claim in (talk.claim(ann, "It is so."), talk.claim(bob, "Quite another thing.")):
        debate.place(claim)
    silences = main(client.get(debate.get_absolute_url())).texts("p", class_="nobody")
    assert silences == ["No answer from Bobs in this debate", "No answer from Anns in this debate"]
