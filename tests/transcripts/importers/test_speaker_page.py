"""Pages that were copied in part, twice, or as Markdown; whole pages are in the samples."""

from __future__ import annotations

import time

import pytest

from transcripts.cues import Parsed
from transcripts.importers import parse


def _page(text: str) -> Parsed:
    parsed = parse(text.encode())
    assert parsed.format == "speaker-page"
    return parsed


def _said(text: str) -> list[tuple[str | None, str]]:
    return [(cue.speaker, cue.text) for cue in _page(text).cues]


@pytest.mark.parametrize("piece", ["Podcast Appearances\n", "|", "[", "- ", "1 Jan "])
def test_takes_time_in_proportion_to_the_size_of_a_page(piece: str) -> None:
    page = f"Ann Lee\nPodcast Appearances\n{piece * (200_000 // len(piece))}"

    began = time.process_time()
    assert _page(page).format == "speaker-page"
    assert time.process_time() - began < 2


def test_a_heading_said_over_and_over_costs_no_name_of_a_further_page() -> None:
    said = _said(
        "Ann Lee\nPodcast Appearances\nBees dance.\nBob Day\nNo Voice Profile\nPodcast Appearances\n" * 1
    )

    assert said == [("Ann Lee", "Bees dance.")]
    page = "Ann Lee\nPodcast Appearances\nBees dance.\nBob Day\n" + "Podcast Appearances\n" * 3 + "They do."
    assert _said(page) == [("Ann Lee", "Bees dance."), ("Bob Day", "They do.")]


@pytest.mark.parametrize(
    "head", ["", "Appearances Over Time\n", "No Voice Profile\nAppearances Over Time\n2024\n"]
)
def test_a_heading_is_never_a_name(head: str) -> None:
    parsed = _page(f"{head}Podcast Appearances\nBees dance.\n")

    assert [(cue.speaker, cue.text) for cue in parsed.cues] == [(None, "Bees dance.")]
    assert (1, "no-name") in [(warning.line, warning.code) for warning in parsed.warnings]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee\nNo Voice Profile\nAPPEARANCES OVER TIME\nPODCAST APPEARANCES\nBees dance.\n",
        "# Ann Lee\n\nNo Voice Profile\n\n## Appearances Over Time\n\n## Podcast Appearances\n\nBees dance.\n",
        "**Ann Lee**\n**Podcast appearances**\nBees dance.\n",
    ],
)
def test_reads_headings_in_other_dress(text: str) -> None:
    assert _said(text) == [("Ann Lee", "Bees dance.")]


def test_reads_a_name_of_many_words() -> None:
    name = " ".join(["Maria"] * 30)

    assert _said(f"{name}\nNo Voice Profile\nPodcast Appearances\nBees dance.\n") == [(name, "Bees dance.")]


def test_cuts_a_name_that_is_too_long_to_be_one() -> None:
    parsed = _page(f"{'Maria ' * 50}\nNo Voice Profile\nPodcast Appearances\nBees dance.\n")

    assert len(parsed.cues[0].speaker or "") <= 200
    assert "long-name" in [warning.code for warning in parsed.warnings]


def test_titles_with_dates_and_further_headings_are_no_sentences() -> None:
    parsed = _page(
        "Ann Lee\nPodcast Appearances\nSome Podcast Episode 12 Oct 2025\nBees dance.\nPodcast Appearances\n"
        "Other Show\nOct 3, 2024\nWasps sing.\nHe was born on October 3, 1985.\nIt began on October 3, 1985\n"
    )

    assert [cue.text for cue in parsed.cues] == [
        "Bees dance.",
        "Wasps sing.",
        "He was born on October 3, 1985.",
        "It began on October 3, 1985",
    ]
    assert [(w.line, w.code) for w in parsed.warnings] == [
        (3, "heading"),
        (6, "heading"),
        (7, "heading"),
        (1, "furniture"),
    ]


def test_a_second_page_has_its_own_name() -> None:
    assert _said(
        "Ann Lee\nVoice Profile Active\nAppearances Over Time\nPodcast Appearances\nBees dance.\n"
        "Bob Ray\nNo Voice Profile\nAppearances Over Time\n2024\nPodcast Appearances\nWasps sing.\n"
    ) == [("Ann Lee", "Bees dance."), ("Bob Ray", "Wasps sing.")]
