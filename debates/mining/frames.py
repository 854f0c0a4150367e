"""Cues that a recap begins, ends, or gives way to the narrator's own view.

A *frame* says whose view comes next ("here's my understanding of Ann's position") or came just before
("that's how the committee sees it"). A *switch* is the narrator coming back ("my difference is …").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from debates.mining.lexicon import (
    ADVERBS,
    AUXILIARIES,
    DENIALS,
    OWN_VIEW_NOUNS,
    OWN_VIEW_VERBS,
    POSITION_NOUNS,
    REPORT_VERBS,
    SUMMARY_NOUNS,
    SUMMARY_VERBS,
)
from debates.mining.parties import Roster
from debates.mining.wording import any_of, body_start, plain, word_count


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


def verb_forms() -> str:
    """A pattern for every form of every verb that lays a view at a door."""
    forms = [form.replace("_", " ") for base, rest in REPORT_VERBS.items() for form in (base, *rest.split())]
    return any_of(forms)


HELPERS = rf"(?:\s+(?:{any_of(AUXILIARIES)}|{any_of(ADVERBS)})(?![\w'])|'(?:ll|d|ve|re|s|m)(?![\w']))*"

_SUMMARY = rf"(?:[\w-]+\s+){{0,3}}?{any_of(SUMMARY_NOUNS)}"
_FILL = (
    r"(?:(?:in\s+(?:short|brief|essence|outline|a\s+nutshell|sum|summary)|basically|roughly|essentially|more\s+or\s+less|then|all"
    r"|just|pretty\s+much|really|at\s+least|i\s+(?:think|take\s+it|believe|guess)|as\s+(?:best\s+)?i\s+(?:can\s+)?(?:understand|see|tell|read|recall)(?:\s+it)?"
    r"|as\s+far\s+as\s+i\s+(?:can\s+tell|know|understand(?:\s+it)?)|to\s+the\s+best\s+of\s+my\s+\w+|the\s+whole\s+of|broadly|anyway|probably),?\s+)*"
)
_TELLS = r"(?:here(?:'s|\s+is|\s+are)|this\s+is|what\s+follows\s+is|consider|take|now\s+for|first\s+up|first\s+comes|first,?\s+here(?:'s|\s+is))"
_PLANS = (
    r"(?:let\s+me|let's|let\s+us|allow\s+me\s+to|i(?:'ll|\s+will|'m\s+going\s+to|\s+am\s+going\s+to|\s+want\s+to|\s+wanted\s+to|'d\s+like\s+to"
    r"|\s+would\s+like\s+to|\s+should|\s+need\s+to|\s+shall|'m\s+gonna|\s+can|\s+have\s+to|'d\s+better|\s+promised\s+to|\s+owe\s+it\s+to)|we\s+should|to|it's\s+worth)"
)
_READS = r"(?:(?:as|the\s+way|from\s+what|how|what)\s+i\s+(?:would\s+|'d\s+)?(?:understand|see|read|hear|heard|get|take|gather|interpret|understood|summarize|summarise|put)(?:\s+it)?,?\s+(?:that\s+)?)"
_LIKE_THIS = (
    r"(?:(?:something|roughly|basically|more\s+or\s+less|a\s+bit|a\s+little|about|quite|pretty|very|fairly)\s+)*"
    r"(?:like\s+this|like\s+so|as\s+follows|this|the\s+following|simple|straightforward|clear|easy\s+to\s+(?:state|summarize|summarise))"
)
_COPULA = r"(?:is|was|goes|runs|says|would\s+be|would\s+go|boils\s+down\s+to|comes\s+down\s+to|amounts\s+to|can\s+be\s+\w+\s+as|starts\s+from|rests\s+on)"
_CONTENT = re.compile(
    rf"\s*(?:as\s+i\s+\w+\s+it|,[^,]{{1,50}},)?\s*(?:{_COPULA}|,?\s*which\s+is)\s*(?:(?:basically|simply|just|that|roughly|essentially|something\s+like|like|:|,)\s*)*(?P<body>.+)|(?:\s*[:-]|\s+that\b)\s*(?P<after>.+)",
    re.IGNORECASE | re.DOTALL,
)
_ONLY_LIKE_THIS = re.compile(rf"{_LIKE_THIS}\W*$", re.IGNORECASE)
_THAT_CLAUSE = re.compile(
    rf"\s*(?:as\s+i\s+\w+\s+it|,[^,]{{1,50}},)?\s*(?:{_COPULA}\s+(?:\w+\s+){{0,2}}?(?:that\b|:)|(?:boils|comes|amounts|goes|runs)\b|:)",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|never|no)\b|n't\b", re.IGNORECASE)


class FrameReader:
    """Reads frames for one roster; compile once, read every sentence."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        view = _possessed(roster)
        party = roster.party_pattern
        here = r"\s+(?:in\s+.{2,25}?\s)?"
        self._openers = (
            _compiled(
                rf"{_TELLS}{here}{_FILL}(?:{_READS}|{_SUMMARY}\s+(?:of|for|at|to)\s+(?:.{{0,30}}?\s)??)?{view}"
            ),
            _compiled(rf"{_PLANS}\s+(?:\w+\s+){{0,6}}?{any_of(SUMMARY_VERBS)}\s+(?:.{{0,60}}?\s)??{view}"),
            _compiled(
                rf"{_PLANS}\s+(?:\w+\s+){{0,4}}?(?:steel\s?man|channel|speak\s+for|speak\s+as|argue\s+for|argue\s+as|summari[sz]e|paraphrase|recap|play|put\s+on\s+my)"
                rf"\s+(?P<bare>(?:the\s+)?devil's\s+advocate|{party})(?=\W*$|\s+(?:for|here|first|hat|as|a\s+(?:bit|moment))\b|\W+(?:so|and|:))"
            ),
            _compiled(
                rf"(?:{_READS}|(?:my|the|a|our|his|her)\s+(?:own\s+)?{_SUMMARY}\s+(?:of|for)\s+(?:.{{0,20}}?\s)??){view}"
            ),
        )
        self._leaners = (
            _compiled(rf"(?:i\s+(?:think|take\s+it|guess|gather)\s+(?:that\s+)?)?{view}(?=(?P<leaning>.+))"),
            _compiled(
                rf"if\s+i(?:'ve|'m|\s+have|\s+am)?\s+(?:\w+\s+)?(?:understand|understood|understanding|hear|heard|hearing|follow|followed|following|read|reading|get|got|getting)\s+"
                rf"(?P<heard>{party})(?:\s+\w+)?,\s*(?P<said>.+)"
            ),
        )
        that = (
            r"(?:i\s+(?:hope|think|believe|trust|guess|suppose)\s+)?(?:(?:that|this|it|such|those|these)"
            r"(?:'s|\s+(?:is|was|are|were|would\s+be|has\s+been|sums\s+up|summari[sz]es|concludes|covers)|,[^,]{1,60},\s+(?:is|was|are))|there\s+you\s+have|so\s+much\s+for|enough\s+of|so\s+goes)\s+"
        )
        measure = rf"(?:(?:{_SUMMARY})\s+(?:of|for|at|to)\s+(?:.{{0,40}}?\s)??|(?:how|what|the\s+way|as\s+\w+\s+as)\s+i\s+(?:\w+\s+){{1,3}}?(?:to\s+be\s+|it\s+)?|what\s+i\s+take\s+to\s+be\s+)?"
        self._closers = (
            _compiled(rf"{that}{_FILL}{measure}{view}(?P<tail>.*)"),
            _compiled(
                rf"so\s+(?:says|say|argues|argue|claims|thinks|believes)\s+(?P<bare>{party})(?P<tail>.*)"
            ),
            _compiled(
                rf"i\s+(?:hope|think|trust)\s+i(?:'ve|\s+have)?\s+(?:\w+\s+){{0,3}}?(?:justice\s+to|represented|summari[sz]ed|captured|stated|described|got|put|conveyed)\s+(?:.{{0,20}}?\s)??{view}(?P<tail>.*)"
            ),
            _compiled(rf"(?:is|was|did|have|do|am)\s+(?:that|this|i)\s+.{{0,40}}?{view}(?P<tail>.*\?)"),
        )

    def read(self, text: str) -> Frame | None:
        """The frame in a sentence, if it holds one."""
        words = plain(text)
        start = body_start(words)
        return (
            self._closing(words, start)
            or self._closing(words, 0)
            or self._opening(words, start)
            or self._leaning(words, start)
            or _checking(words, start)
        )

    def _opening(self, words: str, start: int) -> Frame | None:
        for opener in self._openers:
            match = opener.match(words, start)
            if match and not _NOT.search(match.group()):
                return Frame(Side.OPENS, _party(match), match.group(), _content(words, match.end()))
        return None

    def _leaning(self, words: str, start: int) -> Frame | None:
        plain_view, heard = (leaner.match(words, start) for leaner in self._leaners)
        if heard:
            return Frame(
                Side.LEANS,
                heard["heard"],
                words[start : heard.start("said")].rstrip(" ,"),
                heard.start("said"),
            )
        if not plain_view or not _THAT_CLAUSE.match(words, plain_view.end()):
            return self._bare_opening(words, plain_view)
        content = _content(words, plain_view.end())
        side = Side.OPENS if content is None else Side.LEANS
        return Frame(side, _party(plain_view), plain_view.group(), content)

    def _bare_opening(self, words: str, match: re.Match[str] | None) -> Frame | None:
        """A view that is only announced: "Ann's argument is simple." """
        if match and re.match(
            rf"\s*(?:,[^,]{{1,50}},\s*)?{_COPULA}\s+{_LIKE_THIS}\W*$", words[match.end() :], re.IGNORECASE
        ):
            return Frame(Side.OPENS, _party(match), match.group())
        return None

    def _closing(self, words: str, start: int) -> Frame | None:
        for closer in self._closers:
            match = closer.match(words, start)
            if not match or _NOT.search(words, start, match.start("tail")) or not _ends_there(match["tail"]):
                continue
            if not _QUOTES_ONLY.search(words, start, match.start("tail")):
                return Frame(Side.CLOSES, _party(match), words[start : match.start("tail")])
        return None


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _possessed(roster: Roster) -> str:
    return (
        rf"(?:(?P<owner>{roster.possessive_pattern})\s+(?:[\w-]+\s+){{0,3}}?{any_of(POSITION_NOUNS)}\b(?:\s+of\s+\w+)?"
        rf"|(?:the|a)\s+(?:[\w-]+\s+){{0,2}}?{any_of(POSITION_NOUNS)}\s+(?:of|from)\s+(?P<of>{roster.party_pattern})"
        rf"|(?:the|a)\s+(?:[\w-]+\s+){{0,2}}?{any_of(POSITION_NOUNS)}\s+(?:that\s+|which\s+)?(?P<makes>{roster.party_pattern}){HELPERS}\s+"
        rf"(?:makes?|making|made|has|have|gives?|offers?|holds?|presents?|puts?\s+forward)\b"
        rf"|(?:what|how|where|why)\s+(?P<what>{roster.party_pattern}){HELPERS}\s*"
        rf"(?:{verb_forms()}|sees?|saw|views?|means?|meant|stands?|coming\s+from|comes?\s+from|looks?\s+at|understands?|getting\s+at)\b"
        rf"(?:\s+(?:it|things|this|the\s+\w+|that)\b)?)"
    )


