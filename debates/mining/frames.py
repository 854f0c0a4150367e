"""Cues that a recap begins, ends, or gives way to the narrator's own view.

A *frame* says whose view comes next ("here's my understanding of Ann's position") or came just before
("that's how the committee sees it"). It is read in three steps: find a *view phrase* ("Ann's position",
"how the committee sees it"), then ask what stands before it and what follows. A *switch* is the narrator
coming back ("my difference is …").

In the patterns of this module a space stands for any run of white space.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from debates.mining.lexicon.reporting import (
    POSITION_NOUNS,
    SUMMARY_NOUNS,
    SUMMARY_VERBS,
)
from debates.mining.lexicon.stances import DENIALS, OWN_VIEW_NOUNS, OWN_VIEW_VERBS
from debates.mining.parties import Roster
from debates.mining.saying import HELPERS, VERB_FORMS
from debates.mining.wording import any_of, body_start, compiled, plain, word_count


class Side(StrEnum):
    """Where the view lies that a frame speaks of."""

    OPENS = "opens"  # after it, up to the first switch
    LEANS = "leans"  # it states the view itself; what follows counts only if a switch confirms it
    CLOSES = "closes"  # before it
    CHECKS = "checks"  # before it, if something was open: "is that a fair summary?"


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame in a sentence: `party` and `cue` as worded; `content` is where the view itself begins, if it does."""

    side: Side
    party: str
    cue: str
    content: int | None = None


# --- What stands before a view phrase ------------------------------------------------------------------

_PREFACE = r"(?:(?!if\b|when\b)[^,.;:]{1,40}, )?"
_SUMMARY = rf"(?:[\w-]+ ){{0,3}}?{any_of(SUMMARY_NOUNS)} (?:of|for|at|to) "
_FILL = (
    r"(?:(?:in (?:short|brief|essence|outline|a nutshell|sum|summary)|basically|roughly|essentially|more or less|then|all|just"
    r"|pretty much|really|at least|i (?:think|take it|believe|guess)|broadly|anyway|probably|the whole of"
    r"|as (?:best )?i (?:can )?(?:understand|see|tell|read|recall)(?: it)?"
    r"|as far as i (?:can tell|know|understand(?: it)?)|to the best of my \w+),? )*"
)
_READS = (
    r"(?:(?:as|the way|from what|how|what) i (?:would |'d )?"
    r"(?:understand|understood|see|read|hear|heard|get|take|gather|interpret|summari[sz]e|put)(?: it)?,? (?:that )?)"
)
_TELLS = r"(?:here(?:'s| is| are)|this is|what follows is|consider|take|(?:now )?for|first up|first comes) (?:in .{2,25}? )?"
_PLANS = (
    r"(?:let me|let's|let us|allow me to|we should|to|it's worth|i(?:'ll| will|'m going to| am going to| want to| wanted to|'d like to"
    r"| would like to| should| need to| shall|'m gonna| can| have to|'d better| promised to| owe it to)) "
)
_SURE = r"(?:make sure|see if|check) (?:that |whether )?i(?:'ve)? (?:have|understand|understood|got|get|follow|heard)"
_OPENING_LEADS = (
    compiled(rf"{_PREFACE}{_TELLS}{_FILL}(?:{_READS}|{_SUMMARY}(?:.{{0,30}} )?)?"),
    compiled(rf"{_PREFACE}{_PLANS}(?:\w+ ){{0,6}}?(?:{any_of(SUMMARY_VERBS)}|{_SURE}) (?:.{{0,60}} )?"),
    compiled(rf"{_READS}|(?:my|the|a|our|his|her) (?:own )?{_SUMMARY}(?:.{{0,20}} )?"),
)
_STATING_LEAD = compiled(r"(?:i (?:think|take it|guess|gather) (?:that )?)?")
_POINTS = (
    r"(?:i (?:hope|think|believe|trust|guess|suppose) )?"
    r"(?:(?:that|this|it|such|those|these)(?:'s| (?:is|was|are|were|would be|has been|sums up|summari[sz]es|concludes|covers)"
    r"|,[^,]{1,60}, (?:is|was|are))|there you have|so much for|enough of|so goes) "
)
_AS_I_SEE_IT = r"(?:how|what|the way|as \w+ as) i (?:\w+ ){1,3}?(?:to be |it )?"
_CLOSING_LEADS = (
    compiled(rf"{_POINTS}{_FILL}(?:{_SUMMARY}(?:.{{0,40}} )?|{_AS_I_SEE_IT})?"),
    compiled(
        r"i (?:hope|think|trust) i(?:'ve| have)? (?:\w+ ){0,3}?"
        r"(?:justice to|represented|summari[sz]ed|captured|stated|described|got|put|conveyed) (?:.{0,20} )?"
    ),
)
_ASKING_LEAD = compiled(r"(?:is|was|did|have|do|am) (?:that|this|i) (?:.{0,40} )?")

