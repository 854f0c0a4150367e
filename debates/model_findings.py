"""Suggestions by a language model, where the operator set one: asked, stored beside all others, and accounted for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import caches
from django.utils import timezone

from debates.findings import Miner, Talk, passage_at, read_talk, store
from debates.mining.vocabulary import Span
from debates.models import Mining, MiningState, User
from transcripts.models import Transcript

if TYPE_CHECKING:
    from debates.llm import Endpoint, Proposed, Reached, Spent

CACHE = "llm"
CANCELLED = "somebody cancelled it"
CUT_OFF = "it was cut off"


class NoModelError(Exception):
    """No language model can be asked here, or it gives no answer; the message says what is missing."""


def endpoint_here(model: str = "", most_money: float | None = None, most_s: float | None = None) -> Endpoint:
    """The endpoint of the settings, with another model or other caps where given. Raises NoModelError."""
    told = settings.LLM
    if not told["url"]:
        raise NoModelError(
            "No endpoint is set: COUNTERPOINT_LLM holds its address, such as http://localhost:11434/v1."
        )
    try:
        from debates.llm import Caps, Endpoint, EndpointError, Prices
    except ImportError as error:
        raise NoModelError(
            "What asking a model needs is not installed: pip install --require-hashes -r requirements-llm.txt"
        ) from error
    prices = Prices(*told["prices"]) if told["prices"] else None
    caps = Caps(
        money=told["most_money"] if most_money is None else most_money,
        seconds=told["most_s"] if most_s is None else most_s,
    )
    try:
        return Endpoint(told["url"], model or told["model"], told["key"], prices, caps)
    except EndpointError as error:
        raise NoModelError(str(error)) from error


def estimate_for(transcript: Transcript, endpoint: Endpoint) -> tuple[int, Spent]:
    """How many questions the transcript takes, and about what they cost."""
    from debates.llm import estimate

    talk = read_talk(transcript)
    return estimate(endpoint, talk.said, talk.people)


def miner_at(endpoint: Endpoint) -> Miner:
    """The name on each suggestion: the model, the version of the questions, and where it was asked."""
    from debates.llm import VERSION

    return Miner(endpoint.model[:100], f"llm {VERSION}, {endpoint.host}"[:50])


def left_today() -> float:
    """Money that may be spent today yet, by whomever; one query."""
    left: float = settings.LLM["most_a_day"] - Mining.objects.spent_on(timezone.localdate())
    return max(0.0, left)


def mine_with_model(transcript: Transcript, endpoint: Endpoint, by: User | None = None) -> Mining:
    """Ask a model about a transcript now, store what stands of its answers, and keep the account.

    Mining again asks only what was not asked before (answers are kept for a month) and keeps every decision. Raises
    NoModelError where no answer came, and where the words were taken down.
    """
    if transcript.episode.is_taken_down:
        raise NoModelError("The words of this episode were taken down: they are sent nowhere.")
    miner = miner_at(endpoint)
    mining = Mining.objects.create(
        transcript=transcript,
        model=miner.model,
        model_version=miner.version,
        by=by,
        state=MiningState.FAILED,  # until it is done
        stopped=CUT_OFF,
    )
    ask(mining, endpoint)
    return mining


def ask(mining: Mining, endpoint: Endpoint) -> None:
    """Ask about the transcript of a mining, store what stands, and keep its account up to date, question by question.

    Raises NoModelError where no answer came: the account has the reason then, too.
    """
    from debates.llm import EndpointError, mine_with

    account = _Account(mining)
    capped, is_day = _within_the_day(endpoint, account.base.money)
    talk = read_talk(mining.transcript)
    try:
        proposed = mine_with(capped, talk.said, talk.people, caches[CACHE], account.tell)
    except EndpointError as error:
        account.fail(str(error), error.spent)
        raise NoModelError(str(error)) from error
    stored = store(mining.transcript, talk, proposed.mined, miner_at(endpoint))
    mining.new_claims, mining.new_relations = stored.new_claims, stored.new_relations
    mining.known, mining.unread = stored.known, stored.unread
    mining.missing = list(_places(talk, proposed.missing))
    account.close(proposed, is_day)


def _within_the_day(endpoint: Endpoint, spent_before: float) -> tuple[Endpoint, bool]:
    """The endpoint with no more money than is left of its own cap and of the day's, and whether the day's is the narrower one."""
    own, left = endpoint.caps.money - spent_before, left_today()
    return replace(endpoint, caps=replace(endpoint.caps, money=max(0.0, min(own, left)))), left < own


@dataclass(frozen=True, slots=True)
class _Base:
    """What an earlier try at the same mining has cost, before its worker died."""

    requests: int
    tokens_in: int
    tokens_out: int
    money: float
    seconds: float
    is_counted: bool


class _Account:
    """What a mining costs, written down before each question: it is true whenever the work ends."""

    def __init__(self, mining: Mining) -> None:
        self._mining = mining
        self.base = _Base(
            mining.requests,
            mining.tokens_in,
            mining.tokens_out,
            mining.money or 0.0,
            mining.seconds,
            mining.is_counted,
        )

    def tell(self, reached: Reached) -> None:
        """Raises EndedError where somebody cancelled it."""
        from debates.llm import EndedError

        self._add(reached.spent)
        self._mining.questions, self._mining.reached = reached.chunks, reached.done
        self._mining.save(update_fields=[*_COSTS, "questions", "reached"])
        if Mining.objects.filter(pk=self._mining.pk, cancel_asked=True).exists():
            raise EndedError(CANCELLED)
        if self._mining.money is not None and left_today() <= 0:
            raise EndedError(_day_told())

    def fail(self, told: str, spent: Spent | None) -> None:
        if spent is not None:
            self._add(spent)
        self._end(MiningState.FAILED, told)

    def close(self, proposed: Proposed, is_day: bool) -> None:
        self._add(proposed.spent)
        mining, stopped = self._mining, proposed.stopped
        mining.questions, mining.answered = proposed.chunks, proposed.asked
        mining.reached = proposed.chunks if not stopped else mining.reached
        mining.dropped = proposed.dropped
        if is_day and stopped.endswith("in money"):
            stopped = f"{stopped}: {_day_told()}"
        state = MiningState.FAILED if stopped and not proposed.asked else MiningState.DONE
        self._end(MiningState.CANCELLED if stopped == CANCELLED else state, stopped)

    def _add(self, spent: Spent) -> None:
        mining, base = self._mining, self.base
        mining.requests, mining.cached = base.requests + spent.requests, spent.cached
        mining.tokens_in = base.tokens_in + spent.tokens_in
        mining.tokens_out = base.tokens_out + spent.tokens_out
        mining.is_counted = base.is_counted and spent.is_counted
        mining.money = None if spent.money is None else base.money + spent.money
        mining.seconds = round(base.seconds + spent.seconds, 1)

    def _end(self, state: MiningState, stopped: str) -> None:
        self._mining.state, self._mining.stopped = state, stopped
        self._mining.ended_at = timezone.now()
        # All but the wish to cancel, which somebody else may have written meanwhile.
        names = {field.name for field in Mining._meta.concrete_fields} - {"id", "cancel_asked"}
        self._mining.save(update_fields=names)


_COSTS = ("requests", "cached", "tokens_in", "tokens_out", "is_counted", "money", "seconds")


def _day_told() -> str:
    most = settings.LLM["most_a_day"]
    return f"of the {most:g} that may be spent in a day (COUNTERPOINT_LLM_DAY) nothing more is left for it"


def _places(talk: Talk, missing: Iterable[tuple[Span, Span]]) -> Iterator[list[int]]:
    """Stretches without an answer as the positions of their first and last sentences, those that touch in one."""
    first, last = -1, -1
    for begin, end in missing:
        begins, ends = _position(talk, begin), _position(talk, end)
        if first >= 0 and begins > last + 1:
            yield [first, last]
            first = -1
        first, last = (begins if first < 0 else first), max(ends, last)
    if first >= 0:
        yield [first, last]


def _position(talk: Talk, span: Span) -> int:
    return passage_at(talk.turns[span.turn].utterances, span.start, span.end).first.position
