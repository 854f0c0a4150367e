"""Suggestions by a language model, where the operator set one: asked, stored beside all others, and accounted for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import caches
from django.utils import timezone

from debates.findings import Miner, read_talk, store
from debates.models import ModelMining, User
from transcripts.models import Transcript

if TYPE_CHECKING:
    from debates.llm import Endpoint, Proposed, Spent

CACHE = "llm"


class NoModelError(Exception):
    """No language model can be asked here; the message says what is missing."""


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


def mine_with_model(transcript: Transcript, endpoint: Endpoint, by: User | None = None) -> ModelMining:
    """Ask a model about a transcript, store what stands of its answers, and keep the account.

    Mining again asks only what was not asked before (answers are kept for a month) and keeps every decision. Raises EndpointError, and
    NoModelError where the words were taken down.
    """
    from debates.llm import VERSION, mine_with

    if transcript.episode.is_taken_down:
        raise NoModelError("The words of this episode were taken down: they are sent nowhere.")
    began_at = timezone.now()
    talk = read_talk(transcript)
    proposed = mine_with(endpoint, talk.said, talk.people, caches[CACHE])
    miner = Miner(endpoint.model[:100], f"llm {VERSION}")
    stored = store(transcript, talk, proposed.mined, miner)
    return ModelMining.objects.create(
        transcript=transcript,
        model=miner.model,
        model_version=miner.version,
        began_at=began_at,
        by=by,
        new_claims=stored.new_claims,
        new_relations=stored.new_relations,
        known=stored.known,
        dropped=proposed.dropped,
        stopped=proposed.stopped,
        **_account(proposed),
    )


def _account(proposed: Proposed) -> dict[str, float | int | bool | None]:
    spent = proposed.spent
    return {
        "questions": proposed.chunks,
        "answered": proposed.asked,
        "requests": spent.requests,
        "cached": spent.cached,
        "tokens_in": spent.tokens_in,
        "tokens_out": spent.tokens_out,
        "is_counted": spent.is_counted,
        "money": spent.money,
        "seconds": round(spent.seconds, 1),
    }
