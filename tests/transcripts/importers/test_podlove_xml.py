from __future__ import annotations

import pytest

from transcripts.cues import TranscriptError
from transcripts.importers import parse

HEAD = '<?xml version="1.0"?>\n<t:transcripts xmlns:t="http://podlove.org/simple-transcripts">'
SPEECH = '<t:speech><t:speaker>Ann</t:speaker>\n<t:item start="00:00:01.000" end="00:00:02.000">Hi.</t:item></t:speech>'


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (f"{HEAD}{SPEECH}", "bad-xml", 3),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "bad-xml", 1),
        ("\n<transcripts/>", "no-transcript", 1),
        ("plain words", "bad-xml", 1),
    ],
)
def test_refuses_what_is_no_podlove_transcript(text: str, code: str, line: int) -> None:
    with pytest.raises(TranscriptError) as refused:
        parse(text.encode(), "podlove-xml")

    assert (refused.value.code, refused.value.line) == (code, line)


def test_loads_nothing_and_resolves_no_entity() -> None:
    bomb = f'<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd">{HEAD[22:]}{SPEECH}</t:transcripts>'

    with pytest.raises(TranscriptError, match="no DOCTYPE"):
        parse(bomb.encode(), "podlove-xml")


def test_times_in_the_wrong_order_are_kept_and_said() -> None:
    parsed = parse(f"{HEAD}{SPEECH.replace('00:00:02', '00:00:00')}</t:transcripts>".encode())

    assert [(cue.start_s, cue.end_s) for cue in parsed.cues] == [(1.0, 0.0)]
    assert [(warning.line, warning.code) for warning in parsed.warnings] == [(3, "ends-before-start")]


def test_a_transcript_without_items_says_so() -> None:
    assert [warning.code for warning in parse(f"{HEAD}</t:transcripts>".encode()).warnings] == ["no-cues"]


def test_a_long_name_is_cut_and_said() -> None:
    parsed = parse(f"{HEAD}{SPEECH.replace('Ann', 'A' * 300)}</t:transcripts>".encode())

    assert [cue.speaker for cue in parsed.cues] == ["A" * 200]
    assert [warning.code for warning in parsed.warnings] == ["long-name"]
