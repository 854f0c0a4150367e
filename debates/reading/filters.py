"""Which claims of a debate a reader asks for: said or held by whom, in which episode, left how, said or supplied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

from debates.models.claim import Origin
from debates.reading.skeletons import Party, Said, Skeleton
from debates.reading.standings import CHOICES
from transcripts.models import Episode, Speaker

SUGGESTED = "suggested"
GROUP = "group:"
"""What an address puts before the words of a group, which could be anybody's slug."""

LABELS = {
    "speaker": "Said by",
    "holder": "Held by",
    "episode": "Episode",
    "standing": "Left",
    "origin": "Said or supplied",
    "state": "Accepted or suggested",
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader chose, as it stands in the address; empty where anything will do."""

    speaker: str = ""
    holder: str = ""
    episode: str = ""
    standing: str = ""
    origin: str = ""
    state: str = ""

    @property
    def chosen(self) -> dict[str, str]:
        """Those that narrow anything."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if value}

    @property
    def query(self) -> str:
        """The part of an address after the question mark."""
        return urlencode(self.chosen)

    def without(self, name: str) -> Filters:
        return replace(self, **{name: ""})

    def left(self, standing: str) -> Filters:
        return replace(self, standing=standing)

    @property
    def left_anyhow(self) -> Filters:
        return self.left("")

    @property
    def besides_state(self) -> dict[str, str]:
        """Those in force that ask nothing about being accepted or suggested."""
        return self.without("state").chosen


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be chosen: its value in the address, and what the page calls it."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice in force, with the query of the same page without it, and how many claims are then found, where that is known."""

    label: str
    value: str
    query: str
    found: int | None


class Offer:
    """What can be chosen in one debate. Makes a query, for names."""

    def __init__(self, skeleton: Skeleton, episodes: Sequence[Episode]) -> None:
        voices = {voice for said in skeleton.said.values() for voice in said.voices}
        parties = {party for said in skeleton.said.values() for party in said.holders}
        people = Speaker.objects.in_bulk(
            {pk for pk in (*voices, *(speaker for speaker, _ in parties)) if pk is not None}
        )
        self._voices = {people[voice].slug: voice for voice in voices if voice is not None}
        self._parties: dict[str, Party] = {
            people[pk].slug if pk is not None else f"{GROUP}{words}": (pk, words)
            for pk, words in parties
            if pk is not None or words
        }
        self._episodes = {f"{episode.show.slug}/{episode.slug}": episode for episode in episodes}
        names = {person.slug: person.name for person in people.values()}
        self.options: Mapping[str, tuple[Option, ...]] = {
            "speaker": _by_name(Option(slug, names[slug]) for slug in self._voices),
            "holder": _by_name(
                Option(value, names.get(value, words)) for value, (_, words) in self._parties.items()
            ),
            "episode": tuple(Option(value, episode.title) for value, episode in self._episodes.items()),
            "standing": tuple(Option(choice.anchor, choice.label) for choice in CHOICES),
            "origin": (
                Option(Origin.SAID, "Said by somebody"),
                Option(Origin.SUPPLIED, "Supplied by an editor"),
            ),
            "state": (Option(SUGGESTED, "Suggested by a machine"),),
        }

    @property
    def options_on_the_map(self) -> dict[str, tuple[Option, ...]]:
        """Those that leave suggestions aside."""
        return {name: options for name, options in self.options.items() if name != "state"}

    def label(self, name: str, value: str) -> str:
        """What the page calls a choice."""
        return next(option.label for option in self.options[name] if option.value == value)

    def voice(self, filters: Filters) -> int | None:
        """The number of the speaker whose words are asked for."""
        return self._voices[filters.speaker] if filters.speaker else None

    def holder(self, filters: Filters) -> Party | None:
        """The holder whose views are asked for."""
        return self._parties[filters.holder] if filters.holder else None

    def episode(self, filters: Filters) -> int | None:
        """The number of the episode that is asked for."""
        return self._episodes[filters.episode].pk if filters.episode else None

    def fits(self, said: Said, filters: Filters) -> bool:
        """Whether a claim was said as `filters` ask. The filters must be among the options."""
        return (
            (not filters.speaker or self.voice(filters) in said.voices)
            and (not filters.holder or self.holder(filters) in said.holders)
            and (not filters.episode or self.episode(filters) in said.episodes)
            and (not filters.origin or filters.origin == said.origin)
        )


def _by_name(options: Iterable[Option]) -> tuple[Option, ...]:
    return tuple(sorted(options, key=lambda option: (option.label.casefold(), option.value)))
