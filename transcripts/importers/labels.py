"""When is “Name:” at the head of a line a label for a voice? One rule for every format.

A label has at most four words and begins with a capital; a digit, an initial, a particle and a role
in brackets may be part of it. Whether such prefixes are trusted is decided over the whole file: where
other colons are as common, none is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

LONGEST = 60
"""Characters of the longest prefix that is looked at as a label."""

_PARTICLES = frozenset(
    (
        "al",
        "and",
        "bin",
        "da",
        "de",
        "del",
        "della",
        "den",
        "der",
        "di",
        "du",
        "el",
        "la",
        "le",
        "of",
        "the",
        "van",
        "von",
    )
)
_NOT_LABELS = frozenset(
    (
        "answer",
        "caution",
        "caveat",
        "example",
        "exercise",
        "first",
        "footnote",
        "fourth",
        "http",
        "https",
        "important",
        "note",
        "part",
        "question",
        "quote",
        "remember",
        "second",
        "summary",
        "third",
        "tip",
        "update",
        "warning",
    )
)
_PREFIX = re.compile(
    rf"(?:>>\s*|[-–—]\s+)?\[?(?P<label>[^\W_a-z][^:\[\]<>()]{{0,{LONGEST}}}?|(?:spk|speaker)[ _]?\d+)\]?"
    r"\s*(?:\((?P<role>[^():]{1,40})\))?\s*:(?:\s+(?P<rest>.*)|\s*$)",
    re.DOTALL,
)
_WORD = re.compile(r"[^\W\d_][\w.'’-]*|\d{1,3}|[A-Z]+_\d+|&")


def is_label(text: str, words: int = 4) -> bool:
    """Whether `text` could be the name of a voice, by its form alone.

    >>> [is_label(t) for t in ("Dwarkesh", "Dr. Ana de la Cruz", "President Donald J. Trump", "SPEAKER_00")]
    [True, True, True, True]
    >>> [is_label(t) for t in ("as follows", "What I mean is", "He said this to me once")]
    [False, False, False]
    """
    tokens = text.split()
    if not tokens or len(text) > LONGEST or not all(_WORD.fullmatch(token) for token in tokens):
        return False
    if not any(map(str.isalpha, tokens[0])):
        return False
    if re.fullmatch(r"(?:spk|speaker)[ _]?\d+", text):
        return True
    proper = [token for token in tokens if token.lower() not in _PARTICLES]
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
    match = _PREFIX.match(text)
    if match is None:
        return None
    label = match["label"].strip()
    return (label, match["rest"] or "") if is_label(label) else None


def trusted_labels(lines: Iterable[str]) -> frozenset[str]:
    """The labels to believe among the prefixes of `lines`, judged over the whole file.

    A label that occurs once is believed if it has two words or the file has few labels at all, and
    it is not a word such as “Note”. Where as many lines have a colon elsewhere, none is believed.

    >>> sorted(trusted_labels(["Ann: Hi.", "Bob: Hello.", "Ann: Note this: no."]))
    ['Ann', 'Bob']
    >>> trusted_labels(["He said: no.", "Note: this is prose.", "And so: yes."])
    frozenset()
    """
    counts: Counter[str] = Counter()
    others = 0
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
    return frozenset(label for label, count in counts.items() if count > 1 or _once(label, labelled))


def _once(label: str, labelled: int) -> bool:
    if label.split()[0].lower() in _NOT_LABELS:
        return False
    return labelled <= 6 or len(label.split()) > 1


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
