"""When is “Name:” at the head of a line a label for a voice? One rule for every format.

A label has at most four words and begins with a capital; a digit, an initial, a particle, an emoji and a role
in brackets may be part of it. Whether such prefixes are trusted is decided over the whole file: where
other colons are as common, none is. Names without a capital count where a file leaves no doubt.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from transcripts.importers.label_words import NO_NAMES, NOT_LABELS, PARTICLES

LONGEST = 60
"""Characters of the longest prefix that is looked at as a label."""

_DIRECTIONS = "\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_DIRECTION = re.compile(f"[{_DIRECTIONS}]")
_EMOJI = "[\U0001f000-\U0001faff\u2600-\u2770\u2b50\u2b55\ufe0f\u200d\u20e3]"
_PREFIX = re.compile(
    rf"(?:>>\s*|[-–—]\s+)?\[?(?P<label>(?:{_EMOJI}+\s*)?[^\W_a-z][^:\[\]<>()]{{0,{LONGEST}}}?|(?:spk|speaker)[ _]?\d+)\]?"
    r"\s*(?:\((?P<role>[^():]{1,40})\)\s*)?:(?:\s+(?P<rest>.*)|\s*$)",
    re.DOTALL,
)
_ANY_EMOJI = re.compile(_EMOJI)
_CODE = re.compile(r"(?:spk|speaker)[ _]?\d+")
_LOWER = r"[^\W\d_A-Z][\w'’-]{1,29}"
_LOWER_PREFIX = re.compile(rf"(?P<label>{_LOWER}(?: {_LOWER})?)\s*:(?:\s+(?P<rest>.*)|\s*$)", re.DOTALL)
_PLAIN_WORD = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_][\w.'’-]*|\d{1,3}|[A-Z]+_\d+|&")


def clean_label(text: str) -> str:
    """`text` without invisible marks that turn the direction of writing, as pasted names hold them.

    >>> clean_label("\\u202eAnn Lee\\u202c ")
    'Ann Lee'
    """
    return _DIRECTION.sub("", text).strip()


def is_label(text: str, words: int = 4) -> bool:
    """Whether `text` could be the name of a voice, by its form alone.

    >>> [is_label(t) for t in ("Dwarkesh", "Dr. Ana de la Cruz", "President Donald J. Trump", "SPEAKER_00")]
    [True, True, True, True]
    >>> [is_label(t) for t in ("as follows", "What I mean is", "He said this to me once")]
    [False, False, False]
    """
    return len(text) <= LONGEST and _has_form_of_label(text, words)


@lru_cache(maxsize=4096)  # a file says the same few names again and again
def _has_form_of_label(text: str, words: int) -> bool:
    tokens = _ANY_EMOJI.sub(" ", text).split()
    if not tokens or not all(_WORD.fullmatch(token) for token in tokens):
        return False
    if not any(map(str.isalpha, tokens[0])):
        return False
    if _CODE.fullmatch(text):
        return True
    proper = [token for token in tokens if token.lower() not in PARTICLES]
    return 0 < len(proper) <= words and not any(token[0].islower() for token in [tokens[0], *proper])


def split_label(text: str) -> tuple[str, str] | None:
    """The label that `text` begins with and the words after it, or None.

    >>> split_label("Leo Dion (host): Welcome back.")
    ('Leo Dion', 'Welcome back.')
    >>> split_label(">> CHRIS WALLACE: Gentlemen,")
    ('CHRIS WALLACE', 'Gentlemen,')
    >>> split_label("And then he said: no.") is None
    True
    """
    match = _PREFIX.match(_with_clean_head(text)) if ":" in text else None
    if match is None:
        return None
    label = match["label"].strip()
    return (label, match["rest"] or "") if is_label(label) else None


def _with_clean_head(text: str) -> str:
    """`text` without marks of direction up to its first colon and right after it."""
    head, colon, rest = text.partition(":")
    if not colon or len(head) > 2 * LONGEST or text.isascii() or not _DIRECTION.search(text[: len(head) + 2]):
        return text
    return f"{clean_label(head)}:{rest.lstrip(_DIRECTIONS)}"


def split_lower_label(text: str) -> tuple[str, str] | None:
    """The one or two words without a capital that `text` begins with, where a colon follows, and the words after it.

    >>> split_lower_label("danah boyd: hello"), split_lower_label("she said: no")
    (('danah boyd', 'hello'), None)
    """
    match = _LOWER_PREFIX.match(_with_clean_head(text))
    return (match["label"], match["rest"] or "") if match and is_lower_label(match["label"]) else None


def is_lower_label(text: str) -> bool:
    """Whether `text` could be a name written without capitals: at most two words, none of them one of prose."""
    tokens = text.split()
    return (
        0 < len(tokens) <= 2
        and text.islower()
        and len(text) <= LONGEST
        and not any(token in NO_NAMES or token in NOT_LABELS or token in PARTICLES for token in tokens)
        and all(_WORD.fullmatch(token) for token in tokens)
    )


def lower_labels(labels: Iterable[str]) -> frozenset[str]:
    """Those of `labels` without a capital that are believed: two or more of them must come back.

    >>> sorted(lower_labels(["ann", "bob", "ann", "bob", "pro"]))
    ['ann', 'bob']
    >>> lower_labels(["ann", "ann", "bob"])
    frozenset()
    """
    counts = Counter(label for label in labels if is_lower_label(label))
    recurring = frozenset(label for label, count in counts.items() if count > 1)
    return recurring if len(recurring) > 1 else frozenset()


def trusted_labels(lines: Iterable[str]) -> frozenset[str]:
    """The labels to believe among the prefixes of `lines`, judged over the whole file.

    A label that occurs once is believed if it has two words or the file has few labels at all, and
    it is neither a word such as “Note” nor one that the lines also have without its capital. Where as
    many lines have a colon elsewhere, none is believed.

    >>> sorted(trusted_labels(["Ann: Hi.", "Bob: Hello.", "Ann: Note this: no."]))
    ['Ann', 'Bob']
    >>> trusted_labels(["He said: no.", "Note: this is prose.", "And so: yes."])
    frozenset()
    """
    counts: Counter[str] = Counter()
    others = 0
    lines = list(lines)
    for line in lines:
        if ":" not in line:
            continue
        if split := split_label(line):
            counts[split[0]] += 1
        elif re.search(r"[^\W\d]:(?:\s|$)", line):
            others += 1
    labelled = counts.total()
    if labelled < 2 or others >= labelled:
        return frozenset()
    once = {label for label, count in counts.items() if count == 1 and _once(label, labelled)}
    words = {label.lower() for label in once if label.isalpha()} - once
    common = (
        {each[0] for line in lines for each in _PLAIN_WORD.finditer(line) if each[0] in words}
        if words
        else set()
    )
    return frozenset(
        label
        for label, count in counts.items()
        if count > 1 or (label in once and label.lower() not in common)
    )


def _once(label: str, labelled: int) -> bool:
    words = label.lower().split()
    if words[0] in NOT_LABELS or words[-1] in NOT_LABELS:
        return False
    return labelled <= 6 or len(words) > 1


def only_on_change(labels: Sequence[str | None], gaps: float = 0.0) -> bool:
    """Whether a file names a voice only where it changes, so that a cue without a label goes on in the last.

    There must be at least `gaps` cues without a label for each that has one.

    >>> only_on_change(["Ann", None, None, "Bob", None, "Ann"])
    True
    >>> only_on_change(["Ann", "Ann", None, "Bob", "Bob", "Ann"])
    False
    """
    named = [label for label in labels if label]
    if len(named) < 3 or len(set(named)) < 2 or len(named) == len(labels):
        return False
    if len(labels) - len(named) < gaps * len(named):
        return False
    repeats = sum(before == after for before, after in pairwise(named))
    return repeats <= 0.1 * len(named)
