"""What of an answer stands: ids that were supplied, words that were said. All else is dropped and counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from debates.llm.chunks import Chunk
from debates.llm.questions import Report, SaidClaim, Tie
from debates.mining.linking import HIGHEST
from debates.mining.parties import Roster
from debates.mining.vocabulary import Finding, FindingKind, Link, LinkKind, Span, Stance
from debates.mining.wording import content_tokens, is_negative, plain

MOST_ROWS = 400
"""Rows of an answer that are looked at: a chunk has about 60 sentences."""
_MOST_REASON = 200
_SAID_ENOUGH = 0.7
"""Share of a statement's content words that must have been said in its chunk."""

_ID = re.compile(r"[a-z]\d+")

FORM = "not of the form asked for"
UNKNOWN_SENTENCE = "of a sentence that was not supplied"
NOT_VERBATIM = "a quote that is not in its sentence"
UNKNOWN_PERSON = "a holder who was neither supplied nor named there"
UNKNOWN_CLAIM = "a relation of claims that were not supplied"
EVIDENCE = "evidence that is not in its sentence"
AGAIN = "the same twice"
REWORDED = "a statement in words that were not said (the quote was kept)"

Row = TypeVar("Row", bound=BaseModel)


def rows(answer: Mapping[str, Any], name: str, form: type[Row], dropped: Counter[str]) -> Iterator[Row]:
    """The rows of one list that are of its form."""
    given = answer.get(name)
    if not isinstance(given, list):
        dropped[FORM] += given is not None
        return
    dropped[FORM] += len(given[MOST_ROWS:])
    for row in given[:MOST_ROWS]:
        try:
            yield form.model_validate(row, strict=True)
        except ValidationError:
            dropped[FORM] += 1


class Reader:
    """Reads the answers about one talk, chunk by chunk, and counts what it drops."""

    def __init__(self, roster: Roster) -> None:
        self.dropped: Counter[str] = Counter()
        self.findings: list[Finding] = []
        self._roster = roster
        self._taken: set[Span] = set()

    def claims(self, answer: Mapping[str, Any], chunk: Chunk) -> dict[str, Finding]:
        """The claims that stand, by the ids that the answer gave them; they are added to `findings`."""
        found: dict[str, Finding] = {}
        for row in rows(answer, "claims", SaidClaim, self.dropped):
            claim = self._claim(row, chunk)
            if claim and row.id not in found:
                found[row.id] = claim
                self.findings.append(claim)
        return found

    def _claim(self, row: SaidClaim, chunk: Chunk) -> Finding | None:
        sentence = chunk.said.get(row.said)
        if sentence is None:
            self.dropped[UNKNOWN_SENTENCE] += 1
            return None
        place = verbatim(row.quote, sentence.text)
        if place is None or not is_whole(place, sentence.text):
            self.dropped[NOT_VERBATIM] += 1
            return None
        span = Span(sentence.span.turn, sentence.span.start + place[0], sentence.span.start + place[1])
        holder = self._holder(row.holder, sentence, chunk)
        if holder is None or span in self._taken:
            self.dropped[UNKNOWN_PERSON if holder is None else AGAIN] += 1
            return None
        self._taken.add(span)
        quote = sentence.text[place[0] : place[1]]
        stance = _stance(row.stance, holder, sentence.voiced_by)
        return Finding(
            id=len(self.findings),
            span=span,
            text=quote,
            statement=self._statement(row.statement, quote, chunk),
            kind=FindingKind(row.kind),
            voiced_by=sentence.voiced_by,
            holder=(holder or None) if stance is Stance.REPORTS else sentence.voiced_by,
            holder_named=holder in chunk.people.values(),
            stance=stance,
            score=_score(row.score),
            reason=line(row.reason) or "found by the model",
        )

    def _holder(self, given: str, sentence: Finding, chunk: Chunk) -> str | None:
        """A name, words that were used, "" for nobody; None for whoever was neither supplied nor named."""
        if given in chunk.people:
            return chunk.people[given]
        if not given.strip():
            return sentence.voiced_by or ""
        if _ID.fullmatch(given.strip()):
            return None
        words = self._roster.party(given.strip()[:200]).words
        if words in chunk.people.values():
            return words
        shown = (*chunk.before, *chunk.said.values())
        return words if any(verbatim(words, one.text) for one in shown) else None

    def _statement(self, statement: str, quote: str, chunk: Chunk) -> str:
        """The model's sentence where it is made of what was said and of names supplied; else the quote."""
        wanted = {token.stem for token in content_tokens(statement)}
        shown = " ".join(one.text for one in (*chunk.before, *chunk.said.values()))
        there = {token.stem for token in content_tokens(f"{shown} {' '.join(chunk.people.values())}")}
        is_said = len(wanted & there) >= _SAID_ENOUGH * len(wanted)
        if wanted and is_said and not _is_turned(statement, quote) and not _MARKUP.search(statement):
            return line(statement, len(quote) + 200)
        self.dropped[REWORDED] += bool(wanted)
        return quote

    def links(self, answer: Mapping[str, Any], ends: Mapping[str, Finding]) -> Iterator[Link]:
        """The relations between `ends` that stand, one for two claims."""
        taken: set[frozenset[int]] = set()
        for row in rows(answer, "relations", Tie, self.dropped):
            source, target = ends.get(row.source), ends.get(row.target)
            if source is None or target is None or source.id == target.id:
                self.dropped[UNKNOWN_CLAIM] += 1
            elif frozenset((source.id, target.id)) in taken:
                self.dropped[AGAIN] += 1
            elif (place := verbatim(row.evidence, source.text)) is None:
                self.dropped[EVIDENCE] += 1
            else:
                taken.add(frozenset((source.id, target.id)))
                yield Link(
                    source.id,
                    target.id,
                    LinkKind(row.kind),
                    _score(row.score),
                    line(row.reason) or f"{row.kind}, says the model",
                    source.text[place[0] : place[1]],
                )

    def reported(self, answer: Mapping[str, Any], chunk: Chunk) -> Iterator[tuple[int, str]]:
        """Units that tell the view of somebody else, with whose."""
        for row in rows(answer, "reported", Report, self.dropped):
            unit = chunk.said.get(row.unit)
            if unit is None:
                self.dropped[UNKNOWN_SENTENCE] += 1
                continue
            holder = self._holder(row.holder, unit, chunk)
            if holder is None:
                self.dropped[UNKNOWN_PERSON] += 1
            elif holder and holder != unit.voiced_by:
                yield unit.id, holder


