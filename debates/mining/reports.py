"""Single sentences that lay a view at somebody's door: "critics argue", "according to", "you're saying"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from debates.mining.frames import HELPERS, verb_forms
from debates.mining.lexicon import ADDRESSING_AUXILIARIES, ADVERBS, POSITION_NOUNS, REPORT_VERBS
from debates.mining.parties import Roster
from debates.mining.wording import any_of, body_start, plain, word_count


@dataclass(frozen=True, slots=True)
class Report:
    """A cue in a sentence: `party` as worded ('' where the passive hides it), where its words lie, and where the view begins."""

    party: str
    cue: str
    at: int
    content: int
    asks: bool = False
    imagined: bool = False

    @property
    def by_narrator(self) -> bool:
        return self.party.lower() in {"i", "we", "my", "our", "me"}


# These report only with a clause or a quotation after them: "people hold hands", "the mayor answered the phone".
_NEEDS_CLAUSE = (
    "hold", "feel", "imagine", "answer", "respond", "assume", "maintain", "observe", "note", "state", "agree", "stress", "write", "explain", "remind",
    "reply", "counter", "mention", "announce", "doubt", "deny", "reject", "dispute", "advocate", "propose", "be like", "fear", "estimate", "object", "describe",
    "claim", "emphasize", "remark", "declare", "speculate", "recommend", "predict", "worry", "complain", "conclude", "admit", "concede", "suggest",
)  # fmt: skip
_TRANSITIVE = ("compare", "liken", "describe", "deny", "reject", "dispute", "doubt", "predict", "fear", "recommend", "advocate", "propose", "suggest", "estimate")  # fmt: skip


def _forms(*bases: str) -> str:
    return any_of(form.replace("_", " ") for base in bases for form in (base, *REPORT_VERBS[base].split()))


_CLAUSE = r"(?:\s+(?:me|us|him|her|them|you|at\s+the\s+time|recently|here|there|in\s+\w+|last\s+\w+|to\s+me|to\s+us|in\s+(?:his|her|their|the|an?)\s+[\w-]+(?:\s+[\w-]+)?))*\s*(?:\bthat\b|[,:]|\"|\bhow\b|\bwhy\b)"
_BARE_CLAUSE = r"\s+(?:it|there|we|the|a|an|this|these|those|they|he|she|you|our|their|his|her|its|no|every|all|most|some|people|[\w-]+s)\b"
_OBJECT = r"(?:\s+(?!about\b|of\b|to\b|in\b|with\b|on\b|at\b|for\b|by\b)\w)"
_NOT_A_VIEW = r"(?!\s+(?:\w+ly\s+|a\s+lot\s+|too\s+much\s+|more\s+|too\s+)?(?:about|of|so\b(?!\s+\w)|like|through|back|with|in|for|goodbye|hello|nothing|something|anything|twice)\b|\s+(?:it|that|this|those|the\s+opposite|the\s+same(?:\s+thing)?)\s*(?:[.,;?!]|$|(?:on|again|too|either)\b)|\s*[.?!]*$)"
_FREE = tuple(base for base in REPORT_VERBS if base not in _NEEDS_CLAUSE and base != "tell")
_SAYS = (
    rf"(?:(?:{_forms(*_FREE)})\b{_NOT_A_VIEW}|(?:{_forms(*_NEEDS_CLAUSE)})\b(?={_CLAUSE})|(?:{_forms(*_TRANSITIVE)})\b(?={_OBJECT}){_NOT_A_VIEW}"
    rf"|(?:{_forms('claim', 'feel', 'worry', 'fear', 'suggest', 'conclude', 'admit', 'concede', 'predict', 'complain', 'assume', 'agree', 'maintain')})\b(?={_BARE_CLAUSE})"
    rf"|(?:{_forms('tell')})\s+(?:me|us|him|her|them|you|people|everyone|\w+)\b{_NOT_A_VIEW})"
)
_ASKS = r"(?:ask(?:s|ed|ing)?|wonder(?:s|ed|ing)?|wants?\s+to\s+know|wanted\s+to\s+know)(?:\s+(?:me|us|him|her|them|you|himself|herself|themselves))?\s+(?=whether\b|if\b|why\b|how\b|what\b|when\b|where\b|who\b)"
_TO_THE_VIEW = re.compile(
    r"(?:\s+(?:me|us|him|her|them|you|here|to\s+me|to\s+us|recently|at\s+the\s+time))*\s*(?:[,:]\s*\"?|\"|\bthat\b,?|\bis\b(?:\s+that\b)?)?\s*\"?",
    re.IGNORECASE,
)

_LEAD_IN = (
    r"(?:(?:i\s+(?:know|think|guess|gather|understand|suppose|suspect|imagine|believe|assume|bet|realize|recall|remember|take\s+it|hear|heard|read|mean)|i've\s+(?:heard|read|seen|noticed)"
    r"|it\s+(?:sounds|seems|looks)\s+(?:to\s+me\s+)?(?:like|as\s+if|as\s+though|that)|(?:sounds|seems)\s+like|it\s+(?:seems|appears)|as\s+i\s+(?:understand|recall|see)(?:\s+it)?,?"
    r"|correct\s+me\s+if\s+i'm\s+wrong,?(?:\s+but)?|if\s+i\s+(?:understand|understood|hear)\s+(?:you|this|that)(?:\s+\w+)?,?|the\s+fact\s+is|it's\s+interesting|which\s+is\s+why)\s+(?:that\s+)?)"
)
_THERE_ARE = r"(?:(?:there\s+(?:are|is|were|was|will\s+be|'re)|there's|there'll\s+be|i\s+(?:know|have|met|had|read\s+about|spoke\s+to|talked\s+to|hear\s+from)|you\s+(?:have|hear|hear\s+from|get)|we\s+(?:have|hear\s+from)|then\s+there\s+are|it's|it\s+is)\s+(?:also\s+|always\s+|still\s+|even\s+)?)"
_HEAR = r"(?:i(?:\s+(?:can|could|do|did))?(?:\s+(?:already|almost|just|often|sometimes|always|even|now))*\s+hear(?:d)?|i(?:'ve|\s+have)?\s+(?:\w+\s+)?heard|you(?:'ll|\s+will|\s+can|\s+often)?\s+hear)"
_PREFACE = r"(?:(?!(?:if|when|unless|until|whenever|it|he|she|they|we|i|you|there|this|that)(?:'\w+)?\b)[^,.;:?!\"]{1,60},\s+)?"
_ASIDE_CLAUSE = r"(?:,\s[^,]{1,80},|\s+\((?:[^)]{1,60})\))?"
_AUX_YOU = rf"(?:\s+(?:{any_of(ADDRESSING_AUXILIARIES)}|{any_of(ADVERBS)})(?![\w'])|'(?:re|ve)(?![\w']))*"
_OBJECTS = r"(?:say|object|argue|ask|reply|respond|counter|wonder|push\s+back|complain|retort|protest|answer)"
_OBJECTION = (
    r"(?:objections?|criticisms?|counter-?arguments?|pushback|complaints?|conventional\s+wisdom|received\s+wisdom|orthodoxy|standard\s+view|common\s+view|usual\s+view|popular\s+view"
    r"|popular\s+belief|common\s+belief|prevailing\s+view|mainstream\s+view|textbook\s+view|traditional\s+view|usual\s+story|standard\s+story|common\s+claim|official\s+line|usual\s+argument|common\s+argument|standard\s+argument|rebuttal|retort)"
)


class ReportReader:
    """Reads single-sentence cues for one roster; compile once, read every sentence."""

    def __init__(self, roster: Roster) -> None:
        party, owner = rf"(?P<party>{roster.party_pattern})", rf"(?P<party>{roster.possessive_pattern})"
        called = rf"{party}(?:,?\s+(?P<called>{roster.named_pattern})(?:,|(?![\w',])))?"
        says = rf"{HELPERS}\s*\b(?P<verb>{_SAYS})"
        self._addressed = _compiled(
            rf"(?:(?P<called>{roster.named_pattern}),\s+)?(?:{_LEAD_IN})?{_PREFACE}(?P<party>you){_AUX_YOU}\s*\b(?P<verb>{_SAYS})"
        )
        self._objector = _compiled(
            rf"(?:{_LEAD_IN})?{_PREFACE}(?P<party>you|one|some\s+of\s+you|someone|somebody|a\s+\w+)\s+(?:might|may|could|will|would|can)(?:\s+(?:well|now|also|still|then|even|reasonably))*\s+(?P<verb>{_OBJECTS}\b(?={_CLAUSE}|{_BARE_CLAUSE}|\s+whether\b|\s+if\b))"
        )
        self._heard = _compiled(
            rf"{_HEAR}\s+(?:from\s+)?{party}\s+(?:already\s+)?(?P<verb>{_SAYS}|(?:say|saying|object|objecting|ask|asking|complain|complaining)\b|that\b)"
        )
        self._asked = _compiled(
            rf"(?:{_LEAD_IN})?{_PREFACE}{party}{_ASIDE_CLAUSE}{HELPERS}\s*\b(?P<verb>{_ASKS})"
        )
        self._initial = (
            _compiled(
                rf"{_THERE_ARE}{party}(?:\s+out\s+there|\s+here|,)?\s+(?:who|that){HELPERS}\s*\b(?P<verb>{_SAYS})"
            ),
            _compiled(rf"(?:{_LEAD_IN})?{_PREFACE}(?:{_LEAD_IN})?{called}{_ASIDE_CLAUSE}{says}"),
            _compiled(
                rf"(?:{_LEAD_IN})?{_PREFACE}{owner}\s+(?:[\w-]+\s+){{0,3}}?(?P<verb>{any_of(POSITION_NOUNS)}\s+(?:is|was|has\s+(?:always\s+)?been|would\s+be)(?:\s+(?:just|simply|basically|always|really|precisely|essentially))*\s*(?:\bthat\b|:|,))"
            ),
            _compiled(
                rf"(?:what|the\s+(?:[\w-]+\s+)?thing(?:\s+that)?)\s+{party}{HELPERS}\s+(?P<verb>(?:say|mean|argue|believe|think|suggest|claim|propose|point\s+out|observe)\w*(?:\s+\w+)?\s+is\b)"
            ),
            _compiled(
                rf"(?:{_LEAD_IN})?{_PREFACE}{party}{HELPERS}\s+(?P<verb>(?:makes?|made|making|raises?|raised|has|have|had|gives?|gave|offers?|offered|puts?\s+forward)\s+(?:a|an|the|this|these|some)\s+(?:[\w-]+\s+){{0,3}}?{any_of(POSITION_NOUNS)}\s+that\b(?!'s|\s+(?:is|are|was|were|has|have|can|will|would|people|goes|does|makes)\b))"
            ),
            _compiled(
                rf"(?:{_PREFACE})(?P<verb>in)\s+{owner}\s+(?:[\w-]+\s+)?(?:view|opinion|eyes|mind|telling|account|words|judgment|judgement|estimation|reading|theory|framework|book|picture)\b"
            ),
            _compiled(
                rf"(?P<verb>from|on)\s+{owner}\s+(?:[\w-]+\s+)?(?:perspective|point\s+of\s+view|standpoint|view|account|theory|picture|reading)\b"
            ),
            _compiled(
                rf"(?P<verb>to\s+quote|in\s+the\s+words\s+of|to\s+hear|the\s+way|if\s+you\s+(?:ask|believe|listen\s+to))\s+{party}(?:\s+(?:sees?|tells?|puts?|thinks?|tell)\s+(?:it|this|things|that|of\s+it))?(?=\s*,)"
            ),
        )
        self._anywhere = (
            _compiled(
                rf"\b(?P<verb>according\s+to)\s+(?P<party>{roster.party_pattern}|(?:the|a|an|one|this|that|recent|new)\s+[\w-]+(?:\s+[\w-]+){{0,3}})"
            ),
            _compiled(
                rf"(?:^|[,;]\s+|\band\s+|\bjust\s+)(?P<verb>as)\s+{party}{HELPERS}\s+(?:{verb_forms()}|puts?(?:\s+it)?|likes\s+to\s+say|sees?\s+it|would\s+have\s+it)(?=\s*(?:[,.:;]|$|it\b|in\b|earlier\b|before\b|just\b|last\b|so\b|many\b|once\b|rightly\b))"
            ),
            _compiled(
                rf",\s+{party}(?<!\byou){HELPERS}\s+(?P<verb>{_forms('say', 'argue', 'claim', 'believe', 'think', 'insist', 'write', 'suggest', 'maintain', 'contend', 'warn', 'conclude', 'note', 'explain', 'reply')})(?:\s+(?:me|us))?\s*(?=[,.]|$)"
            ),
            _compiled(rf",\s+(?P<verb>to\s+quote|in\s+the\s+words\s+of)\s+{party}(?=\s*[,.])"),
        )
        self._later = _compiled(
            rf"\b(?:and|but|where|in\s+which|because|then|when)\s+(?P<party>he|she|they){HELPERS}\s*\b(?P<verb>{_SAYS})"
        )
        self._roster = roster

    def read(self, text: str) -> Report | None:
        """The innermost report in a sentence, or None where it speaks for its voice."""
        words = plain(text)
        outer = self._outer(words, body_start(words))
        if outer is None or word_count(words[outer.content :]) < 3:
            return outer
        inner = self._at(words, outer.content + body_start(words[outer.content :]))
        if inner is None or inner.by_narrator or inner.party.lower() == "you":
            return outer
        return replace(inner, cue=f"{outer.cue} … {inner.cue}" if not outer.by_narrator else inner.cue)

    def _outer(self, words: str, start: int) -> Report | None:
        return self._at(words, start) or (self._at(words, 0) if start else None) or self._inside(words)

    def _at(self, words: str, start: int) -> Report | None:
        """A cue at the head of a clause."""
        if match := self._heard.match(words, start):
            return _report(words, match, imagined=True)
        if match := self._objector.match(words, start):
            return _report(words, match, imagined=True)
        if (match := self._addressed.match(words, start)) and not (
            _passive(match) or _never(match) or _anyone(match)
        ):
            return _report(words, match)
        if match := self._asked.match(words, start):
            return replace(_report(words, match), asks=True)
        for pattern in self._initial:
            match = pattern.match(words, start)
            if match and not (_never(match) or _anyone(match) or _passive(match)):
                return _report(words, match)
        return _hidden(words, start)

    def _inside(self, words: str) -> Report | None:
        """A cue in the middle: "as Ann said", ", he argues,", "and she compared"."""
        for pattern in self._anywhere:
            if (match := pattern.search(words)) and not (_never(match) or _anyone(match)):
                return replace(_report(words, match), content=0)
        match = self._later.search(words)
        if match and len(self._roster.named_in(words[: match.start()])) == 1:
            return _report(words, match)
        return None


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_NEVER = re.compile(
    r"\b(?:never|can't|cannot|couldn't)\b|\bnot\s+according|(?:\bnot|n't)\s+(?:\w+\s+)?(?:say|said|saying|claim\w*|argu\w+|suggest\w*|tell\w*)\b",
    re.IGNORECASE,
)


def _never(match: re.Match[str]) -> bool:
    """True for "she never said" and "you're not saying": no view is laid at anybody's door."""
    return bool(_NEVER.search(match.group()))


