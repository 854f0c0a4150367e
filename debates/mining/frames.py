"""Cues that a recap begins or ends.

A *frame* says whose view comes next ("here's my understanding of Ann's position") or came just before
("that's how the committee sees it"). It is read in three steps: find a *view phrase* ("Ann's position",
"how the committee sees it"), then ask what stands before it and what follows.

In the patterns of this module a space stands for any run of white space.
"""

from __future__ import annotations

import re
from functools import lru_cache

from debates.mining.frame_parts import (
    BETWEEN,
    COPULA,
    NOUN,
    ONLY_ANNOUNCED,
    PLANS,
    PREFACE,
    Frame,
    Side,
    content_at,
    is_over,
    is_own,
)
from debates.mining.lexicon.reporting import GIVING, LANDING, PUTTING, SUMMARY_NOUNS, SUMMARY_VERBS
from debates.mining.parties import Roster
from debates.mining.party_frames import PartyFrameReader
from debates.mining.saying import AFFIRMING_FORMS, HELPERS, turns_down
from debates.mining.staging import StagedReader
from debates.mining.wording import any_of, body_start, compiled, plain, word_count

# --- What stands before a view phrase ------------------------------------------------------------------

_SUMMARY = rf"(?:[\w-]+ ){{0,3}}?{any_of(SUMMARY_NOUNS)} (?:of|for|at|to) "
_FILL = (
    r"(?:(?:in (?:short|brief|essence|outline|a nutshell|sum|summary)|basically|roughly|essentially"
    r"|more or less|then|all|just"
    r"|pretty much|really|at least|i (?:think|take it|believe|guess)|broadly|anyway|probably|the whole of"
    r"|as (?:best )?i (?:can )?(?:understand|see|tell|read|recall)(?: it)?"
    r"|as far as i (?:can tell|know|understand(?: it)?)|to the best of my \w+),? )*"
)
_READS = (
    r"(?:(?:as|the way|from what|how|what) i (?:would |'d )?"
    r"(?:understand|understood|see|read|hear|heard|get|take|gather|interpret|summari[sz]e|put)(?: it)?,? "
    r"(?:that )?)"
)
_TELLS = (
    r"(?:here(?:'s| is| are)|this is|what follows is|consider|take|(?:(?:now|next|then|first|on) )*(?:for"
    r"|to)|first up|first comes) (?:in .{2,25}? )?"
)
_SURE = (
    r"(?:make sure|see if|check) (?:that |whether )?i(?:'ve)? (?:have|understand|understood|got|get"
    r"|follow|heard)"
)
_OPENING_LEADS = (
    compiled(rf"{PREFACE}{_TELLS}{_FILL}(?:{_READS}|{_SUMMARY}(?:.{{0,30}} )?)?"),
    compiled(rf"{PREFACE}{PLANS}(?:\w+ ){{0,6}}?(?:{any_of(SUMMARY_VERBS)}|{_SURE}) (?:.{{0,60}} )?"),
    compiled(rf"{_READS}|(?:my|the|a|our|his|her) (?:own )?{_SUMMARY}(?:.{{0,20}} )?"),
)
_STATING_LEAD = compiled(
    r"(?:i (?:think|take it|guess|gather) (?:that )?)?(?:(?:it )?(?:seems|sounds|looks)(?: to me)? (?:like|as if|that) )?"
)
_POINTS = (
    r"(?:i (?:hope|think|believe|trust|guess|suppose) )?"
    r"(?:(?:that|this|it|such|those|these|all of (?:this|that|which)|all (?:this|that))(?:'s| (?:is|was|are"
    r"|were|would be|has been|sums up|summari[sz]es|concludes|covers)"
    r"|,[^,]{1,60}, (?:is|was|are))|there you have|so much for|enough of|so (?:goes|runs)|(?:the )?end of|"
    r"(?:here|so|thus) ends?) "
)
_AS_I_SEE_IT = r"(?:how|what|the way|as \w+ as) i (?:\w+ ){1,3}?(?:to be |it )?"
_CLOSING_LEADS = (
    compiled(rf"{_POINTS}{_FILL}(?:{_SUMMARY}(?:.{{0,40}} )?|{_AS_I_SEE_IT})?"),
    compiled(
        r"i (?:hope|think|trust) i(?:'ve| have)? (?:\w+ ){0,3}?"
        r"(?:justice to|represented|summari[sz]ed|captured|stated|described|got|put|conveyed) (?:.{0,20} )?"
    ),
)
_ASKED_FOR_LEAD = compiled(r"what(?:'s| is| was| are)? (?:then |exactly |again )?(?:(?:is|was|are) )?")
_ASKING_LEAD = compiled(r"(?:is|was|did|have|do|am) (?:that|this|i) (?:.{0,40} )?")

