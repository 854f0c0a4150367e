"""Frames around a party rather than a view: "let me channel Ann", "if Ann were here", "or so Ann says".

In the patterns of this module a space stands for any run of white space.
"""

from __future__ import annotations

import re

from debates.mining.frame_parts import (
    LIKE_THIS,
    NOUN,
    ONLY_ANNOUNCED,
    ONLY_LIKE_THIS,
    PLANS,
    PREFACE,
    Frame,
    Side,
    content_at,
    is_over,
    is_own,
)
from debates.mining.lexicon.reporting import GIVING, PUTTING
from debates.mining.parties import Roster
from debates.mining.saying import AFFIRMING_FORMS, HELPERS
from debates.mining.wording import any_of, compiled, word_count

_PLAYED = compiled(
    rf"{PREFACE}{PLANS}(?:\w+ ){{0,4}}?(?:steel ?man|channel|speak for|speak as|argue for|argue as"
    rf"|summari[sz]e|paraphrase|recap"
    r"|play|put on my|do justice to|be fair to|speak on behalf of|impersonate|voice) "
    r"|(?:channell?ing|speaking (?:as|for|on behalf of)|impersonating|paraphrasing|steel ?manning"
    r"|summari[sz]ing"
    r"|voicing|arguing (?:as|for)) "
)
_AFTER_PLAYED = compiled(r"\W*$| (?:for|here|now|first|hat|as|a (?:bit|moment))\b|\W+(?:so|and|:)")
_DEVIL = compiled(r"(?:the )?devil's advocate\b")
_ASKED = compiled(r"(?:what|how) (?:does|do|did|would|is) ")
_AFTER_ASKED = compiled(
    rf"(?: and \w+)?{HELPERS} (?:{AFFIRMING_FORMS}|mean|see it|see this)(?=[^?]{{0,25}}\?)"
)
_AFTER_FOLLOWING = compiled(
    rf"{HELPERS}\s*\b(?:{AFFIRMING_FORMS}|sees? it|puts? it|holds?) {LIKE_THIS}(?=\W*$)"
)
_A_VIEW_LIKE_THIS = compiled(
    rf"{HELPERS}\s*\b(?:{any_of(GIVING)}) (?:the following (?:[\w-]+ ){{0,2}}?{NOUN}"
    rf"|(?:an?|the|this|his|her|their|one) (?:[\w-]+ ){{0,3}}?{NOUN}"
    rf" (?:(?:(?:that|which) )?(?:goes|runs) {LIKE_THIS}|(?:that|which) (?:goes|runs)|{LIKE_THIS}))(?=\W*$)"
)
_SAYS_SO = compiled(r"so (?:says?|argues?|claims|thinks|believes) ")
_OR_SO = compiled(r"(?:or )?so (?:at least )?")
_AFTER_SO = compiled(
    rf"{HELPERS} (?:(?:{AFFIRMING_FORMS})(?: (?:me|us))?|(?:would )?ha(?:ve|s) (?:it|(?:us|you|me|one) "
    rf"(?:believe|think)))"
    r"(?=\W*$|, )"
)
_IN_WORDS = compiled(r"(?:to (?:put|say|tell) (?:it|this|that) in|on|by|(?:seen |viewed )?through) ")
_OWN_WORDS = compiled(
    r" (?:own |very )?(?:words|account|telling|version|reading|reckoning|lights|terms|eyes)(?=\W*$|,)(?:, )?"
)
_SITS = (
    r"(?:(?:were|was) (?:here|sitting|standing|in|on|with|at)|could (?:speak|answer|reply|join))\b[^,]{0,30}"
)
_THAT_WAY = rf"(?:{any_of(PUTTING)}|sees?|saw) (?:it|things|this) (?:that way|this way|like that|so)"
_FOLLOWS = compiled(
    rf"[^?]*\b(?:(?:{NOUN}|{AFFIRMING_FORMS})\b[^?]*?"
    r"\b(?:the following|as follows|(?:is|goes|runs|says?|saying) (?:roughly )?this(?: one)?)|here(?:'s"
    r"| is) (?:how|why))\W*$"
)
_HEAR = compiled(
    r"(?:i|you|we|they)(?:'ve|'ll)?(?: (?:can|could|do|did|will|would|have|already|almost|just|now|must"
    r"|might|may))*"
    r" (?:hear|heard|see|anticipate|know|foresee|expect) (?:all )?(?:the|some|your|those|these|an?) "
    r"(?:[\w-]+ ){0,2}?"
    r"(?:objections?|complaints?|protests?|criticisms?|pushback|outcry|groans?|replies|reply|comebacks?"
    r"|rejoinders?"
    r"|counter-?arguments?|rebuttals?)(?: (?:already|now|coming|from here))?\W*$"
)
_HEARD = compiled(
    r"if i(?:'ve|'m| have| am)? (?:\w+ )?(?:understand|understood|understanding|hear|heard|hearing|follow"
    r"|followed|following|read"
    r"|reading|get|got|getting) "
)
_AFTER_HEARD = compiled(r"(?: \w+)?,\s*")


