from __future__ import annotations

import pytest
from django.test import Client

from debates.models import Debate, Placement, Section, Side
from debates.standings.renewal import renew
from tests import debate_posts
from tests.debate_posts import filled_in, posted, unchanged
from tests.factories import (
    AliasFactory,
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


# Making one


def test_a_new_debate_gets_an_address_sides_and_sections(editor: Client) -> None:
    ann = SpeakerFactory(name="Ann Lee")
    data = posted(
        "Do models copy people?",
        "What is at stake.",
        sides=[{"name": "Yes", "people": "Ann Lee, critics"}, {"name": "No", "people": ""}],
        sections=[{"question": "Why?"}, {"question": "How?"}, {"question": ""}],
    )
    response = editor.post("/debates/new/", data)
    assert (response.status_code, response["Location"]) == (302, "/debates/do-models-copy-people/")
    debate = Debate.objects.get()
    assert (debate.question, debate.summary) == ("Do models copy people?", "What is at stake.")
    assert debate.created_by == response.wsgi_request.user
    assert [each.name for each in debate.sides.in_order()] == ["Yes", "No"]
    holders = debate.sides.get(name="Yes").holders.order_by("pk")
    assert [(holder.speaker, holder.words) for holder in holders] == [(ann, ""), (None, "critics")]
    assert [each.question for each in debate.sections.in_order()] == ["Why?", "How?"]


def test_what_was_saved_is_said_on_the_next_page(editor: Client) -> None:
    response = editor.post("/debates/new/", posted("Is it so?"), follow=True)
    assert main(response).one(role="status").texts("li") == ["Saved."]


def test_posting_the_page_as_it_comes_needs_only_a_question(editor: Client) -> None:
    data = {**filled_in(editor.get("/debates/new/")), "question": "Is it so?"}
    assert editor.post("/debates/new/", data).status_code == 302
    assert (Side.objects.count(), Section.objects.count()) == (0, 0)


def test_posting_twice_never_fails(editor: Client) -> None:
    for _ in range(2):
        assert (
            editor.post(
                "/debates/new/", posted("Is it so?", sides=[{"name": "Yes", "people": ""}])
            ).status_code
            == 302
        )
    assert sorted(Debate.objects.values_list("slug", flat=True)) == ["is-it-so", "is-it-so-2"]


@pytest.mark.parametrize("question", ["New", "new?", "  NEW "])
def test_every_debate_has_an_address_of_its_own(editor: Client, question: str) -> None:
    response = editor.post("/debates/new/", posted(question))
    page = main(Client().get(response["Location"]))
    assert page.one("h1").text == question.strip()


@pytest.mark.parametrize("question", ["هل هذا صحيح؟", "真的吗？", "???"])
def test_a_question_in_any_script_gets_an_address(editor: Client, question: str) -> None:
    response = editor.post("/debates/new/", posted(question))
    assert response["Location"] == "/debates/debate/"
    assert main(editor.get(response["Location"])).one("h1").text == question


@pytest.mark.parametrize(
    ("question", "summary"),
    [
        pytest.param("", "", id="no question"),
        pytest.param("   ", "", id="blanks"),
        pytest.param("x" * 301, "", id="a long question"),
        pytest.param("x" * 10_000, "", id="a very long question"),
        pytest.param("Is it so?", "x" * 2001, id="a long summary"),
        pytest.param("Is it\x00 so?", "", id="a null character"),
    ],
)
def test_refuses_a_question_or_summary_that_cannot_be_kept(
    editor: Client, question: str, summary: str
) -> None:
    response = editor.post("/debates/new/", posted(question, summary))
    assert response.status_code == 422
    page = main(response)
    assert "Nothing was saved yet" in page.one("p", role="alert").text
    assert len(page.all(aria_invalid="true")) == 1
    assert page.texts("ul", class_="errorlist") != []
    assert Debate.objects.count() == 0


def test_an_error_is_tied_to_its_field(editor: Client) -> None:
    page = main(editor.post("/debates/new/", posted("")))
    field = page.one("input", name="question")
    described = " ".join(page.one(id=name).text for name in field.attributes["aria-describedby"].split())
    assert "This field is required." in described


def test_nothing_that_was_typed_is_lost_when_something_is_wrong(editor: Client) -> None:
    data = posted(
        "x" * 301,
        "A summary with <b>markup</b> & more\nin two lines.",
        sides=[{"name": "Yes", "people": "Ann, critics"}, {"name": "", "people": "Bob"}],
        sections=[{"question": "Why?"}, {"question": "y" * 301}],
    )
    response = editor.post("/debates/new/", data)
    assert response.status_code == 422
    kept = filled_in(response)
    assert {name: kept[name] for name in data if not name.endswith("_FORMS")} == {
        name: value for name, value in data.items() if not name.endswith("_FORMS")
    }


def test_a_side_with_people_but_no_name_is_refused(editor: Client) -> None:
    response = editor.post("/debates/new/", posted(sides=[{"name": "", "people": "Ann"}]))
    assert response.status_code == 422
    assert main(response).one(aria_invalid="true").attributes["name"] == "sides-0-name"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ({"sides": [{"name": "Yes", "people": ""}] * 2}, "duplicate data for name"),
        ({"sections": [{"question": "Why?"}] * 2}, "duplicate data for question"),
    ],
)
def test_a_side_or_section_twice_is_refused_with_a_reason(
    editor: Client, rows: dict[str, list[dict[str, str]]], message: str
) -> None:
    response = editor.post("/debates/new/", posted(**rows))
    assert response.status_code == 422
    assert message in main(response).text
    assert Debate.objects.count() == 0


