"""Words into the rows that are searched. Once there, they follow their sentence by the database's own triggers:
changed with it, gone with it, and out of search while their episode is private, unlisted or taken down, or its transcript is
not the current one.
"""

from __future__ import annotations

from django.db import connection

from transcripts.models import Episode, Transcript
from transcripts.progress import Report, Stage, tell_nobody

BATCH = 10_000
"""Sentences of one statement: a fifth of a second of work between two reports."""


def index_transcript(transcript: Transcript, sentences: int, report: Report = tell_nobody) -> None:
    """Let the words of a new transcript of so many sentences be found, in this transaction, if they may stand in lists.

    The rows are made in the database from those of the sentences, which are there already: as quick as a COPY of the
    same words, and one way in for all.
    """
    with connection.cursor() as cursor:
        for begun in range(0, sentences, BATCH):
            report(Stage.INDEX, begun, sentences)
            cursor.execute(
                "SELECT transcripts_index_words(%s, %s, %s)", [transcript.pk, begun, begun + BATCH]
            )


def index_episode(episode: Episode) -> None:
    """Make the rows of an episode anew: none, where its words may not stand in lists."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT transcripts_index_episode(%s)", [episode.pk])


def transcripts_with(phrase: str, language: str, most: int = 50) -> set[int]:
    """Ids of transcripts in which the words of `phrase` stand in a row, of at most `most` sentences."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT transcript_id FROM transcripts_searchrow"
            " WHERE vector @@ phraseto_tsquery(transcripts_spoken(%s), %s) LIMIT %s",
            [language, phrase, most],
        )
        return {row[0] for row in cursor.fetchall()}
