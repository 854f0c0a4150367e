"""What saying looks like: verbs that lay a view at their subject's door, and what must follow them.

In the patterns of this module a space stands for any run of white space.
"""

from __future__ import annotations

from debates.mining.lexicon.reporting import (
    ADVERBS,
    AUXILIARIES,
    NEEDING_A_CLAUSE,
    REPORT_VERBS,
    STATES_OF_MIND,
    TAKING_A_BARE_CLAUSE,
    TRANSITIVE,
    TURNED_DOWN,
    TURNING_DOWN,
)
from debates.mining.lexicon.talk import POINTED_AT, VERBS_OF_THAT
from debates.mining.wording import any_of, compiled


def forms(*bases: str) -> str:
    """A pattern for every form of the given verbs."""
    return any_of(form.replace("_", " ") for base in bases for form in (base, *REPORT_VERBS[base].split()))


VERB_FORMS = forms(*REPORT_VERBS)
"""Every form of every verb of saying."""
AFFIRMING_FORMS = forms(*(base for base in REPORT_VERBS if base not in (*TURNING_DOWN, "buy")))
"""The forms of those whose subject holds what is said."""
_TURNED_DOWN = compiled(
    rf"\b{any_of(TURNED_DOWN)}(?![\w'])|n't\b|(?<!\ba\s)(?<!next\s)(?<!last\s)\bfew\b"
    rf"|\b{forms(*TURNING_DOWN)}\b"
)


def turns_down(head: str) -> bool:
    """True where the words before a view (in straight quotes) say that it is not held.

    >>> turns_down("She doubts that"), turns_down("She insists that")
    (True, False)
    """
    return bool(_TURNED_DOWN.search(head))


HELPERS = rf"(?: (?:{any_of((*AUXILIARIES, *ADVERBS))})(?![\w'])|'(?:ll|d|ve|re|s|m)(?![\w']))*"
"""What may stand between a subject and its verb."""

_WHO = r"(?:me|us|him|her|them|you|people|everyone)"
_WHEN = (
    r"(?:at the time|recently|here|there|in \w+|last \w+|to me|to us|in (?:his|her|their|the|an?) [\w-]+"
    r"(?: [\w-]+)?)"
)
CLAUSE = rf"(?: (?:{_WHO}|{_WHEN}))*\s*(?:\bthat\b|[,:]|\"|\bhow\b|\bwhy\b|\bwhether\b)"
"""A clause that is plainly what is said."""
BARE_CLAUSE = (
    r" (?:it|there|we|the|a|an|this|these|those|they|he|she|you|our|their|his|her|its|no|every|all|most|some"
    r"|people|[\w-]+s"
    r"|(?:[\w-]+ ){1,4}?(?:is|are|was|were|can|will|should|must|has|have))\b"
)
"""A clause without "that"."""
_OBJECT = r" (?!(?:about|of|to|in|with|on|at|for|by)\b)\w"
A_VIEW = (
    r"(?! (?:\w+ly |a lot |too much |more |too )?"
    r"(?:about|of|so\b(?! \w)|like|through|back|with|in|for|goodbye|hello|nothing|something|anything|twice)\b"
    r"| (?:it|that|this|those|the opposite|the same(?: thing)?)\s*(?:[.,;?!]|$|(?:on|again|too|either)\b)"
    r"|\s*[.?!]*$)"
)
"""Not "thinks about bridges", "said so" or "said it again": what follows is a view."""

_FREE = [base for base in REPORT_VERBS if base not in NEEDING_A_CLAUSE and base != "tell"]
SAYS = (
    rf"(?:(?:{forms(*_FREE)})\b{A_VIEW}"
    rf"|(?:{forms(*NEEDING_A_CLAUSE)})\b(?={CLAUSE})"
    rf"|(?:{forms(*TAKING_A_BARE_CLAUSE)})\b(?={BARE_CLAUSE})"
    rf"|(?:{forms(*TRANSITIVE)})\b(?={_OBJECT}){A_VIEW}"
    rf"|(?:{forms('tell')}) (?:{_WHO}\b{A_VIEW}|(?:[\w-]+ ){{0,2}}?[\w-]+(?=,| (?:that|how|why)\b))"
    rf"|(?:{any_of(STATES_OF_MIND)}) (?=that\b))"
)
"""A verb of saying with a view after it."""
ASKS = (
    rf"(?:ask(?:s|ed|ing)?|wonder(?:s|ed|ing)?|wants? to know|wanted to know)(?: (?:{_WHO}|himself|herself"
    rf"|themselves))?"
    r" (?=(?:whether|if|why|how|what|when|where|who)\b)"
)
"""A verb of asking with a question after it."""
THAT = (
    rf"\bthat\b(?!'| (?:\w+ly |also |just |still |one )?(?:{any_of(VERBS_OF_THAT)})(?![\w-])"
    rf"| (?:{any_of(POINTED_AT)})(?![\w-]))"
)
"""The conjunction; not "that is nonsense" or "that argument", where it points at something."""
TO_THE_VIEW = (
    rf"(?: (?:{_WHO}|here|to me|to us|recently|at the time))*\s*(?:,[^,\"]{{1,60}},\s*(?={THAT}))?"
    rf"(?:[,:]\s*\"?|\"|{THAT},?|\bis\b(?: {THAT})?)?\s*"
)
"""What is left between the verb and the view."""
