from __future__ import annotations

import io
import struct
import zipfile

import pytest

from transcripts.desk.archives import MOST_MEMBERS, Archive, ArchiveError, is_archive

TEXT = b"WEBVTT\n\n00:01.000 --> 00:02.000\nIt rained.\n"


def _zip(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return packed.getvalue()


def _outcomes(data: bytes) -> dict[str, str]:
    """What became of each member: its size, or why it was not read."""
    return {member.name: member.trouble or str(len(member.data)) for member in Archive(data).members()}


def test_each_file_comes_out_with_its_folder_in_its_name() -> None:
    members = list(Archive(_zip(("one.vtt", TEXT), ("season 1/two.vtt", TEXT * 2))).members())
    assert [(member.name, member.data) for member in members] == [
        ("one.vtt", TEXT),
        ("season 1/two.vtt", TEXT * 2),
    ]


def test_what_systems_put_in_is_left_out_by_name_and_folders_are_no_files() -> None:
    data = _zip(
        ("talks/", b""),
        ("talks/one.vtt", TEXT),
        ("__MACOSX/talks/._one.vtt", b"x"),
        ("talks/.DS_Store", b"x"),
    )
    archive = Archive(data)
    assert archive.left_out == ["__MACOSX/talks/._one.vtt", "talks/.DS_Store"]
    assert [member.name for member in archive.members()] == ["talks/one.vtt"]


@pytest.mark.parametrize(
    "name", ["../evil.vtt", "a/../../evil.vtt", "/etc/evil.vtt", "..\\evil.vtt", "C:\\evil.vtt", "C:evil.vtt"]
)
def test_a_name_that_leads_out_of_the_archive_is_refused_and_the_others_come(name: str) -> None:
    outcomes = _outcomes(_zip((name, TEXT), ("good.vtt", TEXT)))
    assert outcomes.pop("good.vtt") == str(len(TEXT))
    assert [trouble.partition(".")[0] for trouble in outcomes.values()] == [
        "Its name leads out of the archive"
    ]


def test_a_file_without_a_name_costs_no_other() -> None:
    data = _zip(("Xbc.vtt", TEXT), ("good.vtt", TEXT)).replace(b"Xbc.vtt", b"\0bc.vtt")
    outcomes = _outcomes(data)
    assert outcomes.pop("good.vtt") == str(len(TEXT))
    assert list(outcomes) == ["unnamed"]


def test_a_name_that_cannot_be_shown_or_is_too_deep_or_too_long_is_refused() -> None:
    outcomes = _outcomes(_zip(("a\u202etxt.vtt", TEXT), ("d/" * 13 + "x.vtt", TEXT), ("n" * 600, TEXT)))
    assert [trouble.split(". ")[-1] for trouble in outcomes.values()] == ["Rename it."] * 3
    assert "\u202e" not in "".join(outcomes)


def test_an_archive_inside_is_refused_with_a_reason() -> None:
    outcomes = _outcomes(
        _zip(("inner.zip", _zip(("one.vtt", TEXT))), ("renamed.vtt", _zip(("one.vtt", TEXT))))
    )
    assert all("archive inside an archive" in trouble for trouble in outcomes.values())
    assert len(outcomes) == 2


def test_a_bomb_is_not_unpacked() -> None:
    outcomes = _outcomes(_zip(("bomb.txt", bytes(19_000_000)), ("good.vtt", TEXT)))
    assert outcomes["bomb.txt"] == "It unpacks to more than 200 times its size, as no transcript does."
    assert outcomes["good.vtt"] == str(len(TEXT))


def test_a_size_that_the_archive_lies_about_is_found_out() -> None:
    data = _zip(("liar.txt", b"x" * 5_000))
    small = data.replace(struct.pack("<L", 5_000), struct.pack("<L", 10))
    [trouble] = _outcomes(small).values()
    assert trouble.endswith("Pack it again.")


def test_a_file_that_is_too_large_is_refused_by_its_stated_size() -> None:
    outcomes = _outcomes(_zip(("huge.txt", bytes(51_000_000)), method=zipfile.ZIP_STORED))
    assert outcomes == {"huge.txt": "It is larger than 20 MB. Bring a smaller file."}


def test_a_damaged_member_is_refused_alone() -> None:
    data = bytearray(_zip(("bad.vtt", TEXT), ("good.vtt", TEXT), method=zipfile.ZIP_STORED))
    data[data.index(b"It rained")] = ord("X")
    outcomes = _outcomes(bytes(data))
    assert outcomes["bad.vtt"] == "It is damaged inside the archive. Pack it again."
    assert outcomes["good.vtt"] == str(len(TEXT))


def test_an_encrypted_member_is_refused_alone() -> None:
    data = bytearray(_zip(("locked.vtt", TEXT)))
    data[6] |= 1  # the local header's flag
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert list(_outcomes(bytes(data)).values()) == [
        "It is encrypted, or packed in a way that is not read here. Unpack it first."
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (_zip(), "There is no file in the archive."),
        (_zip(("__MACOSX/x", b"x")), "There is no file in the archive."),
        (_zip(("one.vtt", TEXT))[:-30], "The archive is damaged. Pack the files again."),
        (_zip(("[Content_Types].xml", b"<x/>")), "This is an office document or an e-book."),
        (_zip(*((f"{n}.vtt", b"") for n in range(MOST_MEMBERS + 1))), "The archive holds 1,001 files"),
    ],
)
def test_an_archive_that_cannot_be_taken_says_why(data: bytes, said: str) -> None:
    assert is_archive(data)
    with pytest.raises(ArchiveError) as refused:
        Archive(data)
    assert str(refused.value).startswith(said)
