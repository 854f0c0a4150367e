"""Stage 7: relations between the views of different parties.

Across parties two thirds of all links are attacks, and structure tells more than words: who replies to
whom, with what first word. So there are three roads to a link: a reply to the passage before it, a
disagreement that is announced after a recap, and terms in common at any distance.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise, product

from debates.mining.draft import Draft, passages
from debates.mining.lexicon.arguing import OPPOSITES
from debates.mining.lexicon.stances import AGREEMENTS
from debates.mining.linking import best_of_each_pair, linked
from debates.mining.overlap import Shared, Topics, opening_words, shortened
from debates.mining.vocabulary import Finding, FindingKind, Hold, Link, LinkKind, Stance
from debates.mining.wording import any_of, body_start, compiled, is_negative, plain, stem, word_count

LAST_SAID = 6
"""Claims at the end of a passage that a reply can mean."""
FIRST_SAID = 3
"""Sentences at the head of a passage that can take a stand on the one before."""
TARGETS = 2
"""Links by terms in common that one claim may send out."""


def relate_across(draft: Draft) -> Draft:
    """Adds the links between parties."""
    claims = [finding for finding in draft.findings if finding.kind is FindingKind.CLAIM]
    topics = Topics(claims, draft.roster.name_words)
    spoken = list(passages(draft.findings))
    found = (
        *_replies(spoken, topics),
        *_announced(spoken, draft.links),
        *_after_recaps(spoken, _on_terms(claims, topics)),
    )
    return replace(draft, links=(*draft.links, *best_of_each_pair(found)))


# --- A reply to the passage before ---------------------------------------------------------------------

_YES = compiled(rf"(?:oh |well,? )?{any_of(AGREEMENTS)}(?![\w'-])")
_BUT = compiled(r"(?:(?:yes|yeah|right|okay|sure|well|no),? )*but\b")
_NO = compiled(
    r"(?:(?:well|oh|okay|really|yeah),? )?(?:no|nope|not at all|absolutely not|of course not)\b"
    r"(?! (?:doubt|question|wonder|matter|one|longer|\w+ (?:is|was|can|will)))"
)
_AFTER_ALL_YES = compiled(r"\b(?:the same way|i agree|you're right|that's right|no problem)\b")


def _replies(spoken: Sequence[Sequence[Finding]], topics: Topics) -> Iterator[Link]:
    for before, after in pairwise(spoken):
        said = [finding for finding in before if finding.kind is FindingKind.CLAIM][-LAST_SAID:]
        if not said or before[0].voiced_by == after[0].voiced_by:
            continue
        kind, opener = _first_stand(after[:FIRST_SAID])
        pairs = list(product(_answers(after, opener or after[0]), said))
        if opener is None:
            pairs = [(answer, claim) for answer, claim in pairs if opposed(answer.text, claim.text)]
        if kind and pairs:
            yield from _reply(kind, opener, pairs, topics)


def _first_stand(opening: Sequence[Finding]) -> tuple[LinkKind | None, Finding | None]:
    """Whether a passage opens for or against what was just said, and the sentence that does.

    Where no sentence does, only opposed claims can meet, so the kind is an attack.
    """
    for place, finding in enumerate(opening):
        words = plain(finding.text)
        if _NO.match(words) and _AFTER_ALL_YES.search(words):
            return None, None
        if finding.stance is Stance.DENIES or (place == 0 and (_NO.match(words) or _BUT.match(words))):
            return LinkKind.ATTACK, finding
        if finding.stance is Stance.GRANTS or (place == 0 and _YES.match(words)):
            turned = ", but " in words or any(_BUT.match(plain(later.text)) for later in opening[place + 1 :])
            return (LinkKind.ATTACK if turned else LinkKind.SUPPORT), finding
    return LinkKind.ATTACK, None


def _answers(passage: Sequence[Finding], opener: Finding) -> list[Finding]:
    """The own claims of substance from the opener on: "No." by itself claims nothing."""
    own = [f for f in passage[: FIRST_SAID + 3] if f.kind is FindingKind.CLAIM and not f.is_reported]
    return [finding for finding in own if finding.id >= opener.id and word_count(finding.text) >= 5]


_TAKES_BACK = compiled(r"\b(?:but|however|although|except)\b")


def _reply(
    kind: LinkKind, opener: Finding | None, pairs: Sequence[tuple[Finding, Finding]], topics: Topics
) -> Iterator[Link]:
    """The link of the answer and the claim that fit best: words in common, substance, closeness."""

    def fit(pair: tuple[Finding, Finding]) -> float:
        answer, claim = pair
        return (
            min(1.5, topics.shared(answer.id, claim.id).weight)
            + answer.score
            + 0.7 * claim.score
            - 0.06 * (answer.id - claim.id)
        )

    answer, target = max(pairs, key=fit)
    shared = topics.shared(answer.id, target.id)
    if (opener is None and shared.weight < 0.7) or (
        kind is LinkKind.SUPPORT and _TAKES_BACK.search(plain(answer.text))
    ):
        return
    base = 0.44 if opener is None else 0.52 if kind is LinkKind.ATTACK else 0.46
    verb = "answers" if kind is LinkKind.ATTACK else "agrees with"
    words = topics.words_of(answer, shared)
    said = words if opener is None else opening_words(opener.text, 5)
    reason = f"{verb} '{shortened(target.statement)}': '{said}'"
    yield linked(
        answer, target, kind, base + min(0.25, 0.12 * shared.weight) + 0.02 * len(shared.terms), reason, words
    )


# --- A disagreement announced after a recap ------------------------------------------------------------

_DISAGREES = compiled(
    r"(?:(?:my|our|the) (?:[\w-]+ ){0,2}?(?:difference|disagreement|problem|issue|quarrel|trouble|objection"
    r"|worry|concern"
    r"|reservation)s? (?:with|is|about|to|here)\b"
    r"|(?:(?:here|that|this)(?:'s| is) )?where (?:i|we) (?:disagree|differ|part|diverge|depart|get off)"
    r"|i (?:[\w-]+ ){0,2}?(?:disagree|part ways|part company|take issue|object|don't (?:buy|agree|accept)"
    r"|see (?:it|things) differently|am not convinced)|i'm (?:not (?:convinced|persuaded|sure)|unconvinced"
    r"|skeptical|sceptical))\b"
)


def _announced(spoken: Sequence[Sequence[Finding]], links: Sequence[Link]) -> Iterator[Link]:
    """The narrator's first disagreement after a recap is aimed at the recap's main claim."""
    for passage in spoken:
        recap: list[Finding] = []
        for finding in passage:
            if finding.kind is not FindingKind.CLAIM:
                continue
            if finding.is_reported:
                recap = [*recap, finding] if recap and recap[-1].holder == finding.holder else [finding]
            elif recap and (match := _DISAGREES.match(plain(finding.text), body_start(plain(finding.text)))):
                yield _disagreement(finding, finding.text[match.start() : match.end()], recap, links)
                recap = []


def _disagreement(finding: Finding, cue: str, recap: Sequence[Finding], links: Sequence[Link]) -> Link:
    target = _main_claim(recap, links)
    return linked(
        finding,
        target,
        LinkKind.ATTACK,
        0.58,
        f"disagrees with '{shortened(target.statement)}': '{cue}'",
        cue,
        Hold.CUED,
    )


def _main_claim(recap: Sequence[Finding], links: Sequence[Link]) -> Finding:
    """The claim of a recap that most others there speak for; the first of those that tie."""
    ids = {finding.id for finding in recap}
    backing = dict.fromkeys(ids, 0)
    for link in links:
        if link.target in ids and link.source in ids:
            backing[link.target] += 1
    return max(recap, key=lambda finding: (backing[finding.id], -finding.id))


# --- Terms in common at any distance -------------------------------------------------------------------

_OPPOSITES = {(stem(a), stem(b)) for pair in OPPOSITES for a, b in (pair, pair[::-1])}


RECAP = 3
"""Claims in a row from which a report is a recap: what its narrator goes on to deny of it, on the same terms, is aimed at it."""


def _after_recaps(spoken: Sequence[Sequence[Finding]], links: Iterable[Link]) -> Iterator[Link]:
    """The links, with a firmer hold for attacks on a recap in the passage that it stands in."""
    ends = {one: end for passage in spoken for one, end in _recapped(passage)}
    for link in links:
        aimed = link.kind is LinkKind.ATTACK and link.target < link.source <= ends.get(link.target, -1)
        yield replace(link, hold=Hold.CUED) if aimed else link


def _recapped(passage: Sequence[Finding]) -> Iterator[tuple[int, int]]:
    """The ids of claims in a recap, each with the id at which the passage ends."""
    claims = [finding for finding in passage if finding.kind is FindingKind.CLAIM]
    for (reported, _), group in groupby(claims, key=lambda one: (one.is_reported, one.holder)):
        recap = list(group)
        if reported and len(recap) >= RECAP:
            yield from ((one.id, passage[-1].id) for one in recap)


def _on_terms(claims: Sequence[Finding], topics: Topics) -> Iterator[Link]:
    """For each claim, the best earlier claims of other parties that speak of the same."""
    by_id = {claim.id: claim for claim in claims}
    for claim in claims:
        earlier = (by_id[key] for key in topics.near(claim.id) if key < claim.id)
        links = [link for other in earlier if (link := _meeting(claim, other, topics))]
        yield from sorted(links, key=lambda link: (-link.score, link.target))[:TARGETS]


def _meeting(claim: Finding, other: Finding, topics: Topics) -> Link | None:
    """A link where two views of different parties, or two voices of one view, meet on the same terms."""
    shared = topics.shared(claim.id, other.id)
    if len(shared.stems) < 2 or claim.text == other.text or None in (claim.holder, other.holder):
        return None
    at_odds = opposed(claim.text, other.text)
    if claim.holder == other.holder:
        two_voices = claim.voiced_by != other.voiced_by and not at_odds and shared.share >= 0.5
        return (
            _restatement(claim, other, shared, topics, "the same view in another voice")
            if two_voices
            else None
        )
    if at_odds:
        return _clash(claim, other, shared, topics) if _may_clash(claim, other, shared) else None
    alike = shared.share >= 0.65 and shared.mutual >= 0.4 and len(shared.stems) >= 3
    return _restatement(claim, other, shared, topics, f"says what {other.holder} says") if alike else None


def opposed(claim: str, other: str) -> bool:
    """True where one denies and the other does not, or one says "better" and the other "worse"."""
    if is_negative(claim) != is_negative(other):
        return True
    here, there = (
        {stem(word) for word in re.findall(r"[\w']+", plain(text).lower())} for text in (claim, other)
    )
    return any(a in here - there and b in there - here for a, b in _OPPOSITES)


def _may_clash(claim: Finding, other: Finding, shared: Shared) -> bool:
    """True where the terms in common are enough for the distance, and the answer is not itself a report by the same voice."""
    if not shared.terms or (claim.is_reported and claim.voiced_by == other.voiced_by):
        return False
    return claim.id - other.id <= 40 or len(shared.terms) >= 2 or shared.share >= 0.45


def _clash(claim: Finding, other: Finding, shared: Shared, topics: Topics) -> Link:
    """An attack on the same terms; likelier right after a recap, and for claims close to each other."""
    recapped = 0.16 if claim.voiced_by == other.voiced_by else 0.0
    near = 0.1 / (1 + (claim.id - other.id) / 20)
    score = 0.28 + recapped + near + 0.05 * len(shared.terms) + 0.3 * shared.share
    words = topics.words_of(claim, shared)
    return linked(
        claim, other, LinkKind.ATTACK, score, f"answers '{shortened(other.statement)}': '{words}'", words
    )


def _restatement(claim: Finding, other: Finding, shared: Shared, topics: Topics, why: str) -> Link:
    words = topics.words_of(claim, shared)
    score = 0.15 + 0.5 * shared.share + 0.04 * len(shared.terms)
    return linked(claim, other, LinkKind.REPHRASE, score, f"{why}: '{words}'", words)
