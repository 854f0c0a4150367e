"""Stage 9: what bears on what in a whole talk, by the relation head over its claims, beside what the rules found.

The head was fitted to pieces that annotators cut; here it meets whole sentences, and not all of them are worth linking. So a
small head over it weighs what it says by where the sentences stand and by how likely the weaker of them is a claim at all.
A link that the words announce stands whatever the heads say; all other links of the rules stand only where the heads see nothing
better, or not by themselves.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from debates.mining.bearing import LABELS, probabilities
from debates.mining.draft import Draft
from debates.mining.heads import shipped
from debates.mining.linking import best_of_each_pair
from debates.mining.overlap import Topics
from debates.mining.pairs import FAR_REACH, PLACES, Matrix, Pairs, Piece, place_of
from debates.mining.vocabulary import Finding, FindingKind, Hold, Link, LinkKind
from debates.mining.why import why
from debates.mining.wording import word_count
from debates.mining.worth import Meeting, as_drawn, worth
from transcripts.embedding import encoder

EVIDENCE = (*(f"{label}, to none" for label in LABELS[1:]), *PLACES, "weaker end")
"""What is known of a pair: the relation head's log-odds of each label against none, where its sentences stand, and the log-odds of
the lower of their scores as claims."""

ENOUGH = 0.4
"""The score that a rule gives, from which its link is heeded."""
LEAST = 0.3
"""How likely two claims are linked, from which the link is suggested."""
_LOWEST, _SLOPE = 0.3, 0.5
"""A link's score, given how likely the heads find it: on real debates they are too sure of the likeliest, and on the project's
dialogues not sure enough of the others."""
THRESHOLD = _LOWEST + _SLOPE * LEAST
"""No suggested link has a lower score. Links of the rules that stand have this one, where nothing speaks for more."""
CLEAR = 0.55
"""The share that its kind must have in how likely two claims are linked at all: a link whose kind is a coin's toss is kept back."""
ANNOUNCED = 0.7
"""How likely a reason is taken that its own words announce ("because", "that's why"), between two good claims."""

STRETCH = 1200
"""Sentences that are looked at in one go, so that memory does not grow with the length of a talk."""

_FILLER = re.compile(
    r"^(?:(?:um|uh|and|but|so|now),? )*(?:like|as far as .{1,40}? concerned|as (?:a matter of fact|i said|we said|you know)),? ",
    re.IGNORECASE,
)
_PIECES = (FindingKind.CLAIM, FindingKind.QUESTION, FindingKind.SETUP)
_BARE = 5  # words
_LEAST_WORDS = 4
_NEARLY_NONE = 1e-4


@dataclass(frozen=True, slots=True)
class Weighed:
    """Pairs of claims (earlier, later) as places in `said`, and of each what is known: float32, [pairs, EVIDENCE]."""

    said: tuple[Finding, ...]
    pieces: tuple[Piece, ...]
    places: tuple[tuple[int, int], ...]
    likeness: tuple[float, ...]
    evidence: Matrix


def weigh_relations(draft: Draft) -> Draft:
    """Puts the links that are suggested in the place of those that the rules found. Time is linear in the length of the talk."""
    return replace(draft, links=tuple(suggested(draft, weigh(draft))))


def suggested(draft: Draft, weighed: Weighed) -> Iterator[Link]:
    """The links that are suggested, from what the rules found and from what is known of the pairs."""
    topics = Topics([one for one in weighed.said if one.kind is FindingKind.CLAIM], draft.roster.name_words)
    ruled = {_ends(link): link for link in best_of_each_pair(_firmest_first(draft.links))}
    return _together(list(_by_head(weighed, topics)), ruled, draft.findings)


def weigh(draft: Draft) -> Weighed:
    """What is known of the pairs of claims of a talk."""
    said = tuple(finding for finding in draft.findings if finding.kind in _PIECES)
    pieces = tuple(_pieces(said, draft.findings))
    vectors = encoder().vectors([piece.text for piece in pieces])
    places: list[tuple[int, int]] = []
    parts = [np.zeros((0, len(EVIDENCE)), np.float32)]
    for begin in range(0, len(said), STRETCH):
        first, end = max(0, begin - FAR_REACH), begin + STRETCH
        here, pairs = said[first:end], Pairs(pieces[first:end], vectors[first:end])
        rows = [row for row, pair in enumerate(pairs.places) if _looked_at(here, pair, begin - first)]
        parts.append(_evidence(pairs, rows, here))
        places += [(first + pairs.places[row][0], first + pairs.places[row][1]) for row in rows]
    likeness = tuple(float(vectors[earlier] @ vectors[later]) for earlier, later in places)
    return Weighed(said, pieces, tuple(places), likeness, np.concatenate(parts))


def _looked_at(said: Sequence[Finding], pair: tuple[int, int], begin: int) -> bool:
    """True for pairs of claims that say enough to be linked, the later one from `begin` on."""
    return pair[1] >= begin and all(_states(said[place]) for place in pair)


def _states(one: Finding) -> bool:
    """True for claims that say enough to be linked: "I disagree" by itself claims nothing."""
    return one.kind is FindingKind.CLAIM and word_count(one.text) >= _LEAST_WORDS


def _pieces(said: Sequence[Finding], findings: Sequence[Finding]) -> Iterator[Piece]:
    """The findings as the relation head knows pieces: sentences of one voice that follow each other are one turn."""
    turn, last = -1, object()
    for one in said:
        turn, last = turn + (one.voiced_by != last), one.voiced_by
        party = one.holder if one.is_reported else one.voiced_by
        yield Piece(
            one.voiced_by, party, turn, _filled(one.statement), _filled(one.text), _lead(one, findings)
        )


