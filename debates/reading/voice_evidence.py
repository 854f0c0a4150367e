"""What voices tell of who it is: the nearest people, how near, and what the policy makes of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db import connection
from django.db.models import QuerySet

from transcripts.attribution.uncertain import UncertainVoice
from transcripts.models import Attribution, NameDecision, Speaker, Transcript, VoiceEvidence
from transcripts.voices import DECISIONS, Band, Calibration, Candidate, Decision, calibrate, decide


@dataclass(frozen=True, slots=True)
class VoiceTold:
    """The two nearest people with their scores, the best first; nobody where no voice was compared.

    `margin` is the lead over the second, `net_s` the seconds heard alone, `enrolled_s` those of the nearest person's samples,
    `model` the key of the encoder. `probability` is calibrated on `decisions` decisions of editors, and missing while they are too few.
    """

    candidates: tuple[tuple[Speaker, float], ...] = ()
    margin: float | None = None
    band: str = ""
    policy: str = ""
    net_s: float | None = None
    enrolled_s: float | None = None
    model: int | None = None
    probability: float | None = None
    decisions: int = 0

    @property
    def person(self) -> Speaker | None:
        """Whose voice it is likely to be; nobody's where that is unknown."""
        return self.candidates[0][0] if self.candidates and self.band != Band.UNKNOWN else None

    @property
    def score(self) -> float | None:
        return self.candidates[0][1] if self.candidates else None

    @property
    def percent(self) -> int | None:
        return None if self.probability is None else round(100 * self.probability)

    @property
    def decisions_needed(self) -> int:
        return DECISIONS


# The two nearest active profiles of each voice, by its own model, where the show lets voices be compared.
_NEAREST = """
SELECT t.id, c.label, c.net_s, c.model_id, n.speaker_id, n.score, n.seconds
  FROM transcripts_transcript t
  JOIN transcripts_episode e ON e.id = t.episode_id
  JOIN transcripts_show s ON s.id = e.show_id AND s.recognises_voices
  JOIN transcripts_voicecluster c ON c.recording_id = t.recording_id AND c.embedding IS NOT NULL
  CROSS JOIN LATERAL (
      SELECT p.speaker_id, 1 - (p.centroid <=> c.embedding) AS score, p.seconds
        FROM transcripts_voiceprofile p
        JOIN transcripts_speaker k ON k.id = p.speaker_id AND k.voice_profile = 'active'
       WHERE p.model_id = c.model_id
       ORDER BY p.centroid <=> c.embedding, p.id LIMIT 2
  ) n
 WHERE (t.id, c.label) IN (SELECT * FROM unnest(%s::bigint[], %s::text[]))
 ORDER BY t.id, c.label, n.score DESC
"""


def voices_told(rows: Iterable[UncertainVoice]) -> dict[tuple[int, str], VoiceTold]:
    """What the voices of these labels tell today, by transcript and label; what was stored where the voice itself is gone. Four queries."""
    keys = sorted({(row.transcript, row.label) for row in rows})
    found = _compared(keys)
    for key, told in _stored(keys).items():
        found.setdefault(key, told)
    return found


def _compared(keys: Sequence[tuple[int, str]]) -> dict[tuple[int, str], VoiceTold]:
    with connection.cursor() as cursor:
        cursor.execute(_NEAREST, [[key[0] for key in keys], [key[1] for key in keys]])
        near = cursor.fetchall()
    people = Speaker.objects.in_bulk({row[4] for row in near})
    fits = Calibrations()
    found: dict[tuple[int, str], VoiceTold] = {}
    for key in dict.fromkeys((row[0], row[1]) for row in near):
        own = [row for row in near if (row[0], row[1]) == key]
        match = decide([Candidate(people[row[4]], float(row[5])) for row in own], own[0][2])
        found[key] = VoiceTold(
            tuple((each.person, each.score) for each in match.candidates),
            match.margin,
            match.band.value,
            match.policy,
            own[0][2],
            own[0][6],
            own[0][3],
            fits.probability(own[0][3], match.score, match.margin, own[0][2], own[0][6]),
            fits.count(own[0][3]),
        )
    return found


def _stored(keys: Iterable[tuple[int, str]]) -> dict[tuple[int, str], VoiceTold]:
    """What attributions by voice keep of it."""
    wanted = {transcript for transcript, _ in keys}
    rows = Attribution.objects.filter(transcript__in=wanted, turn=None, evidence__score__isnull=False)
    found = {}
    for each in rows.select_related("speaker", "evidence__runner_up").order_by("pk"):
        told = each.evidence
        near = [(each.speaker, told.score or 0.0)]
        if told.runner_up is not None:
            near.append((told.runner_up, (told.score or 0.0) - (told.margin or 0.0)))
        found[each.transcript_id, each.label] = VoiceTold(
            tuple(near), told.margin, told.band, told.policy, told.net_s
        )
    return found


def named_by_voice(transcript: Transcript) -> QuerySet[VoiceEvidence]:
    """What the names of this transcript's labels rest on that came by voice, with label and speaker; an editor's word is none."""
    by_voice = VoiceEvidence.objects.filter(
        attribution__transcript=transcript,
        attribution__turn=None,
        attribution__method=Attribution.Method.VOICE,
        attribution__state=Attribution.State.ACCEPTED,
    )
    return by_voice.select_related("attribution__speaker").order_by("attribution__label", "pk")


class Calibrations:
    """How often editors found matches right, by the model of the voices. One query, when it is first asked."""

    @cached_property
    def _examples(self) -> dict[int, list[Decision]]:
        by_model: dict[int, list[Decision]] = {}
        for model, decision in NameDecision.objects.as_examples():
            by_model.setdefault(model, []).append(decision)
        return by_model

    @cached_property
    def _fitted(self) -> dict[int, Calibration | None]:
        return {model: calibrate(examples) for model, examples in self._examples.items()}

    def count(self, model: int) -> int:
        return len(self._examples.get(model, []))

    def probability(
        self, model: int, score: float, margin: float, net_s: float, enrolled_s: float
    ) -> float | None:
        """That the nearest person is the right one; `None` before there are decisions enough of both kinds."""
        fitted = self._fitted.get(model)
        return None if fitted is None else fitted.probability(score, margin, net_s, enrolled_s)
