"""Single sentences that lay a view at somebody's door: "critics argue", "according to", "you're saying".

In the patterns of this module a space stands for any run of white space.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from debates.mining.lexicon.reporting import (
    ADDRESSING_AUXILIARIES,
    ADVERBS,
    FAVOURING,
    POSITION_NOUNS,
    SET_AGAINST,
    STATES_OF_MIND,
    VIEW_ENDING,
)
from debates.mining.parties import Roster
from debates.mining.saying import (
    A_VIEW,
    AFFIRMING_FORMS,
    ASKS,
    BARE_CLAUSE,
    CLAUSE,
    HELPERS,
    SAYS,
    TO_THE_VIEW,
    VERB_FORMS,
    forms,
    turns_down,
)
from debates.mining.wording import any_of, body_start, compiled, plain


@dataclass(frozen=True, slots=True)
class Report:
    """A cue in a sentence.

    `party` is as worded, '' where nobody in particular holds the view. `at` is where the cue begins,
    `content` where the view does; `asks` says that the party asks rather than says.
    """

    party: str
    cue: str
    at: int
    content: int
    asks: bool = False

    @property
    def by_narrator(self) -> bool:
        """True for "I said": no report, whatever follows is the voice's own."""
        return self.party.lower() in ("i", "we", "my", "our", "me")


# --- Before the party ----------------------------------------------------------------------------------

_I_GATHER = (
    r"(?:(?:i (?:know|think|guess|gather|understand|suppose|suspect|imagine|believe|assume|bet|realize"
    r"|recall|remember|take it"
    r"|hear|heard|read|mean)|i've (?:heard|read|seen|noticed)|it (?:sounds|seems|looks) (?:to me )?(?:like"
    r"|as if|as though|that)"
    r"|(?:sounds|seems) like|it (?:seems|appears)|as i (?:understand|recall|see)(?: it)?,?"
    r"|correct me if i'm wrong,?(?: but)?"
    r"|if i (?:understand|understood|hear) (?:you|this|that)(?: \w+)?,?|the fact is|it's interesting"
    r"|which is why) (?:that )?)?"
)
_ADVERBIAL = (
    r"(?:(?!(?:if|when|unless|until|whenever|it|he|she|they|we|i|you|there|this|that)"
    r"(?:'\w+)?\b)[^,.;:?!\"]{1,60}, )?"
)
_LEAD = _I_GATHER + _ADVERBIAL
_THERE_ARE = (
    r"(?:there (?:are|is|were|was|will be|'re)|there's|there'll be|i (?:know|have|met|had|read about"
    r"|spoke to|talked to|hear from)"
    r"|you (?:have|hear|hear from|get)|we (?:have|hear from)|then there are|it's|it is) (?:also |always "
    r"|still |even )?"
)
_I_HEAR = (
    r"(?:i(?: (?:can|could|do|did))?(?: (?:already|almost|just|often|sometimes|always|even|now))* heard?"
    r"|i(?:'ve| have)? (?:\w+ )?heard|you(?:'ll| will| can| often)? hear) (?:from )?"
)

# --- After the party -----------------------------------------------------------------------------------

_RELATIVE = r"(?:,\s[^,]{1,80},| \([^)]{1,60}\))?"
_ADDRESSED = rf"(?: (?:{any_of((*ADDRESSING_AUXILIARIES, *ADVERBS))})(?![\w'])|'(?:re|ve)(?![\w']))*"
_NOUN = rf"(?:{any_of(POSITION_NOUNS)}|{VIEW_ENDING})"
_NOUN_IS = (
    rf"{_NOUN}(?:'s| is| was| has (?:always )?been| would be)"
    r"(?: (?:just|simply|basically|always|really|precisely|essentially))*\s*(?:\bthat\b|:|,)"
)
_MAKES_A_POINT = (
    r"(?:makes?|made|making|raises?|raised|has|have|had|gives?|gave|offers?|offered|puts? forward) (?:a|an"
    r"|the|this|these|some) "
    rf"(?:[\w-]+ ){{0,3}}?{_NOUN} that\b(?!'s| (?:is|are|was|were|has|have|can|will|would|people|goes|does"
    rf"|makes)\b)"
)
_IN_VIEW = (
    r"(?:view|opinion|eyes|mind|telling|account|words|judge?ment|estimation|reading|theory|framework|book"
    r"|picture|perspective"
    r"|point of view|standpoint)\b"
)
_OBJECTS = r"(?:say|object|argue|ask|reply|respond|counter|wonder|push back|complain|retort|protest|answer)"
_IN_PASSING = forms(
    "say", "argue", "claim", "believe", "think", "insist", "write", "suggest", "maintain", "contend", "warn", "conclude", "note", "explain", "reply"
)  # fmt: skip
_AGAINST = rf"(?:, {any_of(SET_AGAINST)},)"
_FAVOURS = rf"{any_of(FAVOURING)}(?![\w'])(?=\s*\S)"
_AFTER_AS = r"\s*(?:[,.:;]|$|(?:it|in|earlier|before|just|last|so|many|once|rightly)\b)"

