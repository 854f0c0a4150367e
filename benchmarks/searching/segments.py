"""Sentences as many as wanted, with the words of real English as often as they are really said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from wordfreq import top_n_list, word_frequency

SEED = 7
VOCABULARY = 150_000
SENTENCES_AN_EPISODE = 600
EPISODES_A_SHOW = 40
SENTENCE_S = 6.0
TOPICS = 3_000
WORDS_A_TOPIC = 120
TOPICAL = 0.12
"""Share of an episode's words that come from its topic rather than from the language."""
MIDDLE_LENGTH, SPREAD, SHORTEST, LONGEST = 15.5, 0.45, 3, 60
_MOST_USUAL, _LEAST_USUAL = 300, 40_000
"""Ranks in the language between which the words of topics lie."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence: who says it, by a number, when, in seconds, and the words."""

    speaker: int
    start_s: float
    text: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words, and their frequencies summed up so that a random number between 0 and 1 finds one."""

    words: NDArray[np.object_]
    cumulated: NDArray[np.float64]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The plain words of English among the `VOCABULARY` most frequent, as wordfreq knows them."""
    words = [word for word in top_n_list("en", VOCABULARY) if word.isascii() and word.isalpha()]
    frequencies = np.array([word_frequency(word, "en") for word in words])
    return Vocabulary(np.array(words, dtype=object), np.cumsum(frequencies / frequencies.sum()))


def episodes(sentences: int, seed: int = SEED) -> Iterator[list[Segment]]:
    """Yield episodes, `SENTENCES_AN_EPISODE` sentences each and the rest in the last; the same ones for the same seed."""
    rng = np.random.default_rng(seed)
    language = vocabulary()
    topics = rng.integers(_MOST_USUAL, min(_LEAST_USUAL, len(language.words)), (TOPICS, WORDS_A_TOPIC))
    for number, begun in enumerate(range(0, sentences, SENTENCES_AN_EPISODE)):
        count = min(SENTENCES_AN_EPISODE, sentences - begun)
        topic = topics[rng.integers(TOPICS)]
        yield _episode(rng, language, topic, number, count)


def host_of(episode: int) -> int:
    """The number of the speaker who is in every episode of the same show; those of guests are larger by 1 and 2."""
    return episode // EPISODES_A_SHOW * EPISODES_A_SHOW * 4


def _episode(
    rng: np.random.Generator, language: Vocabulary, topic: NDArray[np.int64], number: int, count: int
) -> list[Segment]:
    lengths = np.clip(rng.lognormal(np.log(MIDDLE_LENGTH), SPREAD, count), SHORTEST, LONGEST).astype(int)
    words = language.words[_words(rng, language, topic, int(lengths.sum()))]
    ends = np.cumsum(lengths)
    voices = (host_of(number), number * 4 + 1, number * 4 + 2)
    return [
        Segment(voices[voice], place * SENTENCE_S, f"{' '.join(words[end - length : end]).capitalize()}.")
        for place, (voice, length, end) in enumerate(
            zip(rng.integers(0, len(voices), count), lengths, ends, strict=True)
        )
    ]


def _words(
    rng: np.random.Generator, language: Vocabulary, topic: NDArray[np.int64], count: int
) -> NDArray[np.int64]:
    """Ranks of so many words: most from the language, some from the topic, where the n-th is said 1/n as often."""
    drawn = np.searchsorted(language.cumulated, rng.random(count)).clip(max=len(language.words) - 1)
    shares = np.cumsum(1 / np.arange(1, WORDS_A_TOPIC + 1))
    topical = np.flatnonzero(rng.random(count) < TOPICAL)
    places = np.searchsorted(shares / shares[-1], rng.random(len(topical))).clip(max=WORDS_A_TOPIC - 1)
    drawn[topical] = topic[places]
    return drawn