_QUOTES_ONLY = re.compile(
    r"\bwhat\s+(?:he|she|they|you|i)\s+(?:\w+\s+)?(?:say|says|said|told\s+\w+)\b", re.IGNORECASE
)  # "that's what he said"


def _party(match: re.Match[str]) -> str:
    groups = match.groupdict()
    return next(words for name in ("owner", "of", "makes", "what", "bare") if (words := groups.get(name)))


def _content(words: str, end: int) -> int | None:
    """Where the view itself begins in the rest of the sentence; None where it is only announced."""
    match = _CONTENT.match(words, end)
    if not match:
        return None
    group = "body" if match["body"] else "after"
    if _ONLY_LIKE_THIS.match(match[group]) or word_count(match[group]) < 3:
        return None
    return match.start(group)


_GOES_ON = re.compile(
    r"\s*(?:$|[.,;:!?-]|\s(?:about|on|of|for|in|as|at|here|there|to|regarding|when|with|today|now|and|but)\b)"
)


def _ends_there(tail: str) -> bool:
    """True where a closing cue is not the subject of a new statement ("that's what Ann's view fails at")."""
    return (
        bool(_GOES_ON.match(tail)) and word_count(tail) <= 25 and not re.match(r"\s*,\s*(?:is|was)\b", tail)
    )


