"""Questions that were asked, what became of them, and claims left without an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q

from debates.graph.questions import Outcome, Proposal, propose
from debates.graph.unanswered import unanswered
from debates.models import Debate, EarlierWord, Question, Quote, Stance, Suggestion
from debates.reading.cards import ClaimCard
from debates.reading.debate_maps import DebateMap, debate_maps
from debates.reading.following import After, voices_in, what_follows
from transcripts.models import Reader, Speaker, Transcript, Utterance
from transcripts.models.transcript import UtteranceQuerySet

DEBATES_READ = 10
"""Debates of one speaker whose ledgers their page shows, the newest."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Where a question is answered: by a claim, or by a line of a transcript."""

    card: ClaimCard | None
    line: Utterance | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A question in the ledger: who asks it in which words, what seems to have become of it, and an editor's word if there is one.

    `quote` is the quote that asks, with `card` for the claim that it asks about; without one an editor marked `line`. `row` is
    what is stored of it.
    """

    debate: Debate
    line: Utterance
    quote: Quote | None
    card: ClaimCard | None
    hue: int
    proposal: Proposal
    answer: Answer | None
    row: Question | None
    decided_answer: Answer | None

    @property
    def decision(self) -> Question | None:
        """What an editor decided, if one did."""
        return self.row if self.row is not None and self.row.outcome else None

    @property
    def anchor(self) -> str:
        return f"q{self.quote.pk}" if self.quote else f"u{self.line.pk}"

    @property
    def words(self) -> str:
        return self.quote.exact if self.quote else self.line.text

    @property
    def asker(self) -> Speaker | None:
        return self.line.speaker

    @property
    def outcome(self) -> Outcome:
        """An editor's word, or else what is worked out."""
        return Outcome(self.row.outcome) if self.row and self.row.outcome else self.proposal.outcome

    @property
    def seconds(self) -> float | None:
        return self.quote.start_s if self.quote else self.line.start_s

    @property
    def is_estimated(self) -> bool:
        return self.quote.times_estimated if self.quote else self.line.times_estimated


@dataclass(frozen=True, slots=True)
class Silence:
    """What one person of a debate left without an answer: claims that nobody answered, and those that others did."""

    person: Speaker
    hue: int
    is_heard: bool
    by_nobody: tuple[ClaimCard, ...]
    by_others: tuple[ClaimCard, ...]

    @property
    def count(self) -> int:
        return len(self.by_nobody) + len(self.by_others)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question before anything is worked out."""

    map: DebateMap
    line: Utterance
    quote: Quote | None
    row: Question | None


class QuestionsReading:
    """The ledger of one debate. Makes ten queries."""

    def __init__(self, debate: Debate, reader: Reader) -> None:
        """The debate's sides must be loaded (`with_sides`)."""
        self.debate = debate
        self._map = debate_maps([debate], reader)[0]
        self.entries = _entries([self._map])

    def counts(self) -> list[tuple[str, int]]:
        """How many questions had which outcome, those that occur."""
        names = [(Outcome.ANSWERED, "answered"), (Outcome.DODGED, "dodged"), (Outcome.DROPPED, "dropped")]
        names.append((Outcome.OPEN, "left open"))
        found = [(name, sum(entry.outcome is outcome for entry in self.entries)) for outcome, name in names]
        return [(name, count) for name, count in found if count]

    @property
    def people(self) -> list[Speaker]:
        """Whom a question may have been asked of: the people of the sides, and all who ask."""
        askers = {entry.asker.pk: entry.asker for entry in self.entries if entry.asker}
        return list({**self._map.people, **askers}.values())

    def silences(self) -> list[Silence]:
        """For each person on a side what they left without an answer, in the order of the sides."""
        return _silences(self._map)


def heard_questions(debate: Debate, reader: Reader) -> UtteranceQuerySet:
    """Sentences of the debate's episodes that end as questions do, or that the miner takes for questions."""
    quotes = Quote.objects.filter(claim__placements__debate=debate)
    episodes = quotes.values("utterance__transcript__episode")
    transcripts = Transcript.objects.current().filter(episode__in=episodes).values("pk")
    mined = Suggestion.objects.filter(
        transcript__in=transcripts, sentence_kind=Suggestion.SentenceKind.QUESTION
    ).values("utterance")
    found = Utterance.objects.filter(Q(text__endswith="?") | Q(pk__in=mined), transcript__in=transcripts)
    return found.open_to(reader).exclude(pk__in=quotes.filter(stance=Stance.ASKS).values("utterance"))


def unmarked_questions(debate: Debate, reader: Reader) -> UtteranceQuerySet:
    """Those that are not in its ledger yet, as they were said."""
    found = heard_questions(debate, reader).exclude(questions__debate=debate)
    return found.with_speakers().with_places().in_order()


@dataclass(frozen=True, slots=True)
class InDebate:
    """One debate as a speaker's page shows it: questions that they asked or were asked, and what they left."""

    debate: Debate
    asked: tuple[Entry, ...]
    asked_of: tuple[Entry, ...]
    silence: Silence | None


