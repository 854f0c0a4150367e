"""TTML and its times; whole files are in the samples."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from transcripts.cues import Parsed, TranscriptError
from transcripts.importers.ttml import read, sniff
from transcripts.importers.ttml_times import Clock

HEAD = (
    '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" '
    'xmlns:ttp="http://www.w3.org/ns/ttml#parameter"'
)


def _read(body: str, parameters: str = "") -> Parsed:
    return read(f"{HEAD} {parameters}><body>{body}</body></tt>".encode())


def _times(body: str, parameters: str = "") -> list[tuple[float | None, float | None]]:
    return [(cue.start_s, None if cue.estimated else cue.end_s) for cue in _read(body, parameters).cues]


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("00:01:02", 62.0),
        ("00:01:02.5", 62.5),
        ("100:00:00.125", 360000.125),
        ("01:02.5", 62.5),
        ("00:00:01:15", 1.5),
        ("00:00:01:15.1", 1.517),
        ("1.5h", 5400.0),
        ("1.5m", 90.0),
        ("1.5s", 1.5),
        ("1500ms", 1.5),
        ("45f", 1.5),
        ("3t", 0.1),
        ("7", 7.0),
        (" 7s ", 7.0),
        ("-7s", None),
        ("7 s", None),
        ("", None),
        ("99999999h", None),
    ],
)
def test_reads_a_time(value: str, seconds: float | None) -> None:
    clock = Clock.of({"frameRate": "30", "subFrameRate": "2", "tickRate": "30"})

    assert clock.seconds(value) == seconds


def test_counts_frames_as_the_file_says() -> None:
    ntsc = 'ttp:frameRate="30" ttp:frameRateMultiplier="1000 1001"'

    assert _times('<p begin="30f" end="60f">Hi.</p>', ntsc) == [(1.001, 2.002)]
    assert _times('<p begin="30f">Hi.</p>', 'ttp:frameRate="none"') == [(1.0, None)]


def test_times_count_from_what_surrounds_them() -> None:
    body = '<div begin="10s" end="14s"><div begin="1s"><p begin="2s" dur="9s">Hi.</p><p>Ho.</p></div></div>'

    assert _times(body) == [(13.0, 14.0), (11.0, 14.0)]


def test_in_a_sequence_times_count_from_the_end_before() -> None:
    body = '<div timeContainer="seq" begin="10s"><p dur="2s">a</p><p begin="1s" dur="2s">b</p></div>'

    assert _times(body) == [(10.0, 12.0), (13.0, 15.0)]


def test_a_paragraph_without_times_takes_those_of_its_spans() -> None:
    body = '<p><span begin="1s" end="2s">Hi</span> <span begin="2s" end="4s">there</span></p>'
    cue = _read(body).cues[0]

    assert (cue.start_s, cue.end_s, cue.text) == (1.0, 4.0, "Hi there")
    assert [(word.text, word.start_s, word.end_s) for word in cue.words] == [
        ("Hi", 1.0, 2.0),
        ("there", 2.0, 4.0),
    ]


def test_no_time_anywhere_is_no_time() -> None:
    assert _times("<p>Hi.</p>") == [(None, None)]


def test_a_time_that_cannot_be_read_is_reported() -> None:
    parsed = _read('<div begin="5s">\n<p begin="soon" end="9s">Hi.</p></div>')

    assert [(cue.start_s, cue.text) for cue in parsed.cues] == [(None, "Hi.")]
    assert [(w.line, w.code) for w in parsed.warnings] == [(2, "bad-time")]


@pytest.mark.parametrize(
    ("paragraph", "text"),
    [
        ("<p>Hi<br/>there</p>", "Hi\nthere"),
        ("<p> Hi \n  there </p>", "Hi there"),
        ('<p xml:space="preserve">Hi \n  there</p>', "Hi\nthere"),
        ("<p>a<span>b <span>c</span></span> d</p>", "ab c d"),
        ("<p>Hi<metadata><x>no</x></metadata> there</p>", "Hi there"),
        ("<p>Hi<!-- no --> there<?no?></p>", "Hi there"),
        ("<p><![CDATA[1 < 2]]> &amp; &#51;</p>", "1 < 2 & 3"),
    ],
)
def test_reads_the_words_of_a_paragraph(paragraph: str, text: str) -> None:
    assert [cue.text for cue in _read(paragraph).cues] == [text]


def test_an_agent_is_the_voice_of_what_it_surrounds() -> None:
    agents = (
        '<head><ttm:agent xml:id="a"><ttm:name type="alias">A.</ttm:name><ttm:name type="full">Ann Lee</ttm:name>'
        '</ttm:agent><ttm:agent xml:id="b"/></head>'
    )
    body = '<div ttm:agent="a"><p>Hi. <span ttm:agent="b">Ho.</span></p><p ttm:agent="c d">Hm.</p></div><p>Ah.</p>'
    parsed = read(f"{HEAD}>{agents}<body>{body}</body></tt>".encode())

    assert [(cue.speaker, cue.text) for cue in parsed.cues] == [
        ("Ann Lee", "Hi."),
        ("b", "Ho."),
        ("c", "Hm."),
        (None, "Ah."),
    ]
    assert (parsed.found, parsed.kept) == (3, 3)


def test_names_in_the_words_count_where_there_is_no_agent() -> None:
    assert [cue.speaker for cue in _read("<p>Ann: Hi.</p><p>Bob: Ho.</p>").cues] == ["Ann", "Bob"]


def test_words_in_no_paragraph_are_reported() -> None:
    parsed = _read("<div>Loose<p>Hi.</p></div>\n<p/>")

    assert [(w.line, w.code) for w in parsed.warnings] == [(1, "text-outside-cue"), (2, "empty-cue")]
    assert (parsed.found, parsed.kept) == (2, 1)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("<tt><body><p>Hi.</body></tt>", "bad-xml", 1),
        ("\n<?xml version='1.0'?>\n<tt>\n<p>Hi.", "bad-xml", 4),
        ("<tt><body><p>Hi&nbsp;there.</p></body></tt>", "bad-xml", 1),
        ("<rss><channel/></rss>", "not-ttml", 1),
        ("<!DOCTYPE tt [<!ENTITY a 'b'>]><tt><body><p>&a;</p></body></tt>", "xml-entities", 1),
        ("<tt><body>" + "<div>" * 300 + "<p>Hi.</p>" + "</div>" * 300 + "</body></tt>", "bad-xml", 1),
    ],
)
def test_refuses_what_is_not_safe_or_not_proper(text: str, code: str, line: int) -> None:
    with pytest.raises(TranscriptError) as refused:
        read(text.encode())

    assert (refused.value.code, refused.value.line) == (code, line)


def test_reads_no_other_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.dtd"
    secret.write_text("<!ENTITY a 'secret'>")
    parsed = read(f'<!DOCTYPE tt SYSTEM "{secret.as_uri()}"><tt><body><p>It is &a;.</p></body></tt>'.encode())

    assert [cue.text for cue in parsed.cues] == ["It is &a;."]


def test_expands_nothing_on_the_way_to_a_refusal() -> None:
    laughs = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 30))

    began = time.process_time()
    with pytest.raises(TranscriptError):
        read(f"<!DOCTYPE tt [<!ENTITY l0 'ha'>{laughs}]><tt><body><p>&l29;</p></body></tt>".encode())
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("<tt>", 1.0),
        ("\ufeff<?xml version='1.0'?>\n<!-- x -->\n<tt xml:lang='en'>", 1.0),
        ("<tt:tt xmlns:tt='http://www.w3.org/ns/ttml'>", 1.0),
        ("<ttx>", 0.0),
        ("<html><tt>", 0.0),
        ("Ann: <tt>", 0.0),
    ],
)
def test_is_known_by_its_first_element(text: str, score: float) -> None:
    assert sniff(text) == score