class PartyFrameReader:
    """Reads frames around a party for one roster."""

    def __init__(self, roster: Roster, view: re.Pattern[str]) -> None:
        self._roster, self._view = roster, view
        self._party = compiled(roster.party_pattern)
        self._owner = compiled(roster.possessive_pattern)
        person = rf"(?P<who>{roster.named_pattern})"
        self._if_here = compiled(
            rf"(?:if|were) {person} {_SITS}, (?:he|she|they)(?:'d| would) (?:{AFFIRMING_FORMS}|tell us)\b"
        )
        self._person = compiled(roster.person_pattern)
        self._back = tuple(
            compiled(pattern)
            for pattern in (
                rf"{person}{HELPERS} (?:{_THAT_WAY}|(?:{any_of(GIVING)}) (?:just )?(?:that|this) {NOUN})\b",
                rf"(?:there|here|with that),? (?:[^,]{{1,20}}, )?{person} (?:rests|leaves|closes|ends)"
                r" (?:(?:his|her|their|the) case|it|things)\b",
                rf"(?:so much for|(?:here|thus|so) ends?) {person}'s?(?: [\w-]+){{1,4}}?(?=[.!]*$)",
            )
        )

    def read(self, words: str, start: int) -> Frame | None:
        """The frame that begins at `start` of a sentence (in straight quotes), if one does."""
        if lead := _PLAYED.match(words, start):
            devil = _DEVIL.match(words, lead.end())
            party = devil or self._party.match(words, lead.end())
            if party and _AFTER_PLAYED.match(words, party.end()):
                return Frame(Side.OPENS, party.group(), words[start : party.end()])
        heard = (lead := _HEARD.match(words, start)) and self._party.match(words, lead.end())
        if heard and (after := _AFTER_HEARD.match(words, heard.end())):
            if self._only_announces(words, after.end()):
                return Frame(Side.OPENS, heard.group(), words[start:].rstrip(" .:"))
            return Frame(Side.LEANS, heard.group(), words[start : after.end()].rstrip(" ,"), after.end())
        if match := _HEAR.match(words, start):
            return Frame(Side.OPENS, "", match.group())
        if (lead := _SAYS_SO.match(words, start)) and (party := self._party.match(words, lead.end())):
            return (
                Frame(Side.CLOSES, party.group(), words[start : party.end()])
                if is_over(words, party.end())
                else None
            )
        return (
            self._in_their_words(words, start)
            or self._announced(words, start)
            or self._as_if_here(words, start)
        )

    def _as_if_here(self, words: str, start: int) -> Frame | None:
        """ "If Ann were here, she would say …" speaks for her; "Ann put it that way" closes."""
        if match := self._if_here.match(words, start):
            content = content_at(words, match.end()) or match.end()
            announced = ONLY_LIKE_THIS.match(words[match.end() :].lstrip(" ,:"))
            return Frame(
                Side.OPENS if announced else Side.LEANS,
                match["who"],
                match.group(),
                None if announced else content,
            )
        return self._pointing_back(words, start) or self._pointing_on(words, start)

    def _pointing_back(self, words: str, start: int) -> Frame | None:
        """ "Ann makes that point", "there Ann rests her case", "so much for Ann's gloom"."""
        for pattern in self._back:
            match = pattern.match(words, start)
            if match and is_over(words, match.end()):
                return Frame(Side.CLOSES, match["who"], match.group())
        return None

    def _pointing_on(self, words: str, start: int) -> Frame | None:
        """Any sentence that names one person, speaks of a view, and ends in "the following" or "this"."""
        names = self._roster.named_in(words) if _FOLLOWS.match(words, start) else ()
        found = self._person.search(words, start) if len(names) == 1 else None
        return Frame(Side.OPENS, found.group(), words[start:].rstrip(" .:")) if found else None

    def _only_announces(self, words: str, start: int) -> bool:
        """True for "her case goes like this" and "she argues the following"."""
        view, party = self._view.match(words, start), self._party.match(words, start)
        stated = party and (
            _AFTER_FOLLOWING.match(words, party.end()) or _A_VIEW_LIKE_THIS.match(words, party.end())
        )
        return bool(stated or (view and ONLY_ANNOUNCED.match(words, view.end())))

    def _in_their_words(self, words: str, start: int) -> Frame | None:
        """ "On Ann's account, …" states or opens her view; "or so Ann says" closes it."""
        if (lead := _OR_SO.match(words, start)) and (party := self._party.match(words, lead.end())):
            after = None if is_own(party.group()) else _AFTER_SO.match(words, party.end())
            return Frame(Side.CLOSES, party.group(), words[start : after.end()]) if after else None
        if not (lead := _IN_WORDS.match(words, start)) or not (owner := self._owner.match(words, lead.end())):
            return None
        if is_own(owner.group()) or not (after := _OWN_WORDS.match(words, owner.end())):
            return None
        cue, content = words[start : after.end()].rstrip(" ,"), after.end()
        if word_count(words[content:]) < 2:
            return Frame(Side.OPENS, owner.group(), cue)
        return Frame(Side.LEANS, owner.group(), cue, content)

    def _announced(self, words: str, start: int) -> Frame | None:
        """ "What does Ann think?" and "Ann believes the following" open; "what do you think?" asks."""
        lead = _ASKED.match(words, start)
        party = self._party.match(words, lead.end() if lead else start)
        if not party or party.group().lower() in ("you", "i", "we"):
            return None
        named = party.group()[0].isupper() or party.group().lower() in ("he", "she", "they")
        after = (_AFTER_ASKED if lead else _AFTER_FOLLOWING).match(words, party.end())
        after = after or (None if lead else _A_VIEW_LIKE_THIS.match(words, party.end()))
        if not after or (lead and not named):
            return None
        return Frame(Side.OPENS, party.group(), words[start : after.end()])
