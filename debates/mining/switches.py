"""What ends a recap that has no closing cue: the narrator comes back, or somebody else takes over.

A *switch* is the narrator's own view ("my difference is …"), a verdict on the other's ("she's half right"),
evidence set against it, another topic, or a word to the person recapped. Another person as the subject of a
sentence ("Ann, by contrast, …") leaves the recap as well.

In the patterns of this module a space stands for any run of white space.
"""

from __future__ import annotations

from debates.mining.lexicon.reporting import SET_AGAINST
from debates.mining.lexicon.stances import (
    DENIALS,
    EVIDENCE,
    FAULTS,
    OTHERWISE,
    OWN_VIEW_NOUNS,
    OWN_VIEW_VERBS,
    TOUCHES,
    VERDICTS,
    WEAKNESSES,
)
from debates.mining.parties import Roster
from debates.mining.wording import any_of, body_start, compiled, plain

_I = (
    r"I(?: (?:just|really|personally|still|also|actually|myself|certainly|definitely|mostly|probably"
    r"|strongly|for one|would also|simply"
    r"|guess i|happen to|tend to|kind of|sort of|too|mainly|often|therefore|always|never))*"
)
_OWN = rf"{_I}\s*(?:{any_of(OWN_VIEW_VERBS)})(?![\w'])"
_THEM = r"(?:he|she|they|you|it|this|that)"
_OWN_CUES = (
    rf"{_OWN}"
    rf"|(?:one of )?my (?:own |[\w-]+ ){{0,3}}?(?:{any_of(OWN_VIEW_NOUNS)})\b"
    r"|(?:(?:here|that|this)(?:'s| is) )?(?:the (?:place|point) )?where i (?:would |'d |start to |begin to )?"
    r"(?:disagree|differ|part|diverge|depart|get off|come down|object|think|stand)"
    r"|(?:for my part|personally|in my (?:own )?(?:view|opinion|mind|book|judge?ment|experience)"
    r"|as for (?:me|myself)|to me\b|to my (?:mind|ear|eye|way of thinking)|my turn\b|from my (?:own )?"
    r"(?:perspective|point of view|standpoint)"
    r"|if you ask me|as far as i'm concerned|speaking for myself|my own\b|our own view|to which (?:i|my)\b)"
    r"|here(?:'s| is) (?:my|what i|why i|how i|where i|the problem)"
    r"|(?:what|how) i (?:think|believe|see|find|would|don't)\b"
    rf"|(?:(?:here|this)(?:'s| is) )?what (?:really |still )?(?:{any_of(TOUCHES)}) me\b"
)
_ANSWERS = (
    r"the (?:\w+ )?(?:problem|trouble|flaw|issue|mistake|weakness|difficulty|catch) (?:with|in|here|is)\b"
    r"|(?:this|that|the) (?:whole )?(?:argument|view|position|reasoning|case|theory|line)"
    r" (?:is|fails|ignores|misses|overlooks|assumes|forgets|breaks|doesn't|has)\b"
    rf"|(?:the|all the|recent|most) (?:[\w-]+ )?(?:{any_of(EVIDENCE)}) (?:points?|says?|tells?|shows?"
    rf"|suggests?|speaks?"
    rf"|goes|go|runs?|is|are|look|looks) (?:{any_of(OTHERWISE)})\b"
    r"|there(?:'s| is| are) (?:[\w-]+ ){1,3}?(?:hole|gap|flaw|problem|catch|snag|weakness|leap|tension"
    r"|mistake)s?\b"
    r"|(?:that|this|it|which) (?:gets|has) (?:it|this|things|everything) (?:\w+ )?(?:wrong|backwards"
    r"|upside down)\b"
    r"|sorry,(?: [\w ]+,)? (?:but )?no\b|not so fast\b"
    rf"|{any_of([phrase for phrase in DENIALS if ' ' in phrase])}(?![\w'])"
)
_ELSEWHERE = (
    r"before (?:we|i) (?:discuss|go|get|talk|move|come|turn|say)\b|(?:let's|let me|i want to) step back\b|stepping back\b"
    r"|that(?:'s| is) an? (?:\w+ ){0,2}?(?:question|point)(?=[.!,])"
    r"|moving on\b|turning to\b|let's (?:turn|move)\b|so what do i think|what do i (?:think|make)"
    r"|(?:next|new|another|different) (?:topic|subject|question|matter)\b"
)
_TURNS = compiled(rf"\b(?:but|yet|though|whereas|while) (?:for me,? |here )?{_OWN}")
_AT_FAULT = r"(?:\w+ )?(?:wrong|mistaken|right|missing)"
_ABOUT_THEM = compiled(
    r"I(?: \w+)? (?:think|believe|guess|suspect|imagine|suppose|take it) (?:that )?(?:what )?"
    rf"(?:he|she|they|his|her|their|you|your)\b(?!'(?:s|re) {_AT_FAULT})(?! (?:is|are|was|were) {_AT_FAULT})"
)
_FIRST_PERSON = compiled(r"I(?:'m|'d|'ve|'ll)?\b(?!\s*,)|my\b")
_TO_SOMEBODY = (
    r"(?:you|your|i|we|let|this|that|that's|no|but|come on|with|sorry|my|surely|please|don't|isn't|think"
    r"|tell)\b"
)
_BEFORE_A_NAME = (
    r"(?:sorry|no|yes|yeah|look|listen|well|but|now|with (?:all )?(?:due )?respect|come on|forgive me"
    r"|honestly|please|okay"
    r"|oh|dear|my dear|right|excuse me|pardon me|so|and)"
)


