"""`manage.py mine SHOW/EPISODE [--model [NAME]]`: suggest claims and relations for an episode."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from debates.elsewhere import relate_elsewhere
from debates.findings import mine_transcript
from debates.mining.left_out import told
from debates.model_findings import NoModelError, endpoint_here, estimate_for, mine_with_model
from debates.models import Mining
from transcripts.models import Transcript


class Command(BaseCommand):
    help = "Mine an episode and store suggestions. Mining again keeps every decision and says what is new."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("episode", help="the episode as its address has it: show/episode")
        parser.add_argument(
            "--model",
            nargs="?",
            const="",
            metavar="NAME",
            help="ask the language model at COUNTERPOINT_LLM: this one, or that of COUNTERPOINT_LLM_MODEL",
        )
        parser.add_argument(
            "--estimate", action="store_true", help="with --model: only say what it would cost"
        )
        parser.add_argument("--most-money", type=float, help="with --model: stop before more is spent")
        parser.add_argument("--most-seconds", type=float, help="with --model: stop after so long")

    def handle(self, *args: Any, **options: Any) -> None:
        transcript = _transcript(options["episode"])
        if options["model"] is not None:
            self._ask(transcript, options)
            return
        stored = mine_transcript(transcript)
        if words := told(stored.left_out):
            self.stdout.write(words)
        self.stdout.write(
            f"{stored.new_claims} new claims, {stored.new_relations} new relations; {stored.known} suggested before"
        )
        self._tell_elsewhere(transcript)

    def _tell_elsewhere(self, transcript: Transcript) -> None:
        if found := relate_elsewhere(transcript):
            self.stdout.write(f"{found} new relations to claims of other episodes")

    def _ask(self, transcript: Transcript, options: dict[str, Any]) -> None:
        try:
            endpoint = endpoint_here(options["model"], options["most_money"], options["most_seconds"])
        except NoModelError as error:
            raise CommandError(str(error)) from error
        questions, spent = estimate_for(transcript, endpoint)
        self.stdout.write(
            f"{endpoint.model} at {endpoint.url}: about {questions} questions, {spent.tokens_in} tokens in, {spent.tokens_out} out, {_money(spent.money)}"
        )
        if options["estimate"]:
            return
        try:
            mined = mine_with_model(transcript, endpoint)
            self._tell_elsewhere(transcript)
            self._tell(mined)
        except NoModelError as error:
            raise CommandError(str(error)) from error

    def _tell(self, mined: Mining) -> None:
        counted = "" if mined.is_counted else " (some estimated)"
        self.stdout.write(
            f"{mined.answered} of {mined.questions} questions answered, {mined.cached} of them from the cache; {mined.requests} requests, "
            f"{mined.tokens_in} tokens in, {mined.tokens_out} out{counted}, {_money(mined.money)}, {mined.seconds:.0f} s"
        )
        for why, count in mined.dropped.items():
            self.stdout.write(f"dropped {count}: {why}")
        self.stdout.write(
            f"{mined.new_claims} new claims, {mined.new_relations} new relations; {mined.known} suggested before"
        )
        if mined.stopped:
            raise CommandError(f"Stopped before the end: {mined.stopped}. What was found is stored.")


def _transcript(address: str) -> Transcript:
    show, _, episode = address.strip("/").removeprefix("shows/").partition("/")
    found = Transcript.objects.current().filter(episode__show__slug=show, episode__slug=episode).first()
    if found is None:
        raise CommandError(f"No episode {address!r} with a transcript. Write it as show/episode.")
    return found


def _money(amount: float | None) -> str:
    return "at a price not known here" if amount is None else f"{amount:.4f} in money"
