"""`manage.py hear PATH… --show NAME` and `manage.py hear --episode SHOW/EPISODE [PATH]`: recordings become transcripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from transcripts import hearing
from transcripts.hearing import HearingError
from transcripts.hearing.engines import HOW_TO_TURN_ON, speech_is_on
from transcripts.models import Episode, Hearing, HearingState, Recording
from transcripts.recordings.bringing import attach_file, bring_recording, recording_of_words

KINDS = frozenset(
    (
        ".aac",
        ".flac",
        ".m4a",
        ".mkv",
        ".mov",
        ".mp3",
        ".mp4",
        ".oga",
        ".ogg",
        ".opus",
        ".wav",
        ".webm",
        ".wma",
    )
)
"""Endings of the files that are taken from a folder; a file that is named is taken whatever it is called."""


class Command(BaseCommand):
    help = "Queue recordings for the worker of speech, or hear them now."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, nargs="*", help="recordings, or folders of them")
        parser.add_argument(
            "--show", metavar="NAME", help="each recording becomes an episode of this show, made if it is new"
        )
        parser.add_argument(
            "--episode",
            metavar="SHOW/EPISODE",
            help="one that is here, by its address; PATH is then its recording",
        )
        parser.add_argument(
            "--names",
            action="store_true",
            help="leave the words of the episode as they are, and find out who says them",
        )
        parser.add_argument(
            "--now", action="store_true", help="hear them in this process, one after the other"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if bool(options["show"]) == bool(options["episode"]):
            raise CommandError("Name a show for new recordings, or an episode that is here.", returncode=2)
        if options["names"] and not options["episode"]:
            raise CommandError("Name the episode whose words are to get names.", returncode=2)
        if options["now"] and not speech_is_on():
            raise CommandError(f"Transcription is off on this machine. {HOW_TO_TURN_ON}", returncode=2)
        failed = 0
        for recording in _recordings(options):
            try:
                run = hearing.begin(recording, keeps_words=options["names"])
            except HearingError as error:
                self.stderr.write(f"{recording.episode}: {error}")
                failed += 1
                continue
            if options["now"]:
                run = _heard(run)
            self.stdout.write(f"{recording.episode.show.slug}/{recording.episode.slug}: {_standing(run)}")
            for warning in run.warnings:
                self.stdout.write(f"  {warning}")
            failed += run.state == HearingState.FAILED
        if failed:
            raise CommandError(f"{failed} recordings were not heard.", returncode=2)


def _heard(run: Hearing) -> Hearing:
    for _ in Hearing.Stage:
        hearing.carry_on(run.pk)
    run.refresh_from_db()
    return run


def _standing(run: Hearing) -> str:
    return run.trouble or {HearingState.WAITING: "queued", HearingState.DONE: "heard"}.get(
        HearingState(run.state), str(run.get_state_display())
    )


def _recordings(options: dict[str, Any]) -> Iterator[Recording]:
    if options["episode"]:
        yield _of_episode(options["episode"], options["path"])
        return
    files = [file for path in options["path"] for file in _files(path)]
    if not files:
        raise CommandError("There is no recording. Name files, or folders that have some.", returncode=2)
    name = " ".join(options["show"].split())
    for file in files:
        yield _new(name, file)


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(each for each in path.rglob("*") if each.suffix.lower() in KINDS and each.is_file())
    if not path.is_file():
        raise CommandError(f"{path}: there is no such file.", returncode=2)
    return [path]


def _of_episode(written: str, paths: list[Path]) -> Recording:
    show, _, slug = written.strip("/").removeprefix("shows/").partition("/")
    episode = Episode.objects.with_shows().filter(show__slug=show, slug=slug).first()
    if episode is None:
        raise CommandError(f"No episode {written!r}. Write it as show/episode.", returncode=2)
    if not paths:
        return recording_of_words(episode)
    file = _files(paths[0])[0]
    with file.open("rb") as source:
        return attach_file(episode, file.name, source)


def _new(show_name: str, file: Path) -> Recording:
    """The recording of an episode that is called as the file is."""
    with file.open("rb") as source:
        return bring_recording(show_name, file.stem or "Recording", file.name, source)