_MARKUP = re.compile(r"[<>{}]|://|\bwww\.")
"""What nobody says, and a model that was talked into it might write."""


_CLAUSE = re.compile(r"[^,;:.!?\"“”()\u2013\u2014]+")


def _is_turned(statement: str, quote: str) -> bool:
    """True where the one denies what the other says, in the clauses of the quote that the statement takes up."""
    wanted = {token.stem for token in content_tokens(statement)}
    taken = [token.start for token in content_tokens(quote) if token.stem in wanted]
    if not taken:
        return is_negative(statement) != is_negative(quote)
    clauses = [one for one in _CLAUSE.finditer(quote) if one.end() > taken[0] and one.start() <= taken[-1]]
    return is_negative(statement) != is_negative(" ".join(one[0] for one in clauses))


def verbatim(quote: str, words: str) -> tuple[int, int] | None:
    """Where `quote` stands in `words`, letter by letter but for the run of spaces and the form of quotation marks.

    >>> verbatim("bridges  rust", "All bridges rust.")
    (4, 16)
    >>> verbatim("bridge", "All bridges rust.") is None
    True
    """
    parts = plain(quote).split()
    if not parts or sum(map(len, parts)) > len(words):
        return None
    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, parts)) + r"(?!\w)"
    found = re.search(pattern, plain(words))
    return found.span() if found else None


_JOINED = re.compile(r"\w['’-]\w")


def is_whole(place: tuple[int, int], words: str) -> bool:
    """Whether no word is cut at either end: quotes are kept by whole words, and "aligned" is not what "non-aligned" says.

    >>> is_whole((4, 11), "non-aligned states"), is_whole((0, 11), "non-aligned states")
    (False, True)
    """
    start, end = place
    return not ((start > 1 and _JOINED.match(words, start - 2)) or _JOINED.match(words, end - 1))


def line(text: str, most: int = _MOST_REASON) -> str:
    """`text` in one line of printable characters."""
    return "".join(each for each in " ".join(text.split()) if each.isprintable())[:most].strip()


def _score(given: float) -> float:
    return round(min(HIGHEST, max(0.05, given)), 3)


def _stance(given: str, holder: str, voice: str | None) -> Stance:
    """Whoever reports himself asserts, and another's view is reported."""
    stance = Stance(given)
    if stance is Stance.REPORTS:
        return Stance.ASSERTS if holder and holder == voice else stance
    return Stance.REPORTS if holder and holder != voice and stance is Stance.ASSERTS else stance
