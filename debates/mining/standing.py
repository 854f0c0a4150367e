"""How a voice stands to its own claim: grants, denials and plain assertion.

In the patterns of this module a space stands for any run of white space.
"""

from __future__ import annotations

from debates.mining.lexicon.stances import DENIALS, GRANTS
from debates.mining.parties import Roster
from debates.mining.vocabulary import Stance
from debates.mining.wording import any_of, body_start, compiled, plain

_ONSET = 30
"""Characters in which a stand is taken, after leading connectives."""
_DENIALS = compiled(rf"(?<![\w']){any_of(DENIALS)}(?![\w'])")


class StandReader:
    """Reads stands for one roster; compile once, read every sentence."""

    def __init__(self, roster: Roster) -> None:
        who = rf"(?:{roster.person_pattern}|he|she|they|you)"
        be = r"(?:'s|'re| is| are| was| were| may be| might be| could be)"
        right = rf"{who}{be} (?:(?!half|partly|not|never)\w+ )?right"
        self._grants = compiled(
            rf"(?<![\w'])(?:{any_of(GRANTS)}|even if {right}|(?<!if\s){right} (?:that|about|to|on))(?![\w'])"
        )

    def read(self, text: str) -> tuple[Stance, str]:
        """How a voice stands to its own claim, and the words that show it."""
        words = plain(text)
        limit = body_start(words) + _ONSET
        for pattern, stance in ((self._grants, Stance.GRANTS), (_DENIALS, Stance.DENIES)):
            match = pattern.search(words)
            if match and match.start() <= (limit if " " in match.group() else 4):
                return stance, text[match.start() : match.end()].rstrip(",.")
        return Stance.ASSERTS, ""
