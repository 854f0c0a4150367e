"""Whether words are English, the one language that the lexicons hold."""

from __future__ import annotations

import re
from collections.abc import Sequence

from debates.mining.vocabulary import Turn

ENOUGH_WORDS = 25
"""Words of a turn from which its language is told by itself; shorter ones go with the talk."""
FEW_WORDS = 10
"""Words of a whole talk from which another language is told: not one is an English function word, and two are of another."""
LEAST_SHARE = 0.13
"""Share of function words below which a text is not English. Spoken English has 0.3 and more, headlines and lists about 0.2."""

# None of these is a frequent word of German, Dutch, French, Spanish, Italian, Portuguese or the Scandinavian languages.
_FUNCTION_WORDS = frozenset(
    ["the", "of", "and", "to", "that", "it's", "i'm", "don't", "you", "it", "is", "are", "be", "been", "being", "was", "were", "have", "has", "had", "this", "these", "those", "they", "them", "their", "there", "with", "what", "which", "who", "when", "where", "why", "how", "but", "not", "if", "so", "because", "as", "at", "by", "from", "for", "about", "would", "could", "should", "will", "can", "my", "your", "his", "her", "our", "we", "he", "she", "i", "me", "him", "us", "than", "then", "just", "like", "know", "think", "some", "any", "all", "one", "out", "up", "or", "an", "on"]
)  # fmt: skip
# None of these is an everyday word of English. They are enough to tell that a few words without "the" and "of" are no headline.
_ELSEWHERE = frozenset(
    ["der", "das", "und", "nicht", "wir", "weil", "het", "een", "niet", "wij", "le", "les", "des", "et", "est", "pas", "nous", "que", "los", "las", "del", "el", "cada", "porque", "il", "che", "della", "perché", "os", "não", "och", "det", "som", "att", "ikke", "og"]
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def english_share(text: str) -> float:
    """The share of the words that are English function words; 0 for a text without words.

    >>> round(english_share("I think that the rain will stop."), 2)
    0.71
    >>> english_share("Creo que la lluvia va a parar.")
    0.0
    """
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    return sum(word in _FUNCTION_WORDS for word in words) / len(words) if words else 0.0


def unread_turns(turns: Sequence[Turn]) -> frozenset[int]:
    """The places of turns in another language. Talk without words is read: there is nothing to get wrong."""
    counts = [len(_WORD.findall(turn.text)) for turn in turns]
    foreign = {
        place
        for place, turn in enumerate(turns)
        if counts[place] >= ENOUGH_WORDS and english_share(turn.text) < LEAST_SHARE
    }
    told = sum(count for count in counts if count >= ENOUGH_WORDS)
    if 2 * sum(counts[place] for place in foreign) > told:
        foreign |= {place for place, turn in enumerate(turns) if english_share(turn.text) < LEAST_SHARE}
    elif not told and _is_foreign(" ".join(turn.text for turn in turns), sum(counts)):
        foreign = set(range(len(turns)))
    return frozenset(foreign)


def _is_foreign(text: str, count: int) -> bool:
    """True for the words of a whole talk, `count` of them, that are not English."""
    if count >= ENOUGH_WORDS:
        return english_share(text) < LEAST_SHARE
    told = sum(word.lower() in _ELSEWHERE for word in _WORD.findall(text))
    return count >= FEW_WORDS and told >= 2 and english_share(text) == 0.0