# --- Views that nobody in particular holds -------------------------------------------------------------

_HIDDEN = compiled(
    rf"it(?:'s| is| was| has been) (?:{any_of(ADVERBS)} )*(?:said|argued|claimed|believed|thought|suggested"
    rf"|alleged|assumed|objected|held) that\b"
    r"|the (?:[\w-]+ ){0,3}?(?:objections?|criticisms?|counter-?arguments?|pushback|complaints?|rebuttal"
    r"|retort|orthodoxy"
    r"|(?:conventional|received) wisdom|(?:standard|common|usual|popular|prevailing|mainstream|textbook"
    r"|traditional) (?:view|belief|story"
    r"|claim|argument)|official line)(?: (?:to|against|here|about|of|from)\s*[^,.]{0,40}?)? (?:is|says|holds"
    r"|goes|has it)"
    r"(?=\s*(?:\bthat\b|:|,|\"))"
)


def _at_the_head(roster: Roster) -> tuple[str, ...]:
    """What opens a clause that reports, in the order in which it is looked for."""
    party, owner = rf"(?P<party>{roster.party_pattern})", rf"(?P<party>{roster.possessive_pattern})"
    name = rf"(?P<called>{roster.named_pattern})"  # beside the party's words: "my friend Ann"
    return (
        rf"{_I_HEAR}{party} (?:already )?(?P<verb>{SAYS}|(?:say|object|ask|complain)(?:ing)?\b"
        rf"|that\b)",
        rf"{_LEAD}(?P<party>you|one|some of you|someone|somebody|a \w+) (?:might|may|could|will"
        rf"|would|can)"
        rf"(?: (?:well|now|also|still|then|even|reasonably))* (?P<verb>{_OBJECTS}\b{A_VIEW}"
        rf"(?={CLAUSE}|{BARE_CLAUSE}| whether\b| if\b))",
        rf"(?:{name}, )?{_LEAD}(?P<party>you){_ADDRESSED}\s*\b(?P<verb>{SAYS})",
        rf"{_THERE_ARE}{party}(?: out there| here|,)? (?:who|that){HELPERS}\s*\b(?P<verb>{SAYS})",
        rf"{_LEAD}{_I_GATHER}(?:both )?{party}(?:,? {name}(?:,|"
        rf"(?![\w',])))?{_RELATIVE}{HELPERS}\s*\b(?P<verb>{SAYS})",
        rf"{_LEAD}{owner} (?:[\w-]+ ){{0,3}}?(?P<verb>{_NOUN_IS})",
        rf"(?:what|the (?:[\w-]+ )?thing(?: that)?) {party}{HELPERS} (?P<verb>(?:{VERB_FORMS}|means?"
        rf"|meant)(?: \w+)?(?:,[^,]{{1,40}},)? is\b)",
        rf"{_LEAD}{party}{HELPERS} (?P<verb>{_MAKES_A_POINT})",
        rf"{_LEAD}(?P<party>{roster.person_pattern}|{roster.named_pattern}(?={_AGAINST})){_RELATIVE}"
        rf"{HELPERS} (?P<verb>{_FAVOURS})",
        rf"(?P<party>{roster.named_pattern}){_AGAINST} would (?P<verb>\w+)",
        rf"(?P<verb>for) (?P<party>{roster.person_pattern})(?=, )",
        rf"{_ADVERBIAL}(?P<verb>in|from|on) {owner} (?:[\w-]+ )?{_IN_VIEW}",
        rf"(?P<verb>to quote|in the words of|to hear|the way|if you (?:ask|believe"
        rf"|listen to)) {party}"
        r"(?: (?:sees?|tells?|puts?|thinks?) (?:it|this|things|that|of it))?(?=\s*,)",
    )


def _anywhere(roster: Roster) -> tuple[str, ...]:
    """What reports in passing, wherever it stands in a sentence."""
    party = rf"(?P<party>{roster.party_pattern})"
    return (
        rf"\b(?P<verb>according to) (?P<party>{roster.party_pattern}|(?:him|her|them)\b|(?:the|an?"
        rf"|one|this|that|recent|new) [\w-]+(?: [\w-]+){{0,3}})",
        rf"(?:^|[,;] |\band |\bjust )(?P<verb>as) {party}{HELPERS} (?:{AFFIRMING_FORMS}|puts?"
        rf"(?: it)?|likes to say|sees? it|would have it)(?={_AFTER_AS})",
        rf"(?:,\"?|[.!?]\") {party}(?<!\byou){HELPERS} (?P<verb>{_IN_PASSING})(?: (?:me|us))?\s*"
        rf"(?=[,.]|$)",
        rf",\"? (?P<verb>{_IN_PASSING}) {party}(?=\s*(?:[,.]|$))",
        rf", (?P<verb>to quote|in the words of) {party}(?=\s*[,.])",
    )


