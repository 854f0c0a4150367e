"""Where a transcript's words can be heard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import reverse

from transcripts.models import Episode, Recording, Transcript
from transcripts.recordings.publishers import address_at, site_name, takes_seconds


@dataclass(frozen=True, slots=True)
class Listening:
    """What a page plays, or where it sends the reader.

    `source` is the address of a media file, empty where there is none to play. The second at which words of the
    transcript are heard in it is theirs plus `shift_s`. `page_url` is the publisher's page, on whose clock the same
    words lie `page_shift_s` later.
    """

    source: str = ""
    shift_s: float = 0.0
    page_url: str = ""
    page_shift_s: float = 0.0

    @property
    def page_name(self) -> str:
        return site_name(self.page_url)

    @property
    def page_takes_seconds(self) -> bool:
        return takes_seconds(self.page_url)

    @property
    def page_at_start(self) -> str:
        return self.at(0.0)

    @property
    def origin(self) -> str:
        """Scheme and host of a file that lies elsewhere; empty for one of ours."""
        parts = urlsplit(self.source)
        return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""

    def at(self, seconds: float | None) -> str:
        """The publisher's page, at this second of the transcript where it can be opened there."""
        if seconds is None or not self.page_url:
            return self.page_url
        return address_at(self.page_url, max(0.0, seconds + self.page_shift_s))


def listening(episode: Episode, transcript: Transcript, recordings: Iterable[Recording]) -> Listening:
    """Return where to hear `transcript`: in its own recording, else in another of the episode, on that one's clock.

    A page that can be opened at a second goes before one that cannot.
    """
    here = next((each for each in recordings if each.pk == transcript.recording_id), None)
    offset_s = here.offset_s if here else 0.0
    ordered = sorted(recordings, key=lambda each: (each is not here, not each.is_primary, each.pk))
    played = next((each for each in ordered if _source(each)), None)
    pages = [(each.media_url, offset_s - each.offset_s) for each in ordered if takes_seconds(each.media_url)]
    page_url, page_shift_s = next(iter(pages), (episode.page_url, 0.0))
    return Listening(
        _source(played) if played else "",
        offset_s - played.offset_s if played else 0.0,
        page_url,
        page_shift_s,
    )


def _source(recording: Recording) -> str:
    """The address of its media file; a video site's page is none."""
    if recording.media_file:
        return reverse("recording_media", args=[recording.pk])
    return "" if takes_seconds(recording.media_url) else recording.media_url