_CHECK = re.compile(
    r"(?:is|was)\s+(?:that|this)\s+(?:a\s+)?(?:fair|right|correct|accurate|about\s+right|roughly\s+right|more\s+or\s+less\s+right|good\s+summary|what\s+you\s+(?:mean|meant|think|are\s+saying))"
    r"|(?:did|do|have)\s+i\s+(?:get|got|have|understand|understood|hear|captured?|represent\w*|summari[sz]e\w*|characteri[sz]e\w*)\s+(?:that|this|it|you|your|him|her|them|everything|all)\b"
    r"|am\s+i\s+(?:getting|understanding|hearing|representing|reading|right|missing|characteri[sz]ing)\b|does\s+that\s+sound\s+right|would\s+you\s+(?:say\s+)?(?:that's|agree\s+with\s+that)\b"
    r"|(?:let|tell)\s+me\s+(?:know\s+)?if\s+i(?:'m|\s+am|'ve|\s+have)?\s+(?:got\s+(?:that|this|it)|misunderst\w+|wrong|misrepresent\w*|mischaracteri[sz]\w+)",
    re.IGNORECASE,
)


def _checking(words: str, start: int) -> Frame | None:
    match = _CHECK.match(words, start)
    return Frame(Side.CHECKS, "", match.group()) if match and word_count(words) <= 14 else None


