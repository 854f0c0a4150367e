"""`manage.py learn`: fits the miner's scores to what editors decided."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from debates import learning
from debates.learning import TooFewError, UnknownVersionError
from debates.models import LearnedHead


class Command(BaseCommand):
    help = (
        "Fit the scores of suggested claims and relations to what editors accepted, changed and rejected. Every fit is "
        "kept as a version; it is put in force where it foretells decisions that it has not seen better than the model "
        "as it ships."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--of", choices=LearnedHead.Subject.values, help="learn of these only")
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--list", action="store_true", help="list the versions")
        what.add_argument(
            "--compare",
            nargs="+",
            type=int,
            metavar="VERSION",
            help="compare versions on decisions made since; 0 is the model as it ships",
        )
        what.add_argument(
            "--go-back",
            type=int,
            metavar="VERSION",
            help="put a version in force; 0 is the model as it ships",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = [options["of"]] if options["of"] else LearnedHead.Subject.values
        if options["list"]:
            return self._list(chosen)
        if options["compare"] or options["go_back"] is not None:
            if len(chosen) > 1:
                raise CommandError("Say of what: --of claims or --of relations.")
            return self._versions(chosen[0], options)
        learned = [of for of in chosen if self._learn(of)]
        if not learned:
            raise CommandError("Nothing was learned.")
        return None

    def _learn(self, of: str) -> bool:
        try:
            head = learning.learn(of)
        except TooFewError as error:
            self.stdout.write(f"{of}: {error}")
            return False
        self.stdout.write(_line(head))
        return True

    def _list(self, chosen: list[str]) -> None:
        kept = LearnedHead.objects.filter(of__in=chosen).newest_first()
        for head in kept:
            self.stdout.write(_line(head))
        if not kept:
            self.stdout.write("Nothing has been learned yet: the model is used as it ships.")

    def _versions(self, of: str, options: dict[str, Any]) -> None:
        try:
            if options["go_back"] is not None:
                count = learning.go_back(of, options["go_back"])
                self.stdout.write(
                    f"{of} {options['go_back']} is in force; {count} waiting suggestions scored again"
                )
                return
            for version, merit in learning.compare(of, options["compare"]).items():
                self.stdout.write(
                    f"{of} {version}: log loss {merit.loss:.3f}, {merit.taken_of_top:.0%} of the better-scored half taken, "
                    f"on {merit.decisions} decisions made since"
                )
        except (UnknownVersionError, TooFewError) as error:
            raise CommandError(str(error)) from error


def _line(head: LearnedHead) -> str:
    state = "in force" if head.is_in_force else "not in force"
    return (
        f"{head.of} {head.version}, {head.made_at:%Y-%m-%d %H:%M} UTC, {state}: {head.decisions} decisions, {head.taken} taken; held out, "
        f"log loss {head.loss_before:.3f} → {head.loss_after:.3f}, taken of the better-scored half "
        f"{head.share_before:.0%} → {head.share_after:.0%}"
    )
