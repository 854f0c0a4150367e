"""Stage 3: whose view each sentence is, and how its voice stands to it.

In order: recap spans; cues in the sentence itself (a nested report belongs to the innermost party), or the
words before a quotation; quotations that run on; what is left is the voice's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from debates.mining.draft import Draft, passages
from debates.mining.frames import FrameReader, frames_of
from debates.mining.lexicon.parties import TITLES
from debates.mining.lexicon.reporting import FAVOURING, NAMES_OF_VIEWS
from debates.mining.parties import Party, Roster
from debates.mining.quoting import Quotation, answered_after, quotations
from debates.mining.recaps import Recap, RecapFinder
from debates.mining.reports import Report, ReportReader
from debates.mining.saying import HELPERS
from debates.mining.speakers import SpeakerReader, may_speak
from debates.mining.standing import StandReader
from debates.mining.switches import SwitchReader
from debates.mining.telling import telling
from debates.mining.vocabulary import Finding, FindingKind, Stance
from debates.mining.wording import any_of, body_start, compiled, plain, word_count

NEARBY = 10
"""Sentences back in which a pronoun may find its person."""
ANTECEDENT = 4
"""Sentences back in which "they" may find its group."""
LONGEST_TOLD = 45
"""Words of a sentence beyond which it is no sentence but a stretch of speech that nobody punctuated."""
TOLD = frozenset(("say", "argue", "think", "show", "call", "ask"))
"""The kinds of verbs of telling that lay a view at the door of a party in no lexicon."""
QUOTED = 10
"""Sentences that a quotation mark left open runs on at most."""


def tell_holders(draft: Draft) -> Draft:
    """Gives every claim, question and setup its holder and stance."""
    roster = draft.roster
    readers = _Readers(
        roster,
        frames_of(roster),
        ReportReader(roster),
        SpeakerReader(roster),
        SwitchReader(roster),
        StandReader(roster),
    )
    told = list(draft.findings)
    spoken = list(passages(draft.findings))
    for number, passage in enumerate(spoken):
        for finding in _Passage(readers, passage, _addressee(draft.roster, spoken, number)).told():
            told[finding.id] = finding
    return replace(draft, findings=tuple(told))


@dataclass(frozen=True, slots=True)
class _Readers:
    roster: Roster
    frames: FrameReader
    reports: ReportReader
    speakers: SpeakerReader
    switches: SwitchReader
    stands: StandReader


def _addressee(roster: Roster, spoken: Sequence[Sequence[Finding]], number: int) -> str | None:
    """Whom "you" means: the other of two speakers, or whoever speaks both before and after."""
    voice = spoken[number][0].voiced_by
    others = [speaker for speaker in roster.speakers if speaker != voice]
    if len(others) == 1 and voice is not None:
        return others[0]
    before = spoken[number - 1][0].voiced_by if number else None
    after = spoken[number + 1][0].voiced_by if number + 1 < len(spoken) else None
    return before if before == after and before != voice else None


class _Passage:
    """One passage being read, sentence by sentence."""

    def __init__(self, readers: _Readers, passage: Sequence[Finding], addressee: str | None) -> None:
        self._readers, self._passage = readers, passage
        self._voice = passage[0].voiced_by
        self._addressees = list(self._addressed(addressee))
        self._named: list[tuple[str, ...]] = [readers.roster.named_in(finding.text) for finding in passage]
        self._reported: dict[int, Party] = {}
        self._quoted = {one.first: one for one in quotations([finding.text for finding in passage])}

    def told(self) -> list[Finding]:
        inside = {place for one in self._quoted.values() for place in range(one.first + 1, one.last + 1)}
        recaps, framed = RecapFinder(self._readers.frames, self._readers.switches).find(
            self._passage, self._meant, inside
        )
        told = [
            self._tell(place, finding, recaps.get(place), place in framed)
            for place, finding in enumerate(self._passage)
        ]
        return _with_open_quotes(told, [*self._quoted.values(), *self._answered(told)])

    def _answered(self, told: Sequence[Finding]) -> Iterator[Quotation]:
        """What somebody else says in words of their own up to the narrator's "and I said"."""
        texts = [finding.text for finding in self._passage]
        for place, finding in enumerate(told):
            last = answered_after(texts, place) if finding.is_reported else None
            if last and not any(one.is_reported for one in told[place + 1 : last + 1]):
                yield Quotation(place, last, 0)

    def _addressed(self, addressee: str | None) -> Iterator[str | None]:
        """Whom "you" means at each place: whoever was last called by name, else the passage's addressee."""
        for finding in self._passage:
            called = _VOCATIVE.match(plain(finding.text))
            party = self._readers.roster.party(called[1]) if called else None
            if party and party.words in self._readers.roster.speakers and party.words != self._voice:
                addressee = party.words
            yield addressee

    def _tell(self, place: int, finding: Finding, recap: Recap | None, framed: bool) -> Finding:
        if finding.kind is FindingKind.FRAME and not framed:
            finding = _unframed(finding)
        if finding.kind is FindingKind.FRAME or (finding.kind is FindingKind.ASIDE and not framed):
            return finding
        report = self._report(place, finding, recap)
        party = self._meant(report.party, place, recap, report.at) if report else None
        if recap and party in (recap.party, None):
            return self._laid(finding, recap.party, recap.cue, _span_reason(recap))
        if report is None:
            return self._without_cue(place, finding)
        if party is not None:
            self._reported[place] = party
        return self._reporting(finding, report, party)

    def _without_cue(self, place: int, finding: Finding) -> Finding:
        """What goes on with the view just reported, what is in quotation marks, else the voice's own."""
        before = self._reported.get(place - 1)
        words = plain(finding.text)
        match = _GOES_ON.match(words) if before and _is_one(before) else None
        match = match or (_BECAUSE.match(words) if before else None)
        if before and match:
            self._reported[place] = before
            return self._laid(finding, before, match.group(), f"goes on with what {before.words} thinks")
        if self._is_quoted(place):
            return self._laid(finding, None, '"', "stands in quotation marks")
        return self._own(finding)

    def _is_quoted(self, place: int) -> bool:
        """True where a quotation begins the sentence, and ends with it or with one soon after it."""
        words = plain(self._passage[place].text).strip()
        if not words.startswith('"'):
            return False
        later = (plain(finding.text) for finding in self._passage[place + 1 : place + QUOTED])
        marks = words.count('"')
        return (marks == 2 and words[-1] == '"') or (marks == 1 and any('"' in text for text in later))

    def _report(self, place: int, finding: Finding, recap: Recap | None) -> Report | None:
        """The cue in the sentence, unless it is the narrator's own, or asks rather than reports."""
        report = self._readers.reports.read(finding.text)
        if report is None or report.by_narrator:
            report = self._quoting(place, finding)
        elif finding.kind is FindingKind.QUESTION and self._quotes_at(place, report.content):
            report = replace(report, asks=True)
        if report is None and recap is None:
            report = self._told_of(finding)
        if report is None or report.by_narrator:
            return None
        if finding.kind is FindingKind.QUESTION and not (report.asks or _confirms(finding.text, report)):
            return None
        vague = report.party.lower() == "they" and not _is_clear(finding.text, report)
        vague = vague and not _HEARSAY.match(report.cue)
        if vague and not recap and not self._group_before(place):
            return None
        party = self._meant(report.party, place, recap, report.at)
        return None if party is not None and party.words == self._voice else report

    def _told_of(self, finding: Finding) -> Report | None:
        """What the sentence tells by the wider net for units, where a party that need be in no lexicon begins it."""
        words = plain(finding.text)
        told = telling(finding.text, self._voice) if word_count(words) <= LONGEST_TOLD else None
        if told is None or told.kind not in TOLD or told.cue.lower() in NAMES_OF_VIEWS:
            return None
        who = _RELATIVE.sub("", told.who[body_start(told.who) :])
        at = words.find(who)
        fits = may_speak(who) and at <= body_start(words) + _LATE
        return (
            Report(who, told.cue, at, at)
            if fits and not _INFINITIVE.search(words, 0, words.find(told.cue, at))
            else None
        )

    def _quotes_at(self, place: int, content: int) -> bool:
        """True where a report's view is a quotation that runs on."""
        return place in self._quoted and abs(self._quoted[place].begin - content) <= 1

    def _quoting(self, place: int, finding: Finding) -> Report | None:
        """What the words before a quotation say of it."""
        quotation = self._quoted.get(place)
        found = quotation and self._readers.speakers.read(finding.text, quotation.begin)
        if not quotation or not found or found[0].lower() in ("you", "i", "we"):
            return None
        at = plain(finding.text).find(found[1])
        return Report(*found, at, quotation.begin, asks=finding.kind is FindingKind.QUESTION)

    def _meant(
        self, words: str, place: int, recap: Recap | None = None, at: int | None = None
    ) -> Party | None:
        """The party that a cue's words, `at` in their sentence, mean at a place; None for the narrator and for nobody."""
        lower = words.lower()
        if lower in ("", "i", "we", "me", "my", "our", "us", "my own"):
            return None
        addressee = self._addressees[place]
        if lower in ("you", "your", "my opponent", "my opponent's"):
            common = lower.removesuffix("'s").replace("your", "you")
            return Party(addressee, named=True) if addressee else Party(common, named=False)
        if addressee and set(lower.replace(".", "").split()) <= TITLES:
            return Party(addressee, named=True)  # "Madam President, you said …"
        if lower in ("he", "she", "his", "her", "him"):
            return (
                recap.party
                if recap
                else self._last_person(place, at) or Party(_SUBJECTS.get(lower, lower), named=False)
            )
        if lower in ("they", "their", "them"):
            return recap.party if recap else self._group_before(place) or Party("they", named=False)
        return self._readers.roster.party(words)

    def _last_person(self, place: int, at: int | None) -> Party | None:
        """The one person that a pronoun `at` in its sentence can mean: the only one in the nearest sentence that names any."""
        before = None if at is None else self._readers.roster.named_in(self._passage[place].text[:at])
        for back in range(place, max(-1, place - NEARBY - 1), -1):
            named = self._named[back] if before is None or back < place else before
            others = [name for name in named if name not in (self._voice, self._addressees[place])]
            reported = self._reported.get(back)
            if reported and _is_one(reported) and (not others or reported.words in others):
                return reported
            if others:
                return self._readers.roster.party(others[0]) if len(others) == 1 else None
        return None

    def _group_before(self, place: int) -> Party | None:
        """The unnamed party that was last laid a view at the door, close by."""
        nearby = (
            self._reported[back]
            for back in range(place - 1, place - ANTECEDENT, -1)
            if back in self._reported
        )
        return next((party for party in nearby if not party.named), None)

    def _own(self, finding: Finding) -> Finding:
        named = self._voice in self._readers.roster.speakers
        stance, cue = (
            (Stance.ASKS, finding.cue)
            if finding.kind is FindingKind.QUESTION
            else self._readers.stands.read(finding.text)
        )
        return replace(finding, holder=self._voice, holder_named=named, stance=stance, cue=cue or finding.cue)

    def _laid(self, finding: Finding, party: Party | None, cue: str, reason: str) -> Finding:
        words, named = (party.words, party.named) if party else (None, False)
        return replace(
            finding, holder=words, holder_named=named, stance=Stance.REPORTS, cue=cue, reason=reason
        )

    def _reporting(self, finding: Finding, report: Report, party: Party | None) -> Finding:
        kind = (
            FindingKind.QUESTION
            if report.asks
            else FindingKind.CLAIM
            if finding.kind is FindingKind.QUESTION
            else finding.kind
        )
        who = party.words if party else "nobody in particular"
        return self._laid(replace(finding, kind=kind), party, report.cue, f"reports {who}: '{report.cue}'")


