"""Questions with their right seconds: is the answer among the first five?"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from transcripts.ingest import Order, ingest
from transcripts.models import Utterance
from transcripts.searching.backend import Query
from transcripts.searching.language import parse
from transcripts.searching.meaning import merged, nearest
from transcripts.searching.postgres import PostgresBackend
from transcripts.searching.vectors import fill

QUESTIONS = Path(__file__).with_name("questions.toml")
FIRST = 5
NEAR_S = 15.0
"""A sentence that begins so near to the right second shows it: the reader lands in the same breath."""
MERGED = 100


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, the file of the talk that answers it, and the second."""

    asks: str
    file: str
    second: float


def questions() -> list[Question]:
    return [
        Question(each["asks"], talk["file"], each["second"])
        for talk in tomllib.loads(QUESTIONS.read_text())["talk"]
        for each in talk.get("questions", ())
    ]


def import_talks(folder: Path) -> int:
    """Bring in every talk that is named, and read what its sentences mean; how many sentences there are."""
    for talk in tomllib.loads(QUESTIONS.read_text())["talk"]:
        file = talk["file"]
        ingest(Order((folder / file).read_bytes(), file, "Talks", file))
    fill(seconds=float("inf"))
    return Utterance.objects.count()


def by_words(asks: str) -> list[int]:
    """All the words, as the search box takes them."""
    return [hit.utterance for hit in PostgresBackend().find(Query(parse(asks).term), MERGED).hits]


def by_meaning(asks: str) -> list[int]:
    return [near.utterance for near in nearest(asks, MERGED)]


def by_both(asks: str) -> list[int]:
    return merged(by_words(asks), by_meaning(asks))


WAYS: dict[str, Callable[[str], list[int]]] = {
    "words": by_words,
    "meaning": by_meaning,
    "merged": by_both,
}


def measured(folder: Path) -> Iterator[str]:
    """The table of all questions, over an empty database."""
    sentences = import_talks(folder)
    talks = Utterance.objects.values("transcript").distinct().count()
    yield f"### {len(questions())} questions about {talks} talks of {sentences:,} sentences\n"
    yield from table()


def place_of(question: Question, found: list[int]) -> int | None:
    """The place of the first right one among the first `FIRST`, from 1."""
    rows = Utterance.objects.select_related("transcript").in_bulk(found[:FIRST])
    for place, each in enumerate(found[:FIRST], 1):
        said = rows[each]
        near = said.start_s is not None and abs(said.start_s - question.second) <= NEAR_S
        if near and said.transcript.source == question.file:
            return place
    return None


def table() -> Iterator[str]:
    """A row for each question, and how many of them each way answers."""
    hits = dict.fromkeys(WAYS, 0)
    yield f"| question | talk, second | {' | '.join(WAYS)} |"
    yield f"|---|---|{'---:|' * len(WAYS)}"
    asked = questions()
    for question in asked:
        places = {way: place_of(question, find(question.asks)) for way, find in WAYS.items()}
        for way, place in places.items():
            hits[way] += place is not None
        cells = " | ".join(str(place or "–") for place in places.values())
        yield f"| {question.asks} | {Path(question.file).stem}, {question.second} | {cells} |"
    total = " | ".join(f"**{count} of {len(asked)}**" for count in hits.values())
    yield f"| **in the first {FIRST}** | | {total} |"
