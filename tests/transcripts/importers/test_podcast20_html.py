"""Podcasting 2.0 HTML; whole files are in the samples."""

from __future__ import annotations

import pytest

from transcripts.cues import Cue, Parsed, TranscriptError
from transcripts.importers import parse
from transcripts.importers.podcast20_html import read, sniff


def _read(text: str) -> Parsed:
    return read(text.encode())


def _said(text: str) -> list[tuple[str | None, float | None, str]]:
    return [(cue.speaker, cue.start_s, cue.text) for cue in _read(text).cues]


def test_a_name_a_time_and_a_paragraph_make_a_cue() -> None:
    assert _read("<cite>Ann:</cite>\n<time>1:02:03</time>\n<p>Hi.</p>").cues == (
        Cue(3723.0, 3723.267, "Ann", "Hi.", estimated=True, line=1),
    )


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<time>0:01</time><cite>Ann</cite><p>Hi.</p>", [("Ann", 1.0, "Hi.")]),
        ("<cite>Ann</cite><p>Hi.</p><p>Ho.</p>", [("Ann", None, "Hi.\n\nHo.")]),
        ("<cite>Ann</cite><cite>Bob</cite><p>Hi.</p>", [("Bob", None, "Hi.")]),
        ("<time>0:01</time><p>Hi.</p><time>0:02</time><p>Ho.</p>", [(None, 1.0, "Hi."), (None, 2.0, "Ho.")]),
        ("<cite>Ann</cite><p>Hi. <cite>Bob:</cite> Ho.", [("Ann", None, "Hi."), ("Bob", None, "Ho.")]),
        ("<cite>Ann</cite><p>I read <cite>Emma</cite>.</p>", [("Ann", None, "I read Emma.")]),
        ("<cite>Ann</cite><p>In <time>1984</time> it rained.</p>", [("Ann", None, "In 1984 it rained.")]),
        (
            "<cite>Ann</cite><p>So.\n <time>0:09</time> And so.</p>",
            [("Ann", None, "So."), ("Ann", 9.0, "And so.")],
        ),
        ("<cite>A&amp;B</cite><p>&lt;b&gt;</p>", [("A&B", None, "<b>")]),
        ("<cite>Ann</cite><p>a<b>b</b> <i>c</i><br>d</p>", [("Ann", None, "ab c\nd")]),
        ("<cite>Ann</cite><p>Hi.<div>Not said</div><p>Ho.", [("Ann", None, "Hi.\n\nHo.")]),
    ],
)
def test_reads_what_pages_hold(page: str, said: list[tuple[str | None, float | None, str]]) -> None:
    assert _said(page) == said


def test_a_name_without_words_is_reported() -> None:
    parsed = _read("<cite>Ann</cite>\n<cite>Bob</cite>\n<p>Hi.</p>")

    assert (parsed.found, parsed.kept) == (2, 1)
    assert [(w.line, w.code) for w in parsed.warnings] == [(1, "empty-cue")]


def test_a_paragraph_before_the_first_name_is_kept_and_reported() -> None:
    parsed = _read("<p>Hi.</p>\n<cite>Ann</cite><p>Ho.</p>")

    assert [(cue.speaker, cue.text) for cue in parsed.cues] == [(None, "Hi."), ("Ann", "Ho.")]
    assert [(w.line, w.code) for w in parsed.warnings] == [(1, "no-head")]


def test_what_surrounds_the_transcript_is_left_out_and_reported() -> None:
    parsed = _read(
        "<nav><ul><li>Home</li></ul><p>All</p></nav>\n<h1>Bees</h1><cite>Ann</cite><p>Hi.</p><footer><p>(c)</p></footer>"
    )

    assert [cue.text for cue in parsed.cues] == ["Hi."]
    assert [(w.line, w.message) for w in parsed.warnings] == [
        (1, "“Home” and 3 more texts stand in no paragraph <p> and were left out.")
    ]


def test_an_element_that_never_ends_hides_no_words_in_silence() -> None:
    parsed = _read("<cite>Ann</cite><p>Hi.</p><nav><p>Ho.</p><script><cite>Bob</cite><p>Hm.</p>")

    assert [cue.text for cue in parsed.cues] == ["Hi."]
    assert parsed.warnings[0].message == "“Ho.” and 2 more texts stand in no paragraph <p> and were left out."


def test_scripts_and_styles_are_never_words() -> None:
    page = "<cite>Ann</cite><p>Hi.<script>alert('<p>x</p>')</script><style>p {}</style></p>"

    assert _said(page) == [("Ann", None, "Hi.")]


def test_paragraphs_that_tell_the_time_need_no_tags() -> None:
    assert _said("<p>0:01</p><p>Hi.</p><p>Bob  0:02</p><p>Ho.</p><p>0:03 Hm.</p>") == [
        (None, 1.0, "Hi."),
        ("Bob", 2.0, "Ho."),
        (None, 3.0, "Hm."),
    ]


def test_names_in_paragraphs_need_no_tags() -> None:
    assert _said("<time>0:01</time><p>Ann: Hi.</p><time>0:02</time><p>Bob: Ho.</p>") == [
        ("Ann", 1.0, "Hi."),
        ("Bob", 2.0, "Ho."),
    ]


def test_paragraphs_alone_are_read_where_that_is_asked_for() -> None:
    page = "<p>Hi there.</p><p>Ho.</p>"

    assert sniff(page) == 0.0
    assert _said(page) == [(None, None, "Hi there."), (None, None, "Ho.")]


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><h1>Bees</h1></body></html>",
        "<tt xmlns='http://www.w3.org/ns/ttml'><body><p begin='1s'>Hi.</p></body></tt>",
        "<?xml version='1.0'?><rss><p><time>0:01</time></p></rss>",
        "Ann: I like <p> and <time>",
    ],
)
def test_does_not_take_another_format_for_its_own(page: str) -> None:
    assert sniff(page) == 0.0


def test_is_chosen_before_labelled_text() -> None:
    assert (
        parse(b"<div><cite>Ann 0:01</cite><p>Hi.</p></div>\nAnn: Hi.\nBob: Ho.\n").format == "podcast20-html"
    )


def test_refuses_a_page_of_too_many_tags() -> None:
    with pytest.raises(TranscriptError) as refused:
        read(b"<p>x" * 1_000_001)

    assert (refused.value.code, refused.value.line) == ("too-many-tags", 1)
