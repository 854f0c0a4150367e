"""Recaps in real transcripts, found by reading: where each begins and ends, and how many of them the miner holds.

The words are not here. A span is named by its file and by the words, counted from 0 through the file's speech, with which its first and
its last sentence begin; a word or two of its holder's name tell whose view it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from debates.mining import Finding, Person, Turn, mine
from transcripts.importers import parse, read_limited
from transcripts.words.sentencing import Sentence, sentences

PEOPLE = [Person("Richard Sutton", ("Rich", "Sutton")), Person("Jensen Huang", ("Jensen",))]


@dataclass(frozen=True)
class Span:
    """Where the view of `holder`, a pattern for a part of the name, is stated."""

    file: str
    first: int
    last: int
    holder: str


_BITCOIN = "text/bitcoin_mpcbros_vs_teamscript_debate.md"
_BLOAT = "srt/hb_Bloat.srt"
_CHANGELOG = "text/changelog_practicalai_last.md"
_DEMOCRATS = "stt_json/debatevis_2016_dem1.json"
_ESSAY = "gemini_json/dwarkesh_essay_next_paradigm.json"
_FRIDMAN = "gemini_json/lex494_jensen_huang.json"
_GUARDIAN = "stt_json/us_debate_2016_3_guardian.json"
_HUANG = "gemini_json/dwarkesh_jensen_huang.json"
_KARPATHY = "text/dwarkesh_karpathy_focusai.md"
_KOMOROSKE = "text/lenny_alex_komoroske.md"
_OPENSHIFT = "html/hb_Talking_AI_at_OpenShift_Commons_Gathering_in_Raleigh.html"
_PODNEWS = "vtt/ts_podnews_weekly_review_2024-01-19.vtt"
_SHOLTO = "text/sync_sholto_trenton.md"
_SUTTON = "text/sync_dwarkesh_sutton.md"
_TRUMP = "text/us_debate_2020_1_marg.txt"
_ZENLYTIC = "vtt/mislabelled_txt_Zenlytic_Is_Building_You_A_Better_Coworker_With_AI_Agents.vtt"

IN_SIGHT = (
    Span(_ESSAY, 12, 75, "they|labs|people"),
    Span(_ESSAY, 170, 214, "people"),
    Span(_ESSAY, 271, 399, "people"),
    Span(_SUTTON, 418, 501, "people"),
    Span(_SUTTON, 2965, 3141, "Henrich"),
    Span(_KARPATHY, 915, 951, "Sutton"),
    Span(_HUANG, 3220, 3327, "friends"),
    Span(_HUANG, 12307, 12346, "Jensen Huang"),
    Span(_KOMOROSKE, 5661, 5737, "person|someone"),
    Span(_KOMOROSKE, 16616, 16641, "people"),
)
"""The rules for staged views were made with these in sight."""
LOOKED_AT = (
    Span(_FRIDMAN, 4102, 4133, "people"),
    Span(_FRIDMAN, 18621, 18627, "people|they"),
    Span(_FRIDMAN, 18897, 18930, "scientists|researchers"),
    Span(_SHOLTO, 4150, 4159, "people"),
    Span(_DEMOCRATS, 12938, 12959, "Paulson|Bernanke|they"),
    Span(_DEMOCRATS, 19231, 19247, "people"),
    Span(_KOMOROSKE, 15050, 15062, "people"),
    Span(_KOMOROSKE, 16062, 16090, "people"),
    Span(_KOMOROSKE, 2599, 2625, "someone|they"),
    Span(_TRUMP, 2801, 2819, "they|them"),
    Span(_TRUMP, 6281, 6311, "he|Trump"),
    Span(_TRUMP, 14485, 14501, "he|head"),
    Span(_SUTTON, 4899, 5009, "Ord"),
    Span(_ESSAY, 1195, 1269, "labs"),
    Span(_ESSAY, 1354, 1388, "Dario|he"),
    Span(_HUANG, 13146, 13186, "Dario"),
    Span(_CHANGELOG, 3143, 3164, "industry"),
    Span(_KOMOROSKE, 4335, 4357, "people"),
)
"""Found after the rules for staged views; looked at while those for quotations were made."""
KEPT_ASIDE = (
    Span(_CHANGELOG, 1512, 1541, "they"),
    Span(_CHANGELOG, 6133, 6169, "CHRO"),
    Span(_CHANGELOG, 6323, 6344, "companies"),
    Span(_CHANGELOG, 7159, 7181, "colonel"),
    Span(_CHANGELOG, 7268, 7330, "directors"),
    Span(_KOMOROSKE, 822, 834, "anyone"),
    Span(_KOMOROSKE, 7264, 7297, "people"),
    Span(_KOMOROSKE, 7718, 7753, "people"),
    Span(_KOMOROSKE, 9697, 9720, "everyone"),
    Span(_SHOLTO, 3349, 3377, "Jensen Huang"),
    Span(_BLOAT, 1151, 1194, "developer|they"),
    Span(_ZENLYTIC, 4338, 4373, "Ng"),
    Span(_PODNEWS, 1430, 1451, "Last"),
    Span(_PODNEWS, 2077, 2085, "Goldsmith|[Hh]e"),
    Span(_HUANG, 9789, 9846, "Anthropic|they"),
    Span(_HUANG, 10868, 10886, "lab|they"),
    Span(_FRIDMAN, 1564, 1621, "people|they"),
    Span(_SUTTON, 1723, 1745, "people|they"),
    Span(_GUARDIAN, 10142, 10150, "[Hh]e|Donald|Trump"),
    Span(_BITCOIN, 11757, 11883, "[Yy]ou|Rob"),
    Span(_BITCOIN, 13713, 13731, "[Yy]ou|NVK"),
    Span(_OPENSHIFT, 481, 493, "people"),
)
"""Found by reading before the rules for quotations were made, and only counted while they were; lists of what those rules changed in
these talks were read."""


def held(spans: Sequence[Span], folder: Path) -> list[Span] | None:
    """The spans that the miner holds; None where the folder lacks one of their transcripts.

    A span holds where its sentences are laid at the right door from within one sentence of its beginning to within one of its end, six
    in ten of them at least.
    """
    if not all((folder / span.file).exists() for span in spans):
        return None
    mined = {name: _mined(folder / name) for name in sorted({span.file for span in spans})}
    return [span for span in spans if _holds(span, *mined[span.file])]


def lines(folder: Path) -> Iterator[str]:
    """Lines of Markdown."""
    groups = (
        ("the rules for staged views were made with them in sight", IN_SIGHT),
        ("looked at while the rules for quotations were made", LOOKED_AT),
        ("found before those rules, and only counted while they were made", KEPT_ASIDE),
    )
    yield "| recaps in real transcripts | both ends within one sentence, holder right |"
    yield "|---|---|"
    for name, spans in groups:
        found = held(spans, folder)
        yield f"| {name} | {'–' if found is None else len(found)} of {len(spans)} |"


def _mined(path: Path) -> tuple[list[Sentence], list[list[Finding]]]:
    """The sentences of a transcript, and for each the findings that touch it."""
    said = sentences(parse(read_limited(path)).cues)
    turns: list[Turn] = []
    places: list[tuple[int, int, int]] = []
    for _, group in groupby(said, key=lambda sentence: sentence.turn):
        here, begin = list(group), 0
        for sentence in here:
            places.append((len(turns), begin, begin + len(sentence.text)))
            begin += len(sentence.text) + 1
        turns.append(Turn(here[0].label or None, " ".join(sentence.text for sentence in here)))
    found: list[list[Finding]] = [[] for _ in turns]
    for one in mine(turns, PEOPLE).findings:
        found[one.span.turn].append(one)
    return said, [
        [one for one in found[turn] if one.span.start < end and one.span.end > start]
        for turn, start, end in places
    ]


def _holds(span: Span, said: Sequence[Sentence], findings: Sequence[Sequence[Finding]]) -> bool:
    begins, count = [], 0
    for sentence in said:
        begins.append(count)
        count += len(sentence.text.split())
    first, last = begins.index(span.first), begins.index(span.last)
    theirs = [
        any(one.is_reported and re.search(span.holder, one.holder or "") for one in here) for here in findings
    ]
    inside = [place for place in range(first, last + 1) if theirs[place]]
    if len(inside) < 0.6 * (last - first + 1):
        return False
    start, end = inside[0], inside[-1]
    while start > 0 and theirs[start - 1]:
        start -= 1
    while end + 1 < len(theirs) and theirs[end + 1]:
        end += 1
    return abs(start - first) <= 1 and abs(end - last) <= 1
