"""Making and changing a debate: its question, sides, people, sections and claims."""

from __future__ import annotations

import pytest
from django.test import Client

from debates.models import Debate, Placement, Section, Side
from tests import debate_posts
from tests.debate_posts import filled_in, posted, unchanged
from tests.factories import (
    AliasFactory,
    DebateFactory,
    SectionFactory,
    SideFactory,
    SideHolderFactory,
    SpeakerFactory,
    supplied,
)
from tests.pages import main, read

pytestmark = pytest.mark.django_db


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


def test_a_name_that_is_nobodys_is_kept_as_a_group_and_said_so(editor: Client) -> None:
    data = posted(sides=[{"name": "Yes", "people": "Ann Leee"}])
    page = editor.post("/debates/new/", data, follow=True).content.decode()
    assert "Nobody here is called Ann Leee: kept as groups." in page
