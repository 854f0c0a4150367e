"""Judging the links of whole talks against annotated units."""

from __future__ import annotations

from benchmarks.corpus import parse
from benchmarks.mining.talks import by_heads, by_rules, held, judged, own
from debates.mining import LinkKind, Mined, mine

_DIALOGUE = parse(
    "tolls",
    "title: Tolls\nsplit: dev\ntopic: roads\nregister: panel\npeople: Ann Roe; Tom\n\n"
    "Ann Roe: [1 claim| Steel bridges rust far too quickly]. For example, [2 +1| the harbour bridge lost two cables].\n\n"
    "Tom: [3 claim| Ferries carry more people than any bridge].\n",
)
_TALK = own(_DIALOGUE)


def test_a_dialogue_is_a_talk_without_marks() -> None:
    assert [turn.text for turn in _TALK.turns] == [
        "Steel bridges rust far too quickly. For example, the harbour bridge lost two cables.",
        "Ferries carry more people than any bridge.",
    ]
    assert _TALK.edges == ((1, 0, "support"),)


def test_a_sentence_holds_the_units_that_share_half_of_it() -> None:
    assert held(_TALK, mine(_TALK.turns).findings) == [[0], [1], [2]]


def test_a_link_is_right_in_pair_kind_and_way_or_in_the_pair_alone() -> None:
    found = mine(_TALK.turns)
    link = next(link for link in found.links if (link.source, link.target) == (1, 0))

    assert [(one.pair, one.kind, one.way) for one in judged(_TALK, Mined(found.findings, (link,)))] == [
        (True, True, True)
    ]
    attack = type(link)(1, 0, LinkKind.ATTACK, 0.5, "", "")
    assert [(one.pair, one.kind, one.way) for one in judged(_TALK, Mined(found.findings, (attack,)))] == [
        (True, False, False)
    ]
    stray = type(link)(2, 0, LinkKind.SUPPORT, 0.5, "", "")
    assert [(one.pair, one.met) for one in judged(_TALK, Mined(found.findings, (stray,)))] == [
        (False, frozenset())
    ]


def test_rules_and_heads_are_measured_each_alone() -> None:
    assert all(not link.head for link in by_rules(_TALK.turns, ()).links)
    assert all(link.head for link in by_heads(_TALK.turns, ()).links)
    assert [(link.source, link.target) for link in by_rules(_TALK.turns, ()).links] == [(1, 0)]