def test_a_name_of_more_than_two_hundred_characters_is_refused(editor: Client) -> None:
    response = editor.post("/debates/new/", posted(sides=[{"name": "Yes", "people": f"Ann, {'x' * 201}"}]))
    assert response.status_code == 422
    assert "A name has at most 200 characters." in main(response).text


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param({"sides-TOTAL_FORMS": "x"}, id="no number"),
        pytest.param({"sides-TOTAL_FORMS": "100000"}, id="too many rows"),
        pytest.param({"sides-TOTAL_FORMS": "-1"}, id="less than none"),
        pytest.param({"sections-INITIAL_FORMS": "7"}, id="rows that never were"),
        pytest.param(
            {"placements-INITIAL_FORMS": "1", "placements-TOTAL_FORMS": "1"}, id="a claim that never was"
        ),
        pytest.param({"question": "Is it so?", "sides-TOTAL_FORMS": ""}, id="nothing"),
    ],
)
def test_a_tampered_form_never_fails(editor: Client, broken: dict[str, str]) -> None:
    """It is refused, or what makes sense of it is kept."""
    response = editor.post("/debates/new/", {**posted(), **broken})
    assert response.status_code in {302, 400, 422}
    assert (Side.objects.count(), Section.objects.count(), Placement.objects.count()) == (0, 0, 0)


def test_a_form_without_its_rows_is_refused(editor: Client) -> None:
    response = editor.post("/debates/new/", {"question": "Is it so?"})
    assert response.status_code == 422
    assert Debate.objects.count() == 0


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_changes_are_posted(editor: Client, method: str) -> None:
    for address in ("/debates/new/", f"{DebateFactory().get_absolute_url()}change/"):
        assert getattr(editor, method)(address).status_code == 405


# Changing one


def _change(client: Client, debate: Debate, data: dict[str, object]) -> object:
    return client.post(f"{debate.get_absolute_url()}change/", data)


def _rich_debate() -> Debate:
    debate = DebateFactory(question="Is it so?", slug="is-it-so", summary="A summary.")
    for position, name in enumerate(("Ann", "Bob")):
        side = SideFactory(debate=debate, name=f"Side of {name}", position=position)
        SideHolderFactory(side=side, speaker=SpeakerFactory(name=name))
    for position, question in enumerate(("Why?", "How?")):
        SectionFactory(debate=debate, question=question, position=position)
    first = debate.sections.in_order()[0]
    debate.place(supplied("One is so."), first, is_main=True)
    debate.place(supplied("Two is so."))
    return debate


def test_the_page_shows_what_is_there(editor: Client) -> None:
    debate = _rich_debate()
    values = filled_in(editor.get(f"{debate.get_absolute_url()}change/"))
    assert (values["question"], values["summary"]) == ("Is it so?", "A summary.")
    assert (values["sides-0-name"], values["sides-0-people"]) == ("Side of Ann", "Ann")
    assert [values["sections-0-question"], values["sections-1-question"]] == ["Why?", "How?"]
    assert values["placements-0-section"] == str(debate.sections.in_order()[0].pk)
    assert values["placements-1-section"] == ""
    assert ("placements-0-is_main" in values, "placements-1-is_main" in values) == (True, False)


def test_posting_the_page_as_it_comes_changes_nothing(editor: Client) -> None:
    debate = _rich_debate()
    before = unchanged(debate)
    assert (
        _change(editor, debate, filled_in(editor.get(f"{debate.get_absolute_url()}change/"))).status_code
        == 302
    )
    debate.refresh_from_db()
    assert unchanged(debate) == before


def test_the_address_stays_when_the_question_changes(editor: Client) -> None:
    debate = _rich_debate()
    response = _change(editor, debate, {**unchanged(debate), "question": "Is it really so?"})
    assert response["Location"] == "/debates/is-it-so/"
    debate.refresh_from_db()
    assert debate.question == "Is it really so?"


