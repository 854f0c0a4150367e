"""Sentences into rows, many at once: the utterances of a transcript, and what makes them found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import connection

from transcripts.models import Speaker, Transcript
from transcripts.progress import Report, Stage
from transcripts.search import index_transcript
from transcripts.sentencing import Sentence

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