class ReportReader:
    """Reads single-sentence cues for one roster; compile once, read every sentence."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        party = rf"(?P<party>{roster.party_pattern})"
        self._heads = tuple(compiled(pattern) for pattern in _at_the_head(roster))
        self._asking = compiled(rf"{_LEAD}{party}{_RELATIVE}{HELPERS}\s*\b(?P<verb>{ASKS})")
        self._passing = tuple(compiled(pattern) for pattern in _anywhere(roster))
        self._later = compiled(
            rf"\b(?:and|but|where|in which|because|then|when) (?P<party>he|she|they){HELPERS}\s*\b"
            rf"(?P<verb>{SAYS})"
        )

    def read(self, text: str) -> Report | None:
        """The innermost report in a sentence, or None where it speaks for its voice."""
        words = plain(text)
        start = body_start(words)
        outer = self._at(words, start) or (self._at(words, 0) if start else None)
        if outer is None:
            return self._inside(words)
        if turns_down(words[outer.at : outer.content]):
            return outer
        inner = self._at(words, outer.content + body_start(words[outer.content :]))
        if inner is None or inner.by_narrator or inner.party.lower() == "you":
            return self._inside(words) or outer if outer.by_narrator else outer
        return inner if outer.by_narrator else replace(inner, cue=f"{outer.cue} … {inner.cue}")

    def _at(self, words: str, start: int) -> Report | None:
        """A cue at the head of a clause."""
        if match := self._asking.match(words, start):
            return _report(words, match, asks=True)
        for pattern in self._heads:
            match = pattern.match(words, start)
            if match and not (_says_nothing(match) or _says_anyone(match) or _is_no_subject(match)):
                return _report(words, match)
        match = _HIDDEN.match(words, start)
        return Report("", match.group(), match.start(), _view(words, match.end())) if match else None

    def _inside(self, words: str) -> Report | None:
        """A cue in the middle: "as Ann said", ", he argues,", "and she compared"."""
        for pattern in self._passing:
            match = pattern.search(words)
            if match and match["party"].lower() not in ("i", "we") and not _says_nothing(match):
                return replace(_report(words, match), content=0)
        match = self._later.search(words)
        if match and len(self._roster.named_in(words[: match.start()])) == 1:
            return _report(words, match)
        return None


def _report(words: str, match: re.Match[str], *, asks: bool = False) -> Report:
    first = min(match.start("party"), match.start("verb"))
    party = match.groupdict().get("called") or match["party"]
    return Report(party, words[first : match.end()].strip(" ,"), first, _view(words, match.end()), asks)


_TO_THE_VIEW = compiled(TO_THE_VIEW)


def _view(words: str, end: int) -> int:
    """Where the view begins after a cue that ends at `end`."""
    match = _TO_THE_VIEW.match(words, end)
    return match.end() if match else end


_NEVER = compiled(
    r"\b(?:can't|cannot|couldn't)\b|\bnot according"
    r"|(?:\bnot|\bnever|n't) (?:\w+ )?(?:say|said|saying|claim\w*|argu\w+|suggest\w*|tell\w*)\b"
)


_NOBODY = compiled(r"(?:no|none|few|hardly|neither|not)\b")


def _says_nothing(match: re.Match[str]) -> bool:
    """True for "she never said" and "no critic says": no view is laid at anybody's door."""
    return bool(_NEVER.search(match.group()) or _NOBODY.match(match["party"]))


_ANYONE = compiled(
    rf"\byou(?:'ll|'d| (?:would|will|might|may|could|can))\b(?! (?:\w+ )?{_OBJECTS}\b)"
    r"|\byou(?:'ll|'d| (?:would|will)) say\b|\byou(?:'re| are| were) like\b|\byou say(?=\s*[,\"])"
)


def _says_anyone(match: re.Match[str]) -> bool:
    """True for "you would say": anyone would. "You might object" is an imagined opponent's."""
    found = _ANYONE.search(match.string, match.start())
    return found is not None and found.start() < match.end()


_BE = compiled(
    r"(?:'s|'re|\b(?:is|are|was|were|been|being))(?: (?:not|also|often|always|just|really|usually|sometimes"
    r"|already|still))*\s*$"
)
_NOT_DONE_TO_ANYBODY = frozenset(("is", "was", "are", "were", "be", *STATES_OF_MIND))
_ONGOING = compiled(r"'s\b|'re\b|\b(?:is|are|was|were|be|been|keeps?|kept|hear|heard)\b")


def _is_no_subject(match: re.Match[str]) -> bool:
    """True for "you're told" (by others) and for "deep thinking" (by nobody)."""
    verb = match["verb"].split()[0].lower()
    head = match.string[match.start() : match.start("verb")]
    if verb.endswith("ing"):
        return not _ONGOING.search(head)
    return bool(_BE.search(head)) and verb not in _NOT_DONE_TO_ANYBODY