def test_a_refused_change_leaves_everything_as_it_was(editor: Client) -> None:
    debate = _rich_debate()
    before = unchanged(debate)
    response = _change(editor, debate, {**before, "summary": "Another.", "sides-0-name": "", "question": ""})
    assert response.status_code == 422
    debate.refresh_from_db()
    assert unchanged(debate) == before


def test_a_refused_change_still_says_whose_page_it_is(editor: Client) -> None:
    debate = _rich_debate()
    response = _change(editor, debate, {**unchanged(debate), "question": ""})
    page = read(response)
    assert page.one("title").text.startswith("Change “Is it so?”")
    assert "Is it so?" in page.one("p", class_="crumbs").text


def test_sides_and_sections_keep_the_order_in_which_they_are_posted(editor: Client) -> None:
    debate = _rich_debate()
    data = posted(
        debate.question,
        sides=[debate_posts.side(each) for each in reversed(debate.sides.in_order())],
        sections=[debate_posts.section(each) for each in reversed(debate.sections.in_order())],
        placements=[debate_posts.placement(each) for each in debate.placements.in_order()],
    )
    assert _change(editor, debate, data).status_code == 302
    assert [each.name for each in debate.sides.in_order()] == ["Side of Bob", "Side of Ann"]
    assert [each.question for each in debate.sections.in_order()] == ["How?", "Why?"]


def test_two_sides_may_swap_their_names(editor: Client) -> None:
    """The way to reorder them without JavaScript: type each where the other stood."""
    debate = _rich_debate()
    data = unchanged(debate)
    data["sides-0-name"], data["sides-1-name"] = data["sides-1-name"], data["sides-0-name"]
    data["sides-0-people"], data["sides-1-people"] = data["sides-1-people"], data["sides-0-people"]
    assert _change(editor, debate, data).status_code == 302
    assert [
        (each.name, [str(holder) for holder in each.holders.all()]) for each in debate.sides.in_order()
    ] == [("Side of Bob", ["Bob"]), ("Side of Ann", ["Ann"])]


def test_a_side_can_be_taken_away(editor: Client) -> None:
    debate = _rich_debate()
    assert _change(editor, debate, {**unchanged(debate), "sides-0-DELETE": "on"}).status_code == 302
    assert [each.name for each in debate.sides.all()] == ["Side of Bob"]


def test_claims_stay_when_their_section_is_taken_away(editor: Client) -> None:
    debate = _rich_debate()
    assert _change(editor, debate, {**unchanged(debate), "sections-0-DELETE": "on"}).status_code == 302
    assert [each.question for each in debate.sections.all()] == ["How?"]
    placements = debate.placements.in_order()
    assert [(str(each.claim), each.section) for each in placements] == [
        ("One is so.", None),
        ("Two is so.", None),
    ]


def test_a_claim_can_be_moved_and_made_a_main_one(editor: Client) -> None:
    debate = _rich_debate()
    section = debate.sections.in_order()[1]
    data = {**unchanged(debate), "placements-1-section": section.pk, "placements-1-is_main": "on"}
    assert _change(editor, debate, data).status_code == 302
    moved = Placement.objects.get(claim__text="Two is so.")
    assert (moved.section, moved.is_main) == (section, True)


def test_a_claim_can_be_taken_off_the_debate_and_lives_on(editor: Client) -> None:
    debate = _rich_debate()
    assert _change(editor, debate, {**unchanged(debate), "placements-0-DELETE": "on"}).status_code == 302
    assert [str(each.claim) for each in debate.placements.all()] == ["Two is so."]
    assert Client().get(Placement.objects.get().claim.get_absolute_url()).status_code == 200


def test_a_claim_cannot_be_put_into_a_section_of_another_debate(editor: Client) -> None:
    debate = _rich_debate()
    response = _change(editor, debate, {**unchanged(debate), "placements-0-section": SectionFactory().pk})
    assert response.status_code == 422


def test_a_side_of_another_debate_cannot_be_taken_over(editor: Client) -> None:
    debate, other = _rich_debate(), SideFactory(name="Theirs")
    response = _change(editor, debate, {**unchanged(debate), "sides-0-id": other.pk})
    assert response.status_code == 422
    other.refresh_from_db()
    assert (other.name, other.debate == debate) == ("Theirs", False)


