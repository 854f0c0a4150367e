"""`manage.py enroll SPEAKER AUDIO…`: recordings of one person become samples of their voice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from transcripts.hearing import engines
from transcripts.models import Speaker, VoiceProfile, VoiceProfileState
from transcripts.profiles.enrolling import (
    ForgottenVoiceError,
    HeardSample,
    Stored,
    enrol_sample,
    hear_sample,
    person_of,
)
from transcripts.speech.audio import AudioError
from transcripts.speech.engines import SpeechError
from transcripts.voices import GOOD_RECORDINGS, GOOD_S

NAME_LONGEST = 200


class Command(BaseCommand):
    help = "Store recordings in which one person speaks as samples of that person's voice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("speaker", help="slug or name; somebody new is made by this name")
        parser.add_argument("audio", type=Path, nargs="+")

    def handle(self, *args: Any, **options: Any) -> None:
        name = " ".join(options["speaker"].split())
        if not name or len(name) > NAME_LONGEST:
            raise CommandError(f"A name has 1 to {NAME_LONGEST} characters.", returncode=2)
        try:
            encoder = engines.voice_encoder()
            diarizer = engines.diarizer(encoder)
        except SpeechError as error:
            raise CommandError(str(error), returncode=2) from error
        refused = 0
        speaker: Speaker | None = None
        for path in options["audio"]:
            try:
                heard = hear_sample(path, diarizer, encoder)
            except (AudioError, OSError) as error:
                refused += 1
                self.stderr.write(f"{path}: {error}")
                continue
            speaker, is_new = person_of(name)
            if is_new:
                self.stdout.write(f"{speaker.name} is new here, as “{speaker.slug}”.")
            try:
                stored = enrol_sample(speaker, heard)
            except ForgottenVoiceError as error:
                raise CommandError(str(error), returncode=2) from error
            self.stdout.write(_line(path, heard, stored))
        if speaker:
            self.stdout.write(_standing(speaker))
        if refused:
            raise CommandError(f"{refused} of {len(options['audio'])} files were not taken.", returncode=2)


def _line(path: Path, heard: HeardSample, stored: Stored) -> str:
    done = "stored" if stored.is_new else "were here before, and are renewed"
    return "\n".join(
        [
            f"{path}: {heard.voice.net_s:.1f} s of speech {done}",
            *(f"  {warning}" for warning in heard.warnings),
        ]
    )


def _standing(speaker: Speaker) -> str:
    profile = VoiceProfile.objects.filter(speaker=speaker).select_related("model").latest("updated_at")
    lines = [
        f"{speaker.name} ({speaker.slug}): {profile.seconds:.1f} s from {profile.recordings} recordings, by {profile.model.name}."
    ]
    if speaker.voice_profile == VoiceProfileState.DISABLED:
        lines.append("The profile is disabled and is compared with nothing.")
    elif profile.seconds < GOOD_S or profile.recordings < GOOD_RECORDINGS:
        lines.append(f"It gets surer with {GOOD_S:.0f} s from {GOOD_RECORDINGS} different recordings.")
    return "\n".join(lines)
