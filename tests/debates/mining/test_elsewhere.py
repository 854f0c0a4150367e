"""What claims of different talks have to do with each other."""

from __future__ import annotations

from debates.mining.elsewhere import EACH, FEATURES, Bond, Neighbour, Stated, bonds, likelihoods, numbers


def _said(text: str, holder: str | None = "Ann Lee") -> Stated:
    return Stated(text, text, holder)


TOLLS = _said("Road tolls are fair to everybody who drives.")


def _bond(claim: Stated, other: Stated, likeness: float = 0.9) -> Bond | None:
    found = list(bonds([claim], [[Neighbour(other, "another talk", likeness)]]))
    return found[0][2] if found else None


def test_the_same_in_other_words_says_it_again() -> None:
    bond = _bond(_said("Everybody who drives is fairly charged by road tolls.", "Bob Stone"), TOLLS)
    assert bond is not None
    assert (bond.kind, bond.evidence) == ("rephrase", "drives is fairly charged by road tolls")
    assert bond.answered == "Road tolls are fair to everybody who drives"


def test_a_denial_by_another_attacks_and_by_the_same_holder_is_left_alone() -> None:
    text = "Road tolls are not fair to everybody who drives."
    bond = _bond(_said(text, "Bob Stone"), TOLLS)
    assert bond is not None
    assert bond.kind == "attack"
    assert _bond(_said(text), TOLLS) is None
    assert _bond(_said(text, None), _said(TOLLS.text, None)) is None


def test_what_adds_a_reason_supports() -> None:
    reason = _said("Road tolls are fair because drivers pay for the asphalt, the bridges and the lights.")
    bond = _bond(reason, TOLLS)
    assert bond is not None
    assert bond.kind == "support"


def test_what_is_hardly_alike_is_not_tied() -> None:
    assert _bond(_said("Cats sleep for most of the day."), TOLLS, 0.35) is None


def test_one_claim_is_tied_to_no_more_than_a_few() -> None:
    near = [
        Neighbour(_said(f"Road tolls are fair to everybody who drives, {word}."), "t", 0.99) for word in "abc"
    ]
    found = list(bonds([TOLLS], [near]))
    assert [place for place, _, _ in found] == [0] * EACH


def test_talks_that_meet_often_are_likelier_to_speak_of_the_same() -> None:
    claims = [_said(f"Claim {number} says that buses are late.") for number in range(20)]
    other = Neighbour(_said("Trains are late.", "Bob Stone"), "a talk", 0.6)
    often = likelihoods(claims, [[other]] * 20)[0]
    once = likelihoods(claims, [[other], *[[]] * 19])[0]
    assert once < often


def test_without_neighbours_there_is_nothing_to_say() -> None:
    assert list(bonds([TOLLS], [[]])) == []
    assert list(bonds([], [])) == []
    assert numbers([TOLLS], [[]]).shape == (0, len(FEATURES))
