"""What holds for the cues of every format, whoever made them."""

from __future__ import annotations

from transcripts.cues import Cue, Parsed
from transcripts.importers.account import Account


def _parsed(*cues: Cue) -> Parsed:
    return Account().parsed("any", cues, len(cues))


def test_no_label_is_longer_than_a_name_in_the_database() -> None:
    parsed = _parsed(*(Cue(None, None, "A" * 201, "Hi.", line=line) for line in (3, 4)))

    assert [cue.speaker for cue in parsed.cues] == ["A" * 200, "A" * 200]
    assert [(w.line, w.code) for w in parsed.warnings] == [(3, "long-name")]


def test_no_label_holds_marks_of_direction() -> None:
    parsed = _parsed(
        Cue(None, None, "\u202eAnn\u202c", "Hi.", line=3), Cue(None, None, "\u200e", "Ho.", line=4)
    )

    assert [cue.speaker for cue in parsed.cues] == ["Ann", None]
    assert [(w.line, w.code) for w in parsed.warnings] == [(3, "odd-name"), (4, "odd-name")]


def test_a_time_beyond_a_thousand_hours_is_named() -> None:
    parsed = _parsed(Cue(0.0, 3_600_000.0, None, "Hi.", line=3), Cue(3_600_001.0, None, None, "Ho.", line=4))

    assert [(w.line, w.code) for w in parsed.warnings] == [(4, "odd-time")]
