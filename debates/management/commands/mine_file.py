"""`manage.py mine_file IN.jsonl OUT.jsonl`: mine maps from a file, without a database."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from debates.mining.lines import LONGEST_LINE, LineError, mined_line


class Command(BaseCommand):
    help = "Mine maps, one a line: given units, or raw turns. '-' reads standard input or writes standard output."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", metavar="IN.jsonl")
        parser.add_argument("answers", metavar="OUT.jsonl")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["source"] != "-" and _is_same(Path(options["source"]), Path(options["answers"])):
            raise CommandError("OUT.jsonl is IN.jsonl: give the answers a file of their own.")
        try:
            with _reading(options["source"]) as source, _writing(options["answers"]) as answers:
                refused = sum(self._answer(number, line, answers) for number, line in _lines(source))
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        if refused:
            raise CommandError(f"{refused} lines were refused; the others are answered.", returncode=2)

    def _answer(self, number: int, line: bytes, answers: IO[str]) -> bool:
        """Answer one line; returns whether it was refused."""
        try:
            if len(line) > LONGEST_LINE:
                raise LineError(
                    f"longer than {LONGEST_LINE // 1024**2} MB; cut the talk into several maps, each on a line"
                )
            words = line.decode("utf-8-sig")
            answers.write(mined_line(words, lambda note: self.stderr.write(f"line {number}: {note}")) + "\n")
            answers.flush()
        except LineError as error:
            self.stderr.write(f"line {number}: {error}")
            return True
        except UnicodeDecodeError as error:
            self.stderr.write(f"line {number}: not UTF-8 at byte {error.start + 1}; save the file as UTF-8")
            return True
        return False


def _lines(source: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Lines that are not empty, numbered from 1; of one that is too long, only the beginning."""
    number = 0
    while line := source.readline(LONGEST_LINE + 1):
        number += 1
        rest = line
        while not rest.endswith(b"\n") and (rest := source.readline(LONGEST_LINE)):
            pass
        if line.strip():
            yield number, line


def _reading(name: str) -> IO[bytes]:
    return sys.stdin.buffer if name == "-" else Path(name).open("rb")


def _is_same(source: Path, answers: Path) -> bool:
    return source.exists() and answers.exists() and source.samefile(answers)


@contextmanager
def _writing(name: str) -> Iterator[IO[str]]:
    """Where answers go: a file gets its name only once it is whole; until then it is called NAME.part."""
    path = Path(name)
    if name == "-":
        yield sys.stdout
    elif path.exists() and not path.is_file():  # a device or a pipe
        with path.open("w", encoding="utf-8") as answers:
            yield answers
    else:
        part = path.with_name(f"{path.name}.part")
        with part.open("w", encoding="utf-8") as answers:
            yield answers
        part.replace(path)
