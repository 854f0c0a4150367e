"""Reading annotated dialogues."""

from __future__ import annotations

import pytest

from benchmarks.corpus import Dialogue, FormatError, Label, Relation, Unit, parse

_HEADERS = (
    "title: Tolls\nsplit: dev\ntopic: roads\nregister: panel\npeople: Ann Roe = Annie, Mrs Roe; Tom\n\n"
)


def _parsed(turns: str) -> Dialogue:
    return parse("tolls", _HEADERS + turns)


def test_a_unit_keeps_its_place_in_the_words_without_marks() -> None:
    dialogue = _parsed("Tom: Well, [1| tolls are fair], and\n[2 +1| they pay], okay.\n")

    assert dialogue.turns[0].text == "Well, tolls are fair, and they pay, okay."
    assert [dialogue.turns[0].text[unit.start : unit.end] for unit in dialogue.units] == [
        "tolls are fair",
        "they pay",
    ]
    assert [(one.source, one.target, one.label) for one in dialogue.relations] == [(2, 1, Label.SUPPORT)]


def test_a_holder_makes_a_report() -> None:
    dialogue = _parsed("Tom: [1 @Ann Roe| Annie says no].\n\nAnn Roe: [2 denies -1| I never said that].\n")

    assert dialogue.units == (
        Unit(1, 0, 0, 13, "Annie says no", "claim", "Ann Roe", "reports", 7),
        Unit(2, 1, 0, 17, "I never said that", "claim", "Ann Roe", "denies", 9),
    )
    assert dialogue.people == {"Ann Roe": ("Annie", "Mrs Roe"), "Tom": ()}


def test_a_question_asks_and_can_be_answered_in_another_dialogue_or_undercut() -> None:
    dialogue = _parsed("Tom: [1 question| Why]? [2 ?1 =fares:7| Because of the fares]. [3 ~2-1| So what].\n")

    assert [unit.stance for unit in dialogue.units] == ["asks", "asserts", "asserts"]
    assert dialogue.relations == (
        Relation(2, 1, Label.ANSWER, 7),
        Relation(2, 7, Label.REPHRASE, 7, dialogue="fares"),
        Relation(3, 2, Label.UNDERCUT, 7, onto=1),
    )


@pytest.mark.parametrize(
    ("turns", "message"),
    [
        ("Tolls are fair.\n", "line 7: a turn begins with its speaker: 'Ann Roe: words'"),
        ("Tom: [1 tolls].\n", "line 7: a bracket without its partner, or a unit inside a unit: '[1 tolls].'"),
        ("Tom: [x| tolls].\n", "line 7: a unit begins with its number: [x|"),
        ("Tom: [1 >2| tolls].\n", "line 7: unit 1 has '>2', which is no mark"),
        ("Tom: [1 @ | tolls].\n", "line 7: unit 1 has an @ without a holder"),
    ],
)
def test_names_the_line_that_breaks_the_format(turns: str, message: str) -> None:
    with pytest.raises(FormatError) as caught:
        _parsed(turns)

    assert str(caught.value) == message


def test_refuses_headers_that_lack_something() -> None:
    with pytest.raises(FormatError, match="line 1: the headers lack topic, register"):
        parse("tolls", "title: Tolls\nsplit: dev\n\nTom: [1| No].\n")
