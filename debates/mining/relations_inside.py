"""Stage 6: relations between sentences of one passage that state one party's view.

What carries the signal here is order and connectives: most linked sentences stand side by side, "for
example" points back, "therefore" turns the link round. Words in common decide where no connective does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from debates.mining.draft import Draft, passages
from debates.mining.lexicon.arguing import ADDITION, BACKWARD_SUPPORT, CONTRAST, FORWARD_SUPPORT, INSTEAD
from debates.mining.linking import best_of_each_pair, linked
from debates.mining.overlap import Shared, Topics, opening_words, shortened
from debates.mining.vocabulary import Finding, FindingKind, Hold, Link, LinkKind, Stance
from debates.mining.wording import any_of, compiled, is_negative, plain, word_count

REACH = 12
"""Claims back to which an announced reason or a shared term is followed."""


def relate_inside(draft: Draft) -> Draft:
    """Adds the links inside each passage."""
    topics = Topics([f for f in draft.findings if f.kind is FindingKind.CLAIM], draft.roster.name_words)
    stretches = (stretch for passage in passages(draft.findings) for stretch in _stretches(passage))
    found = (link for stretch in stretches for link in _inside(stretch, topics))
    return replace(draft, links=(*draft.links, *best_of_each_pair(found)))


def _stretches(passage: Sequence[Finding]) -> Iterator[list[Finding]]:
    """Runs of claims and setups in a passage that one party holds; frames, questions and asides do not break them."""
    running: list[Finding] = []
    for finding in passage:
        if finding.kind not in (FindingKind.CLAIM, FindingKind.SETUP):
            continue
        if running and (finding.holder, finding.is_reported) != (running[-1].holder, running[-1].is_reported):
            yield running
            running = []
        running.append(finding)
    if running:
        yield running


def _inside(stretch: Sequence[Finding], topics: Topics) -> Iterator[Link]:
    announced: Finding | None = None
    for place, claim in enumerate(stretch):
        if claim.kind is FindingKind.SETUP:
            continue
        before = _claim_before(stretch, place)
        if before and (
            link := _beside(claim, before, stretch[place - 1], topics.shared(claim.id, before.id), topics)
        ):
            yield link
        if announced and announced is not before:
            yield from _governed(claim, announced, topics)
        yield from _at_distance(claim, stretch[max(0, place - REACH) : place], topics)
        announced = claim if _announces_reason(claim.text) else announced


def _claim_before(stretch: Sequence[Finding], place: int) -> Finding | None:
    """The claim just before a place: setups and at most two other sentences may lie between."""
    for finding in reversed(stretch[:place]):
        if finding.kind is FindingKind.CLAIM:
            return finding if stretch[place].id - finding.id <= 3 else None
    return None


# --- Side by side --------------------------------------------------------------------------------------

_SOFT = r"(?:(?:and|so|now|well|or|yeah|yes|okay|you know|i mean|then|right),? )?"


def _starts(phrases: Sequence[str]) -> re.Pattern[str]:
    return compiled(rf"{_SOFT}(?P<cue>{any_of(phrases)})(?![\w'-])")


_FORWARD, _BACKWARD, _INSTEAD = _starts(FORWARD_SUPPORT), _starts(BACKWARD_SUPPORT), _starts(INSTEAD)
_TURNS = compiled(rf"{any_of(CONTRAST)}\b")
_ADDS = compiled(rf"(?:{any_of((*ADDITION, *CONTRAST))}\b|\w+(?: \w+)? also\b|(?:so |now )?let(?:'s| me)\b)")
_WEAKLY = compiled(r"so\b(?! that's why| this is why)|in fact\b|since\b|otherwise\b|specifically\b")
_POINTS_BACK = compiled(r"(?:this|that|these|those) \w+")
_IN_THAT_CASE = compiled(r"\b(?:would|wouldn't|could|couldn't|might|won't)\b|'d\b")
_REASON = compiled(
    r"\b(?:reasons? (?:to|that|why|for|is)\b(?!.*\bbecause\b)|here(?:'s| is) why"
    r"|let me (?:explain|tell you) why|(?:two|three|four|several|many) reasons\b|(?:is|was) this:)"
)


def _announces_reason(text: str) -> bool:
    return bool(_REASON.search(plain(text)))


def _beside(claim: Finding, before: Finding, between: Finding, shared: Shared, topics: Topics) -> Link | None:
    """The link between a claim and the claim just before it, by the first rule that fits.

    `between` is the finding right before the claim: a setup where the claim is a supposed case.
    """
    words, bonus, earlier = plain(claim.text), min(0.12, 0.15 * shared.weight), shortened(before.statement)

    def speaks_for(score: float, reason: str, evidence: str = "", hold: Hold = Hold.CUED) -> Link:
        return linked(claim, before, LinkKind.SUPPORT, score + bonus, reason, evidence, hold)

    if (match := _FORWARD.match(words)) and not _TURNS.match(words) and not _BACKWARD.match(words):
        score = 0.58 if _WEAKLY.match(match["cue"]) else 0.75
        return speaks_for(
            score, f"backs up '{earlier}': '{match['cue']}'", _words_at(claim, match), _hold(match)
        )
    if match := _BACKWARD.match(words):
        score = (0.5 if _WEAKLY.match(match["cue"]) else 0.68) + bonus
        reason = f"leads to '{shortened(claim.statement)}': '{match['cue']}'"
        return linked(before, claim, LinkKind.SUPPORT, score, reason, hold=_hold(match))
    if (match := _INSTEAD.match(words)) and is_negative(before.text):
        return speaks_for(
            0.66, f"says what is so instead of '{earlier}': '{match['cue']}'", _words_at(claim, match)
        )
    if _announces_reason(before.text) and not _ADDS.match(words):
        return speaks_for(0.7, f"gives the reason announced in '{earlier}'")
    if between.kind is FindingKind.SETUP:
        return speaks_for(
            0.6 if _IN_THAT_CASE.search(words) else 0.46,
            f"illustrates '{earlier}' with a supposed case",
            hold=Hold.FIRM,
        )
    if _goes_on(claim, before, shared):
        points = 0.04 if _POINTS_BACK.match(words) else 0.0
        return speaks_for(
            0.4 + points + 0.03 * len(shared.terms),
            f"goes on from '{earlier}'",
            topics.words_of(claim, shared),
            Hold.FIRM,
        )
    return None


def _hold(match: re.Match[str]) -> Hold:
    """In speech "so" and "in fact" often lead on to what is no conclusion and no proof."""
    return Hold.FIRM if _WEAKLY.match(match["cue"]) else Hold.CUED


def _goes_on(claim: Finding, before: Finding, shared: Shared) -> bool:
    """True where a sentence stays with the words of the one before and neither adds to it nor turns against it."""
    contrast = is_negative(claim.text) != is_negative(before.text) and shared.share > 0.5
    adjacent = claim.id == before.id + 1 and before.stance is not Stance.GRANTS
    return bool(shared.stems) and adjacent and not contrast and not _ADDS.match(plain(claim.text))


def _words_at(claim: Finding, match: re.Match[str]) -> str:
    """The words of a claim from a connective on, verbatim."""
    rest = claim.text[match.start("cue") :]
    return opening_words(rest) if word_count(rest) > 2 else claim.text


# --- Further apart -------------------------------------------------------------------------------------

_CONCLUDES = compiled(
    r"(?:(?:and|so|then|thus|therefore),? )*(?:this|that|these|such)\b.{0,60}?"
    r"\b(?:will|would|means|makes|leads|shows|renders|is why|must|should)\b"
)


def _governed(claim: Finding, announced: Finding, topics: Topics) -> Iterator[Link]:
    """Later sentences speak for an announced reason where they come back to its words."""
    shared = topics.shared(claim.id, announced.id)
    if shared.weight >= 0.5 and claim.id - announced.id <= REACH:
        reason = f"comes back to the reason in '{shortened(announced.statement)}'"
        score = 0.46 + min(0.16, 0.3 * shared.share)
        words = topics.words_of(claim, shared)
        yield linked(claim, announced, LinkKind.SUPPORT, score, reason, words, Hold.FIRM)


def _at_distance(claim: Finding, earlier: Sequence[Finding], topics: Topics) -> Iterator[Link]:
    """Restatements, and conclusions that take up the terms of an earlier claim."""
    for other in earlier:
        shared = topics.shared(claim.id, other.id)
        if _restates(claim, other, shared):
            words = topics.words_of(claim, shared)
            reason = f"says '{shortened(other.statement)}' again: '{words}'"
            score = 0.25 + 0.3 * (shared.share + shared.mutual)
            yield linked(claim, other, LinkKind.REPHRASE, score, reason, words, Hold.CUED)
        elif len(shared.terms) >= 2 and other.id < claim.id - 1 and _CONCLUDES.match(plain(claim.text)):
            reason = f"is taken up in '{shortened(claim.statement)}': '{topics.words_of(claim, shared)}'"
            score = 0.48 + min(0.16, 0.3 * shared.share)
            words = topics.words_of(other, shared)
            yield linked(other, claim, LinkKind.SUPPORT, score, reason, words, Hold.FIRM)


def _restates(claim: Finding, other: Finding, shared: Shared) -> bool:
    """True where nearly all content of the shorter one is in the other, with the same polarity."""
    enough = shared.share >= 0.7 and shared.mutual >= 0.45 and shared.weight >= 1.4 and len(shared.stems) >= 3
    return enough and is_negative(claim.text) == is_negative(other.text) and claim.text != other.text
