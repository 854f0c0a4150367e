"""Voices whose names are not sure: labels that stand for nobody yet, names that are only proposed, and what readers doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, overload

from django.db import connection

from transcripts.models import Utterance


@dataclass(frozen=True, slots=True)
class UncertainVoice:
    """A label of a current transcript, or one doubted sentence, at the sentence by which it is shown.

    `speaker` is the key of whoever it stands for now. `sentences` and `seconds` count what is meant. `offer` is a reader's doubt.
    """

    transcript: int
    position: int
    label: str
    speaker: int | None
    sentences: int
    seconds: float
    is_put_off: bool
    offer: int | None = None


# The sentence that is played is the longest one of up to twenty seconds: enough to know a voice by.
_ROWS = """
WITH here AS MATERIALIZED (
    SELECT t.id FROM transcripts_transcript t
      JOIN transcripts_episode e ON e.id = t.episode_id
     WHERE t.is_current AND NOT e.is_taken_down
       AND (%(shows)s::bigint[] IS NULL OR e.show_id = ANY(%(shows)s))
       AND (%(episode)s::bigint IS NULL OR e.id = %(episode)s)
), disputed AS (
    SELECT a.transcript_id, a.label FROM transcripts_attribution a
      JOIN here ON here.id = a.transcript_id
      JOIN transcripts_attribution b ON b.transcript_id = a.transcript_id AND b.label = a.label AND b.turn IS NULL
           AND b.state = 'accepted' AND b.method <> 'editor' AND b.speaker_id <> a.speaker_id
     WHERE a.state = 'proposed' AND a.turn IS NULL
     GROUP BY 1, 2
), said AS (
    SELECT u.* FROM transcripts_utterance u JOIN here ON here.id = u.transcript_id
     WHERE u.speaker_id IS NULL AND u.label <> ''
    UNION ALL
    SELECT u.* FROM transcripts_utterance u JOIN disputed d ON d.transcript_id = u.transcript_id AND d.label = u.label
     WHERE u.speaker_id IS NOT NULL
), found AS (
    SELECT u.transcript_id, (array_agg(u.position ORDER BY least(u.end_s - u.start_s, 20) DESC NULLS LAST, u.position))[1] AS position,
           u.label, u.speaker_id, count(*) AS sentences, coalesce(sum(u.end_s - u.start_s), 0) AS seconds, NULL::bigint AS offer
      FROM said u
     WHERE NOT EXISTS (SELECT 1 FROM transcripts_namedecision d WHERE d.transcript_id = u.transcript_id AND d.label = u.label
                          AND d.verdict = 'nobody' AND d.scope <> 'turn' AND d.undone_at IS NULL)
     GROUP BY u.transcript_id, u.label, u.speaker_id
    UNION ALL
    SELECT u.transcript_id, u.position, u.label, u.speaker_id, 1, coalesce(u.end_s - u.start_s, 0), o.id
      FROM transcripts_correctionoffer o
      JOIN transcripts_utterance was ON was.id = o.utterance_id
      JOIN transcripts_transcript old ON old.id = was.transcript_id
      JOIN transcripts_transcript new ON new.episode_id = old.episode_id
      JOIN here ON here.id = new.id
      JOIN transcripts_utterance u ON u.transcript_id = new.id AND u.position = was.position AND u.text = was.text
     WHERE o.kind = 'speaker' AND o.state = 'waiting'
), ranked AS (
    SELECT found.*, EXISTS (
        SELECT 1 FROM transcripts_namedecision d
         WHERE d.transcript_id = found.transcript_id AND d.label = found.label AND d.verdict = 'later' AND d.undone_at IS NULL
           AND d.offer_id IS NOT DISTINCT FROM found.offer) AS is_put_off, EXISTS (
        SELECT 1 FROM transcripts_attribution a
         WHERE a.transcript_id = found.transcript_id AND a.label = found.label AND a.turn IS NULL AND a.state = 'proposed') AS is_proposed
      FROM found
)
"""

_FIELDS = "transcript_id, position, label, speaker_id, sentences, seconds, is_put_off, offer"
_ORDER = (
    "ORDER BY is_put_off, offer NULLS LAST, is_proposed DESC, seconds DESC, transcript_id, label, position"
)


class UncertainVoices(Sequence[UncertainVoice]):
    """The queue, as a paginator takes it: readers' doubts first, then what is proposed, then whoever speaks longest; what was put off last.

    `shows` are the keys of those that are meant, all where there is none; `episode` is the key of the one that is. Makes one query, as counting
    the voices costs as much as reading them.
    """

    def __init__(self, shows: frozenset[int] | None, episode: int | None = None) -> None:
        self._asked = {"shows": None if shows is None else sorted(shows), "episode": episode}

    @cached_property
    def _voices(self) -> list[UncertainVoice]:
        return _read(_ORDER, self._asked)

    def __len__(self) -> int:
        return len(self._voices)

    @overload
    def __getitem__(self, wanted: int) -> UncertainVoice: ...

    @overload
    def __getitem__(self, wanted: slice) -> list[UncertainVoice]: ...

    def __getitem__(self, wanted: int | slice) -> UncertainVoice | list[UncertainVoice]:
        return self._voices[wanted]


def uncertain_at(line: Utterance, offer: int | None = None) -> UncertainVoice | None:
    """The voice of this sentence, whose transcript is loaded, as far as its name is not sure, or else nothing. One query.

    With `offer` it is that reader's doubt about the sentence.
    """
    asked = {"shows": None, "episode": line.transcript.episode_id}
    where = "WHERE transcript_id = %(transcript)s AND label = %(label)s AND speaker_id IS NOT DISTINCT FROM %(speaker)s"
    about = {"transcript": line.transcript_id, "label": line.label, "speaker": line.speaker_id}
    rows = _read(f"{where} {_ORDER}", {**asked, **about})
    found = [row for row in rows if row.offer == offer and (offer is None or row.position == line.position)]
    return replace(found[0], position=line.position) if found else None


def _read(end: str, values: dict[str, Any]) -> list[UncertainVoice]:
    with connection.cursor() as cursor:
        cursor.execute(f"{_ROWS} SELECT {_FIELDS} FROM ranked {end}", values)  # noqa: S608  constants
        return [UncertainVoice(*row) for row in cursor.fetchall()]
