"""A talk or given units through a language model, chunk by chunk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from debates.llm.answers import Reader
from debates.llm.asking import Asker, Keeping, Question, UnreadableError
from debates.llm.chunks import MOST_CHARACTERS, Chunk, chunks
from debates.llm.endpoint import Endpoint, EndpointError
from debates.llm.questions import TALK, UNITS, TalkAnswer, UnitsAnswer, form
from debates.llm.spending import CapReachedError, Purse, Spent
from debates.mining.draft import Draft
from debates.mining.kinds import tell_kinds
from debates.mining.language import unread_turns
from debates.mining.parties import Roster
from debates.mining.sentences import split_into_sentences
from debates.mining.units import Related, Unit
from debates.mining.vocabulary import Finding, FindingKind, Link, Mined, Person, Span, Turn

VERSION = "2"
"""Of the questions and of what is made of the answers."""
_TIED = 12
"""Claims of earlier chunks to which those of the next can be tied."""
UNREADABLE = "an answer that cannot be read"
UNANSWERED = "a question without an answer"
TOO_LONG = "a unit too long to be shown"
_IN_A_ROW = 3
"""Questions in a row whose answers fail, after which no more are asked."""
_SHARE_ANSWERED = 0.9
"""Tokens of an answer for each token of speech, as far as seen: for the estimate alone."""


class EndedError(Exception):
    """Whoever watches wants no more to be asked; the message says why."""


@dataclass(frozen=True, slots=True)
class Reached:
    """How far it is: questions gone through, of how many, and what they cost."""

    done: int
    chunks: int
    spent: Spent


Watching = Callable[[Reached], None]
"""Is told before each question how far it is; raises EndedError where no more are to be asked."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a model found, what of its answers was dropped and why, what it cost, and what stopped it before the end.

    `missing` are the places of the first and the last sentence of each chunk that has no answer that could be read.
    """

    mined: Mined
    dropped: dict[str, int]
    spent: Spent
    stopped: str = ""
    chunks: int = 0
    asked: int = 0
    missing: tuple[tuple[Span, Span], ...] = ()


@dataclass(slots=True)
class _Run:
    """One talk's way through the chunks."""

    asker: Asker
    reader: Reader
    watching: Watching
    links: list[Link] = field(default_factory=list)
    reported: dict[int, str] = field(default_factory=dict)
    recent: list[Finding] = field(default_factory=list)
    missing: list[Chunk] = field(default_factory=list)
    asked: int = 0
    failed: int = 0
    stopped: str = ""


def _unwatched(_: Reached) -> None:
    """Nobody looks."""


def mine_with(
    endpoint: Endpoint,
    turns: Sequence[Turn],
    people: Sequence[Person] = (),
    kept: Keeping | None = None,
    watching: Watching = _unwatched,
) -> Proposed:
    """What the model finds in a talk. A question that fails is left out; what stays in the way, and caps, end it early.

    What was found until then is there. Raises EndpointError only where the very first question fails.
    """
    draft = _draft(turns, people)
    pieces = list(chunks(_shown(draft), people, draft.roster))
    with Asker(endpoint, kept) as asker:
        run = _Run(asker, Reader(draft.roster), watching)
        _each(run, pieces, _OF_TALK)
    mined = Mined(
        tuple(run.reader.findings),
        tuple(sorted(run.links, key=lambda link: (-link.score, link.source, link.target))),
        draft.unread,
    )
    return _proposed(run, mined, len(pieces))


def relate_with(
    endpoint: Endpoint, units: Sequence[Unit], people: Sequence[Person] = (), kept: Keeping | None = None
) -> tuple[Related, Proposed]:
    """What the model makes of given units, as `debates.mining.relate` does, and what it cost."""
    roster = Roster.of([Turn(unit.speaker, unit.text) for unit in units], people)
    findings = [
        Finding(
            place,
            Span(place, 0, len(unit.text)),
            unit.text,
            unit.text,
            voiced_by=roster.label(unit.speaker) if unit.speaker and unit.speaker.strip() else None,
        )
        for place, unit in enumerate(units)
    ]
    pieces = list(chunks(findings, people, roster))
    with Asker(endpoint, kept) as asker:
        run = _Run(asker, Reader(roster), _unwatched)
        _each(run, pieces, _OF_UNITS)
    run.reader.dropped[TOO_LONG] += sum(len(one.text) > MOST_CHARACTERS for one in findings)
    links = tuple(sorted(run.links, key=lambda link: (-link.score, link.source, link.target)))
    return Related(links, run.reported), _proposed(run, Mined((), links), len(pieces))