def _unframed(finding: Finding) -> Finding:
    """What a check ("is that right?", "that's the point") does where no recap is open to be checked."""
    if finding.text.rstrip().endswith("?") or _WONDERS.match(finding.cue):
        return replace(finding, kind=FindingKind.QUESTION, cue="", reason="asks")
    if _POINTS_BACK.match(finding.cue):
        return replace(finding, kind=FindingKind.CLAIM, cue="", reason="a statement")
    return finding


_WONDERS = compiled(r"i wonder\b")
_POINTS_BACK = compiled(r"(?:that|this|such)\b")


def _is_one(party: Party) -> bool:
    """True for a party that "he" or "she" can mean."""
    last = party.words.lower().split()[-1]
    return party.named or not (last in ("you", "they", "people", "some", "many", "one") or last.endswith("s"))


_LATE = 12
"""Characters after leading connectives within which a sentence must name who tells."""
_RELATIVE = compiled(r" (?:who|that|which) .*$")
_INFINITIVE = compiled(r"\bto (?:\w+ly )?$")
_VOCATIVE = re.compile(r"((?:[A-Z][\w.'-]* ){0,3}?[A-Z][\w'-]*),\s")
_HEARSAY = compiled(r"they(?: \w+)? (?:say|said|claim|(?:tell|told) (?:us|you|me))\b")
_GOES_ON = compiled(
    rf"(?:(?:he|she)(?:'d| would)\b|(?:he|she){HELPERS} {any_of(FAVOURING)}(?![\w'])|for (?:him|her)\b)"
)
_BECAUSE = compiled(
    r"(?:and |but |or )?(?:because\b|that is,|that is to say\b|(?-i:That) (?:you|they|he|she)\b(?!,))|or whether\b"
)
_SUBJECTS = {"his": "he", "him": "he", "her": "she"}


