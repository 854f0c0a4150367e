"""Units that tell what somebody says, thinks or promised, wherever in the sentence they do: a wider net than the cues.

The rules for whole talks (`reports.py`) want a cue that leaves no doubt, because a wrong holder spoils a claim. In units
that an annotator cut and reworded, the words around the verb are often gone. So every verb of saying counts here, if
its subject can hold a view and what follows it can be one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from debates.mining.lexicon.arguing import STOP_WORDS
from debates.mining.wording import compiled, plain


@dataclass(frozen=True, slots=True)
class Telling:
    """Whose view a unit tells, and the words that say so, both as worded; `kind` is what sort of verb or noun they are."""

    who: str
    cue: str
    kind: str


def telling(text: str, voice: str | None = None) -> Telling | None:
    """The first place of a unit that tells the view of somebody else than its voice; None where none does.

    >>> telling("Yesterday the union just said that drivers are afraid")
    Telling(who='Yesterday the union', cue='said', kind='say')
    """
    words = plain(text)
    found = [*_by_verbs(words), *_by_nouns(words)]
    held = (one for one in found if _can_hold(one.who, voice))
    return next(held, None)


def _by_nouns(words: str) -> list[Telling]:
    """ "The union's worry is that …", "according to the union"."""
    return [
        Telling(_subject(match["who"]), match.group(), "noun")
        for pattern in (_ACCORDING, _NOUN, _SAID_BY, _FROM)
        for match in pattern.finditer(words)
    ]


def _by_verbs(words: str) -> list[Telling]:
    return [
        Telling(
            _subject(_HEARD.sub("", _HELP.sub("", words[: match.start()]))),
            match.group(),
            match.lastgroup or "",
        )
        for match in _VERB.finditer(words)
        if _is_view(words, match)
    ]


def _is_view(words: str, match: re.Match[str]) -> bool:
    """True where what follows a verb of saying can be a view, and the verb is neither negated nor passive."""
    before = words[max(0, match.start() - 40) : match.start()]
    if _NEGATED.search(before) or (_PASSIVE.search(before) and _PARTICIPLE.match(match.group())):
        return False
    if _AS_THEY.search(before) and _ENDS.match(words, match.end()):
        return True
    if _EMPTY.match(words, match.end()) or _WHAT.search(_HELP.sub("", words[: match.start()])):
        return False
    return any(_FOLLOWS[kind].match(words, match.end()) for kind in _TAKES[match.lastgroup or ""])


def _can_hold(who: str, voice: str | None) -> bool:
    """True for a subject that is neither the speaker, nor the listener, nor no party at all."""
    last = who.split()[-1].lower() if who else ""
    if not last or _NOBODY.search(who) or (last in STOP_WORDS and not _PRONOUN.fullmatch(last)):
        return False
    return not (voice and last in voice.lower().split())


def _subject(before: str) -> str:
    """The words right before a verb, back to the nearest border of a clause, seven at most."""
    borders = list(_BORDER.finditer(before))
    begin = borders[-1].end() if borders else 0
    return " ".join(before[begin:].split()[-7:]).strip(" ,.'\"").removesuffix("'s")


_VERBS = {
    "say": r"says?|said|saying|tells?|told|telling|writes?|wrote|written|quot(?:es?|ed|ing)",
    "argue": r"claim(?:s|ed|ing)?|argu(?:es?|ed|ing)|insist(?:s|ed|ing)?|maintain(?:s|ed)?|suggest(?:s|ed|ing)?|stat(?:ed|ing)"
    r"|assert(?:s|ed)?|conclud(?:es?|ed)|declar(?:es?|ed)|warn(?:s|ed|ing)?|point(?:s|ed|ing)? out|predict(?:s|ed)?|complain(?:s|ed)?"
    r"|admit(?:s|ted)?|conced(?:es?|ed)|explain(?:s|ed)?|announc(?:es?|ed)|reckons?|swears?|swore|object(?:s|ed)",
    "think": r"thinks?|thought|believ(?:es?|ed|ing)|feels?|felt|assum(?:es?|ed)|worr(?:y|ies|ied)|fears?|feared|imagin(?:es?|ed)|reckons?"
    r"|convinced|consider(?:s|ed)?|is sure|are sure",
    "know": r"knows?|knew|understands?|understood|reali[sz](?:es?|ed)|recogni[sz](?:es?|ed)|remembers?|learn(?:s|ed)?|found out|sees?|saw",
    "promise": r"promis(?:es|ed|ing)|pledg(?:es?|ed|ing)|vow(?:s|ed)?|threaten(?:s|ed)?|propos(?:es?|ed)|offer(?:s|ed)|call(?:s|ed|ing)? for"
    r"|demand(?:s|ed)?|recommend(?:s|ed)?|urg(?:es?|ed)|advis(?:es?|ed)",
    "agree": r"agree(?:s|d|ing)?|disagree(?:s|d)?|accept(?:s|ed)?|den(?:y|ies|ied)|reject(?:s|ed)?|doubted|oppos(?:es?|ed)|disput(?:es?|ed)",
    "ask": r"ask(?:s|ed|ing)?|wonder(?:s|ed|ing)?|answered|questioned",
    "show": r"shows?|showed|shown|finds?|found|report(?:ed|ing)|estimat(?:es|ed)|reveal(?:s|ed)?|confirm(?:s|ed)?|prov(?:es|ed)",
    "call": r"call(?:s|ed|ing)|describ(?:es?|ed)|refer(?:s|red) to|liken(?:s|ed)|identif(?:ies|ied)|accus(?:es?|ed|ing)|blam(?:es|ed)",
    "mention": r"mention(?:s|ed|ing)|br(?:ings|ought) up|stress(?:es|ed)",
    "talk": r"talk(?:s|ed|ing)? about|speaks? of|spoke|discuss(?:es|ed)?|remind(?:s|ed)?|echo(?:es|ed)?",
}
_VERB = compiled("|".join(rf"(?P<{name}>\b(?:{forms})\b(?!['’]))" for name, forms in _VERBS.items()))
_NOUN = compiled(
    r"(?P<who>(?:[\w.'-]+ ){0,3}?[\w.-]+)(?:'s|s'|(?<=\btheir)|(?<=\bhis)|(?<=\bher)|(?<=\byour)) (?:[\w-]+ ){0,2}?"
    r"(?:view|position|argument|claim|idea|theory|belief|case|worry|concern|complaint|promise|advice|suggestion|proposal)\b"
    r"(?=(?: [\w,]+){0,6}? (?:that|is|was|:|to|of)\b)"
)
_ACCORDING = compiled(
    r"(?:according to|in the (?:words|view|eyes|opinion) of|to quote|quoting|if you ask) (?P<who>(?:[\w.'-]+ ){0,5}?[\w.'-]+)(?=[,.;:]|$| (?:that|is|are|was|who|which)\b)"
)
_HELP = compiled(
    r"(?<![\w'])(?:(?:just|also|even|still|actually|has|have|had|is|are|was|were|been|be|will|would|can|could|may|might|must|does|do|did|not|never"
    r"|always|often|repeatedly|consistently|clearly|really|rightly|once|ever|now|today|again|recently|only|all|both|used|to|going|continued|continues"
    r"|keep|keeps|kept|herself|himself|themselves|wrong|right|correct|in|on|tv|kind|sort|of|absolutely|quite|already|go|went|out|come|came|and|[a-z]+n't) |'(?:s|ve|re|d|ll) )+$"
)
_BORDER = compiled(
    r"(?:[,;:(\"]|\b(?:that|and|but|because|so|if|when|whether|or|while|than|what|how|why|where|which|since|as|though|although|like)\b) "
)
_NEGATED = compiled(r"(?:\b(?:not|never|can't|cannot|nobody|no one)|n't)(?: \w+)? $")
_HEARD = compiled(r"^.*\b(?:heard?|hearing|have|has|had|got|see|saw|from) (?=[\w' .-]+$)")
_AS_THEY = compiled(r"\b(?:as|like) (?:[\w.'-]+ ){1,4}$")
_ENDS = compiled(r"(?: \w+)?\s*(?:[.,;]|$)")
_SAID_BY = compiled(
    r"\b(?:said|told|mentioned|raised|suggested|argued|claimed|asked|made|put) by (?P<who>(?:my |the |our )?(?:[\w.'-]+ ){0,3}?[\w.'-]+)(?=\s*[,.;:-]|$| that\b)"
)
_FROM = compiled(
    r"\bthe (?:question|point|answer|claim|argument|message|advice) from (?P<who>(?:[\w.'-]+ ){0,3}?[\w.'-]+) (?:is|was)\b"
)
_WHAT = compiled(r"\b(?:what|whatever|the way|as far as|anything|everything|than) (?:[\w.'-]+ ){0,4}?$")
_PASSIVE = compiled(r"(?:\b(?:is|are|was|were|be|been|being|got|get|gets)|'s|'re)(?: \w+ly| later| now)? $")
_PARTICIPLE = compiled(
    r"(?:called|told|quoted|asked|announced|concluded|said|convinced|written|known|shown|found|considered|offered"
    r"|mentioned|discussed|described|accused|blamed|reported|seen)$"
)
_EMPTY = compiled(
    r" (?:it|so|this|that|something|nothing|things?|the same|the truth)(?: again| too| all)?\s*(?:[.,;!?]|$)|[ .!?]*$"
)
_NOBODY = compiled(
    r"(?:^|.* )(?:(?:i|we|me|let|let's|i'm|i've|i'd|i'll|we're|we've|we'll|we'd|you|you're|you've|you'll|you'd"
    r"|there|there's|it's)(?: .*)?|us|it|this|these|which|what)$"
)
_PRONOUN = compiled(
    r"(?:he|she|they|who|people|everyone|everybody|some|many|most|others|them|women|men|world)"
)
_ONE = r"(?:(?:me|us|you|him|her|them|people|everyone|[\w.]+) )?"
_FOLLOWS = {
    "that": compiled(rf" {_ONE}that\b"),
    "quotes": compiled(r"[ ,:]*[\"`]|\s*:|\s*,(?! (?:and|but|also|or)\b)"),
    "how": compiled(rf" {_ONE}(?:how|why|whether|what|where|if)\b"),
    "to": compiled(rf" {_ONE}to\b(?! (?:him|her|them|me|us|you|the|a)\b)"),
    "me": compiled(r" (?:me|us|you|him|her|them|people|everyone)\b(?! (?:about|of)\b)"),
    "clause": compiled(
        rf" (?!(?:about|of|for|in|with|on|at|up|back)\b){_ONE}(?:i|we|you|he|she|it|they|there|this|these|the|a|an|our|their|his|her|no|every|[A-Z]\w+|\w+s)"
        r"(?:'s|'re|\b(?: [\w'-]+){0,4}? (?:is|are|was|were|can|could|will|would|should|must|has|have|had|do|does|did|need|needs"
        r"|\w+n't|\w+ed|\w+s))\b"
    ),
    "anything": compiled(r" (?!(?:about|of|for|in|with|on|at|like|up|back)\b)\w"),
}
_CLAUSES = ("that", "quotes", "how", "clause")
_TAKES = {
    "say": (*_CLAUSES, "to", "me"),
    "argue": (*_CLAUSES, "to"),
    "think": _CLAUSES,
    "know": ("that",),
    "promise": (*_CLAUSES, "to", "anything"),
    "agree": ("that", "clause"),
    "ask": _CLAUSES,
    "show": ("that", "clause"),
    "call": ("anything",),
    "mention": (*_CLAUSES, "anything"),
    "talk": ("how",),
}
