"""The queue of names as its page shows it: a voice with a snippet, what tells whose it is, and the likeliest people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse

from debates.models import Passage
from debates.reading.excerpts import Excerpt, Texts, excerpt_of, lines_around
from debates.reading.listening import Listening, listening
from debates.reading.voice_evidence import VoiceTold, voices_told
from transcripts.attribution.introductions import Spoken, introductions
from transcripts.attribution.uncertain import UncertainVoice
from transcripts.models import (
    Attribution,
    CorrectionOffer,
    EpisodePerson,
    NameDecision,
    NameVerdict,
    Recording,
    Speaker,
    Transcript,
    Utterance,
)
from transcripts.voices import DECISIONS

CANDIDATES = 2
OPENING = 150
"""Sentences from the beginning of a transcript in which introductions are looked for where nothing is stored of them."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that say whose voice it is: `kind` is "self" for the voice's own, "next" for an introduction."""

    kind: str
    name: str
    quote: str
    start_s: float | None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whose voice it may be: of our people, or a name that was said. `why` tells in a few words."""

    name: str
    speaker: Speaker | None
    why: str

    @property
    def value(self) -> str:
        """What a form sends for them."""
        return f"is:{self.speaker.slug}" if self.speaker else f"new:{self.name}"


@dataclass(frozen=True, slots=True)
class NameCard:
    """One voice with all that an editor decides on. Seconds are those of the recording that is played.

    `voice` and `cues` are separate kinds of evidence; `billed` are the people whom the feed names with the episode. `offer` is a reader's
    doubt about the sentence.
    """

    row: UncertainVoice
    line: Utterance
    excerpt: Excerpt
    voice: VoiceTold
    cues: tuple[Cue, ...]
    billed: tuple[EpisodePerson, ...]
    people: tuple[Person, ...]
    offer: CorrectionOffer | None
    source: str
    from_s: float | None
    to_s: float | None

    @property
    def key(self) -> str:
        """Tells the card from others, also after another voice of the episode was named."""
        place = f"{self.line.transcript.episode_id}-{self.row.position}"
        return f"{place}-{self.row.offer}" if self.row.offer else place

    @property
    def address(self) -> str:
        """The page on which it is decided."""
        episode = self.line.transcript.episode
        page = reverse("attribution_detail", args=[episode.show.slug, episode.slug, self.row.position])
        return f"{page}?offer={self.row.offer}" if self.row.offer else page


@dataclass(frozen=True, slots=True)
class _Around:
    """What is loaded for all cards at once, by the keys of transcripts or episodes."""

    lines: Mapping[tuple[int, int], Utterance]
    texts: Texts
    offers: Mapping[int, CorrectionOffer]
    voices: Mapping[tuple[int, str], VoiceTold]
    cues: Mapping[tuple[int, str], tuple[Cue, ...]]
    billed: Mapping[int, Sequence[EpisodePerson]]
    heard: Mapping[int, Listening]
    known: Mapping[str, Speaker]
    speaking: Mapping[int, frozenset[int]]


def read_name_cards(rows: Sequence[UncertainVoice]) -> list[NameCard]:
    """Return voices as cards. Makes fourteen queries at most, however many the voices."""
    around = _load(rows)
    return [_card(row, around) for row in rows]


def _load(rows: Sequence[UncertainVoice]) -> _Around:
    lines = _lines(rows)
    transcripts = {row.transcript: lines[row.transcript, row.position].transcript for row in rows}
    episodes = {each.episode_id for each in transcripts.values()}
    offers = CorrectionOffer.objects.in_bulk([row.offer for row in rows if row.offer])
    billed: dict[int, list[EpisodePerson]] = defaultdict(list)
    for person in EpisodePerson.objects.filter(episode__in=episodes).order_by("pk"):
        billed[person.episode_id].append(person)
    cues = _cues(transcripts.values())
    names = {cue.name for each in cues.values() for cue in each}
    names |= {person.name for each in billed.values() for person in each}
    names |= {offer.proposal for offer in offers.values() if len(offer.proposal) <= 200}
    return _Around(
        lines,
        lines_around(Passage(line, 0, line, 0) for line in lines.values()),
        offers,
        voices_told(rows),
        cues,
        billed,
        _heard(transcripts.values()),
        Speaker.objects.meant_by(names),
        _speaking(transcripts),
    )


def _lines(rows: Sequence[UncertainVoice]) -> dict[tuple[int, int], Utterance]:
    """The sentences by which the voices are shown, by transcript and position."""
    wanted = Q(pk__in=[])
    for row in rows:
        wanted |= Q(transcript=row.transcript, position=row.position)
    found = Utterance.objects.filter(wanted).with_speakers().with_places()
    return {(line.transcript_id, line.position): line for line in found}


def _cues(transcripts: Iterable[Transcript]) -> dict[tuple[int, str], tuple[Cue, ...]]:
    """What is said of each label: as the hearing stored it, else as the beginning of the transcript tells. Two queries."""
    wanted = {each.pk for each in transcripts}
    found: dict[tuple[int, str], list[Cue]] = defaultdict(list)
    stored = Attribution.objects.filter(transcript__in=wanted, turn=None, evidence__isnull=False)
    for each in stored.select_related("evidence").order_by("pk"):
        found[each.transcript_id, each.label] += [
            Cue(cue["kind"], cue["name"], cue["quote"], cue["start_s"]) for cue in each.evidence.cues
        ]
    said: dict[int, list[Spoken]] = defaultdict(list)
    opening = Utterance.objects.filter(transcript__in=wanted, position__lt=OPENING).in_order()
    for line in opening:
        said[line.transcript_id].append(Spoken(line.label, line.text, line.start_s or 0.0))
    for transcript, spoken in said.items():
        told = introductions(spoken)
        for label in {each.label for each in told} - {label for pk, label in found if pk == transcript}:
            own = (each for each in told if each.label == label)
            found[transcript, label] = [Cue(each.kind, each.name, each.quote, each.start_s) for each in own]
    return {key: tuple(dict.fromkeys(cues)) for key, cues in found.items()}


def _heard(transcripts: Iterable[Transcript]) -> dict[int, Listening]:
    recordings: dict[int, list[Recording]] = defaultdict(list)
    found = list(transcripts)
    for recording in Recording.objects.filter(episode__in={each.episode_id for each in found}):
        recordings[recording.episode_id].append(recording)
    return {each.pk: listening(each.episode, each, recordings[each.episode_id]) for each in found}


def _speaking(transcripts: Iterable[int]) -> dict[int, frozenset[int]]:
    """Who has a voice in each transcript already. One query."""
    found: dict[int, set[int]] = defaultdict(set)
    named = Utterance.objects.filter(transcript__in=list(transcripts), speaker__isnull=False).order_by()
    taken = named.values_list("transcript", "speaker_id").distinct()
    for transcript, speaker in taken:
        found[transcript].add(speaker or 0)
    return {transcript: frozenset(people) for transcript, people in found.items()}


def _card(row: UncertainVoice, around: _Around) -> NameCard:
    line = around.lines[row.transcript, row.position]
    where = around.heard[row.transcript]
    count = len(line.text.split(" "))
    card_cues = around.cues.get((row.transcript, row.label), ())
    voice = around.voices.get((row.transcript, row.label)) or VoiceTold()
    billed = tuple(around.billed.get(line.transcript.episode_id, ()))
    offer = around.offers.get(row.offer) if row.offer else None
    plays = bool(where.source) and line.start_s is not None
    return NameCard(
        row,
        line,
        excerpt_of(Passage(line, 0, line, count), around.texts),
        voice,
        card_cues,
        billed,
        _people(row, line, voice, card_cues, billed, offer, around),
        offer,
        where.source if plays else "",
        None if line.start_s is None else max(0.0, line.start_s + where.shift_s),
        None if line.end_s is None else line.end_s + where.shift_s,
    )


def _people(
    row: UncertainVoice,
    line: Utterance,
    voice: VoiceTold,
    cues: Sequence[Cue],
    billed: Sequence[EpisodePerson],
    offer: CorrectionOffer | None,
    around: _Around,
) -> tuple[Person, ...]:
    """The two likeliest: whom a reader names, whose voice it may be, whom the words name, whom the feed names and nobody speaks for yet.

    Where a name stands already it comes after them: it may stay.
    """
    likely: list[tuple[str, Speaker | None, str]] = []
    if offer is not None and (said := around.known.get(offer.proposal)):
        likely.append((said.name, said, "a reader says so"))
    if voice.person is not None:
        likely.append((voice.person.name, voice.person, "by the voice"))
    likely += [(cue.name, around.known.get(cue.name), "by the words") for cue in cues]
    speaking = around.speaking.get(row.transcript, frozenset())
    for person in billed:
        known = around.known.get(person.name)
        if known is None or known.pk not in speaking:
            likely.append((person.name, known, f"{person.role} by the feed"))
    likely += [(each.name, each, "a distant voice") for each, _ in voice.candidates]
    found: dict[str, Person] = {}
    for name, speaker, why in likely:
        if speaker != line.speaker or speaker is None:
            shown = speaker.name if speaker else name
            found.setdefault(shown.casefold(), Person(shown, speaker, why))
    people = list(found.values())[:CANDIDATES]
    if line.speaker is not None:
        people.append(Person(line.speaker.name, line.speaker, "as it stands"))
    return tuple(people)


def media_origins(cards: Iterable[NameCard]) -> list[str]:
    """Hosts of others from which these cards play."""
    return sorted(
        {"/".join(card.source.split("/")[:3]) for card in cards if not card.source.startswith("/")} - {""}
    )


@dataclass(frozen=True, slots=True)
class NameProgress:
    """How far the queue is: voices that wait, decisions by what they said, and how many tell about a voice that was compared."""

    waiting: int
    confirmed: int
    other: int
    nobody: int
    compared: int
    right: int

    @property
    def decided(self) -> int:
        return self.confirmed + self.other + self.nobody

    @property
    def total(self) -> int:
        return self.decided + self.waiting

    @property
    def needed(self) -> int:
        """Decisions about compared voices from which a probability is named."""
        return DECISIONS


def read_name_progress(decisions: QuerySet[NameDecision], waiting: int) -> NameProgress:
    """Count standing decisions. Two queries."""
    standing = decisions.filter(undone_at=None)
    counted = dict(standing.order_by().values_list("verdict").annotate(Count("pk")))
    examples = NameDecision.objects.about_a_voice().aggregate(
        all=Count("pk"), right=Count("pk", filter=Q(speaker=F("nearest")))
    )
    return NameProgress(
        waiting,
        counted.get(NameVerdict.CONFIRMED, 0),
        counted.get(NameVerdict.OTHER, 0),
        counted.get(NameVerdict.NOBODY, 0),
        examples["all"],
        examples["right"],
    )