_I = r"I(?:\s+(?:just|really|personally|still|also|actually|myself|certainly|definitely|mostly|probably|strongly|for\s+one|would\s+also|simply|guess\s+i|happen\s+to|tend\s+to|kind\s+of|sort\s+of|too|mainly|often|therefore|always|never))*"
_OWN = rf"{_I}\s*(?:{any_of(OWN_VIEW_VERBS)})(?![\w'])"
_SWITCH = re.compile(
    rf"(?:{_OWN}"
    rf"|(?:one\s+of\s+)?my\s+(?:own\s+|[\w-]+\s+){{0,3}}?(?:{any_of(OWN_VIEW_NOUNS)})\b"
    r"|(?:(?:here's|here\s+is|that's|that\s+is|this\s+is)\s+)?(?:the\s+(?:place|point)\s+)?where\s+i\s+(?:would\s+|'d\s+|start\s+to\s+|begin\s+to\s+)?(?:disagree|differ|part|diverge|depart|get\s+off|come\s+down|object|think|stand)"
    r"|(?:for\s+my\s+part|personally|in\s+my\s+(?:own\s+)?(?:view|opinion|mind|book|judgment|judgement|experience)|as\s+for\s+(?:me|myself)|to\s+me,|to\s+my\s+mind"
    r"|from\s+my\s+(?:own\s+)?(?:perspective|point\s+of\s+view|standpoint)|if\s+you\s+ask\s+me|as\s+far\s+as\s+i'm\s+concerned|speaking\s+for\s+myself|my\s+own\b|our\s+own\s+view)"
    r"|(?:here's|here\s+is)\s+(?:my|what\s+i|why\s+i|how\s+i|where\s+i|the\s+problem)"
    r"|(?:what|how)\s+i\s+(?:think|believe|see|find|would|don't)\b"
    r"|the\s+(?:\w+\s+)?(?:problem|trouble|flaw|issue|mistake|weakness|difficulty|catch)\s+(?:with|in|here|is)\b"
    r"|(?:he|she|they|it|you)(?:'s|'re|\s+is|\s+are|\s+may\s+be|\s+might\s+be)\s+(?:\w+\s+)?(?:wrong|mistaken|right|missing|overlooking|ignoring|underestimating|overestimating)\b"
    r"|(?:this|that|the)\s+(?:whole\s+)?(?:argument|view|position|reasoning|case|theory|line)\s+(?:is|fails|ignores|misses|overlooks|assumes|forgets|breaks|doesn't|has)\b"
    r"|(?:what|where)\s+(?:this|that|he|she|they|you|it)\s+(?:misses|miss|overlooks?|ignores?|gets?\s+wrong|goes\s+wrong|go\s+wrong|forgets?|fails?)\b"
    r"|that's\s+where\s+(?:he|she|they|it|you)\s+(?:goes|go)\s+wrong"
    r"|moving\s+on\b|turning\s+to\b|let's\s+turn\b|let's\s+move\b|so\s+what\s+do\s+i\s+think|what\s+do\s+i\s+(?:think|make)"
    rf"|{any_of([phrase for phrase in DENIALS if ' ' in phrase])}(?![\w'])"
    r")",
    re.IGNORECASE,
)
_TURNS = re.compile(rf"\b(?:but|yet|though|whereas|while)\s+(?:for\s+me,?\s+|here\s+)?{_OWN}", re.IGNORECASE)
_ABOUT_THEM = re.compile(
    r"I(?:\s+\w+)?\s+(?:think|believe|guess|suspect|imagine|suppose|take\s+it)\s+(?:that\s+)?(?:what\s+)?(?:he|she|they|his|her|their|you|your)\b(?!'(?:s|re)\s+(?:\w+\s+)?(?:wrong|mistaken|right|missing))"
    r"(?!\s+(?:is|are|was|were)\s+(?:\w+\s+)?(?:wrong|mistaken|right|missing))",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"I(?:'m|'d|'ve|'ll)?\b(?!\s*,)|my\b", re.IGNORECASE)


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
