"""What a file is likely to be: its show, its episode, the people behind its labels. Proposals only; an admin decides."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from rapidfuzz import fuzz, process

from transcripts.attribution.attributing import names_a_person
from transcripts.models import Episode, Show, Speaker, Transcript
from transcripts.models.speaker import SpeakerQuerySet

ALIKE_FROM = 85
"""Likeness of names, 0 to 100, from which an episode is proposed."""

MOST_TITLES = 20_000
_ENDINGS = re.compile(
    r"(?:\.(?:vtt|srt|sbv|ttml|xml|json|txt|md|csv|html?|rttm|dfxp|said|js|transcript|captions?|[a-z]{2}(?:-[a-z]{2})?))+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is here of a show and an episode by their names. `episodes` counts the show's."""

    show: Show | None = None
    episodes: int = 0
    episode: Episode | None = None
    transcript: Transcript | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """A label of a file, in how many cues it stands, and whom it is taken for; `name` is empty for nobody."""

    label: str
    cues: int
    name: str
    speaker: Speaker | None

    @property
    def is_a_number(self) -> bool:
        return not names_a_person(self.label)


def title_of(source: str) -> str:
    """A file's or address's name as a title.

    >>> title_of("season 1/ep_10-why-it-rains.en.vtt")
    'ep 10 why it rains'
    """
    name = PurePosixPath(source.partition("?")[0].rstrip("/")).name
    words = re.sub(r"[_\s]+|(?<=\w)-(?=\w)", " ", _ENDINGS.sub("", name))
    return " ".join(words.split())[:500]


def likely_episode(source: str, show: str = "") -> Episode | None:
    """The episode without a transcript whose title is most like the file's name, of `show` if that is given."""
    waiting = Episode.objects.filter(transcripts=None).with_shows().newest_first()
    if show:
        waiting = waiting.filter(show__name__iexact=" ".join(show.split()))
    titles = dict(waiting.values_list("pk", "title")[:MOST_TITLES])
    wanted = title_of(source)
    if len(wanted) < 4:
        return None
    best = process.extractOne(
        wanted, titles, scorer=fuzz.token_sort_ratio, processor=str.casefold, score_cutoff=ALIKE_FROM
    )
    return waiting.get(pk=best[2]) if best else None


def known(show: str, title: str) -> Known:
    """What is here under these names. Four queries at most."""
    found = Show.objects.filter(name__iexact=" ".join(show.split())).first() if show.strip() else None
    if found is None:
        return Known()
    named = (
        Episode.objects.filter(show=found, title__iexact=" ".join(title.split())) if title.strip() else None
    )
    episode = named.with_shows().order_by("pk").first() if named is not None else None
    current = Transcript.objects.current().filter(episode=episode).first() if episode else None
    return Known(found, found.episodes.count(), episode, current)


def voices(labels: Iterable[tuple[str, int]], chosen: dict[str, str]) -> list[Voice]:
    """Whom each label of a file stands for, most cues first: as chosen, else the speaker of that name or alias, else the name.

    A label that only numbers a voice stands for nobody until somebody says who it is: it means nothing outside its file.
    """
    counted = sorted(((label, cues) for label, cues in labels if label), key=lambda each: (-each[1], each[0]))
    names = {label: chosen.get(label, label if names_a_person(label) else "").strip() for label, _ in counted}
    speakers = _speakers(name for name in names.values() if name)
    return [
        Voice(label, cues, _shown(names[label], speakers, label in chosen), speakers.get(_key(names[label])))
        for label, cues in counted
    ]


def _shown(name: str, speakers: dict[str, Speaker], is_chosen: bool) -> str:
    known_as = speakers.get(_key(name))
    return known_as.name if known_as and not is_chosen else name


def _speakers(names: Iterable[str]) -> dict[str, Speaker]:
    """The speaker meant by each name, as far as there is one, by the folded name; one query."""
    people: SpeakerQuerySet = Speaker.objects.all()
    return {_key(name): speaker for name, speaker in people.meant_by(names).items()}


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()
