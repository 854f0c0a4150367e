from __future__ import annotations

import pytest

from debates.forms.debates import DebateEditor, PlacementForm
from debates.models import Debate, User
from tests import debate_posts
from tests.debate_posts import posted, unchanged
from tests.factories import (
    AliasFactory,
    DebateFactory,
    SectionFactory,
    SideFactory,
    SideHolderFactory,
    SpeakerFactory,
    UserFactory,
    supplied,
)

pytestmark = pytest.mark.django_db


def _made(**data: object) -> Debate:
    editor = DebateEditor(Debate(), _as_posted(posted(**data)))
    assert editor.is_valid()
    return editor.save(by=UserFactory(role=User.Role.EDITOR))


def _as_posted(data: dict[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in data.items()}


def test_nothing_posted_is_neither_valid_nor_wrong() -> None:
    editor = DebateEditor(Debate(), None)
    assert (editor.is_bound, editor.is_valid(), editor.has_errors) == (False, False, False)


def test_what_cannot_be_stored_is_wrong() -> None:
    editor = DebateEditor(Debate(), _as_posted(posted("")))
    assert (editor.is_valid(), editor.has_errors) == (False, True)


def test_one_wrong_part_makes_the_whole_wrong_and_every_part_says_so() -> None:
    editor = DebateEditor(
        Debate(),
        _as_posted(posted("", sides=[{"name": "", "people": "Ann"}], sections=[{"question": "x" * 301}])),
    )
    assert editor.is_valid() is False
    assert list(editor.form.errors) == ["question"]
    assert [list(form.errors) for form in editor.sides] == [["name"]]
    assert [list(form.errors) for form in editor.sections] == [["question"]]


def test_a_new_page_offers_two_sides_and_three_sections() -> None:
    editor = DebateEditor(Debate(), None)
    assert (len(editor.sides.forms), len(editor.sections.forms), len(editor.placements.forms)) == (2, 3, 0)


def test_blank_rows_are_left_out() -> None:
    debate = _made(
        sides=[{"name": "", "people": ""}, {"name": "Yes", "people": ""}], sections=[{"question": ""}]
    )
    assert [(side.name, side.position) for side in debate.sides.all()] == [("Yes", 0)]
    assert debate.sections.count() == 0


def test_positions_are_those_of_the_page() -> None:
    debate = _made(sections=[{"question": question} for question in ("One?", "Two?", "Three?")])
    assert [(each.question, each.position) for each in debate.sections.in_order()] == [
        ("One?", 0),
        ("Two?", 1),
        ("Three?", 2),
    ]


def test_positions_close_up_where_a_row_is_taken_away() -> None:
    debate = _made(sections=[{"question": question} for question in ("One?", "Two?", "Three?")])
    editor = DebateEditor(debate, _as_posted({**unchanged(debate), "sections-0-DELETE": "on"}))
    assert editor.is_valid()
    editor.save(by=UserFactory())
    assert [(each.question, each.position) for each in debate.sections.in_order()] == [
        ("Two?", 0),
        ("Three?", 1),
    ]


def test_the_author_of_a_debate_stays_when_somebody_else_changes_it() -> None:
    debate = _made()
    author = debate.created_by
    editor = DebateEditor(debate, _as_posted({**unchanged(debate), "summary": "More."}))
    assert editor.is_valid()
    editor.save(by=UserFactory())
    debate.refresh_from_db()
    assert (debate.created_by, debate.summary) == (author, "More.")


@pytest.mark.parametrize(
    ("people", "names"),
    [
        ("", []),
        (" , ,", []),
        ("Ann", ["Ann"]),
        ("Ann, Bob", ["Ann", "Bob"]),
        ("  most   critics ,Ann", ["most critics", "Ann"]),
        ("Ann, Ann", ["Ann"]),
        ("王伟, <b>Ann</b>", ["王伟", "<b>Ann</b>"]),
    ],
)
def test_people_are_names_between_commas(people: str, names: list[str]) -> None:
    debate = _made(sides=[{"name": "Yes", "people": people}])
    holders = debate.sides.get().holders.order_by("pk")
    assert [holder.words for holder in holders] == names


def test_a_name_of_two_hundred_characters_is_kept() -> None:
    debate = _made(sides=[{"name": "Yes", "people": "x" * 200}])
    assert debate.sides.get().holders.get().words == "x" * 200


def test_the_people_of_a_side_are_written_as_names() -> None:
    side = SideFactory()
    SideHolderFactory(side=side, speaker=SpeakerFactory(name="Ann Lee"))
    SideHolderFactory(side=side, speaker=None, words="critics")
    editor = DebateEditor(side.debate, None)
    assert editor.sides.forms[0]["people"].value() == "Ann Lee, critics"


def test_of_namesakes_the_oldest_is_meant() -> None:
    oldest, _ = SpeakerFactory(name="Ann"), SpeakerFactory(name="Ann")
    assert _made(sides=[{"name": "Yes", "people": "Ann"}]).sides.get().holders.get().speaker == oldest


def test_an_own_name_goes_before_an_alias() -> None:
    """As everywhere else: the same name means the same person."""
    AliasFactory(name="Rich")
    own = SpeakerFactory(name="Rich")
    assert _made(sides=[{"name": "Yes", "people": "Rich"}]).sides.get().holders.get().speaker == own


def test_a_claim_is_offered_the_sections_of_its_own_debate_only() -> None:
    section, other = SectionFactory(question="Why?"), SectionFactory(question="Theirs?")
    section.debate.place(supplied("One."))
    offered = DebateEditor(section.debate, None).placements.forms[0].fields["section"].queryset
    assert list(offered) == [section]
    assert other not in offered


def test_a_claim_may_be_moved_into_a_section_while_another_is_taken_away() -> None:
    debate = DebateFactory()
    first, second = (
        SectionFactory(debate=debate, question=q, position=n) for n, q in enumerate(("One?", "Two?"))
    )
    debate.place(supplied("It is so."), first)
    data = {**unchanged(debate), "sections-0-DELETE": "on", "placements-0-section": second.pk}
    editor = DebateEditor(debate, _as_posted(data))
    assert editor.is_valid()
    editor.save(by=UserFactory())
    assert debate.placements.get().section == second


def test_a_claim_may_be_put_into_a_section_that_is_taken_away_at_once() -> None:
    """It then stands in none."""
    debate = DebateFactory()
    section = SectionFactory(debate=debate)
    debate.place(supplied("It is so."))
    data = {**unchanged(debate), "sections-0-DELETE": "on", "placements-0-section": section.pk}
    editor = DebateEditor(debate, _as_posted(data))
    if editor.is_valid():
        editor.save(by=UserFactory())
    assert debate.placements.get().section is None


def test_rows_are_told_from_each_other_by_id_not_by_place() -> None:
    debate = _made(sides=[{"name": "Yes", "people": ""}, {"name": "No", "people": ""}])
    yes, no = debate.sides.in_order()
    data = posted(debate.question, sides=[debate_posts.side(no), debate_posts.side(yes)])
    editor = DebateEditor(debate, _as_posted(data))
    assert editor.is_valid()
    editor.save(by=UserFactory())
    assert [(side.pk, side.name) for side in debate.sides.in_order()] == [(no.pk, "No"), (yes.pk, "Yes")]


# Placing


def test_places_are_debates_with_their_sections_newest_first() -> None:
    older, newer = DebateFactory(question="Older?"), DebateFactory(question="Newer?")
    section = SectionFactory(debate=older, question="Why?")
    assert PlacementForm().fields["where"].choices == [
        ("", "Choose a debate …"),
        ("Newer?", [(f"{newer.pk}/", "Newer? – no section")]),
        ("Older?", [(f"{older.pk}/", "Older? – no section"), (f"{older.pk}/{section.pk}", "Why?")]),
    ]


def test_places_a_claim_where_it_was_said_to() -> None:
    section = SectionFactory()
    form = PlacementForm({"where": f"{section.debate_id}/{section.pk}", "is_main": "on"})
    assert form.is_valid()
    placement = form.place(supplied("It is so."))
    assert (placement.debate, placement.section, placement.is_main) == (section.debate, section, True)


def test_without_a_debate_there_is_no_place() -> None:
    assert PlacementForm().fields["where"].choices == [("", "Choose a debate …")]
    assert PlacementForm({"where": ""}).is_valid() is False