_TAKEN = (
    r"hear|heard|take|took|get|got|gather|gathered|learn|learned|learnt|understood|take away|took away"
    r"|picked up"
)

# --- What follows a view phrase ------------------------------------------------------------------------

_THAT_CLAUSE = compiled(
    rf"{BETWEEN}(?:{COPULA}(?: \w+){{0,3}}?\s*(?:\bthat\b|:)|(?:is|was) (?:they|there|we|if|because)\b|(?:boils|comes|amounts|goes|runs)\b|:)"
)
_NOT = compiled(r"\b(?:not|never|no)\b|n't\b")
_ONCE_SAID = compiled(
    r"what (?:he|she|they|you|i) (?:\w+ )?(?:say|says|said|told \w+)\b"
)  # "that's what he said"

_CHECK = compiled(
    r"(?:is|was) (?:that|this) (?:a )?(?:fair|right|correct|accurate|(?:about|roughly|more or less) right"
    r"|good summary"
    r"|what you (?:mean|meant|think|are saying))"
    r"|(?:did|do|have) i (?:get|got|have|understand|understood|hear|captured?|represent\w*|summari[sz]e\w*"
    r"|characteri[sz]e\w*)"
    r" (?:that|this|it|you|your|him|her|them|everything|all)\b"
    r"|am i (?:getting|understanding|hearing|representing|reading|right|missing|characteri[sz]ing)\b"
    r"|does that sound right|would you (?:say )?(?:that's|agree with that)\b"
    r"|(?:do|would) you (?:agree|disagree) with (?:that|this)\b|(?:(?:but )?(?:maybe|perhaps) )?you (?:think|see|look)\b[^?]{0,30}\bdifferent\w*(?: way)?\?"
    r"|(?:i wonder )?how (?:do |would )?you (?:react|respond|reply) to (?:that|this)\b|what do you (?:make of|say to) (?:that|this)\b"
    r"|(?:let|tell) me (?:know )?if i(?:'m| am|'ve| have)? (?:got (?:that|this|it)|misunderst\w+|wrong"
    r"|misrepresent\w*|mischaracteri[sz]\w+)"
    r"|(?:that|this|such)(?:'s| is| was|, in short, is) (?:\w+ ){0,2}?(?:the|his|her|their)"
    rf" (?:{NOUN}|gist|steelman|recap|summary|impression)\b"
    r"|end of (?:the |my )?(?:impression|steelman|recap|summary|quote|quotation)"
    r"|(?:that|this)(?:'s| is| was| concludes| ends| completes) (?:the end of )?my (?:[\w-]+ ){0,2}?"
    r"(?:impression|impersonation|steelman|recap|summary|imitation)\b"
    r"|(?:and )?back to (?:being )?(?:me|myself|my own (?:voice|view|self))\b"
)
_LONGEST_CHECK = 14  # words


@lru_cache(maxsize=4)
def frames_of(roster: Roster) -> FrameReader:
    """The one reader of a roster: each stage asks it for the same sentences."""
    return FrameReader(roster)


