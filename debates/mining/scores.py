"""Stage 5: how likely an editor is to accept each finding: complete, clear, arguable propositions first."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import replace

from debates.mining.draft import Draft
from debates.mining.lexicon.arguing import ARGUMENT_WORDS
from debates.mining.vocabulary import Finding, FindingKind, Stance
from debates.mining.wording import compiled, content_tokens, is_negative, plain, word_count

_BASE = {FindingKind.CLAIM: 0.0, FindingKind.QUESTION: -1.6, FindingKind.SETUP: -1.8}
_FLOOR = {FindingKind.FRAME: 0.05, FindingKind.ASIDE: 0.02}
RECURS = 3
"""Findings in which a word must come up to be one of the talk's topics."""


def score(draft: Draft) -> Draft:
    """Gives every finding its score and adds why to its reason."""
    counts = Counter(stem for finding in draft.findings for stem in _stems(finding.text))
    topics = frozenset(stem for stem, count in counts.items() if count >= RECURS)
    return replace(draft, findings=tuple(_scored(finding, topics) for finding in draft.findings))


def _stems(text: str) -> frozenset[str]:
    return frozenset(token.stem for token in content_tokens(text))


def _scored(finding: Finding, topics: frozenset[str]) -> Finding:
    if finding.kind in _FLOOR:
        return replace(finding, score=_FLOOR[finding.kind])
    marks = {name: worth for name, worth in _marks(finding, topics).items() if worth}
    odds = _BASE[finding.kind] + sum(marks.values())
    why = sorted(marks, key=lambda name: (-abs(marks[name]), name))[:3]
    said = [] if finding.reason == "a statement" else [finding.reason]
    return replace(
        finding, score=round(1 / (1 + math.exp(-odds)), 3), reason="; ".join([*said, ", ".join(why)])
    )


# Worth is in log-odds: 0.7 doubles the odds that an editor accepts, -0.7 halves them. The values are
# judgements, set by reading ranked lists of several talks, not fitted.
def _marks(finding: Finding, topics: frozenset[str]) -> dict[str, float]:
    """What speaks for and against a finding, in words, with its worth."""
    text = plain(finding.statement)
    stems = _stems(text)
    return {
        **_length(word_count(text)),
        **_subject(text),
        **_wording(text),
        "has content": min(0.8, 0.2 * (len(stems) - 3)),
        "is on the topics of the talk": min(0.7, 0.22 * len(stems & topics)),
        "broken off or garbled": -2.5 if _BROKEN.search(plain(finding.text)) else 0.0,
        "nobody in particular holds it": -0.4 if finding.is_reported and finding.holder is None else 0.0,
        "takes a stand": 0.2 if finding.stance in (Stance.DENIES, Stance.GRANTS) else 0.0,
    }


def _length(count: int) -> dict[str, float]:
    """Words are cheap to check and tell most: what is short leans on its neighbours, what is long says two things."""
    if count < 5:
        return {"very short": -2.0}
    if count < 8:
        return {"short": -0.6}
    if count <= 30:
        return {"a good length": 0.4}
    return {"long": -0.3} if count <= 50 else {"far too long": -2.0}


_PRONOUN = compiled(
    r"\b(?:it|this|that|these|those|they|he|she|here|which|him|them|their|his|her|its)(?:'(?:s|re|ll|d"
    r"|ve))?\b"
)
_EXPLETIVE = compiled(
    r"it(?:'s| is| was| seems| would be| may be| will be) "
    r"(?!\w+ing (?:from|with|about|on|in|at|of|a|an|the)\b)(?:[\w-]+ ){1,4}?(?:that|to|for|how|who|what"
    r"|when)\b"
)
_SETTING = compiled(
    r"\b(?:in (?:fact|practice|general|principle|reality|theory|the end)|in (?:our|my|the|this|that) \w+,"
    r"|of course|right now|today)"
)
_FAR_IN = 30  # characters: a pronoun later in the sentence has found its noun there
_DETERMINED = compiled(
    r"(?:this|that|these|those) (?:[\w-]+ ){0,2}?(?!(?:is|was|are|were|will|would|can|could|has|does|do|did"
    r"|doesn't|isn't|really|also|just|all|sort|kind)\b)[a-z]{3,}"
)
_STORY = compiled(
    r"(?:[\w\s]{0,25}, )?(?:i|we|he|she|they|you)(?:'ve|'d)? (?:\w+ly )?(?:was|were|went|had|did|came|saw"
    r"|got|met|asked|tried|started|remember|used|interviewed|read|wrote|wanted|received|got into|\w{3,}ed)\b"
)
_SELVES = compiled(r"(?:i|you|let|my|your|we're not arguing)\b")
_HYPOTHETICAL = compiled(r"if\b")


