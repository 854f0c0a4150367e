from __future__ import annotations

import pytest

from transcripts.importers.html_pieces import pieces


def _shown(page: str) -> list[str]:
    return [f"</{p.name}>" if p.close else f"<{p.name}>" if p.name else p.text for p in pieces(page)]


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<P CLASS=a>x</P>", ["<p>", "x", "</p>"]),
        ('<p title="a > b">x', ["<p>", "x"]),
        ("<br/>x<br />", ["<br>", "x", "<br>"]),
        ("a<!-- <p>b</p> -->c", ["a", "c"]),
        ("a<!-- b", ["a", "<!-- b"]),
        ("<!DOCTYPE html><?xml version='1.0'?>x", ["x"]),
        ("<script>if (a < b) '<p>'</script>x", ["<script>", "</script>", "x"]),
        ("<style>p {}</STYLE >x", ["<style>", "</style>", "x"]),
        ("<title>x", ["<title>", "x"]),
        ("1 < 2 <3 <", ["1 ", "< 2 ", "<3 ", "<"]),
        ("<p", ["<p"]),
        ("&amp;lt;p&gt;", ["&lt;p>"]),
        ("<p>x<p>y", ["<p>", "x", "<p>", "y"]),
    ],
)
def test_reads_tags_and_texts(page: str, shown: list[str]) -> None:
    assert _shown(page) == shown


def test_counts_lines() -> None:
    assert [(p.line, p.name or p.text) for p in pieces("<p>a\nb</p>\n<!--\n-->\n<i>c")] == [
        (1, "p"),
        (1, "a\nb"),
        (2, "p"),
        (2, "\n"),
        (4, "\n"),
        (5, "i"),
        (5, "c"),
    ]


def test_reads_the_moment_of_a_time() -> None:
    assert next(pieces('<time class="t" datetime="00:01:02.5">')).text == "00:01:02.5"
