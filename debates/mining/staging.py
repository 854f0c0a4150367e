"""Views that a speaker puts on stage: "people who like it will say, look, …", "Ann has this theory about …".

What is staged usually goes on for some sentences, so each of these leans on what follows: without a switch, a check or a closing
cue it lays no more than its own sentence at the party's door.

In the patterns of this module a space stands for any run of white space.
"""

from __future__ import annotations

from debates.mining.frame_parts import NOUN, Frame, Side
from debates.mining.lexicon.reporting import ADVERBS, STAGE_OPENERS
from debates.mining.parties import Roster
from debates.mining.saying import turns_down
from debates.mining.wording import any_of, compiled

_MODAL = rf"(?:will|would|might|could|may|'ll|'d)(?: (?:{any_of(ADVERBS)}))*"
_SAY = (
    r"(?:say|argue|object|reply|respond|answer|counter|tell (?:you|me|us))(?: (?:to|back to) (?:you|me|us))?"
)
_VIEW = r"(?:\s*,\s*(?=[\"'])|\s*[:\"]|,? that\b|,(?= (?:well|look|oh|hey|okay|yes|no)\b))"
_WHO = r" (?:who|that) [^,.;:?!\"]{3,80}?"
_OPEN_SINGLE = compiled(r"'(?=\w)(?!.*[.,?!]'(?=\s|$))")
_OPENERS = any_of(STAGE_OPENERS)


class StagedReader:
    """Reads staged views for one roster."""

    def __init__(self, roster: Roster) -> None:
        name, anybody = roster.named_pattern, roster.party_pattern
        somebody = rf"(?:{anybody}|(?:the|this|that|some) (?:[\w-]+ ){{1,2}}?(?={_MODAL} ))"
        group = r"(?:(?:some|many|most|the|those|other) )?(?:people|folks|critics|others|those)"
        self._at_head = (
            compiled(rf"(?P<party>{group}){_WHO} {_MODAL} {_SAY}{_VIEW}"),
            compiled(rf"(?P<party>{group}) {_MODAL} {_SAY}{_VIEW}"),
            compiled(
                rf"from (?:the )?(?P<party>{name})(?:'s)? (?:perspective|point of view|standpoint|angle|side),(?: it (?:would be|is) that\b)?"
            ),
            compiled(
                rf"(?P<party>{anybody})(?: \w+ly| sometimes| often)? hears? (?:this|that|it) as,? (?=\")"
            ),
        )
        self._inside = (
            compiled(rf"\bis that (?P<party>{group})(?:{_WHO})? {_MODAL} {_SAY}{_VIEW}"),
            compiled(rf"(?:^|, (?:is )?)(?P<party>{somebody})(?: )?{_MODAL} {_SAY}\s*,\s*(?=\")"),
            compiled(rf", (?P<party>{group})(?: sometimes| often)? hear (?:this|that|it) as,? (?=\")"),
            compiled(
                rf"\b(?:talk(?:ed|ing)?|speak|spoke) (?:to|with) (?P<party>my (?:[\w-]+ ){{0,4}}?\w+|{anybody}) and they (?:say|said|argue|tell me),? (?=(?:{_OPENERS})\b)"
            ),
        )
        self._theory = compiled(
            rf"(?P<party>{name}) (?:has|had) (?:this|an?|his|her|the) (?:[\w-]+ ){{0,3}}?{NOUN} (?:about|of|on|for|in which|where)\b"
        )

    def read(self, words: str, start: int) -> Frame | None:
        """The view that a sentence (in straight quotes) puts on stage, if it does."""
        if match := self._theory.match(words, start):
            return None if turns_down(match.group()) else Frame(Side.LEANS, match["party"], match.group())
        found = next((match for one in self._at_head if (match := one.match(words, start))), None)
        found = found or next((match for one in self._inside if (match := one.search(words, start))), None)
        if found is None or turns_down(found.group()):
            return None
        cue = words[found.start("party") : found.end()].rstrip(' ,:"')
        is_open = words.count('"', found.end() - 1) % 2 == 1 or bool(_OPEN_SINGLE.match(words, found.end()))
        return Frame(Side.LEANS, found["party"].strip(), cue, found.end(), is_open)