# --- What follows a view phrase ------------------------------------------------------------------------

_LIKE_THIS = (
    r"(?:(?:something|roughly|basically|more or less|a bit|a little|about|quite|pretty|very|fairly) )*"
    r"(?:like this|like so|as follows|this|the following|simple|straightforward|clear|easy to (?:state|summari[sz]e))"
)
_COPULA = r"(?:is|was|goes|runs|says|would be|would go|boils down to|comes down to|amounts to|can be \w+ as|starts from|rests on)\b"
_BETWEEN = r"\s*(?:as i \w+ it|,[^,]{1,50},)?\s*"
_FILLERS = (
    r"(?:(?:basically|simply|just|that|roughly|essentially|something like|as follows|this|like|:|,)\s*)*"
)
_CONTENT = compiled(
    rf"{_BETWEEN}(?:{_COPULA}|,?\s*which is\b)\s*{_FILLERS}(?P<body>.+)|(?:\s*[:-]| that\b)\s*(?P<after>.+)"
)
_ONLY_LIKE_THIS = compiled(rf"{_LIKE_THIS}\W*$")
_ONLY_ANNOUNCED = compiled(rf"{_BETWEEN}{_COPULA} {_LIKE_THIS}\W*$")
_THAT_CLAUSE = compiled(
    rf"{_BETWEEN}(?:{_COPULA}(?: \w+){{0,3}}?\s*(?:\bthat\b|:)|(?:boils|comes|amounts|goes|runs)\b|:)"
)
_ENDS = compiled(
    r"\s*(?!,\s*(?:is|was)\b)(?:$|[.,;:!?-]| (?:about|on|of|for|in|as|at|here|there|to|regarding|when|with|today|now|and|but)\b)"
)
_NOT = compiled(r"\b(?:not|never|no)\b|n't\b")
_ONCE_SAID = compiled(
    r"what (?:he|she|they|you|i) (?:\w+ )?(?:say|says|said|told \w+)\b"
)  # "that's what he said"

# --- Frames around a party rather than a view ----------------------------------------------------------

_PLAYED = compiled(
    rf"{_PREFACE}{_PLANS}(?:\w+ ){{0,4}}?(?:steel ?man|channel|speak for|speak as|argue for|argue as|summari[sz]e|paraphrase|recap"
    r"|play|put on my) "
)
_AFTER_PLAYED = compiled(r"\W*$| (?:for|here|first|hat|as|a (?:bit|moment))\b|\W+(?:so|and|:)")
_DEVIL = compiled(r"(?:the )?devil's advocate\b")
_ASKED = compiled(r"(?:what|how) (?:does|do|did|would|is) ")
_AFTER_ASKED = compiled(rf"(?: and \w+)?{HELPERS} (?:{VERB_FORMS}|mean|see it|see this)(?=[^?]{{0,25}}\?)")
_AFTER_FOLLOWING = compiled(rf"{HELPERS}\s*\b(?:{VERB_FORMS}|sees? it|puts? it|holds?) {_LIKE_THIS}(?=\W*$)")
_SAYS_SO = compiled(r"so (?:says?|argues?|claims|thinks|believes) ")
_HEARD = compiled(
    r"if i(?:'ve|'m| have| am)? (?:\w+ )?(?:understand|understood|understanding|hear|heard|hearing|follow|followed|following|read"
    r"|reading|get|got|getting) "
)
_AFTER_HEARD = compiled(r"(?: \w+)?,\s*")
_CHECK = compiled(
    r"(?:is|was) (?:that|this) (?:a )?(?:fair|right|correct|accurate|(?:about|roughly|more or less) right|good summary"
    r"|what you (?:mean|meant|think|are saying))"
    r"|(?:did|do|have) i (?:get|got|have|understand|understood|hear|captured?|represent\w*|summari[sz]e\w*|characteri[sz]e\w*)"
    r" (?:that|this|it|you|your|him|her|them|everything|all)\b"
    r"|am i (?:getting|understanding|hearing|representing|reading|right|missing|characteri[sz]ing)\b"
    r"|does that sound right|would you (?:say )?(?:that's|agree with that)\b"
    r"|(?:let|tell) me (?:know )?if i(?:'m| am|'ve| have)? (?:got (?:that|this|it)|misunderst\w+|wrong|misrepresent\w*|mischaracteri[sz]\w+)"
    r"|(?:that|this|such)(?:'s| is| was|, in short, is) (?:\w+ ){0,2}?(?:the|his|her|their)"
    r" (?:argument|position|view|theory|gist|steelman|recap|summary|impression|claim|picture)\b"
    r"|end of (?:the |my )?(?:impression|steelman|recap|summary|quote|quotation)"
)
_LONGEST_CHECK = 14  # words