def tells_a_story(text: str) -> bool:
    """True where a sentence begins with what somebody once did: "I met him in May"."""
    return bool(_STORY.match(plain(text)))


def _subject(text: str) -> dict[str, float]:
    if tells_a_story(text):
        return {"tells a story": -0.7}
    if _dangles(text):
        return {"leans on the sentence before it": -0.4 if _DETERMINED.match(text) else -1.5}
    if _SELVES.match(text):
        return {"speaks of the speakers": -0.7}
    if _HYPOTHETICAL.match(text):
        return {"names its condition": 0.2}
    return {"names its subject": 0.5}


def _dangles(text: str) -> bool:
    """True where a pronoun comes before any noun that it could mean."""
    starts = (match.start() for match in _PRONOUN.finditer(text, 0, _FAR_IN + 12))
    start = next((start for start in starts if not _EXPLETIVE.match(text, start)), None)
    return start is not None and start <= _FAR_IN and not content_tokens(_SETTING.sub("", text[:start]))


_BROKEN = compiled(r"(?:\.\.\.|…|-)\s*$|\[|…|\b(?:um|uh|er)\b|(\b\w+\b)(?:,? \1\b){2}")
_TALK = compiled(
    r"\b(?:wrong word|right word|better word|the word|analogy|conversation|discussion|interesting question"
    r"|wonder|curious|i mean|just said|useful to explain"
    r"|as i said|good point|example you|talk about|talking about|to explain|question (?:i|is|of)|surprised? "
    r"(?:that|me)|interesting (?:that|to|how|because|thing|what))\b"
)
_HEDGES = compiled(
    r"\b(?:maybe|perhaps|i guess|kind of|sort of|i don't know|not sure|or something|or whatever|you know)\b"
)
_FIRST_PERSON = re.compile(r"\b(?:I|me|my)\b(?!-)|\bI'")
_PAST = compiled(
    r"\b(?:was|were|had|did|didn't|wasn't|went|came|got|won|took|gave|wrote|said|beat|led|used|\w{3,}ed "
    r"(?:the|a|an|this|it|to|by|in))\b"
)
_PRESENT = compiled(
    r"\b(?:is|are|can|can't|cannot|will|won't|must|should|has|have|do|does|don't|doesn't|need|needs|may"
    r"|might|would|could|\w+n't)\b|'(?:s|re|ll)\b"
)
_VERB = compiled(rf"{_PAST.pattern}|{_PRESENT.pattern}|\b\w{{3,}}(?:s|ed)\b")


def _wording(text: str) -> dict[str, float]:
    words = [word.strip(".,;:!?\"'()").lower() for word in text.split()]
    argued = sum(word in ARGUMENT_WORDS for word in words)
    return {
        "argues": min(0.6, 0.2 * argued),
        "denies something": 0.15 if is_negative(text) else 0.0,
        "no verb": 0.0 if _VERB.search(text) else -1.5,
        "is half a sentence": -0.7 if text.lower().startswith(("because ", "which ", "in which ")) else 0.0,
        "speaks of the talk": -1.2 if _TALK.search(text) else 0.0,
        "speaks of its speaker": -0.4 if _FIRST_PERSON.search(text) else 0.0,
        "hedged": -0.3 if _HEDGES.search(text) else 0.0,
        "plays a voice": -0.7 if '"' in text else 0.0,
        "only what once happened": -0.5 if _PAST.search(text) and not _PRESENT.search(text) else 0.0,
    }