@pytest.mark.parametrize(
    "addition",
    [
        {"sides-TOTAL_FORMS": 3, "sides-2-name": "Neither", "sides-2-people": ""},
        {"sections-TOTAL_FORMS": 3, "sections-2-question": "When?"},
    ],
)
def test_adding_a_row_twice_adds_it_once_and_never_fails(editor: Client, addition: dict[str, object]) -> None:
    """As a double click does, or two editors with the same idea."""
    debate = _rich_debate()
    data = {**unchanged(debate), **addition}
    assert _change(editor, debate, data).status_code == 302
    assert _change(editor, debate, data).status_code in {302, 422}
    assert debate.sides.count() + debate.sections.count() == 5


def test_a_row_that_another_editor_took_away_meanwhile_is_told_and_nothing_is_lost(editor: Client) -> None:
    debate = _rich_debate()
    data = {**unchanged(debate), "summary": "Typed for an hour."}
    debate.sides.in_order()[1].delete()
    response = _change(editor, debate, data)
    assert response.status_code == 422
    assert filled_in(response)["summary"] == "Typed for an hour."


def test_a_claim_that_another_editor_took_away_meanwhile_is_told(editor: Client) -> None:
    debate = _rich_debate()
    data = unchanged(debate)
    debate.placements.in_order()[0].delete()
    assert _change(editor, debate, data).status_code == 422


def test_a_claim_that_another_editor_placed_meanwhile_stays(editor: Client) -> None:
    debate = _rich_debate()
    data = unchanged(debate)
    debate.place(supplied("Three is so."))
    assert _change(editor, debate, data).status_code == 302
    assert debate.placements.count() == 3


# People


@pytest.mark.parametrize("name", ["Rich", "rich", "RICHARD SUTTON", " Richard   Sutton "])
def test_a_speaker_is_found_by_name_or_alias(editor: Client, name: str) -> None:
    speaker = AliasFactory(name="Rich", speaker=SpeakerFactory(name="Richard Sutton")).speaker
    editor.post("/debates/new/", posted(sides=[{"name": "Yes", "people": name}]))
    assert Side.objects.get().holders.get().speaker == speaker


def test_a_name_and_an_alias_of_the_same_person_are_one_holder(editor: Client) -> None:
    speaker = AliasFactory(name="Rich", speaker=SpeakerFactory(name="Richard Sutton")).speaker
    response = editor.post("/debates/new/", posted(sides=[{"name": "Yes", "people": "Rich, Richard Sutton"}]))
    assert response.status_code == 302
    assert Side.objects.get().holders.get().speaker == speaker


def test_the_same_name_twice_is_one_holder(editor: Client) -> None:
    editor.post("/debates/new/", posted(sides=[{"name": "Yes", "people": "critics, critics,, ,"}]))
    assert Side.objects.get().holders.get().words == "critics"


def test_people_can_be_changed_and_taken_away(editor: Client) -> None:
    debate = _rich_debate()
    eve = SpeakerFactory(name="Eve")
    _change(editor, debate, {**unchanged(debate), "sides-0-people": "Eve", "sides-1-people": ""})
    first, second = debate.sides.in_order()
    assert [holder.speaker for holder in first.holders.all()] == [eve]
    assert second.holders.count() == 0


def test_people_who_were_not_touched_keep_their_rows(editor: Client) -> None:
    debate = _rich_debate()
    before = list(debate.sides.in_order()[0].holders.values_list("pk", flat=True))
    _change(editor, debate, {**unchanged(debate), "summary": "Another."})
    assert list(debate.sides.in_order()[0].holders.values_list("pk", flat=True)) == before


# Size


def test_the_page_makes_as_many_queries_for_much_as_for_little(
    editor: Client, django_assert_max_num_queries: object
) -> None:
    debate = _rich_debate()
    with django_assert_max_num_queries(17):
        editor.get(f"{debate.get_absolute_url()}change/")
    for number in range(8):
        SideHolderFactory(side=SideFactory(debate=debate, name=f"Side {number}"))
        debate.place(supplied("More."), SectionFactory(debate=debate))
    with django_assert_max_num_queries(17):
        editor.get(f"{debate.get_absolute_url()}change/")


@pytest.mark.slow
def test_a_debate_of_four_hundred_claims_can_still_be_changed(editor: Client) -> None:
    debate = _rich_debate()
    for number in range(400):
        debate.place(supplied(f"Claim {number} is so."))
    data = filled_in(editor.get(f"{debate.get_absolute_url()}change/"))
    assert _change(editor, debate, {**data, "question": "Is it really so?"}).status_code == 302
    debate.refresh_from_db()
    assert debate.question == "Is it really so?"


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


def test_a_name_that_is_nobodys_is_kept_as_a_group_and_said_so(editor: Client) -> None:
    data = posted(sides=[{"name": "Yes", "people": "Ann Leee"}])
    page = editor.post("/debates/new/", data, follow=True).content.decode()
    assert "Nobody here is called Ann Leee: kept as groups." in page
