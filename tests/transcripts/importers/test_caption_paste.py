from __future__ import annotations

import pytest

from transcripts.cues import TranscriptError
from transcripts.importers import parse
from transcripts.importers.caption_paste import read, sniff


def _said(text: str) -> list[tuple[float | None, str]]:
    return [(cue.start_s, cue.text) for cue in read(text.encode()).cues]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("0:05so we", (5.0, "so we")),
        ("1:02:03so we", (3723.0, "so we")),
        ("0:0512 monkeys", (5.0, "12 monkeys")),
        ("0:05(music)", (5.0, "(music)")),
        ("0:055 secondsso we", (5.0, "so we")),
        ("1:051 minute, 5 secondsso we", (65.0, "so we")),
        ("1:00:011 hour, 1 secondso we", (3601.0, "so we")),
        ("0:05 5 seconds so we", (5.0, "so we")),
        ("0:05 6 seconds ago", (5.0, "6 seconds ago")),
    ],
)
def test_parts_a_time_from_the_words_after_it(line: str, said: tuple[float, str]) -> None:
    assert _said(line) == [said]


def test_a_length_told_to_a_screen_reader_is_no_word() -> None:
    assert _said("0:05\n5 seconds\nso we\n0:09\n9 seconds\n9 seconds\n") == [
        (5.0, "so we"),
        (9.0, "9 seconds"),
    ]


@pytest.mark.parametrize("line", ["10:30:2", "0:05.250 so", "12:3", "at 0:05 so", "1:75so"])
def test_leaves_other_numbers_alone(line: str) -> None:
    with pytest.raises(TranscriptError) as refused:
        read(line.encode())

    assert (refused.value.code, refused.value.line) == ("no-times", 1)


def test_is_chosen_for_pasted_captions() -> None:
    assert parse(b"0:00so we begin\n0:03with bees\n0:07and wasps\n").format == "caption-paste"


@pytest.mark.parametrize(
    "text",
    [
        "0:00\nso we begin\n0:03\nwith bees\n0:07\nand wasps\n",
        "0:00 so we begin\n0:03 with bees\n0:07 and wasps\n",
        "0:07so\n0:03so\n0:01so\n0:00so\n",
        "0:00so\n" + "Words without a time.\n" * 20 + "0:03so\n0:04so\n",
        "<p>\n0:00so\n0:01so\n0:02so\n",
    ],
)
def test_leaves_other_texts_to_other_formats(text: str) -> None:
    assert sniff(text) == 0.0


def test_accounts_for_a_time_without_words_and_for_words_without_a_time() -> None:
    parsed = read(b"Bees\n0:00so\n0:01\n1 second\n0:02and so\n")

    assert (parsed.found, parsed.kept) == (3, 2)
    assert [(w.line, w.code) for w in parsed.warnings] == [(1, "before-first-turn"), (3, "empty-cue")]