def _proposed(run: _Run, mined: Mined, chunks: int) -> Proposed:
    dropped = {why: count for why, count in sorted(run.reader.dropped.items()) if count}
    missing = [[one.span for one in chunk.said.values()] for chunk in run.missing]
    spent = run.asker.purse.spent()
    whole = tuple((spans[0], spans[-1]) for spans in missing)
    return Proposed(mined, dropped, spent, run.stopped, chunks, run.asked, whole)


def estimate(endpoint: Endpoint, turns: Sequence[Turn], people: Sequence[Person] = ()) -> tuple[int, Spent]:
    """How many questions a talk takes, and about what they cost; nothing is sent."""
    draft = _draft(turns, people)
    pieces = list(chunks(_shown(draft), people, draft.roster))
    purse = Purse(endpoint.caps, endpoint.prices)
    for piece in pieces:
        question = Question(TALK, piece.given(), form(TalkAnswer))
        speech = Question("", piece.given(), {}).size()
        purse.pay(question.size(), round(speech * _SHARE_ANSWERED), is_counted=False)
    return len(pieces), purse.spent()


def _draft(turns: Sequence[Turn], people: Sequence[Person]) -> Draft:
    draft = Draft(turns=tuple(turns), roster=Roster.of(turns, people), unread=unread_turns(turns))
    return tell_kinds(split_into_sentences(draft))


def _shown(draft: Draft) -> list[Finding]:
    """What is worth its tokens: no asides, and nothing in a language that is not read."""
    return [one for one in draft.findings if one.kind is not FindingKind.ASIDE]


def _each(run: _Run, pieces: Sequence[Chunk], kind: _Kind) -> None:
    """Ask about every chunk, and go past what fails; end where that stays. Raises EndpointError at the first chunk only."""
    for number, chunk in enumerate(pieces):
        try:
            run.watching(Reached(number, len(pieces), run.asker.purse.spent()))
            _ask(run, chunk, kind)
        except EndpointError as error:
            if number == 0:
                raise EndpointError(str(error), spent=run.asker.purse.spent()) from error
            run.stopped = str(error)
        except (CapReachedError, EndedError) as error:
            run.stopped = str(error)
        if run.stopped:
            run.missing.extend(pieces[number:])
            return


def _ask(run: _Run, chunk: Chunk, kind: _Kind) -> None:
    """Raises CapReachedError, and EndpointError where it is no use to go on."""
    question = Question(kind.rules, chunk.given(_known(run)), form(kind.answer))
    try:
        kind.read(run, run.asker.ask(question), chunk)
    except UnreadableError:
        run.reader.dropped[UNREADABLE] += 1
    except EndpointError as error:
        run.failed += 1
        is_first = not run.asked and not run.missing
        if is_first or not error.passes or run.failed >= _IN_A_ROW:
            raise
        run.reader.dropped[UNANSWERED] += 1
    else:
        run.asked, run.failed = run.asked + 1, 0
        return
    run.missing.append(chunk)


def _known(run: _Run) -> list[dict[str, str]]:
    return [{"id": f"k{one.id}", "quote": one.text} for one in run.recent]


def _read_talk(run: _Run, answer: dict[str, Any], chunk: Chunk) -> None:
    found = run.reader.claims(answer, chunk)
    ends = {**{f"k{one.id}": one for one in run.recent}, **found}
    run.links.extend(run.reader.links(answer, ends))
    run.recent = [*run.recent, *found.values()][-_TIED:]


def _read_units(run: _Run, answer: dict[str, Any], chunk: Chunk) -> None:
    run.links.extend(run.reader.links(answer, chunk.said))
    run.reported.update(run.reader.reported(answer, chunk))


@dataclass(frozen=True, slots=True)
class _Kind:
    """One sort of question, and how its answers are read."""

    rules: str
    answer: type[BaseModel]
    read: Callable[[_Run, dict[str, Any], Chunk], None]


_OF_TALK = _Kind(TALK, TalkAnswer, _read_talk)
_OF_UNITS = _Kind(UNITS, UnitsAnswer, _read_units)
