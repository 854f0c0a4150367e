"""Whether words are English, the one language that the lexicons hold."""

from __future__ import annotations

import re
from collections.abc import Sequence

from debates.mining.lexicon.elsewhere import IN_BOTH, SMALL_WORDS_ELSEWHERE
from debates.mining.vocabulary import Turn

ENOUGH_WORDS = 25
"""Words of a turn from which its language is told by itself; shorter ones go with the talk."""
FEW_WORDS = 10
"""Words of a whole talk from which another language is told: not one is an English function word, and two are of another."""
LEAST_WORDS = 4
"""Words of a sentence from which its language is told by itself."""
FOR_ONE = 3
"""So many small words of other languages outweigh one of English: somebody is quoted in them otherwise."""
LEAST_SHARE = 0.13
"""Share of function words below which a text is not English. Spoken English has 0.3 and more, headlines and lists about 0.2."""

FUNCTION_WORDS = frozenset(
    ["the", "of", "and", "to", "that", "it's", "i'm", "don't", "you", "it", "is", "are", "be", "been", "being", "was", "were", "have", "has", "had", "this", "these", "those", "they", "them", "their", "there", "with", "what", "which", "who", "when", "where", "why", "how", "but", "not", "if", "so", "because", "as", "at", "by", "from", "for", "about", "would", "could", "should", "will", "can", "my", "your", "his", "her", "our", "we", "he", "she", "i", "me", "him", "us", "than", "then", "just", "like", "know", "think", "some", "any", "all", "one", "out", "up", "or", "an", "on"]
)  # fmt: skip
_TOLD_ENGLISH = (FUNCTION_WORDS | {"said", "says", "called", "means", "word"}) - IN_BOTH
_LEAST_ELSEWHERE = 0.2
"""Share of a sentence's words that are small words of other languages, from which it is one of those; German has 0.4."""
_OF_A_NAME = re.compile(
    r"(?<=\w) (?:(?:von|der|den|de|van|del|della|di|da|dos|du|des|la|le|zu|zur|af|av|el|y) )+(?=[A-Z])"
)
_LAST_LATIN = "\u024f"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def english_share(text: str) -> float:
    """The share of the words that are English function words; 0 for a text without words.

    >>> round(english_share("I think that the rain will stop."), 2)
    0.71
    >>> english_share("Creo que la lluvia va a parar.")
    0.0
    """
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    return sum(word in FUNCTION_WORDS for word in words) / len(words) if words else 0.0


def unread_turns(turns: Sequence[Turn]) -> frozenset[int]:
    """The places of turns in another language. Talk without words is read: there is nothing to get wrong."""
    counts = [len(_WORD.findall(turn.text)) for turn in turns]
    foreign = {
        place
        for place, turn in enumerate(turns)
        if counts[place] >= ENOUGH_WORDS and english_share(turn.text) < LEAST_SHARE
    }
    foreign |= {
        place for place, turn in enumerate(turns) if counts[place] < ENOUGH_WORDS and is_foreign(turn.text)
    }
    told = sum(count for count in counts if count >= ENOUGH_WORDS)
    if 2 * sum(counts[place] for place in foreign) > told:
        foreign |= {place for place, turn in enumerate(turns) if english_share(turn.text) < LEAST_SHARE}
    elif not told and _is_foreign(" ".join(turn.text for turn in turns), sum(counts)):
        foreign = set(range(len(turns)))
    return frozenset(foreign)


def is_foreign(sentence: str) -> bool:
    """True for a sentence that is plainly in another language, or in another script; names and quotations do not make it so.

    >>> is_foreign("Das ist doch nicht wahr."), is_foreign("Kennedy said ich bin ein Berliner.")
    (True, False)
    >>> is_foreign("Los Angeles, Las Vegas, El Paso.")
    False
    """
    if _is_other_script(sentence):
        return True
    bare = _OF_A_NAME.sub(" ", sentence.replace("’", "'"))
    words = [match.group() for match in _WORD.finditer(bare)]
    if len(words) < LEAST_WORDS:
        return False
    if words[1].islower():
        words[0] = words[0].lower()  # "Das ist", but neither "Los Angeles" nor "Le Monde"
    elsewhere = sum(word in SMALL_WORDS_ELSEWHERE for word in words)
    if elsewhere < 2 or elsewhere < _LEAST_ELSEWHERE * len(words):
        return False
    return elsewhere > FOR_ONE * sum(word.lower() in _TOLD_ENGLISH for word in words)


def _is_other_script(sentence: str) -> bool:
    if sentence.isascii():
        return False
    letters = [each for each in sentence if each.isalpha()]
    other = sum(each > _LAST_LATIN for each in letters)
    return other >= LEAST_WORDS and 2 * other > len(letters)


def _is_foreign(text: str, count: int) -> bool:
    """True for the words of a whole talk, `count` of them, that are not English."""
    if count >= ENOUGH_WORDS:
        return english_share(text) < LEAST_SHARE
    told = sum(word.lower() in SMALL_WORDS_ELSEWHERE for word in _WORD.findall(text))
    return count >= FEW_WORDS and told >= 2 and english_share(text) == 0.0
