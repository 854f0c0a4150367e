"""A talk cut into pieces that a model can read at one go. Every piece repeats who speaks in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from debates.mining.parties import Roster
from debates.mining.vocabulary import Finding, Person

MOST_CHARACTERS = 6_000
"""Characters of speech in a chunk: about 1,700 tokens, which a small local model still reads with care."""
BEFORE = 4
"""Sentences of the chunk before that are shown without a number, so that "that" has something to point at."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Sentences by the ids that the model is given for them, people by theirs, and the sentences before."""

    said: dict[str, Finding]
    people: dict[str, str]
    before: tuple[Finding, ...]

    def given(self, found_before: Sequence[dict[str, str]] = ()) -> str:
        """What the model is shown, as JSON: there is no mark in it that words of a transcript could end."""
        ids = {name: key for key, name in self.people.items()}
        shown: dict[str, object] = {
            "people": [{"id": key, "name": name} for key, name in self.people.items()],
            "before": [one.text for one in self.before],
            "said": [
                {"id": key, "by": ids.get(one.voiced_by or ""), "words": one.text}
                for key, one in self.said.items()
            ],
        }
        if found_before:
            shown["found_before"] = list(found_before)
        return json.dumps(shown, ensure_ascii=False)


def chunks(findings: Sequence[Finding], people: Sequence[Person], roster: Roster) -> Iterator[Chunk]:
    """The talk in order; a sentence is in one chunk, and one that is longer than a chunk is in none."""
    names = {person.name for person in people}
    running: list[Finding] = []
    before: tuple[Finding, ...] = ()
    size = 0
    for finding in findings:
        if len(finding.text) > MOST_CHARACTERS:
            continue
        if running and size + len(finding.text) > MOST_CHARACTERS:
            yield _chunk(running, before, names, roster)
            before, running, size = tuple(running[-BEFORE:]), [], 0
        running.append(finding)
        size += len(finding.text)
    if running:
        yield _chunk(running, before, names, roster)


def _chunk(said: Sequence[Finding], before: tuple[Finding, ...], names: set[str], roster: Roster) -> Chunk:
    voices = dict.fromkeys(one.voiced_by for one in said if one.voiced_by)
    words = " ".join(one.text for one in (*before, *said))
    named = dict.fromkeys(name for name in roster.named_in(words) if name in names)
    people = {f"p{number}": name for number, name in enumerate({**voices, **named}, start=1)}
    return Chunk({f"s{one.id}": one for one in said}, people, before)
