"""Many rows at once: the utterances of a transcript with what makes them found, and fields of rows that are there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import connection
from django.db.models import Field, Model

from transcripts.models import Speaker, Transcript
from transcripts.progress import Report, Stage
from transcripts.searching.rows import index_transcript
from transcripts.words.sentencing import Sentence

BATCH = 10_000
"""Rows between two reports."""

_COLUMNS = {
    "transcript_id": "int8",
    "position": "int4",
    "turn": "int4",
    "label": "text",
    "speaker_id": "int8",
    "text": "text",
    "start_s": "float8",
    "end_s": "float8",
    "times_estimated": "bool",
}
_COPY = f"COPY transcripts_utterance ({', '.join(_COLUMNS)}) FROM STDIN (FORMAT binary)"


def store_sentences(
    transcript: Transcript, sentences: Sequence[Sentence], speakers: Mapping[str, Speaker], report: Report
) -> None:
    """Store the utterances of a transcript, each in the voice that its label has among `speakers`, and let them be found.

    By COPY, past the ORM: rows are checked by the table's constraints alone, and history records no single one.
    """
    ids = {label: speaker.pk for label, speaker in speakers.items()}
    for begun in range(0, len(sentences), BATCH):
        report(Stage.STORE, begun, len(sentences))
        _copy(transcript.pk, begun, sentences[begun : begun + BATCH], ids)
    index_transcript(transcript, len(sentences), report)


def store_fields(rows: Sequence[Model], names: Sequence[str]) -> None:
    """Store these fields of rows of one table, in one statement, through its constraints and triggers.

    Django's own `bulk_update` writes a CASE for each row and field, which takes longer to write than to do.
    """
    if not rows:
        return
    meta, quoted = rows[0]._meta, connection.ops.quote_name
    fields: list[Field[object, object]] = [meta.get_field(name) for name in names]  # type: ignore[misc]  # none is a relation from elsewhere
    columns = [quoted(str(each.column)) for each in fields]
    given = ", ".join(f"%s::{each.db_type(connection)}[]" for each in fields)
    changed = ", ".join(f"{column} = new.{column}" for column in columns)
    values = [[getattr(row, each.attname) for row in rows] for each in fields]
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {quoted(meta.db_table)} old SET {changed} "  # noqa: S608  names of our own tables and columns
            f"FROM unnest(%s::int8[], {given}) new (key, {', '.join(columns)}) WHERE old.id = new.key",
            [[row.pk for row in rows], *values],
        )


def _copy(transcript: int, first: int, sentences: Sequence[Sentence], speakers: Mapping[str, int]) -> None:
    # A COPY goes past Django's cursor, so its errors are not made Django's unless asked for.
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        copy.set_types(list(_COLUMNS.values()))
        for position, said in enumerate(sentences, first):
            copy.write_row(
                (
                    transcript,
                    position,
                    said.turn,
                    said.label,
                    speakers.get(said.label),
                    said.text,
                    said.start_s,
                    said.end_s,
                    said.estimated,
                )
            )
