"""Words found by tantivy, in files beside the database: one machine, one writer, and a fraction of PostgreSQL's work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

import tantivy
from django.conf import settings
from django.db import connection

from transcripts.models import Episode
from transcripts.searching.backend import CANDIDATES, NOTHING, Found, Hit, Query, Report, tell_nobody
from transcripts.searching.tantivy_terms import PLAIN, analyzer, asked, field_of, fields, schema

VERSION = 1
"""Of the files: another one begins anew in a folder of its own, and `rebuild` fills it."""
WRITER_BYTES = 64_000_000
BATCH = 20
"""Transcripts whose sentences are read at once."""

_ROWS = """
SELECT s.utterance_id, s.transcript_id, s.show_id, s.speaker_id, s.published_on, t.language, u.text
  FROM transcripts_searchrow s
  JOIN transcripts_utterance u ON u.id = s.utterance_id
  JOIN transcripts_transcript t ON t.id = s.transcript_id
 WHERE u.transcript_id = ANY(%s) ORDER BY s.utterance_id
"""


class TantivyBackend:
    """Files in the folder that the setting SEARCH_FOLDER names.

    They lag behind the database until `update` is told of a change. Every sentence that fits is weighed, by BM25. One process
    may write at a time: a second one gets a ValueError that says so.
    """

    keeps_up = False

    def find(self, query: Query, most: int = 20, skip: int = 0) -> Found:
        if not query.narrows or skip >= CANDIDATES:
            return NOTHING
        searcher = self._index.searcher()
        wanted = asked(query, self._languages(searcher))
        if wanted is None:
            return NOTHING
        found = searcher.search(wanted, query.enough)
        numbers = searcher.fast_field_values("utterance", [address for _, address in found.hits])
        hits = [Hit(int(number or 0), score) for (score, _), number in zip(found.hits, numbers, strict=True)]
        hits.sort(key=lambda hit: (-hit.score, -hit.utterance))
        count: int = found.count  # type: ignore[attr-defined]  # the stubs leave it out
        return Found(tuple(hits[skip : skip + most]), min(count, query.enough))

    def update(self, transcripts: Iterable[int]) -> None:
        wanted = list(transcripts)
        writer = self._index.writer(WRITER_BYTES, 1)
        for begun in range(0, len(wanted), BATCH):
            some = wanted[begun : begun + BATCH]
            for transcript in some:
                writer.delete_documents_by_term("transcript", transcript)
            _add(writer, some)
        self._commit(writer)

    def rebuild(self, report: Report = tell_nobody) -> None:
        """In one commit: searches see the old files until all the new ones are there."""
        episodes = list(Episode.objects.order_by("pk").values_list("pk", flat=True))
        writer = self._index.writer(WRITER_BYTES, 1)
        writer.delete_all_documents()
        for begun in range(0, len(episodes), BATCH):
            report(begun, len(episodes))
            some = Episode.objects.filter(
                pk__in=episodes[begun : begun + BATCH], transcripts__is_current=True
            )
            _add(writer, list(some.values_list("transcripts", flat=True)))
        self._commit(writer)
        report(len(episodes), len(episodes))

    @cached_property
    def _index(self) -> tantivy.Index:
        folder = Path(settings.SEARCH_FOLDER) / f"tantivy-{VERSION}"
        folder.mkdir(parents=True, exist_ok=True)
        index = tantivy.Index(schema(), str(folder))
        for field in fields():
            index.register_tokenizer(f"said_{field}", analyzer(field))
        return index

    def _commit(self, writer: tantivy.IndexWriter) -> None:
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    @staticmethod
    def _languages(searcher: tantivy.Searcher) -> list[str]:
        return [field for field in fields() if searcher.doc_freq("language", field)]


def _add(writer: tantivy.IndexWriter, transcripts: Sequence[int]) -> None:
    for document in _documents(transcripts):
        writer.add_document(document)


def _documents(transcripts: Sequence[int]) -> Iterator[tantivy.Document]:
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, [list(transcripts)])
        for utterance, transcript, show, speaker, published_on, language, text in cursor.fetchall():
            field = field_of(language)
            values = {
                "utterance": utterance,
                "transcript": transcript,
                "show": show,
                "speaker": speaker,
                "day": published_on and published_on.toordinal(),
                "language": field,
                PLAIN: text,
                field: text,
            }
            yield tantivy.Document(**{name: value for name, value in values.items() if value is not None})