_GENERIC = re.compile(
    r"\byou(?:'ll|'d|\s+(?:would|will|might|may|could|can))\b|\byou(?:'re|\s+are|\s+were)\s+like\b|\byou\s+say(?=\s*[,\"])",
    re.IGNORECASE,
)


def _anyone(match: re.Match[str]) -> bool:
    """True for "you would say": anyone would."""
    found = _GENERIC.search(match.string, match.start())
    return bool(found) and found.start() < match.end()


_BE = re.compile(
    r"(?:'s|'re|\b(?:is|are|was|were|been|being))(?:\s+(?:not|also|often|always|just|really|usually|sometimes|already|still))*\s*$",
    re.IGNORECASE,
)


_KEEPS = re.compile(rf"{_BE.pattern[:-4]}|\b(?:keeps?|kept|been)\b|'s\b|'re\b", re.IGNORECASE)


def _passive(match: re.Match[str]) -> bool:
    """True for "you're told" (by others) and for "deep thinking" (by nobody): no subject that says."""
    verb = match["verb"].split()[0].lower()
    head = match.string[match.start() : match.start("verb")]
    told = _BE.search(head) and not verb.endswith("ing") and verb not in ("is", "was", "are", "were", "be")
    return bool(told) or (verb.endswith("ing") and not _KEEPS.search(head))


