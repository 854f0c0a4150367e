"""Machines beside ours, asked the same: SQLite's FTS5 and tantivy, each with its best twenty and their highlights."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import tantivy

from benchmarks.searching.asking import Ask, Kind
from benchmarks.searching.measuring import QueryCost, own_ms
from benchmarks.searching.segments import Segment

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Built:
    """What it took to take in all sentences, indexes included: CPU-seconds, without making them up, and bytes on disk."""

    sentences: int
    cpu_s: float
    size: int


class Engine(Protocol):
    """Something that finds sentences."""

    name: str

    def build(self, episodes: Iterable[list[Segment]]) -> Built: ...

    def cost(self, ask: Ask) -> QueryCost:
        """What an answer takes: the best twenty with their highlights."""
        ...


def size_of(folder: Path) -> int:
    """Bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


class Making:
    """The CPU-seconds that went into making sentences up, which no machine is charged for."""

    def __init__(self, episodes: Iterable[list[Segment]]) -> None:
        self._episodes = iter(episodes)
        self.seconds = 0.0
        self.sentences = 0

    def __iter__(self) -> Making:
        return self

    def __next__(self) -> list[Segment]:
        begun = time.thread_time()
        episode = next(self._episodes)
        self.seconds += time.thread_time() - begun
        self.sentences += len(episode)
        return episode


class Fts5:
    """SQLite's own full text search; a speaker is a word of a second column."""

    name = "SQLite FTS5"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = sqlite3.connect(folder / "fts5.sqlite")

    def build(self, episodes: Iterable[list[Segment]]) -> Built:
        making = Making(episodes)
        begun = time.process_time()
        self._file.execute("PRAGMA journal_mode = off")
        self._file.execute(
            "CREATE VIRTUAL TABLE said USING fts5(words, voice, tokenize = 'porter unicode61 remove_diacritics 2')"
        )
        for episode in making:
            self._file.executemany(
                "INSERT INTO said VALUES (?, ?)", ((said.text, f"s{said.speaker}") for said in episode)
            )
        self._file.commit()
        cpu_s = time.process_time() - begun - making.seconds
        return Built(making.sentences, cpu_s, size_of(self._folder))

    def cost(self, ask: Ask) -> QueryCost:
        return QueryCost(own_ms(lambda: self._find(_in_fts5(ask))))

    def _find(self, match: str) -> list[Any]:
        return self._file.execute(_BEST_OF_FTS5, [match, SHOWN]).fetchall()


_BEST_OF_FTS5 = """
SELECT rowid, snippet(said, 0, '<b>', '</b>', '…', 30) FROM said WHERE said MATCH ? ORDER BY rank LIMIT ?
"""


def _in_fts5(ask: Ask) -> str:
    words = f'"{" ".join(ask.words)}"' if ask.kind is Kind.PHRASE else " AND ".join(ask.words)
    star = "*" if ask.kind is Kind.PREFIX else ""
    voice = f" AND voice : s{ask.speaker}" if ask.speaker is not None else ""
    return f"words : {words}{star}{voice}" if ask.kind is not Kind.BOTH else f"words : ({words})"


class Tantivy:
    """The library by itself, with one field of English stems: what it can do without the site around it."""

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "tantivy"
        self._folder.mkdir()
        self._schema = (
            tantivy.SchemaBuilder()
            .add_text_field("words", stored=True, tokenizer_name="en_stem")
            .add_integer_field("speaker", indexed=True)
            .build()
        )
        self._index = tantivy.Index(self._schema, str(self._folder))

    def build(self, episodes: Iterable[list[Segment]]) -> Built:
        making = Making(episodes)
        begun = time.process_time()
        writer = self._index.writer(256_000_000, 1)
        for episode in making:
            for said in episode:
                writer.add_document(tantivy.Document(words=said.text, speaker=said.speaker))
        writer.commit()
        writer.wait_merging_threads()
        cpu_s = time.process_time() - begun - making.seconds
        self._index.reload()
        return Built(making.sentences, cpu_s, size_of(self._folder))

    def cost(self, ask: Ask) -> QueryCost:
        return QueryCost(own_ms(lambda: self._find(ask)))

    def _find(self, ask: Ask) -> list[str]:
        searcher, query = self._index.searcher(), self._query(ask)
        hits = searcher.search(query, SHOWN, count=False).hits
        snippets = tantivy.SnippetGenerator.create(searcher, query, self._schema, "words")
        return [snippets.snippet_from_doc(searcher.doc(address)).to_html() for _, address in hits]

    def _query(self, ask: Ask) -> tantivy.Query:
        if ask.kind is Kind.PREFIX:
            return tantivy.Query.regex_query(self._schema, "words", f"{ask.words[0]}.*")
        typed = f'"{" ".join(ask.words)}"' if ask.kind is Kind.PHRASE else " ".join(ask.words)
        words = self._index.parse_query(typed, ["words"], conjunction_by_default=True)
        if ask.speaker is None:
            return words
        voice = tantivy.Query.term_query(self._schema, "speaker", ask.speaker)
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, words), (tantivy.Occur.Must, voice)])
