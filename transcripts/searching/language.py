"""The language of the search box: words, "phrases", AND, OR, NOT, -word, prefix*, (groups) and field:value.

Operators are written in capitals, so that "and" and "not" can be looked for. Whatever is typed is read: what makes no sense
is left out, and a note says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Literal

from transcripts.searching.terms import Phrase, Prefix, Term, Word, all_of, any_of, negated, written

LONGEST = 500
"""Characters that are read."""

MOST_TERMS = 32
"""Words, phrases and prefixes that are looked for."""

MOST_PREFIXES = 8
"""Words with a star that are looked for: each stands for many."""

MOST_FILTERS = 16

SHORTEST_PREFIX = 2
DEEPEST = 8
"""Brackets within brackets."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A field and its value, as written: `speaker:"Ann Lee"`."""

    name: str
    value: str

    def __str__(self) -> str:
        plain = re.fullmatch(r'[^\s()"]+', self.value)
        return f"{self.name}:{self.value}" if plain else f'{self.name}:"{self.value}"'


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed, as it is understood; `notes` say what is not."""

    term: Term | None
    filters: tuple[Filter, ...] = ()
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        return " ".join(each for each in (written(self.term), *map(str, self.filters)) if each)

    def values(self, name: str) -> tuple[str, ...]:
        """What the field `name` was asked to be, each once."""
        return tuple(dict.fromkeys(each.value for each in self.filters if each.name == name))


def parse(text: str, fields: Collection[str] = ()) -> Asked:
    """Read `text`, in which `fields` are the names that may stand before a colon. Never raises.

    >>> parse('rain OR "light snow" -hail speaker:"Ann Lee"', ["speaker"])
    Asked(term=Any(parts=(Word(text='rain'), All(parts=(Phrase(text='light snow'), Not(part=Word(text='hail')))))), filters=(Filter(name='speaker', value='Ann Lee'),), notes=())
    """
    reading = _Reading(list(_tokens(cleaned(text[: 2 * LONGEST])[:LONGEST], fields)))
    if len(text) > LONGEST:
        reading.note(f"Only the first {LONGEST} characters are looked at.")
    terms = []
    while reading.tokens:
        term = reading.alternatives(0)
        terms += [term] if term else []
        reading.skip(")")
    return Asked(all_of(terms), tuple(reading.filters), tuple(reading.notes))


def cleaned(text: str) -> str:
    """`text` without characters that stand for nothing, its quotation marks straight, single spaces.

    >>> cleaned("a\\x00b  \\u201cc\\u201d")
    'a b "c"'
    """
    plain = unicodedata.normalize("NFC", text)
    kept = "".join(" " if unicodedata.category(each) in {"Cc", "Cs", "Co", "Cn"} else each for each in plain)
    return " ".join(re.sub("[\u201c\u201d\u201e\u201f\u00ab\u00bb]", '"', kept).split())


@dataclass(frozen=True, slots=True)
class _Token:
    kind: Literal["(", ")", "-", "AND", "OR", "NOT", "field", "phrase", "word"]
    text: str = ""
    name: str = ""


_OPERATORS: dict[str, Literal["AND", "OR", "NOT"]] = {"AND": "AND", "OR": "OR", "NOT": "NOT", "|": "OR"}


def _tokens(text: str, fields: Collection[str]) -> Iterator[_Token]:
    names = "|".join(map(re.escape, fields)) or "(?!)"
    pattern = re.compile(
        rf"""(?P<open>\() | (?P<close>\)) | (?P<minus>-+(?=[^\s)]))
           | (?P<name>(?i:{names})):(?:"(?P<quoted>[^"]*)"?|(?P<bare>[^\s()"]*))
           | "(?P<phrase>[^"]*)"? | (?P<word>[^\s()"]+)""",
        re.VERBOSE,
    )
    for found in pattern.finditer(text):
        yield _token(found)


def _token(found: re.Match[str]) -> _Token:
    if found["open"]:
        return _Token("(")
    if found["close"]:
        return _Token(")")
    if found["minus"]:
        return _Token("-")
    if found["name"]:
        value = found["quoted"] if found["quoted"] is not None else found["bare"]
        return _Token("field", " ".join(value.split()), found["name"].lower())
    if found["word"] is None:
        return _Token("phrase", found["phrase"])
    operator = _OPERATORS.get(found["word"])
    return _Token(operator) if operator else _Token("word", found["word"])


@dataclass
class _Reading:
    """The tokens that are left, and what was made of the others."""

    tokens: list[_Token]
    filters: list[Filter] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    terms: int = 0
    prefixes: int = 0

    def __post_init__(self) -> None:
        self.tokens.reverse()  # the next one is the last: taking it costs nothing

    def note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)

    def skip(self, kind: str) -> None:
        if self.tokens and self.tokens[-1].kind == kind:
            self.tokens.pop()

    def alternatives(self, depth: int) -> Term | None:
        """Terms between which OR stands, up to a closing bracket, which is left."""
        found = [self.together(depth)]
        while self.tokens and self.tokens[-1].kind == "OR":
            self.tokens.pop()
            found.append(self.together(depth))
        return any_of(term for term in found if term)

    def together(self, depth: int) -> Term | None:
        """Terms that are all wanted, up to OR or a closing bracket, which is left."""
        found: list[Term] = []
        is_left_out = False
        while self.tokens and self.tokens[-1].kind not in {"OR", ")"}:
            token = self.tokens.pop()
            if token.kind in {"-", "NOT"}:
                is_left_out = True
                continue
            if token.kind == "AND":
                continue
            term = self.term(token, depth, is_left_out)
            if term:
                found.append(negated(term) if is_left_out else term)
            is_left_out = False
        return all_of(found)

    def term(self, token: _Token, depth: int, is_left_out: bool) -> Term | None:
        if token.kind == "(":
            return self.group(depth)
        if token.kind == "field":
            self.narrow(token, is_left_out)
            return None
        return self.counted(self.phrase(token.text) if token.kind == "phrase" else self.word(token.text))

    def group(self, depth: int) -> Term | None:
        """What stands in brackets; those within too many others are read as if they were not there."""
        if depth >= DEEPEST:
            self.note("Too many brackets within brackets: the innermost are not heeded.")
            return None
        term = self.alternatives(depth + 1)
        self.skip(")")
        return term

    def narrow(self, token: _Token, is_left_out: bool) -> None:
        if is_left_out:
            self.note(f"“-{token.name}:” is not understood: a filter narrows to what it names.")
        elif not token.text:
            self.note(f"“{token.name}:” names nothing: write what it is to be right after the colon.")
        elif len(self.filters) == MOST_FILTERS:
            self.note(f"Only the first {MOST_FILTERS} filters are used.")
        else:
            self.filters.append(Filter(token.name, token.text))

    def counted(self, term: Term | None) -> Term | None:
        self.terms += term is not None
        if self.terms > MOST_TERMS:
            self.note(f"Only the first {MOST_TERMS} words are looked for.")
            return None
        return term

    def phrase(self, text: str) -> Term | None:
        words = [word for word in text.split() if says_something(word)]
        return Phrase(" ".join(words)) if words else None

    def word(self, text: str) -> Term | None:
        bare = text.rstrip("*")
        if not says_something(bare):
            return None
        if bare == text:
            return Word(bare)
        if len(re.findall(r"\w", bare)) < SHORTEST_PREFIX:
            self.note(f"“{text}” begins too many words: write at least two letters before the star.")
            return None
        self.prefixes += 1
        if self.prefixes > MOST_PREFIXES:
            self.note(f"Only the first {MOST_PREFIXES} words with a star are looked for.")
            return None
        return Prefix(bare)


def says_something(word: str) -> bool:
    """Whether there is a letter or a digit in it.

    >>> says_something("c++"), says_something("?!")
    (True, False)
    """
    return any(each.isalnum() for each in word)
