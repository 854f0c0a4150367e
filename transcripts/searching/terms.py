"""What a search asks for, as a tree of words: pure values that every machine reads in its own way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Word:
    """One word, in whatever form: the stems of the transcript's language decide."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a row, single spaces between them."""

    text: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin so, as they are written and not by their stems."""

    text: str


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Any:
    parts: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Term


Leaf: TypeAlias = Word | Phrase | Prefix
Term: TypeAlias = Leaf | All | Any | Not


def all_of(parts: Iterable[Term]) -> Term | None:
    """All of `parts`; a single one is itself, and none is nothing."""
    found = tuple(parts)
    return All(found) if len(found) > 1 else next(iter(found), None)


def any_of(parts: Iterable[Term]) -> Term | None:
    """Any of `parts`; a single one is itself, and none is nothing."""
    found = tuple(parts)
    return Any(found) if len(found) > 1 else next(iter(found), None)


def negated(part: Term) -> Term:
    return part.part if isinstance(part, Not) else Not(part)


def narrows(term: Term) -> bool:
    """Whether rows with `term` can be listed without looking at all others.

    >>> narrows(All((Word("rain"), Not(Word("snow"))))), narrows(Any((Word("rain"), Not(Word("snow")))))
    (True, False)
    """
    if isinstance(term, All):
        return any(narrows(part) for part in term.parts)
    if isinstance(term, Any):
        return all(narrows(part) for part in term.parts)
    return not isinstance(term, Not)


def wanted(term: Term | None) -> tuple[Leaf, ...]:
    """The leaves that a hit may hold, in order: none of those that are left out.

    >>> wanted(All((Word("rain"), Not(Word("snow")))))
    (Word(text='rain'),)
    """
    if term is None or isinstance(term, Not):
        return ()
    if isinstance(term, (All, Any)):
        return tuple(leaf for part in term.parts for leaf in wanted(part))
    return (term,)


def written(term: Term | None) -> str:
    """`term` in the language of searches, such that it reads back as the same.

    >>> written(All((Any((Word("rain"), Phrase("light snow"))), Not(Prefix("hai")))))
    '(rain OR "light snow") -hai*'
    """
    match term:
        case None:
            return ""
        case Word(text):
            return text
        case Phrase(text):
            return f'"{text}"'
        case Prefix(text):
            return f"{text}*"
        case Not(part):
            return f"-{_inside(part)}"
        case All(parts):
            return " ".join(_inside(part) for part in parts)
        case Any(parts):
            return " OR ".join(_inside(part) if isinstance(part, Any) else written(part) for part in parts)


def _inside(term: Term) -> str:
    return f"({written(term)})" if isinstance(term, (All, Any)) else written(term)
