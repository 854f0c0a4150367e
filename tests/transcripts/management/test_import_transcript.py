from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from transcripts.models import Episode, Transcript, Utterance

TEXT = "Ann: It rained.\n\nBob: No.\n"


def _run(file: Path, *options: str) -> str:
    out = StringIO()
    call_command("import_transcript", str(file), "--show", "Weather", "--title", "Rain", *options, stdout=out)
    return out.getvalue()


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    file = tmp_path / "talk.txt"
    file.write_text(TEXT)
    return file


@pytest.mark.django_db
def test_says_what_was_found_and_kept(talk: Path) -> None:
    said = _run(talk)
    assert "Imported “Rain” of Weather" in said
    assert "2 of 2 cues kept, 2 utterances" in said
    assert "/shows/weather/rain/" in said


@pytest.mark.django_db
def test_json_is_one_object_with_the_promised_keys(talk: Path) -> None:
    said = json.loads(_run(talk, "--json"))
    assert set(said) == {"episode", "transcript", "format", "found", "kept", "utterances", "warnings"}
    assert (said["episode"], said["format"], said["found"], said["kept"], said["utterances"]) == (
        "weather/rain",
        "labelled-text",
        2,
        2,
        2,
    )


@pytest.mark.django_db
def test_twice_the_same_file_makes_one_episode_and_says_so(talk: Path) -> None:
    first, again = json.loads(_run(talk, "--json")), json.loads(_run(talk, "--json"))
    assert again["episode"] == first["episode"]
    assert again["transcript"] == first["transcript"]
    assert again["warnings"][0]["code"] == "already-here"
    assert Episode.objects.count() == 1


@pytest.mark.django_db
def test_a_file_without_times_is_spread_over_the_clock_that_is_given(talk: Path) -> None:
    _run(talk, "--from", "1:22", "--to", "3:37", "--published", "2025-10-04")
    rows = Utterance.objects.in_order().values_list("start_s", "end_s", "times_estimated")
    assert list(rows) == [(82.0, 181.0, True), (181.0, 217.0, True)]
    assert str(Episode.objects.get().published_on) == "2025-10-04"


@pytest.mark.django_db
def test_a_refusal_names_line_and_remedy_exits_2_and_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("a plain note\nthat nobody says\n")
    with pytest.raises(CommandError, match="Nothing was imported") as refused:
        _run(file)
    assert refused.value.returncode == 2
    assert Transcript.objects.count() == 0
    assert Episode.objects.count() == 0


@pytest.mark.django_db
def test_a_refusal_in_json_is_an_object_too(tmp_path: Path) -> None:
    file = tmp_path / "empty.txt"
    file.write_text("")
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("import_transcript", str(file), "--show", "W", "--title", "R", "--json", stdout=out)
    assert json.loads(out.getvalue())["error"]["code"] == "empty-file"


@pytest.mark.parametrize(
    "wrong", [("--from", "soon"), ("--published", "yesterday"), ("--published", "2025-13-40")]
)
def test_a_time_or_date_that_is_none_is_said_so(talk: Path, wrong: tuple[str, str]) -> None:
    with pytest.raises(CommandError, match="is no"):
        _run(talk, *wrong)


def test_half_a_clock_is_refused(talk: Path) -> None:
    with pytest.raises(CommandError, match="both --from and --to"):
        _run(talk, "--from", "1:22")


def test_a_missing_file_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        _run(tmp_path / "gone.vtt")


@pytest.mark.django_db
def test_the_whole_interview_comes_in(test_data: Path) -> None:
    said = json.loads(_run(test_data / "transcripts/text/sync_dwarkesh_sutton.md", "--json"))
    assert said["format"] == "labelled-text"
    assert said["utterances"] > 600
    speakers = Transcript.objects.get().attributions.order_by("label").values_list("speaker__name", flat=True)
    assert list(speakers) == ["Dwarkesh Patel", "Richard Sutton"]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (("--from", "1:22"), "clock"),
        (("--from", "0", "--to", "inf"), "time"),
        (("--published", "2025-13-01"), "date"),
        (("--format", "tea-leaves"), "unknown-format"),
        (("--language", "klingon!"), "language"),
    ],
)
@pytest.mark.django_db
def test_every_refusal_is_json_where_json_was_asked_for(
    talk: Path, wrong: tuple[str, ...], code: str
) -> None:
    out = StringIO()
    with pytest.raises(CommandError) as refused:
        call_command(
            "import_transcript", str(talk), "--show", "W", "--title", "R", "--json", *wrong, stdout=out
        )
    assert refused.value.returncode == 2
    assert json.loads(out.getvalue())["error"]["code"] == code
    assert Episode.objects.count() == 0


@pytest.mark.parametrize("place", ["gone.vtt", ".", "x" * 5000])
def test_a_file_that_cannot_be_opened_is_refused_in_json_too(tmp_path: Path, place: str) -> None:
    out = StringIO()
    with pytest.raises(CommandError) as refused:
        call_command(
            "import_transcript", str(tmp_path / place), "--show", "W", "--title", "R", "--json", stdout=out
        )
    assert refused.value.returncode == 2
    assert json.loads(out.getvalue())["error"]["code"] == "unreadable"
