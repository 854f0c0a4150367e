"""What of a talk is not looked at for claims, and how much of it: so that nobody takes silence for a talk without claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from debates.mining.vocabulary import Finding, FindingKind

OTHER_LANGUAGE, ADVERT, SONG, SUNG, LOOP, AGAIN = (
    "not in English",
    "an advert",
    "a song",
    "sung",
    "the same words again and again",
    "repeats",
)
"""How the reasons begin for which a sentence is left out."""
_WORDS = {
    OTHER_LANGUAGE: "not in English, the one language that is read",
    ADVERT: "in adverts",
    SONG: "in songs",
    SUNG: "in songs",
    LOOP: "of the same words again and again",
    AGAIN: "said just before",
}


def left_out(findings: Sequence[Finding]) -> dict[str, int]:
    """How many sentences were left out, by why, in a few words; nothing for what is merely no claim.

    >>> from debates.mining import Turn, mine
    >>> left_out(mine([Turn("Ann", "♪ Over the sea. Road salt eats the paint of every bridge.")]).findings)
    {'in songs': 1}
    """
    counts = Counter(
        words
        for finding in findings
        if finding.kind is FindingKind.ASIDE
        for beginning, words in _WORDS.items()
        if finding.reason.startswith(beginning)
    )
    return {words: counts[words] for words in dict.fromkeys(_WORDS.values()) if counts[words]}


def told(counts: dict[str, int]) -> str:
    """The same as a sentence; "" where nothing was left out.

    >>> told({"in adverts": 1, "in songs": 2})
    'Left out: 1 sentence in adverts, 2 in songs.'
    """
    parts = [f"{count} {words}" for words, count in counts.items()]
    if parts:
        first = next(iter(counts.values()))
        parts[0] = parts[0].replace(" ", f" sentence{'s' if first != 1 else ''} ", 1)
    return f"Left out: {', '.join(parts)}." if parts else ""
