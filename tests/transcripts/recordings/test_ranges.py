from __future__ import annotations

from pathlib import Path

import pytest

from transcripts.recordings.ranges import RangeNotSatisfiableError, pieces, read_range


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("bytes=0-0", range(0, 1)),
        ("bytes=0-", range(0, 100)),
        ("bytes=90-500", range(90, 100)),
        ("bytes=-10", range(90, 100)),
        ("bytes=-500", range(0, 100)),
        (" bytes=1-2 ", range(1, 3)),
    ],
)
def test_a_range_is_read(header: str, wanted: range) -> None:
    assert read_range(header, 100) == wanted


@pytest.mark.parametrize(
    "header",
    ["", "bytes=-", "bytes=2-1", "bytes=0-1,3-4", "lines=0-1", "bytes=a-b", "bytes=" + "9" * 50 + "-"],
)
def test_what_is_no_single_range_asks_for_everything(header: str) -> None:
    assert read_range(header, 100) is None


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=200-300", "bytes=-0"])
def test_a_range_after_the_end_is_refused(header: str) -> None:
    with pytest.raises(RangeNotSatisfiableError):
        read_range(header, 100)


def test_pieces_are_those_bytes(tmp_path: Path) -> None:
    (tmp_path / "talk.mp3").write_bytes(bytes(range(256)) * 1024)
    sent = b"".join(pieces(lambda: (tmp_path / "talk.mp3").open("rb"), range(10, 200_000)))
    assert sent == (bytes(range(256)) * 1024)[10:200_000]
