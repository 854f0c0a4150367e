"""Relating units that somebody else cut."""

from __future__ import annotations

from debates.mining import LinkKind, Person, Unit, relate


def test_a_reason_that_says_because_supports_the_unit_before() -> None:
    related = relate(
        [
            Unit("Ann", "Ann thinks the night bus should be free", said="The night bus should be free"),
            Unit(
                "Ann",
                "the night bus carries the lowest paid",
                said="because the night bus carries the lowest paid",
            ),
        ]
    )
    assert [(link.source, link.target, link.kind) for link in related.links] == [(1, 0, LinkKind.SUPPORT)]


def test_a_reply_that_begins_with_no_attacks_what_was_said() -> None:
    related = relate(
        [
            Unit("Ann", "free buses fill up with drunks every night"),
            Unit("Tom", "No, free buses do not fill up with drunks"),
        ]
    )
    assert [(link.source, link.target, link.kind) for link in related.links] == [(1, 0, LinkKind.ATTACK)]


def test_a_report_names_its_holder_by_the_full_name() -> None:
    related = relate(
        [Unit("Ann", "Rich says that scaling is not enough"), Unit("Ann", "it rained all night in Leeds")],
        people=[Person("Richard Sutton", ("Rich",))],
    )
    assert related.reported == {0: "Richard Sutton"}


def test_no_units_have_nothing_to_do_with_each_other() -> None:
    assert relate([]).links == ()
