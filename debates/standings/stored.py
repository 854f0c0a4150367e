"""What the graph says, as plain values for a column of JSON, and back. Names and words are not kept: pages look them up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from debates.graph import (
    Change,
    Concession,
    Cruxes,
    How,
    Kind,
    Label,
    Move,
    Robustness,
    Stance,
    Standing,
    Step,
    Timeline,
    Turn,
    Voicing,
    Word,
    Yielding,
)
from debates.graph.structure import Structure

Json = dict[str, Any]


def chain_json(standing: Standing) -> Json:
    """The moves that give a standing, with whose claim it is."""
    return {
        "label": int(standing.label),
        "holders": standing.holders,
        "moves": [_move_json(move) for move in standing.moves],
        "more": standing.more,
        "concession": None if standing.concession is None else _concession_json(standing.concession),
    }


def _move_json(move: Move) -> Json:
    return {
        "how": move.how.value,
        "relation": move.relation,
        "claims": move.claims,
        "outcome": int(move.outcome),
        "holders": move.holders,
        "reported_by": move.reported_by,
        "time": move.time,
        "third_party": move.third_party,
        "replies": [_move_json(reply) for reply in move.replies],
        "more": move.more,
        "circular": move.circular,
    }


def _concession_json(concession: Concession) -> Json:
    return {
        "how": concession.how.value,
        "voicings": [
            {
                "claim": said.claim,
                "stance": said.stance.value,
                "voice": said.voice,
                "holder": said.holder,
                "time": said.time,
            }
            for said in concession.voicings
        ],
    }


def standing_of(claim: int, word: str, chain: Json) -> Standing:
    """The standing that was stored as `chain`."""
    return Standing(
        claim,
        Word(word),
        Label(chain["label"]),
        tuple(chain["holders"]),
        tuple(_move(move) for move in chain["moves"]),
        chain["more"],
        None if chain["concession"] is None else _concession(chain["concession"]),
    )


def _move(stored: Json) -> Move:
    return Move(
        How(stored["how"]),
        stored["relation"],
        tuple(stored["claims"]),
        Label(stored["outcome"]),
        tuple(stored["holders"]),
        tuple(stored["reported_by"]),
        tuple(stored["time"]),
        stored["third_party"],
        tuple(_move(reply) for reply in stored["replies"]),
        stored["more"],
        stored["circular"],
    )


def _concession(stored: Json) -> Concession:
    said = (
        Voicing(each["claim"], Stance(each["stance"]), each["voice"], each["holder"], tuple(each["time"]))
        for each in stored["voicings"]
    )
    return Concession(Yielding(stored["how"]), tuple(said))


def rests_on_json(robustness: Robustness, disputed: int) -> Json:
    """The disputed links on which a claim's word depends; `disputed` counts all that hang together with it."""
    return {
        "turns": [{"links": turn.links, "word": turn.word.value} for turn in robustness.turns],
        "bound": robustness.bound,
        "disputed": disputed,
    }


def robustness_of(claim: int, word: str, stored: Json) -> Robustness:
    """The robustness that was stored."""
    turns = (
        Turn(
            tuple((link, None if kind is None else Kind(kind)) for link, kind in turn["links"]),
            Word(turn["word"]),
        )
        for turn in stored["turns"]
    )
    return Robustness(claim, Word(word), tuple(turns), stored["bound"])


def cruxes_json(found: Iterable[Cruxes]) -> list[Json]:
    """For each main claim the smallest sets that would change where it stands."""
    return [
        {
            "claim": each.claim,
            "word": each.word.value,
            "sets": [
                {
                    "claims": crux.claims,
                    "changes": [
                        {"claim": flip.claim, "before": flip.before.value, "after": flip.after.value}
                        for flip in crux.changes
                    ],
                }
                for crux in each.sets
            ],
            "bound": each.bound,
        }
        for each in found
    ]


def shape_json(shape: Structure, most: int) -> Json:
    """A debate's shape, with up to `most` disputes, knots and claims of each."""
    return {
        "disputes": [
            {"size": len(claims), "claims": sorted(claims)[:most]} for claims in shape.disputes[:most]
        ],
        "dispute_count": len(shape.disputes),
        "alone": shape.alone,
        "knots": [
            {
                "size": len(knot.claims),
                "claims": sorted(knot.claims)[:most],
                "circle": knot.circle[:most],
                "only_supports": knot.only_supports,
            }
            for knot in shape.knots[:most]
        ],
        "knot_count": len(shape.knots),
        "links": [{"relation": link.relation, "smaller_part": link.smaller_part} for link in shape.links],
        "contested": shape.contested,
        "leant_on": shape.leant_on,
        "bound": shape.bound,
    }


def timeline_json(told: Timeline) -> Json:
    """The moments at which something changed, each with its changes as (claim, word before, word after)."""
    return {
        "steps": [
            {
                "time": step.time,
                "changes": [
                    (change.claim, change.before.value if change.before else None, change.after.value)
                    for change in step.changes
                ],
            }
            for step in told.steps
        ],
        "bound": told.bound,
    }


def timeline_of(stored: Json) -> Timeline:
    """The timeline that was stored."""
    steps = (
        Step(
            tuple(step["time"]),
            tuple(
                Change(claim, Word(before) if before else None, Word(after))
                for claim, before, after in step["changes"]
            ),
        )
        for step in stored["steps"]
    )
    return Timeline(tuple(steps), stored["bound"])
