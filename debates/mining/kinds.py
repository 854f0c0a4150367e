"""Stage 2: what each sentence does: claim, question, setup, frame or aside."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import replace

from debates.mining.adverts import adverts_and_songs
from debates.mining.draft import Draft
from debates.mining.frames import FrameReader, frames_of
from debates.mining.language import is_foreign
from debates.mining.left_out import AGAIN, OTHER_LANGUAGE
from debates.mining.lexicon.stances import DENIALS, GRANTS
from debates.mining.lexicon.talk import ANNOUNCED_PROPOSITION_NOUNS, ASIDE_PHRASES, BACKCHANNELS, SETUPS
from debates.mining.vocabulary import Finding, FindingKind
from debates.mining.wording import any_of, body_start, compiled, plain, word_count

MEMORY = 40
"""Sentences back in which a repeated caption is noticed."""


def tell_kinds(draft: Draft) -> Draft:
    """Gives every finding its kind, with the words that show it."""
    return replace(draft, findings=tuple(_told(draft)))


def _told(draft: Draft) -> Iterator[Finding]:
    frames = frames_of(draft.roster)
    heard: deque[str] = deque(maxlen=MEMORY)
    left_out = adverts_and_songs(draft.findings)
    for place, finding in enumerate(draft.findings):
        normal = " ".join(finding.text.lower().split())
        repeated = normal in heard and word_count(normal) > 4
        heard.append(normal)
        if finding.span.turn in draft.unread or is_foreign(finding.text):
            kind, cue, reason = FindingKind.ASIDE, "", OTHER_LANGUAGE
        elif place in draft.again:
            kind, cue, reason = FindingKind.ASIDE, "", f"{AGAIN} the words before it"
        elif place in left_out:
            kind, (cue, reason) = FindingKind.ASIDE, left_out[place]
        elif repeated:
            kind, cue, reason = FindingKind.ASIDE, "", f"{AGAIN} a sentence"
        else:
            kind, cue, reason = _kind(finding.text, frames)
        yield replace(finding, kind=kind, cue=cue, reason=reason)


def _kind(text: str, frames: FrameReader) -> tuple[FindingKind, str, str]:
    """The kind of a sentence, the words that show it ('' for plain ones), and why."""
    if _is_fragment(text):
        return FindingKind.ASIDE, "", "too short to claim anything"
    frame = frames.read(text)
    if frame and frame.content is None:
        return FindingKind.FRAME, frame.cue, f"speaks of a view beside it: '{frame.cue}'"
    if setup := _setup(text):
        return FindingKind.SETUP, setup, f"asks to suppose: '{setup}'"
    if aside := _aside(text):
        return FindingKind.ASIDE, aside, f"talk about the talk: '{aside}'"
    if (question := _question(text)) is not None:
        return FindingKind.QUESTION, question, f"asks: '{question}'" if question else "asks"
    return FindingKind.CLAIM, "", "a statement"


_STANCE_PHRASE = compiled(rf"{any_of([*GRANTS, *DENIALS])}(?!\w)")


def _is_fragment(text: str) -> bool:
    """True for backchannels, and for one or two words that take no stand."""
    words = plain(text).lower()
    bare = " ".join(re.findall(r"[\w'-]+", words))
    pieces = [piece for piece in re.split(r"[.,;:!?\s-]*[.,;:!?-][.,;:!?\s-]*", words) if piece.strip()]
    if bare in BACKCHANNELS or all(piece.strip() in BACKCHANNELS for piece in pieces):
        return True
    if word_count(words) <= 2:
        return not _STANCE_PHRASE.match(words) and not words.rstrip().endswith("?")
    return bool(re.search(r"(?:\.\.\.|…|\s-|-)\s*$", words)) and word_count(words) < 7


_A_WAY_TO_SEE_IT = (
    r"(?:(?:a|an|one|another|the|here's a|here's an) (?:[\w-]+ ){0,2}?(?:way|example|thought experiment"
    r"|analogy|illustration|question|case|scenario)\b[^,:.]{0,60}[,:]\s*)?"
)
_SETUP = compiled(rf"{_A_WAY_TO_SEE_IT}(?:just |now )?(?P<cue>{any_of(SETUPS)})(?![\w'])")


def _setup(text: str) -> str:
    words = plain(text)
    match = _SETUP.match(words, body_start(words)) or _SETUP.match(words)
    return text[match.start("cue") : match.end("cue")] if match and not words.rstrip().endswith("?") else ""


_ASIDE = compiled(rf"(?<![\w']){any_of(ASIDE_PHRASES)}(?![\w'])")
_ANNOUNCED = compiled(
    rf"\b(?:my|our|the|this|that|his|her|their|your) "
    rf"(?:[\w-]+ ){{0,2}}?{any_of(ANNOUNCED_PROPOSITION_NOUNS)} that\b"
)
_LONG = 18  # words after which a thanks or a greeting is only a part of what is said


def _aside(text: str) -> str:
    """The words that make a sentence talk about the talk; '' where it also announces a proposition."""
    words = plain(text)
    match = _ASIDE.search(words)
    if not match or _ANNOUNCED.search(words, match.start()):
        return ""
    late = match.start() > len(words) / 3 and word_count(words) > _LONG
    return "" if late else text[match.start() : match.end()]


_TAG = compiled(
    r",? (?:right|correct|no|yes|yeah|okay|eh|huh|isn't it|is it|aren't they|don't you think|doesn't it"
    r"|don't they|wouldn't you|you know)\s*\?$"
)
_INVERTED = compiled(
    r"(?:who|what|when|where|why|how|which|whose|whether|is|are|was|were|am|do|does|did|can|could|will|would"
    r"|shall|should|may|might|must|has|have|had"
    r"|isn't|aren't|wasn't|weren't|don't|doesn't|didn't|can't|couldn't|won't|wouldn't|shouldn't|hasn't"
    r"|haven't|hadn't)\b"
)
_ASKED_FLATLY = compiled(
    r"(?:are|do|does|did|can|could|would|will|have|aren't|don't|didn't|isn't|wouldn't) (?:you|they|he|she"
    r"|we)\b"
)
_INDIRECT = compiled(
    r"(?:i(?:'m| am)? (?:\w+ ){0,3}?(?:wonder(?:ed|ing)?|curious|ask(?:ed|ing)?)\b.{0,60}?\b(?:whether|if"
    r"|why|how|what|when|where|who|about)\b"
    r"|(?:the|my|one|another|an interesting|the \w+|a) question (?:\w+ ){0,5}?(?:is|was)\s*,? (?:whether|if"
    r"|why|how|what|when|where|who|do|does|is|are|can)\b"
    r"|i(?:'d| would) (?:like|love) to (?:know|understand|ask)\b|[^.;]{3,120}, i(?:'m curious| wonder) (?:if"
    r"|whether|why|how|what)\b)"
)


def _question(text: str) -> str | None:
    """The words that ask: '' where the question mark alone does; None where nothing is asked.

    A statement with a tag ("…, right?") states.
    """
    words = plain(text).rstrip(" \"')")
    if words.endswith("?"):
        tag = _TAG.search(words)
        return None if tag and not _INVERTED.match(words, body_start(words)) else ""
    start = body_start(words)
    match = _ASKED_FLATLY.match(words, start) or _INDIRECT.match(words, start)
    return text[match.start() : match.end()] if match else None
