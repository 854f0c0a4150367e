"""What else is known of where a claim is left: the links on which that rests, and what the formal rules say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from debates.graph import Robustness, Rule, Support
from debates.models import Claim, ClaimStanding, Left, Relation, RelationKind
from debates.standings.stored import robustness_of
from transcripts.models import Reader

_RULE_ANCHORS = {
    Rule.DF_QUAD: "df-quad",
    Rule.QUADRATIC_ENERGY: "quadratic-energy",
    Rule.H_CATEGORISER: "h-categoriser",
}
_READINGS = {
    Support.DEDUCTIVE: "who grants the reasons grants the claim",
    Support.NECESSARY: "a claim stands only with each of its reasons",
}


@dataclass(frozen=True, slots=True)
class DisputedLink:
    """A relation that may be read otherwise: `otherwise` is what it does then, empty where it is none."""

    relation: Relation
    premises: tuple[Claim, ...]
    target: Claim | None
    otherwise: str


@dataclass(frozen=True, slots=True)
class OtherReading:
    """Links that, read otherwise together, leave the claim with another word."""

    links: tuple[DisputedLink, ...]
    word: str


@dataclass(frozen=True, slots=True)
class Dependence:
    """On which disputed links a claim's word rests. `disputed` counts those that hang together with it at all."""

    readings: tuple[OtherReading, ...]
    disputed: int
    bound: str
    hidden: int


@dataclass(frozen=True, slots=True)
class Strength:
    """A score from 0 to 1 by a rule, None where the rule settles on none; `anchor` is where the rule is explained."""

    rule: str
    anchor: str
    score: float | None


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the formal rules say of a claim. `camps` is (in how many consistent camps, of how many), None where not worked out."""

    label: str
    strengths: tuple[Strength, ...]
    camps: tuple[int, int] | None
    camps_bound: str
    readings: tuple[tuple[str, str], ...]


def numbers_of(row: ClaimStanding) -> Numbers:
    """The numbers that were stored with a standing."""
    stored = row.numbers
    strengths = stored.get("strengths", {})
    camps = stored.get("camps")
    return Numbers(
        stored["label"],
        tuple(
            Strength(rule.value, _RULE_ANCHORS[rule], strengths[rule.value])
            for rule in Rule
            if rule.value in strengths
        ),
        (camps["inside"], camps["of"]) if camps and camps["of"] else None,
        camps["bound"] if camps else "",
        tuple(
            (told, Left(stored["readings"][support.value]).label)
            for support, told in _READINGS.items()
            if stored["readings"][support.value] != row.word
        ),
    )


def dependence_of(row: ClaimStanding, reader: Reader) -> Dependence:
    """The links on which a standing rests; those that join claims closed to `reader` are counted, not shown. Makes up to four queries."""
    found = robustness_of(row.pk, row.word, row.rests_on)
    links = Relation.objects.with_ends(reader).in_bulk(
        {link for turn in found.turns for link, _ in turn.links}
    )
    ends = {end for link in links.values() for end in _ends(link)}
    claims = Claim.objects.open_to(reader).in_bulk(ends)
    shown = [reading for reading in _readings(found, links, claims) if reading is not None]
    return Dependence(
        tuple(shown), row.rests_on["disputed"], found.bound, hidden=len(found.turns) - len(shown)
    )


def _ends(link: Relation) -> Iterable[int]:
    yield from (premise.claim_id for premise in link.premises.all())
    if link.target_claim_id is not None:
        yield link.target_claim_id


def _readings(
    found: Robustness, links: dict[int, Relation], claims: dict[int, Claim]
) -> Iterable[OtherReading | None]:
    for turn in found.turns:
        if all(link in links and claims.keys() >= set(_ends(links[link])) for link, _ in turn.links):
            shown = tuple(
                _disputed(links[link], claims, "" if kind is None else RelationKind(kind.value).label)
                for link, kind in turn.links
            )
            yield OtherReading(shown, Left(turn.word.value).label)
        else:
            yield None


def _disputed(link: Relation, claims: dict[int, Claim], otherwise: str) -> DisputedLink:
    premises = tuple(claims[premise.claim_id] for premise in link.premises.all())
    return DisputedLink(link, premises, claims.get(link.target_claim_id or 0), otherwise)