class SwitchReader:
    """Reads what ends a recap, for one roster; compile once, read every sentence."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        name = roster.person_pattern
        them = rf"(?:he|she|they|you|it|this|that|{name})"
        verdict = any_of(VERDICTS)
        self._switch = compiled(
            rf"(?:{_OWN_CUES}|{_ANSWERS}|{_ELSEWHERE}"
            rf"|{them}(?:'s|'re| is| are| may be| might be) (?:\w+ )?(?:{verdict})\b"
            rf"|even if {them}(?:'s|'re| is| are)\b|{name} (?:\w+ly )?(?:{any_of(FAULTS)})\b"
            rf"|(?:what|where) {them} (?:{any_of(FAULTS)}|gets? wrong|goes? wrong)\b"
            rf"|that's where {them} goe?s? wrong"
            rf"|(?:{roster.possessive_pattern}) (?:\w+ )?(?:{any_of(WEAKNESSES)}) (?:is|was|lies)\b)"
        )
        self._called = (
            compiled(rf"(?P<who>{name}), {_TO_SOMEBODY}"),
            compiled(rf"{_BEFORE_A_NAME},? (?P<who>{name})(?=[,.!?])"),
            compiled(rf"[^\"]*\byou\b[^\"]*, (?P<who>{name})[.!?]"),
        )
        aside = rf"(?:, {any_of(SET_AGAINST)},)"
        self._subject = compiled(
            r"(?:(?!like\b|as\b)[^,.;:?!\"]{1,40}, )?(?:for )?"
            rf"(?P<who>{name}|{roster.named_pattern}(?={aside}))(?!'|,? (?:and|or) )(?= \w|,)"
        )

    def is_switch(self, text: str) -> bool:
        """True where the narrator comes back with a view of their own, or turns to another matter."""
        words = plain(text)
        start = body_start(words)
        if _ABOUT_THEM.match(words, start):
            return False
        return bool(self._switch.match(words, start) or self._switch.match(words) or _TURNS.search(words))

    def called(self, text: str) -> str | None:
        """Who is spoken to by name ("sorry, Ann, but no"); None for nobody."""
        words = plain(text)
        for start in (0, body_start(words)):
            match = next((found for pattern in self._called if (found := pattern.match(words, start))), None)
            if match:
                return self._roster.party(match["who"]).words
        return None

    def subject(self, text: str) -> str | None:
        """The person whom the sentence is about by its grammar; None where its subject is no person named."""
        words = plain(text)
        match = self._subject.match(words, body_start(words))
        return self._roster.party(match["who"]).words if match else None


_PRONOUN = compiled(r"(?:(?:for|to|in|with|like) )?(?:he|she|him|her|his)\b")


def goes_on_about_them(text: str) -> bool:
    """True where the sentence begins with a pronoun for one person ("for him …", "she would …")."""
    words = plain(text)
    return bool(_PRONOUN.match(words, body_start(words)))


def is_first_person(text: str) -> bool:
    """True where the sentence begins with the narrator ("I went to his lab …")."""
    words = plain(text)
    start = body_start(words)
    return bool(_FIRST_PERSON.match(words, start)) and not _ABOUT_THEM.match(words, start)
