"""Labels without words, and how they are laid over cues."""

from __future__ import annotations

import time

import pytest

from transcripts.cues import Cue, TranscriptError
from transcripts.importers import parse
from transcripts.importers.rttm import LabelSpan, lay_labels, read_rttm, sniff

LINE = "SPEAKER show 1 {} {} <NA> <NA> {} <NA> <NA>"


def _rttm(*spans: tuple[object, object, str]) -> bytes:
    return "\n".join(LINE.format(*span) for span in spans).encode()


def _cue(start_s: float | None, end_s: float | None, speaker: str | None = None) -> Cue:
    return Cue(start_s, end_s, speaker, "Hi.")


def _labels(cues: list[Cue], *spans: tuple[float, float, str]) -> list[str | None]:
    return [cue.speaker for cue in lay_labels(cues, [LabelSpan(*span) for span in spans]).cues]


def test_reads_spans_in_the_order_of_time() -> None:
    assert read_rttm(_rttm((2.5, 1, "bob"), ("0.250000", ".5", "ann"))) == (
        LabelSpan(0.25, 0.75, "ann"),
        LabelSpan(2.5, 3.5, "bob"),
    )


def test_passes_over_comments_and_lines_of_other_types() -> None:
    data = b";; made by hand\nSPKR-INFO show 1 <NA> <NA> <NA> unknown ann <NA>\n\n" + _rttm((1, 1, "ann"))

    assert read_rttm(data) == (LabelSpan(1.0, 2.0, "ann"),)


def test_takes_nine_columns() -> None:
    assert read_rttm(b"SPEAKER show 1 1 1 <NA> <NA> ann <NA>") == (LabelSpan(1.0, 2.0, "ann"),)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("SPEAKER show 1 2.5 1.0 <NA> <NA>", "bad-row"),
        ("SPEAKER show 1 2.5 1.0 <NA> <NA> ann lee <NA> <NA>", "bad-row"),
        ("SPEAKER show 1 x 1.0 <NA> <NA> ann <NA> <NA>", "bad-row"),
        ("SPEAKER show 1 2.5 -1 <NA> <NA> ann <NA> <NA>", "bad-row"),
        ("SPEAKER show 1 nan 1 <NA> <NA> ann <NA> <NA>", "bad-row"),
        ("Nothing but plain words", "bad-row"),
    ],
)
def test_refuses_a_line_that_it_cannot_read(line: str, code: str) -> None:
    with pytest.raises(TranscriptError) as refused:
        read_rttm(_rttm((1, 1, "ann")) + b"\n" + line.encode())

    assert (refused.value.code, refused.value.line) == (code, 2)


def test_refuses_a_file_without_labels() -> None:
    with pytest.raises(TranscriptError) as refused:
        read_rttm(b"SPKR-INFO show 1 <NA> <NA> <NA> unknown ann <NA>\n")

    assert refused.value.code == "no-labels"


def test_asks_which_recording_is_meant() -> None:
    data = _rttm((1, 1, "ann")) + b"\n" + _rttm((1, 1, "bob")).replace(b"show", b"other")

    with pytest.raises(TranscriptError, match="for 2 recordings \\(other, show\\)") as refused:
        read_rttm(data)
    assert refused.value.code == "several-recordings"
    assert read_rttm(data, "other") == (LabelSpan(1.0, 2.0, "bob"),)
    with pytest.raises(TranscriptError, match="no labels for “third”"):
        read_rttm(data, "third")


def test_labels_alone_are_no_transcript() -> None:
    with pytest.raises(TranscriptError, match="Import a transcript of the same recording first") as refused:
        parse(_rttm((0, 1, "ann"), (1, 1, "bob")))

    assert (refused.value.code, refused.value.line) == ("labels-only", 1)


@pytest.mark.parametrize(
    "text", ["SPEAKER Ann: Hi.\n", "SPKR-INFO s 1 <NA> <NA> <NA> x ann <NA>\n", "", ";;\n"]
)
def test_does_not_take_another_text_for_labels(text: str) -> None:
    assert sniff(text) == 0.0


def test_gives_a_cue_the_label_with_most_of_its_time() -> None:
    cues = [_cue(0.0, 2.0), _cue(2.0, 6.0), _cue(6.0, 7.0)]

    assert _labels(cues, (0.0, 3.0, "A"), (2.5, 9.0, "B")) == ["A", "B", "B"]


def test_counts_the_overlapping_times_of_one_label_once() -> None:
    assert _labels([_cue(0.0, 10.0)], (0.0, 4.0, "A"), (1.0, 4.0, "A"), (2.0, 4.0, "A"), (4.0, 9.0, "B")) == [
        "B"
    ]


def test_of_two_labels_with_the_same_time_the_earlier_counts() -> None:
    assert _labels([_cue(0.0, 4.0)], (2.0, 4.0, "B"), (0.0, 2.0, "A")) == ["A"]


def test_a_cue_of_no_length_lies_under_what_surrounds_it() -> None:
    assert _labels([_cue(1.0, 1.0), _cue(5.0, 5.0)], (0.0, 2.0, "A")) == ["A", None]


def test_cues_need_not_be_in_order() -> None:
    assert _labels([_cue(5.0, 6.0), _cue(0.0, 1.0)], (0.0, 2.0, "A"), (4.0, 9.0, "B")) == ["B", "A"]


def test_says_what_is_doubtful_about_the_labels() -> None:
    cues = [_cue(0.0, 2.0), _cue(2.0, 3.0, "Ann"), _cue(8.0, 9.0, "Bob"), _cue(None, None)]
    laid = lay_labels(cues, [LabelSpan(0.0, 3.0, "A"), LabelSpan(0.5, 1.5, "B")])

    assert [cue.speaker for cue in laid.cues] == ["A", "A", "Bob", None]
    assert [(w.code, w.message.split(" ", 2)[0]) for w in laid.warnings] == [
        ("labels-replaced", "1"),
        ("no-label", "1"),
        ("no-times", "1"),
    ]
    assert lay_labels([_cue(0.0, 2.0)], [LabelSpan(0.0, 2.0, "A"), LabelSpan(0.5, 2.0, "B")]).warnings[
        0
    ].code == ("several-labels")


def test_takes_time_in_proportion_to_what_overlaps() -> None:
    cues = [_cue(0.0, 1e6), *(_cue(float(n), n + 1.0) for n in range(20_000))]
    spans = [LabelSpan(float(n), n + 1.5, f"{n % 7}") for n in range(20_000)]

    began = time.process_time()
    lay_labels(cues, spans)
    assert time.process_time() - began < 2