class SpeakerQuestionsReading:
    """The ledgers of the newest debates in which a speaker is on a side. Makes thirteen queries."""

    def __init__(self, speaker: Speaker, reader: Reader) -> None:
        self.speaker = speaker
        debates = Debate.objects.filter(sides__holders__speaker=speaker).distinct().newest_first()
        self._maps = debate_maps(list(debates.with_sides()[:DEBATES_READ]), reader)
        self._entries = _entries(self._maps)

    def debates(self) -> list[InDebate]:
        return [self._in(each) for each in self._maps]

    def _in(self, found: DebateMap) -> InDebate:
        here = [
            entry
            for entry in self._entries
            if entry.decision is None or entry.decision.debate_id == found.debate.pk
        ]
        here = [entry for entry in here if entry.quote is None or entry.quote.claim_id in found.claims]
        silence = next((each for each in _silences(found) if each.person == self.speaker), None)
        return InDebate(
            found.debate,
            tuple(entry for entry in here if entry.asker == self.speaker),
            tuple(entry for entry in here if self._is_asked(entry)),
            silence,
        )

    def _is_asked(self, entry: Entry) -> bool:
        """Whether the question was put to them: an editor says so, or they speak next."""
        if entry.decision is not None and entry.decision.asked_of_id is not None:
            return entry.decision.asked_of_id == self.speaker.pk
        line = entry.answer.line if entry.answer else None
        return line is not None and line.speaker == self.speaker


def _silences(found: DebateMap) -> list[Silence]:
    heard = {quote.voiced_by_id for quote in found.quotes}
    holders = {claim: found.exchange.holders(claim) for claim in found.graph.claims}
    return [
        Silence(
            person,
            found.hues.of(person),
            person.pk in heard,
            tuple(found.card(claim) for claim in left.claims if claim in left.by_nobody),
            tuple(found.card(claim) for claim in left.claims if claim not in left.by_nobody),
        )
        for left in unanswered(found.graph, holders, found.sides)
        if isinstance(left.holder, int)
        for person in [found.people[left.holder]]
    ]


def _entries(maps: Sequence[DebateMap]) -> list[Entry]:
    """The questions of debates, as they were asked. Makes four queries."""
    asked = [each for each in _asked(maps) if each.map.sees(each.line.transcript.episode)]
    after = what_follows([each.line for each in asked])
    speaking = voices_in({each.line.transcript_id for each in asked})
    entries = [_entry(each, after[each.line.pk], speaking) for each in asked]
    return sorted(entries, key=lambda entry: _said_at(entry.line))


def _said_at(line: Utterance) -> tuple[float, ...]:
    published = line.transcript.episode.published_on
    day = float(published.toordinal()) if published else float("inf")
    return (day, line.transcript_id, line.position, line.pk)


def _asked(maps: Sequence[DebateMap]) -> list[_Asked]:
    """Quotes that ask, with an editor's word on them, and lines that an editor marked. Makes two queries."""
    found = Question.objects.filter(debate__in=[each.debate for each in maps]).with_places().in_order()
    rows = list(found.prefetch_related(Prefetch("earlier_words", queryset=EarlierWord.objects.in_order())))
    by_quote = {(row.debate_id, row.quote_id): row for row in rows if row.quote_id}
    by_debate = {each.debate.pk: each for each in maps}
    marked = [
        _Asked(by_debate[row.debate_id], row.utterance, None, row)
        for row in rows
        if row.utterance is not None
    ]
    asking = [
        _Asked(each, quote.utterance, quote, by_quote.get((each.debate.pk, quote.pk)))
        for each in maps
        for quote in each.quotes
        if quote.stance == Stance.ASKS
    ]
    return [*asking, *marked]


def _entry(asked: _Asked, after: After, speaking: Mapping[int, set[int]]) -> Entry:
    found, line, row = asked.map, asked.line, asked.row
    voices = speaking.get(line.transcript_id, set()) - {line.speaker_id}
    proposal = propose(
        asked.quote.claim_id if asked.quote else None,
        line.speaker_id,
        found.exchange,
        after.turns,
        others_speak=bool(voices),
        asks_again=after.asks_again,
        goes_on=after.goes_on,
    )
    return Entry(
        found.debate,
        line,
        asked.quote,
        found.card(asked.quote.claim_id) if asked.quote else None,
        found.hues.of(line.speaker),
        proposal,
        _answer(found, proposal.claim, after.lines.get(proposal.turn or 0)),
        row,
        _answer(found, row.answer_claim_id, row.answer_utterance) if row else None,
    )


def _answer(found: DebateMap, claim: int | None, line: Utterance | None) -> Answer | None:
    """Where something is answered; a claim that has left the debate meanwhile is not named, nor a line that is private."""
    if claim is not None and claim in found.claims:
        return Answer(found.card(claim), None)
    return Answer(None, line) if line is not None and found.sees(line.transcript.episode) else None
