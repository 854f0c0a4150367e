from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from debates.amending.takedowns import take_down
from tests.factories import UserFactory
from transcripts.models import Episode, Transcript

OLD = "Ann Lee: It rained all day and all night.\n\nBob Bell: It did not rain at all.\n"
NEW = OLD.replace("It did not", "No, it did not")


def _import(folder: Path, words: str, *options: str) -> str:
    path = folder / "talk.txt"
    path.write_text(words)
    said = io.StringIO()
    call_command("import_transcript", str(path), *options, stdout=said)
    return said.getvalue()


@pytest.fixture
def episode(db: None, tmp_path: Path) -> Episode:
    _import(tmp_path, OLD, "--show", "The show", "--title", "The talk")
    return Episode.objects.get()


def _run(*arguments: str) -> str:
    said = io.StringIO()
    call_command("reanchor", *arguments, stdout=said)
    return said.getvalue()


def _current() -> list[int]:
    return list(Transcript.objects.current().values_list("version", flat=True))


def test_a_better_transcript_waits_until_the_quotes_have_moved(episode: Episode, tmp_path: Path) -> None:
    said = _import(tmp_path, NEW, "--replaces", "the-show/the-talk", "--licence", "CC0-1.0")
    assert "version 2: it is shown as soon as the quotes have moved to it" in said
    assert _current() == [1]
    assert Transcript.objects.get(version=2).licence == "CC0-1.0"
    assert _run("the-show/the-talk") == (
        "Version 2 is the current one: 0 quotes moved, 0 wait for an editor at /reanchoring/.\n"
    )
    assert _current() == [2]
    assert _run("the-show/the-talk") == "Version 2 is the current one already.\n"


def test_an_older_version_becomes_the_current_one_again(episode: Episode, tmp_path: Path) -> None:
    _import(tmp_path, NEW, "--show", "The show", "--title", "The talk", "--replaces")
    _run("the-show/the-talk")
    _run("the-show/the-talk", "--to", "1")
    assert _current() == [1]


def test_there_must_be_something_to_replace(episode: Episode, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no episode 'no/such'"):
        _import(tmp_path, NEW, "--replaces", "no/such")
    with pytest.raises(CommandError, match="goes with --replaces"):
        _import(tmp_path, NEW, "--show", "The show", "--title", "Another", "--another-recording")
    with pytest.raises(CommandError, match="There is no such transcript of 'no/such'"):
        _run("no/such")


def test_words_that_were_taken_down_do_not_move(episode: Episode, tmp_path: Path) -> None:
    _import(tmp_path, NEW, "--replaces", "the-show/the-talk")
    take_down(episode, "The guest asked for it.", by=UserFactory())
    with pytest.raises(CommandError, match="have been taken down"):
        _run("the-show/the-talk")
    assert _current() == [1]
