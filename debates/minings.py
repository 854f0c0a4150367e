"""Minings that somebody asks for on a page: queued, carried out by a worker, cancelled, given up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from debates.elsewhere import relate_elsewhere
from debates.findings import SHIPPED, mine_transcript
from debates.model_findings import NoModelError, ask, endpoint_here, left_today, miner_at
from debates.models import Mining, MiningState, User
from transcripts import jobs
from transcripts.models import Transcript

if TYPE_CHECKING:
    from debates.llm import Endpoint

WORKER_DIED = "The worker died over it again and again: it may need more memory."
FAULT = "Something went wrong here, and the log of the worker says what. What was found before is kept."
NOT_THESE = "The words are gone, taken down or no longer the current ones: nothing was asked."


class MiningError(ValueError):
    """A mining that cannot begin. The message names the trouble and the remedy."""


def begin(transcript: Transcript, by: User) -> Mining:
    """Queue the miner that ships. Raises MiningError where the transcript is being mined."""
    wanted = Mining(is_local=True, model=SHIPPED.model, model_version=SHIPPED.version)
    return _queue(wanted, transcript, by, None)


def begin_asking(
    transcript: Transcript, by: User, most_money: float | None = None, most_s: float | None = None
) -> Mining:
    """Queue questions to the language model of the settings, within these caps or its own.

    Raises MiningError where the transcript is being mined or the day's money is spent, NoModelError where there is no model.
    """
    endpoint = endpoint_here("", most_money, most_s)
    if endpoint.prices and left_today() <= 0:
        raise MiningError("What may be spent in a day is spent. Ask tomorrow, or raise COUNTERPOINT_LLM_DAY.")
    miner = miner_at(endpoint)
    wanted = Mining(
        model=miner.model,
        model_version=miner.version,
        most_money=most_money,
        most_s=most_s,
    )
    return _queue(wanted, transcript, by, jobs.ASKING)


def _queue(wanted: Mining, transcript: Transcript, by: User, queue: str | None) -> Mining:
    wanted.transcript, wanted.by, wanted.state = transcript, by, MiningState.WAITING
    try:
        with transaction.atomic():
            wanted.save()
            jobs.defer(jobs.MINE_ASKED, queue, mining=wanted.pk)
    except IntegrityError as error:
        raise MiningError("Claims are being looked for here already. Wait for that, or cancel it.") from error
    return wanted


def cancel(mining: Mining) -> None:
    """Ask for its end: at once where it waits, after the question under way where it runs. A finished one stays as it is."""
    Mining.objects.unfinished().filter(pk=mining.pk).update(cancel_asked=True)
    waiting = Mining.objects.filter(pk=mining.pk, state=MiningState.WAITING)
    waiting.update(state=MiningState.CANCELLED, ended_at=timezone.now())


def carry_out(pk: int) -> None:
    """Do a mining that is queued, or go on with one whose worker died; one that has ended is left alone."""
    found = Mining.objects.unfinished().filter(pk=pk)
    found.filter(cancel_asked=True).update(state=MiningState.CANCELLED, ended_at=timezone.now())
    found.update(state=MiningState.RUNNING)
    mining = found.select_related("transcript__episode__show").first()
    if mining is None:
        return
    transcript = mining.transcript
    if transcript.episode.is_taken_down or not transcript.is_current:
        give_up(pk, NOT_THESE)
    elif mining.is_local:
        _mine_here(mining)
    else:
        _ask(mining)


def _mine_here(mining: Mining) -> None:
    stored = mine_transcript(mining.transcript)
    elsewhere = relate_elsewhere(mining.transcript)
    Mining.objects.filter(pk=mining.pk).update(
        state=MiningState.DONE,
        ended_at=timezone.now(),
        new_claims=stored.new_claims,
        new_relations=stored.new_relations + elsewhere,
        known=stored.known,
        unread=stored.unread,
        dropped=stored.left_out,
    )


def _ask(mining: Mining) -> None:
    try:
        endpoint: Endpoint = endpoint_here(mining.model, mining.most_money, mining.most_s)
        ask(mining, endpoint)
    except NoModelError as error:
        give_up(mining.pk, str(error))
    else:
        if elsewhere := relate_elsewhere(mining.transcript):
            mining.new_relations += elsewhere
            mining.save(update_fields=["new_relations"])


def give_up(pk: int, why: str) -> None:
    """Say of a mining that is under way that it failed."""
    found = Mining.objects.unfinished().filter(pk=pk)
    found.update(state=MiningState.FAILED, stopped=why, ended_at=timezone.now())