def _span_reason(recap: Recap) -> str:
    where = "between" if recap.both_cues else "in the span of"
    return f"reports {recap.party.words}: {where} '{recap.cue}'"


_CONFIRMS = compiled(r"\b(?:say|said|saying|argu\w+|claim\w*|mean\w*|suggest\w*|is)\b")


def _confirms(text: str, report: Report) -> bool:
    """True for "so you're saying that …?": the view is reported, and only whether rightly is asked."""
    return report.party.lower() in ("you", "your") and bool(_CONFIRMS.search(report.cue))


def _is_clear(text: str, report: Report) -> bool:
    """True where what follows "they say" is plainly what they say."""
    return bool(re.search(r"(?:\bthat|[,:\"'])\s*\"?$", plain(text)[: report.content].rstrip() + " ".strip()))


def _with_open_quotes(findings: list[Finding], quotations: Iterable[Quotation]) -> list[Finding]:
    """Carries a reported quotation on to the sentence that closes it."""
    for one in quotations:
        begun = findings[one.first]
        if not begun.is_reported:
            continue
        for place in range(one.first + 1, one.last + 1):
            if findings[place].kind is not FindingKind.ASIDE:
                findings[place] = _carried(findings[place], begun)
    return findings


def _carried(finding: Finding, begun: Finding) -> Finding:
    """A sentence of the quotation that `begun` opens."""
    asks = finding.text.rstrip(" \"'”’").endswith("?")
    spoken = FindingKind.QUESTION if asks else FindingKind.CLAIM
    return replace(
        finding,
        kind=spoken if finding.kind is FindingKind.FRAME else finding.kind,
        holder=begun.holder,
        holder_named=begun.holder_named,
        stance=Stance.REPORTS,
        cue=begun.cue,
        reason=begun.reason,
    )
