"""Sentences that were found, as a page shows them: their words with what was looked for marked, and the place."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import connection

from transcripts.models import Utterance
from transcripts.searching.postgres import as_json
from transcripts.searching.terms import Term

BEGIN, END = "\ue000", "\ue001"
"""Characters of no script, between which PostgreSQL puts what was looked for."""

LONG = 400
"""Characters from which a sentence is shown in part."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text; marked, it is what was looked for."""

    text: str
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class ShownSentence:
    """A sentence with its speaker, its episode and its show, which make no further query."""

    utterance: Utterance
    pieces: tuple[Piece, ...]

    @property
    def address(self) -> str:
        """The episode at the second where the sentence begins, or at its line where nothing is known of seconds."""
        if self.utterance.start_s is None:
            return self.utterance.get_absolute_url()
        return f"{self.utterance.transcript.episode.get_absolute_url()}?t={int(self.utterance.start_s)}"


_HEADLINES = f"""
SELECT u.id, ts_headline(transcripts_spoken(t.language), u.text, asked.words,
                         'StartSel={BEGIN}, StopSel={END}, ' || CASE WHEN length(u.text) < {LONG} THEN 'HighlightAll=true'
                                                         ELSE 'MaxWords=45, MinWords=25, MaxFragments=2' END)
  FROM transcripts_searchrow r
  JOIN transcripts_utterance u ON u.id = r.utterance_id
  JOIN transcripts_transcript t ON t.id = u.transcript_id,
       (SELECT transcripts_asked_anywhere(%s) AS words OFFSET 0) asked
 WHERE r.utterance_id = ANY (%s)
"""  # noqa: S608  no words but our own

# Texts that no transcript holds are English, as the site is.
_MARKED = f"""
SELECT text, ts_headline('spoken_english', text,
                         transcripts_asked_anywhere(%(term)s::jsonb) || CASE WHEN %(term)s::jsonb IS NULL THEN ''
                             ELSE transcripts_asked(%(term)s::jsonb, 'spoken_english') END,
                         'StartSel={BEGIN}, StopSel={END}, HighlightAll=true')
  FROM unnest(%(texts)s::text[]) AS text
"""  # noqa: S608  no words but our own


def shown(utterances: Sequence[int], term: Term | None) -> list[ShownSentence]:
    """These sentences in this order, without those that may not stand in lists. Two queries."""
    with connection.cursor() as cursor:
        cursor.execute(_HEADLINES, [as_json(term), list(utterances)])
        marked = dict(cursor.fetchall())
    rows = Utterance.objects.with_speakers().with_places().in_bulk(marked)
    return [ShownSentence(rows[each], pieces(marked[each])) for each in utterances if each in rows]


def marked_texts(texts: Collection[str], term: Term | None) -> dict[str, tuple[Piece, ...]]:
    """Short texts of any language, each with what was looked for marked. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_MARKED, {"term": as_json(term), "texts": list(texts)})
        return {text: pieces(headline) for text, headline in cursor.fetchall()}


def pieces(headline: str) -> tuple[Piece, ...]:
    """A headline in parts.

    >>> pieces("It " + BEGIN + "rained" + END + " a lot")
    (Piece(text='It ', is_marked=False), Piece(text='rained', is_marked=True), Piece(text=' a lot', is_marked=False))
    """
    found: list[Piece] = []
    for each in headline.split(BEGIN):
        marked, end, plain = each.rpartition(END)
        found += [Piece(marked.replace(END, ""), True)] if end and marked else []
        found += [Piece(plain)] if plain else []
    return tuple(found)