def _report(words: str, match: re.Match[str], imagined: bool = False) -> Report:
    view = _TO_THE_VIEW.match(words, match.end())
    first, last = match.start("party"), match.end()
    if match.start("verb") < first:
        first = match.start("verb")
    return Report(
        match.groupdict().get("called") or match["party"],
        words[first:last].strip(" ,"),
        first,
        view.end() if view else last,
        imagined=imagined,
    )


_HIDDEN = re.compile(
    rf"it(?:'s|\s+is|\s+was|\s+has\s+been)\s+(?:{any_of(ADVERBS)}\s+)*(?P<verb>(?:said|argued|claimed|believed|thought|suggested|alleged|assumed|objected|held)\s+that)\b"
    rf"|the\s+(?:[\w-]+\s+){{0,3}}?(?P<objection>{_OBJECTION})(?:\s+(?:to|against|here|about|of|from)\s*[^,.]{{0,40}}?)?\s+(?:is|says|holds|goes|has\s+it)(?=\s*(?:\bthat\b|:|,|\"))",
    re.IGNORECASE,
)


def _hidden(words: str, start: int) -> Report | None:
    """Views that nobody in particular holds: "it is often said that", "the usual objection is that"."""
    match = _HIDDEN.match(words, start)
    if not match:
        return None
    view = _TO_THE_VIEW.match(words, match.end())
    return Report("", match.group(), match.start(), view.end() if view else match.end(), imagined=True)