class FrameReader:
    """Reads frames for one roster; compile once, read every sentence."""

    def __init__(self, roster: Roster) -> None:
        self._view = compiled(_view_phrase(roster))
        self._around_party = PartyFrameReader(roster, self._view)
        self._staged = StagedReader(roster)
        self._seen: dict[str, Frame | None] = {}

    def read(self, text: str) -> Frame | None:
        """The frame in a sentence, if it holds one; another's before the narrator's own."""
        if text not in self._seen:
            self._seen[text] = self._read(text)
        return self._seen[text]

    def _read(self, text: str) -> Frame | None:
        words = plain(text)
        starts = sorted({body_start(words), 0}, reverse=True)
        views = list(self._view.finditer(words))
        frames = [frame for view in views for start in starts if (frame := _around_view(words, start, view))]
        others = [frame for frame in frames if not is_own(frame.party)]
        around_party = next(
            (frame for start in starts if (frame := self._around_party.read(words, start))), None
        )
        return (
            next(iter(others), None)
            or around_party
            or next(iter(frames), None)
            or _checking(words, starts[0])
            or next((frame for start in starts if (frame := self._staged.read(words, start))), None)
        )


def _view_phrase(roster: Roster) -> str:
    """ "Ann's position", "the position of Ann", "the case Ann makes", "what Ann thinks"."""
    return (
        rf"(?<![\w'])(?:(?P<owner>{roster.possessive_pattern}) (?:[\w-]+ ){{0,3}}?{NOUN}\b(?: of \w+)?"
        rf"|(?:the|a) (?:[\w-]+ ){{0,2}}?{NOUN} (?:(?:of|from|according to) (?P<of>{roster.party_pattern})"
        rf"|behind (?P<behind>{roster.possessive_pattern}) [\w-]+"
        rf"|(?:that |which )?(?P<makes>{roster.party_pattern}){HELPERS} (?:making|{any_of(GIVING)})\b)"
        rf"|(?:what|everything|all) i(?:'ve)? (?:just )?(?:{_TAKEN}) from (?P<taken>{roster.party_pattern})"
        rf"|(?:what|how|where|why|the way) (?P<what>{roster.party_pattern})(?: and "
        rf"(?:\w+ ){{0,2}}?\w+)??{HELPERS}\s*"
        rf"\b(?:(?:{AFFIRMING_FORMS}|sees?|saw|views?|means?|meant|{any_of(LANDING)}|looks? at|understands?"
        rf"|getting at)\b|(?:{any_of(PUTTING)}) (?=(?:it|things|matters|this|that)\b))"
        rf"(?:\s*(?:it|things|matters|this|the \w+|that)\b)?(?: (?:out|up|down)\b)?(?: (?:me|us|you)\b)?)"
    )


def _around_view(words: str, start: int, view: re.Match[str]) -> Frame | None:
    """The frame that a view phrase makes with what stands before and after it."""
    if view.start() < start or _NOT.search(words, start, view.end()) or turns_down(view.group()):
        return None
    before, end = words[start : view.start()], view.end()
    party = next(found for found in view.groups() if found)
    cue = words[start:end]
    if any(lead.fullmatch(before) for lead in _CLOSING_LEADS):
        return (
            Frame(Side.CLOSES, party, cue)
            if is_over(words, end) and not _ONCE_SAID.search(view.group())
            else None
        )
    if _ASKING_LEAD.fullmatch(before) and words.rstrip().endswith("?"):
        return Frame(Side.CLOSES, party, cue)
    if _ASKED_FOR_LEAD.fullmatch(before) and words.rstrip().endswith("?") and not _is_own_or_yours(party):
        return Frame(Side.OPENS, party, cue)
    if any(lead.fullmatch(before) for lead in _OPENING_LEADS):
        return Frame(Side.OPENS, party, cue, content_at(words, end))
    if _STATING_LEAD.fullmatch(before) and (
        _THAT_CLAUSE.match(words, end) or ONLY_ANNOUNCED.match(words, end)
    ):
        content = content_at(words, end)
        return Frame(Side.OPENS if content is None else Side.LEANS, party, cue, content)
    return None


def _is_own_or_yours(party: str) -> bool:
    return is_own(party) or party.lower() in ("you", "your")


def _checking(words: str, start: int) -> Frame | None:
    match = _CHECK.match(words, start)
    fits = match and word_count(words) <= _LONGEST_CHECK and not _NOT.search(words)
    return Frame(Side.CHECKS, "", match.group()) if match and fits else None
