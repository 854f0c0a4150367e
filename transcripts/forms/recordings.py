"""What admins say of a recording that is to be heard."""

from __future__ import annotations

from typing import Any

from django import forms

from transcripts.models import Episode
from transcripts.recordings.bringing import SHOW_LONGEST, TITLE_LONGEST, recording_of_words

OFFERED = 200
LARGEST_BYTES = 2 << 30


class _EpisodeChoice(forms.ModelChoiceField[Episode]):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.show}: {obj}"[:120]


def _has_recording(episode: Episode) -> bool:
    recording = recording_of_words(episode)
    return bool(recording.media_url or recording.media_file)


class RecordingForm(forms.Form):
    """A file with a show and a title, or an episode that is here: with a file of its recording, or with one that is known."""

    audio = forms.FileField(
        label="Recording",
        required=False,
        help_text="Audio or video: MP3, M4A, Opus, FLAC, WAV, MP4. Up to 12 hours and 2 GB.",
    )
    show = forms.CharField(label="Show", required=False, max_length=SHOW_LONGEST)
    title = forms.CharField(label="Title of the episode", required=False, max_length=TITLE_LONGEST)
    episode = _EpisodeChoice(
        label="Or an episode that is here",
        help_text="Its words are written down; where it has words and some have no names, their names are looked for. A file chosen above becomes its recording.",
        queryset=Episode.objects.none(),
        required=False,
        empty_label="—",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Episode.objects.to_be_heard().with_shows().newest_first()
        field: Any = self.fields["episode"]
        field.queryset = (
            Episode.objects.with_shows()
            .filter(pk__in=list(known.values_list("pk", flat=True)[:OFFERED]))
            .newest_first()
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        upload = given.get("audio")
        if not given.get("episode"):
            if not upload and "audio" not in self.errors:
                self.add_error("audio", "Choose a file, or an episode below that has a recording.")
            for name in ("show", "title"):
                if not (given.get(name) or "").strip():
                    self.add_error(name, "Say what it is called.")
        elif not upload and not _has_recording(given["episode"]):
            self.add_error("audio", "There is no recording of that episode yet. Choose its file.")
        if upload and upload.size > LARGEST_BYTES:
            self.add_error("audio", "The file is larger than 2 GB. Save it as MP3 or Opus.")
        return given