class FrameReader:
    """Reads frames for one roster; compile once, read every sentence."""

    def __init__(self, roster: Roster) -> None:
        self._view = compiled(_view_phrase(roster))
        self._party = compiled(roster.party_pattern)

    def read(self, text: str) -> Frame | None:
        """The frame in a sentence, if it holds one; another's before the narrator's own."""
        words = plain(text)
        starts = sorted({body_start(words), 0}, reverse=True)
        views = list(self._view.finditer(words))
        frames = [frame for view in views for start in starts if (frame := _around_view(words, start, view))]
        others = [frame for frame in frames if not _is_own(frame.party)]
        around_party = next((frame for start in starts if (frame := self._around_party(words, start))), None)
        return (
            next(iter(others), None)
            or around_party
            or next(iter(frames), None)
            or _checking(words, starts[0])
        )

    def _around_party(self, words: str, start: int) -> Frame | None:
        if lead := _PLAYED.match(words, start):
            devil = _DEVIL.match(words, lead.end())
            party = devil or self._party.match(words, lead.end())
            if party and _AFTER_PLAYED.match(words, party.end()):
                return Frame(Side.OPENS, party.group(), words[start : party.end()])
        heard = (lead := _HEARD.match(words, start)) and self._party.match(words, lead.end())
        if heard and (after := _AFTER_HEARD.match(words, heard.end())):
            return Frame(Side.LEANS, heard.group(), words[start : after.end()].rstrip(" ,"), after.end())
        if (lead := _SAYS_SO.match(words, start)) and (party := self._party.match(words, lead.end())):
            return (
                Frame(Side.CLOSES, party.group(), words[start : party.end()])
                if _ends(words, party.end())
                else None
            )
        return self._announced(words, start)

    def _announced(self, words: str, start: int) -> Frame | None:
        """ "What does Ann think?" and "Ann believes the following" open her view; "what do you think?" asks."""
        lead = _ASKED.match(words, start)
        party = self._party.match(words, lead.end() if lead else start)
        if not party or party.group().lower() in ("you", "i", "we"):
            return None
        named = party.group()[0].isupper() or party.group().lower() in ("he", "she", "they")
        after = (_AFTER_ASKED if lead else _AFTER_FOLLOWING).match(words, party.end())
        if not after or (lead and not named):
            return None
        return Frame(Side.OPENS, party.group(), words[start : after.end()])


def _view_phrase(roster: Roster) -> str:
    """ "Ann's position", "the position of Ann", "the case Ann makes", "what Ann thinks", "where Ann stands"."""
    noun = any_of(POSITION_NOUNS)
    return (
        rf"(?<![\w'])(?:(?P<owner>{roster.possessive_pattern}) (?:[\w-]+ ){{0,3}}?{noun}\b(?: of \w+)?"
        rf"|(?:the|a) (?:[\w-]+ ){{0,2}}?{noun} (?:(?:of|from) (?P<of>{roster.party_pattern})"
        rf"|(?:that |which )?(?P<makes>{roster.party_pattern}){HELPERS} (?:makes?|making|made|has|have|gives?|offers?|holds?|presents?|puts? forward)\b)"
        rf"|(?:what|how|where|why) (?P<what>{roster.party_pattern})(?: and (?:\w+ ){{0,2}}?\w+)??{HELPERS}\s*"
        rf"\b(?:{VERB_FORMS}|sees?|saw|views?|means?|meant|stands?|coming from|comes? from|looks? at|understands?|getting at)\b"
        rf"(?: (?:it|things|this|the \w+|that)\b)?)"
    )


def _around_view(words: str, start: int, view: re.Match[str]) -> Frame | None:
    """The frame that a view phrase makes with what stands before and after it."""
    if view.start() < start or _NOT.search(words, start, view.end()):
        return None
    before, end = words[start : view.start()], view.end()
    party = next(found for found in view.groups() if found)
    cue = words[start:end]
    if any(lead.fullmatch(before) for lead in _CLOSING_LEADS):
        return (
            Frame(Side.CLOSES, party, cue)
            if _ends(words, end) and not _ONCE_SAID.search(view.group())
            else None
        )
    if _ASKING_LEAD.fullmatch(before) and words.rstrip().endswith("?"):
        return Frame(Side.CLOSES, party, cue)
    if any(lead.fullmatch(before) for lead in _OPENING_LEADS):
        return Frame(Side.OPENS, party, cue, _content(words, end))
    if _STATING_LEAD.fullmatch(before) and (
        _THAT_CLAUSE.match(words, end) or _ONLY_ANNOUNCED.match(words, end)
    ):
        content = _content(words, end)
        return Frame(Side.OPENS if content is None else Side.LEANS, party, cue, content)
    return None


def _is_own(party: str) -> bool:
    return party.lower() in ("i", "we", "my", "our")


