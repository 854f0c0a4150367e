"""The site's own search, in PostgreSQL, filled the way an import fills it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import islice

from django.db import connection, transaction

from benchmarks.imports.cost import Cost, cost_of
from benchmarks.searching.asking import Ask, Kind
from benchmarks.searching.engines import SHOWN, Built
from benchmarks.searching.measuring import QueryCost, Session
from benchmarks.searching.rows import transcript_for
from benchmarks.searching.segments import EPISODES_A_SHOW, Segment
from transcripts.ingest.storing import store_sentences
from transcripts.models import Speaker, Transcript
from transcripts.progress import tell_nobody
from transcripts.searching.backend import Hit, Query, SearchBackend
from transcripts.searching.language import parse
from transcripts.searching.meaning import merged, nearest
from transcripts.searching.postgres import PostgresBackend
from transcripts.searching.terms import All, Phrase, Prefix, Term, Word
from transcripts.words.sentencing import Sentence

AT_ONCE = 100
"""Episodes between two looks at the clock."""

MERGED = 100
"""Sentences found by words, and as many by meaning, that are merged."""

_HEADLINES = """
SELECT ts_headline('spoken_english', u.text, phraseto_tsquery('spoken_english', %s), 'MaxWords=30, MinWords=15')
  FROM transcripts_utterance u WHERE u.id = ANY(%s)
"""


class Ours:
    """Sentences in the rows of an import, found by the default machine, their highlights made for the twenty shown."""

    name = "PostgreSQL"

    def __init__(self) -> None:
        self._backend: SearchBackend = PostgresBackend()
        self._session = Session()
        self._speakers: dict[int, int] = {}

    def build(self, episodes: Iterable[list[Segment]]) -> Built:
        rest = iter(episodes)
        total, sentences, count = Cost(0, 0, 0), 0, 0
        while some := list(islice(rest, AT_ONCE)):
            stored = [(_transcript(number), said) for number, said in enumerate(some, count)]
            total += cost_of(partial(self._store, stored))
            sentences += sum(len(said) for said in some)
            count += len(some)
        total += cost_of(_tidied)
        return Built(sentences, total.total_s, size_of_tables())

    def cost(self, ask: Ask) -> QueryCost:
        return self.cost_of(lambda: self.find(ask))

    def cost_of(self, work: Callable[[], object]) -> QueryCost:
        return self._session.cost_of(work)

    def find(self, ask: Ask) -> list[Hit]:
        voices = frozenset() if ask.speaker is None else frozenset([self._speakers[ask.speaker]])
        hits = self._backend.find(Query(_term(ask), speakers=voices), SHOWN).hits
        _marked(" ".join(ask.words), [hit.utterance for hit in hits])
        return list(hits)

    def hybrid(self, asks: str) -> list[int]:
        """As the search page does it: all the words, the nearest in meaning, merged, the first twenty marked."""
        exact = [hit.utterance for hit in self._backend.find(Query(parse(asks).term), MERGED).hits]
        found = merged(exact, [near.utterance for near in nearest(asks, MERGED)])[:SHOWN]
        _marked(asks, found)
        return found

    def _store(self, episodes: Sequence[tuple[Transcript, list[Segment]]]) -> None:
        for transcript, said in episodes:
            with transaction.atomic():
                speakers = {f"s{number}": self._speaker(number) for number in {each.speaker for each in said}}
                store_sentences(transcript, _sentences(said), speakers, tell_nobody)

    def _speaker(self, number: int) -> Speaker:
        speaker, _ = Speaker.objects.get_or_create(name=f"Speaker {number}", slug=f"speaker-{number}")
        self._speakers[number] = speaker.pk
        return speaker


def _transcript(number: int) -> Transcript:
    return transcript_for(f"Episode {number}", f"Show {number // EPISODES_A_SHOW}")


def _sentences(said: Sequence[Segment]) -> list[Sentence]:
    return [
        Sentence(turn, f"s{each.speaker}", each.text, each.start_s, each.start_s + 5.5, False)
        for turn, each in enumerate(said)
    ]


def _marked(words: str, utterances: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_HEADLINES, [words, list(utterances)])
        cursor.fetchall()


def _term(ask: Ask) -> Term:
    if ask.kind is Kind.PHRASE:
        return Phrase(" ".join(ask.words))
    if ask.kind is Kind.PREFIX:
        return Prefix(ask.words[0])
    words = tuple(Word(word) for word in ask.words)
    return words[0] if len(words) == 1 else All(words)


def _tidied() -> None:
    """What the database does by itself sooner or later: every word sorted into its index, statistics made."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE) transcripts_searchrow")


def size_of_tables() -> int:
    """Bytes of the rows that are searched, their indexes included; the sentences themselves lie elsewhere."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(pg_total_relation_size(inhrelid)) FROM pg_inherits"
            " WHERE inhparent = 'transcripts_searchrow'::regclass"
        )
        return int(cursor.fetchone()[0])


def is_small_word(word: str) -> bool:
    """Whether searches leave it out ("of", "the")."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT length(to_tsvector('spoken_english', %s)) = 0", [word])
        return bool(cursor.fetchone()[0])
