"""Practice on the demonstration: one sentence or one pair of sentences at a time, with what a careful reader makes of it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
OPENING = "The agent is in no substantial way"
"""How the first sentence of the excerpt begins: above it stands the head of the page it comes from."""

NOBODY = "-"


@dataclass(frozen=True, slots=True)
class Task:
    """Something to judge: whose view a sentence states, or how one sentence bears on another, with the expected answer and why.

    `before` and `after` are the sentences around the first. A sentence is answered by a holder and a stance, a pair by a kind.
    """

    number: int
    before: str
    sentence: str
    after: str
    onto: str
    holder: str
    stance: str
    kind: str
    why: str

    @property
    def is_pair(self) -> bool:
        return bool(self.onto)

    def is_met_by(self, holder: str, stance: str, kind: str) -> bool:
        if self.is_pair:
            return kind == self.kind
        return (holder, stance) == (self.holder, self.stance)


@cache
def people() -> tuple[str, ...]:
    """Those whose view a sentence may state."""
    return tuple(_read()["people"])


@cache
def tasks() -> tuple[Task, ...]:
    """All tasks in order: the sentences of the excerpt, then pairs of them."""
    told, lines = _read(), _lines()
    of_sentences = [
        _task(lines, number, holder=row["holder"], stance=row["stance"], why=row["why"])
        for row in told["sentences"]
        for number in range(row["from"], row["to"] + 1)
    ]
    of_pairs = [
        _task(lines, row["from"], onto=lines[row["to"] - 1], kind=row["kind"], why=row["why"])
        for row in told["relations"]
    ]
    numbered = enumerate([*of_sentences, *of_pairs], start=1)
    return tuple(Task(number, **fields) for number, fields in numbered)


def _task(lines: list[str], number: int, **answer: str) -> dict[str, Any]:
    here = number - 1
    return {
        "before": lines[here - 1] if here else "",
        "sentence": lines[here],
        "after": lines[here + 1] if here + 1 < len(lines) else "",
        "onto": "",
        "holder": "",
        "stance": "",
        "kind": "",
        **answer,
    }


def _read() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "practice.toml").read_text(encoding="utf-8"))


def _lines() -> list[str]:
    text = (FOLDER / "some-thoughts-on-the-sutton-interview.txt").read_text(encoding="utf-8")
    return [line.strip() for line in text[text.index(OPENING) :].splitlines() if line.strip()]