def _content(words: str, end: int) -> int | None:
    """Where the view itself begins in the rest of the sentence; None where it is only announced."""
    match = _CONTENT.match(words, end)
    if not match:
        return None
    group = "body" if match["body"] else "after"
    if _ONLY_LIKE_THIS.match(match[group]) or word_count(match[group]) < 2:
        return None
    return match.start(group)


def _ends(words: str, end: int) -> bool:
    """True where a closing cue is not the subject of a new statement ("that's what Ann's view fails at")."""
    return bool(_ENDS.match(words, end)) and word_count(words[end:]) <= 25


def _checking(words: str, start: int) -> Frame | None:
    match = _CHECK.match(words, start)
    fits = match and word_count(words) <= _LONGEST_CHECK and not _NOT.search(words)
    return Frame(Side.CHECKS, "", match.group()) if match and fits else None


# --- The narrator comes back ---------------------------------------------------------------------------

_I = (
    r"I(?: (?:just|really|personally|still|also|actually|myself|certainly|definitely|mostly|probably|strongly|for one|would also|simply"
    r"|guess i|happen to|tend to|kind of|sort of|too|mainly|often|therefore|always|never))*"
)
_OWN = rf"{_I}\s*(?:{any_of(OWN_VIEW_VERBS)})(?![\w'])"
_THEM = r"(?:he|she|they|you|it|this|that)"
_SWITCH = compiled(
    rf"(?:{_OWN}"
    rf"|(?:one of )?my (?:own |[\w-]+ ){{0,3}}?(?:{any_of(OWN_VIEW_NOUNS)})\b"
    r"|(?:(?:here|that|this)(?:'s| is) )?(?:the (?:place|point) )?where i (?:would |'d |start to |begin to )?"
    r"(?:disagree|differ|part|diverge|depart|get off|come down|object|think|stand)"
    r"|(?:for my part|personally|in my (?:own )?(?:view|opinion|mind|book|judge?ment|experience)|as for (?:me|myself)|to me\b|to my mind"
    r"|from my (?:own )?(?:perspective|point of view|standpoint)|if you ask me|as far as i'm concerned|speaking for myself"
    r"|my own\b|our own view|to which (?:i|my)\b)"
    r"|here(?:'s| is) (?:my|what i|why i|how i|where i|the problem)"
    r"|(?:what|how) i (?:think|believe|see|find|would|don't)\b"
    r"|the (?:\w+ )?(?:problem|trouble|flaw|issue|mistake|weakness|difficulty|catch) (?:with|in|here|is)\b"
    r"|(?:he|she|they|it|you)(?:'s|'re| is| are| may be| might be) (?:\w+ )?"
    r"(?:wrong|mistaken|right|missing|overlooking|ignoring|underestimating|overestimating)\b"
    r"|(?:this|that|the) (?:whole )?(?:argument|view|position|reasoning|case|theory|line)"
    r" (?:is|fails|ignores|misses|overlooks|assumes|forgets|breaks|doesn't|has)\b"
    rf"|(?:what|where) {_THEM} (?:miss|misses|overlooks?|ignores?|gets? wrong|goes? wrong|forgets?|fails?)\b"
    rf"|that's where {_THEM} goe?s? wrong"
    r"|moving on\b|turning to\b|let's (?:turn|move)\b|so what do i think|what do i (?:think|make)"
    rf"|{any_of([phrase for phrase in DENIALS if ' ' in phrase])}(?![\w'])"
    r")"
)
_TURNS = compiled(rf"\b(?:but|yet|though|whereas|while) (?:for me,? |here )?{_OWN}")
_AT_FAULT = r"(?:\w+ )?(?:wrong|mistaken|right|missing)"
_ABOUT_THEM = compiled(
    r"I(?: \w+)? (?:think|believe|guess|suspect|imagine|suppose|take it) (?:that )?(?:what )?"
    rf"(?:he|she|they|his|her|their|you|your)\b(?!'(?:s|re) {_AT_FAULT})(?! (?:is|are|was|were) {_AT_FAULT})"
)
_FIRST_PERSON = compiled(r"I(?:'m|'d|'ve|'ll)?\b(?!\s*,)|my\b")


def is_switch(text: str) -> bool:
    """True where the narrator comes back with a view of their own, or turns to another matter."""
    words = plain(text)
    start = body_start(words)
    if _ABOUT_THEM.match(words, start):
        return False
    return bool(_SWITCH.match(words, start) or _SWITCH.match(words) or _TURNS.search(words))


def is_first_person(text: str) -> bool:
    """True where the sentence begins with the narrator ("I went to his lab …"), who then speaks for themselves."""
    words = plain(text)
    start = body_start(words)
    return bool(_FIRST_PERSON.match(words, start)) and not _ABOUT_THEM.match(words, start)
