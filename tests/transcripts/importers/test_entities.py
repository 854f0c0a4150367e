from __future__ import annotations

import pytest

from transcripts.importers import parse
from transcripts.importers.entities import unescape


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a &lt; b &amp;&amp; c", "a < b && c"),
        ("AT&T", "AT&T"),
        ("&#8217;&#x2019;", "’’"),
        ("&#0;&#xd800;&#1114112;", "\ufffd\ufffd\ufffd"),
        ("&#x110000;x", "\ufffdx"),
        ("&#000000000065;&#x000000000042;", "AB"),
        (f"&#{'9' * 5000};x", "\ufffdx"),
        (f"&#x{'f' * 5000}", "\ufffd"),
    ],
)
def test_reads_an_entity(text: str, plain: str) -> None:
    assert unescape(text) == plain


@pytest.mark.parametrize(
    "head",
    [
        "WEBVTT\n\n00:01.000 --> 00:02.000\n",
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<c>x</c>",
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v &#9;>",
        "1\n00:00:01,000 --> 00:00:02,000\n",
        "<cite>Ann</cite><p>",
    ],
)
def test_no_entity_of_a_file_is_too_long_to_read(head: str) -> None:
    assert parse(f"{head}&#{'9' * 5000};".encode()).cues[0].text.endswith("\ufffd")
