"""Meaning: how well the index finds what an exact search finds, on real sentences, and what it costs."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from django.db import connection, transaction

from benchmarks.searching.measuring import Session, Spread, spread
from benchmarks.searching.rows import transcript_for
from transcripts.cues import TranscriptError
from transcripts.embedding import Vectors, encoder
from transcripts.importers import parse, read_limited
from transcripts.ingest.storing import store_sentences
from transcripts.progress import tell_nobody
from transcripts.searching.meaning import nearest
from transcripts.searching.vectors import FEWEST_WORDS, checksum, index_large, written
from transcripts.words.sentencing import Sentence, sentences

SEARCHED = 100_000
"""Sentences that are searched."""
ASKED = 300
"""Sentences that are looked for and are not among those that are searched."""
FIRST = 20
TABLE = "transcripts_sentencevector"


@dataclass(frozen=True, slots=True)
class Read:
    """Real sentences with their vectors, and the CPU-seconds that reading them took; 0 where an earlier run's were taken."""

    texts: list[str]
    vectors: Vectors
    cpu_s: float


def read(folder: Path, count: int, kept: Path | None) -> Read:
    """`count` real sentences from the files of `folder`, each once. Vectors come from the file `kept`, if it is there; else they go there."""
    texts = list(_each_once(_texts(folder), count))
    if kept and kept.exists():
        return Read(texts, np.load(kept)[: len(texts)], 0.0)
    begun = time.process_time()
    vectors = encoder().vectors(texts)
    cpu_s = time.process_time() - begun
    if kept:
        np.save(kept, vectors)
    return Read(texts, vectors, cpu_s)


def _each_once(texts: Iterator[str], count: int) -> Iterator[str]:
    seen: set[str] = set()
    for text in texts:
        if text not in seen and len(text.split()) >= FEWEST_WORDS:
            seen.add(text)
            yield text
        if len(seen) == count:
            return


def _texts(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*.*")):
        if path.name.endswith(".jsonl.gz"):
            yield from _of_corpus(path)
        elif path.is_file():
            yield from _of_transcript(path)


def _of_corpus(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt") as lines:
        for line in lines:
            row = json.loads(line)
            for name in ("text", "source", "target"):
                yield " ".join(str(row.get(name) or "").split())


def _of_transcript(path: Path) -> Iterator[str]:
    try:
        found = sentences(parse(read_limited(path)).cues)
    except TranscriptError:
        return
    yield from (sentence.text for sentence in found)


def store(utterances: Sequence[int], read: Read) -> None:
    """Give these utterances the vectors of real sentences, one after the other, as far as there are some."""
    with (
        connection.cursor() as cursor,
        cursor.copy("COPY transcripts_sentencevector (utterance_id, checksum, vector) FROM STDIN") as copy,
    ):
        for utterance, text, vector in zip(utterances, read.texts, read.vectors, strict=False):
            copy.write_row((utterance, checksum(text), written(vector)))


def tidied() -> None:
    """The index made as the worker makes it, and statistics."""
    index_large(TABLE)
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {TABLE}")


def measured(read: Read) -> Iterator[str]:
    """What the index costs and finds, over an empty database."""
    session = Session()
    searched = Read(read.texts[:SEARCHED], read.vectors[:SEARCHED], 0.0)
    utterances = _said(searched.texts)
    store(utterances, searched)
    yield f"### {len(utterances):,} real sentences by meaning\n\n| | |\n|---|---:|"
    if read.cpu_s:
        yield f"| read, a CPU-second | {len(read.texts) / read.cpu_s:,.0f} sentences |"
    asked = read.texts[SEARCHED:]
    yield f"| neighbours, each compared, CPU ms p50 / p95 | {_cost(session, asked[:40])} |"
    yield f"| index made | {session.cost_of(tidied).machine_ms / 1000:,.0f} CPU-s |"
    yield f"| index | {_size(f'{TABLE}_near') / 2**20:,.0f} MiB |"
    yield f"| neighbours by the index, CPU ms p50 / p95 | {_cost(session, asked)} |"
    yield f"| recall of the first {FIRST}, {len(asked)} sentences looked for | {_recall(utterances, read):.4f} |"


def _said(texts: Sequence[str]) -> list[int]:
    """Utterances with these words, in one long talk."""
    transcript = transcript_for("Real sentences")
    said = [Sentence(0, "", text, None, None, False) for text in texts]
    with transaction.atomic():
        store_sentences(transcript, said, {}, tell_nobody)
    return list(transcript.utterances.order_by("position").values_list("pk", flat=True))


def _cost(session: Session, asked: Sequence[str]) -> Spread:
    """Of the database alone: the sentence itself is read beforehand."""
    for text in asked:
        nearest(text, FIRST)
    return spread([session.cost_of(partial(nearest, text, FIRST)).machine_ms for text in asked])


def _recall(utterances: Sequence[int], read: Read) -> float:
    """The share of the nearest `FIRST` by an exact search, in full precision, that the index finds."""
    exact = np.argsort(-(read.vectors[SEARCHED:] @ read.vectors[:SEARCHED].T), axis=1)[:, :FIRST]
    hits = sum(
        len({near.utterance for near in nearest(text, FIRST)} & {utterances[place] for place in places})
        for text, places in zip(read.texts[SEARCHED:], exact, strict=True)
    )
    return hits / exact.size


def _size(relation: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_relation_size(%s)", [relation])
        return int(cursor.fetchone()[0])