def _filled(text: str) -> str:
    """`text` without what only looks like the beginning of a reason: a "like" that fills, "as far as fires are concerned"."""
    return _FILLER.sub("", text, count=1)


def _lead(one: Finding, findings: Sequence[Finding]) -> str:
    """A sentence of a few words right before, in the same turn: "I disagree." says what the next one does."""
    before = findings[one.id - 1] if one.id else one
    bare = before.span.turn == one.span.turn and before.id < one.id and word_count(before.text) < _BARE
    return before.text if bare else ""


def _evidence(pairs: Pairs, rows: Sequence[int], said: Sequence[Finding]) -> Matrix:
    if not rows:
        return np.zeros((0, len(EVIDENCE)), np.float32)
    sure = np.maximum(probabilities(pairs)[rows], _NEARLY_NONE)
    stand = np.eye(len(PLACES), dtype=np.float32)[place_of(pairs.matrix)[rows]]
    scores = np.array([_odds(one.score) for one in said], np.float32)
    ends = np.array([pairs.places[row] for row in rows])
    weaker = np.minimum(scores[ends[:, 0]], scores[ends[:, 1]])
    return np.hstack([np.log(sure[:, 1:] / sure[:, :1]), stand, weaker[:, None]]).astype(np.float32)


def _odds(share: float) -> float:
    kept = min(0.995, max(0.005, share))
    return math.log(kept / (1 - kept))


# --- What the heads suggest ----------------------------------------------------------------------------


def _by_head(weighed: Weighed, topics: Topics) -> Iterator[tuple[int, Link]]:
    """The links that are likely enough and clear in kind, each with the id of its later end."""
    head = shipped("links", EVIDENCE)
    told = head.probabilities(weighed.evidence).tolist() if weighed.places else []
    for (earlier, later), likeness, sure in zip(weighed.places, weighed.likeness, told, strict=True):
        one_view = weighed.pieces[earlier].party == weighed.pieces[later].party
        meeting = Meeting(weighed.said[earlier], weighed.said[later], likeness, one_view, topics)
        kind, turned, likely = _read(sure, one_view=one_view)
        drawn = as_drawn(kind, meeting) if kind else None
        if drawn is None:
            continue
        source, target = meeting.ends[::-1] if turned else meeting.ends
        left = likely * drawn.worth * worth(source, target)
        if left >= LEAST:
            reason, evidence = why(drawn.kind, source, target, topics, likeness, goes_on=drawn.goes_on)
            link = Link(source.id, target.id, drawn.kind, _score(left), reason, evidence, head=head.version)
            yield meeting.later.id, link


def _score(likely: float) -> float:
    return round(_LOWEST + _SLOPE * likely, 3)


def _read(sure: Sequence[float], *, one_view: bool) -> tuple[LinkKind | None, bool, float]:
    """The kind of a link (None where there is none), whether the earlier end is its source, and how likely it is.

    Nobody is taken to attack a view of their own.
    """
    supports, supported, attacks, restates = sure[1:]
    kinds = {
        LinkKind.SUPPORT: supports + supported,
        LinkKind.REPHRASE: restates,
        LinkKind.ATTACK: 0.0 if one_view else attacks,
    }
    whole = sum(kinds.values())
    kind = max(kinds, key=kinds.__getitem__)
    if whole < LEAST or kinds[kind] < CLEAR * sum(sure[1:]):
        return None, False, 0.0
    return kind, kind is LinkKind.SUPPORT and supported > supports, whole


# --- Beside the rules ----------------------------------------------------------------------------------


def _ends(link: Link) -> tuple[int, int]:
    return min(link.source, link.target), max(link.source, link.target)


def _firmest_first(links: Sequence[Link]) -> list[Link]:
    return sorted(links, key=lambda link: (-link.hold, -link.score, link.source, link.target))


def _together(
    by_head: Sequence[tuple[int, Link]], ruled: dict[tuple[int, int], Link], findings: Sequence[Finding]
) -> Iterator[Link]:
    """Every claim is tied to at most one earlier one by the heads; a link that the words announce comes before, others after."""
    heads = {_ends(link): link for _, link in by_head}
    taken: set[int] = set()
    kept = [link for link in ruled.values() if link.score >= ENOUGH and link.hold]
    for link in kept:
        if link.hold is Hold.CUED:
            taken.add(max(_ends(link)))
            yield _scored(link, heads.get(_ends(link)), (findings[link.source], findings[link.target]))
    for later, link in sorted(by_head, key=lambda one: (-one[1].score, one[1].source, one[1].target)):
        if later not in taken:
            taken.add(later)
            yield _worded(link, ruled.get(_ends(link)))
    for link in kept:
        if link.hold is Hold.FIRM and max(_ends(link)) not in taken:
            yield replace(link, score=THRESHOLD)


def _scored(link: Link, by_head: Link | None, ends: tuple[Finding, Finding]) -> Link:
    """The rule's link with the heads' score where they see the same two linked, and no less than such words are worth."""
    announced = _score(ANNOUNCED * worth(*ends)) if link.kind is LinkKind.SUPPORT else 0.0
    return replace(link, score=max(THRESHOLD, announced, by_head.score if by_head else 0.0))


def _worded(link: Link, rule: Link | None) -> Link:
    """The heads' link in the words of a rule that came to the same."""
    if rule is None or (rule.source, rule.target, rule.kind) != (link.source, link.target, link.kind):
        return link
    return replace(link, reason=rule.reason, evidence=rule.evidence)
