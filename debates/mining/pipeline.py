"""The stages in order, and the one way in."""

from __future__ import annotations

from collections.abc import Sequence

from debates.mining.arguing import weigh_arguing
from debates.mining.draft import Draft, Stage
from debates.mining.holders import tell_holders
from debates.mining.kinds import tell_kinds
from debates.mining.language import unread_turns
from debates.mining.parties import Roster
from debates.mining.relations_across import relate_across
from debates.mining.relations_inside import relate_inside
from debates.mining.scores import score
from debates.mining.sentences import split_into_sentences
from debates.mining.statements import state
from debates.mining.vocabulary import Mined, Person, Turn
from debates.mining.weighing import weigh_relations
from debates.mining.wording import whole

STAGES: tuple[tuple[str, Stage], ...] = (
    ("sentences", split_into_sentences),
    ("kinds", tell_kinds),
    ("holders", tell_holders),
    ("statements", state),
    ("scores", score),
    ("relations inside a passage", relate_inside),
    ("relations across passages", relate_across),
    ("arguing", weigh_arguing),
    ("relations weighed", weigh_relations),
)


def mine(turns: Sequence[Turn], people: Sequence[Person] = ()) -> Mined:
    """What is claimed in a talk, whose view it is, and what answers what.

    `people` are those who speak or are spoken of, with the aliases and spellings that the transcript may
    use. Speakers of turns need not be repeated there. Nothing raises on poor input: no turns, no
    speakers, or no sentences give fewer findings, and half a character is read as "\ufffd". Time is linear in the length of the talk.

    >>> mined = mine([Turn("Ann", "Critics say that bridges rust. I disagree, because paint protects them.")])
    >>> [(finding.holder, finding.stance.value) for finding in mined.findings]
    [('critics', 'reports'), ('Ann', 'denies')]
    """
    turns = tuple(Turn(turn.speaker, whole(turn.text)) for turn in turns)
    draft = Draft(turns=turns, roster=Roster.of(turns, people), unread=unread_turns(turns))
    for _, stage in STAGES:
        draft = stage(draft)
    return Mined(
        draft.findings,
        tuple(sorted(draft.links, key=lambda link: (-link.score, link.source, link.target))),
        draft.unread,
    )
