"""The links that the miner suggests for whole talks, given as turns: which of them annotators drew as well."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path
from typing import Any

from benchmarks.corpus import Dialogue, Label, load
from benchmarks.mining.maps import Edge, rows
from benchmarks.mining.measures import binned, precision_at
from debates.mining import STAGES, Finding, Link, Mined, Person, Span, Turn, mine
from debates.mining.draft import Draft
from debates.mining.parties import Roster
from debates.mining.weighing import ENOUGH, weigh_relations

DEBATES = 4
TOPS = (5, 10, 20, 50)
BINS = 5


@dataclass(frozen=True, slots=True)
class Talk:
    """Turns, and what annotators found in them: units by their places, and edges (source, target, kind) between units."""

    name: str
    turns: tuple[Turn, ...]
    people: tuple[Person, ...]
    units: tuple[Span, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A suggested link, best first in its list: do annotated edges join its ends; of that kind; and that way round?

    A restatement counts as support. `met` holds the places of the edges that join the ends.
    """

    score: float
    pair: bool
    kind: bool
    way: bool
    met: frozenset[int]


# --- Talks ---------------------------------------------------------------------------------------------


def own(dialogue: Dialogue) -> Talk:
    """A dialogue of the project's corpus, its turns without marks."""
    places = {unit.id: place for place, unit in enumerate(dialogue.units)}
    return Talk(
        dialogue.id,
        tuple(Turn(turn.speaker, turn.text) for turn in dialogue.turns),
        tuple(Person(name, aliases) for name, aliases in dialogue.people.items()),
        tuple(Span(unit.turn, unit.start, unit.end) for unit in dialogue.units),
        tuple(
            (places[one.source], places[one.target], str(one.label))
            for one in dialogue.relations
            if one.label in (Label.SUPPORT, Label.ATTACK, Label.REPHRASE) and not one.dialogue
        ),
    )


def presidential(folder: Path, split: str, most: int) -> list[Talk]:
    """ElecDeb's debates as turns; its related components are found there by their words. Debates that do not fit are left out."""
    spoken: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows(folder / "adu_elecdeb.jsonl.gz"):
        spoken[row["doc"]].append(row)
    texts = {doc: _Words(_turns(sentences)) for doc, sentences in spoken.items()}
    related: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows(folder / "relations_elecdeb_hardneg.jsonl.gz"):
        if row["split"] == split and row["label"] != "none":
            related[row["doc"]].append(row)
    found = (_presidential(name, related[name], list(texts.values())) for name in sorted(related))
    return [talk for talk in found if talk][:most]


def _turns(sentences: Sequence[dict[str, Any]]) -> tuple[Turn, ...]:
    turns: list[Turn] = []
    for row in sentences:
        if turns and turns[-1].speaker == row["speaker"]:
            turns[-1] = Turn(row["speaker"], f"{turns[-1].text} {row['text']}")
        else:
            turns.append(Turn(row["speaker"], row["text"]))
    return tuple(turns)


class _Words:
    """The words of a talk without case and marks, and where each stands."""

    def __init__(self, turns: tuple[Turn, ...]) -> None:
        self.turns = turns
        words = [
            (match.group().lower(), Span(place, match.start(), match.end()))
            for place, turn in enumerate(turns)
            for match in re.finditer(r"\w+", turn.text)
        ]
        self._spans = [span for _, span in words]
        self._text = "".join(f" {word}" for word, _ in words) + " "
        self._begins = [match.start() for match in re.finditer(" ", self._text)][:-1]

    def find(self, text: str) -> Span | None:
        """Where the words of `text` follow each other first; what runs over into another turn is cut off."""
        wanted = "".join(f" {word.lower()}" for word in re.findall(r"\w+", text)) + " "
        at = self._text.find(wanted)
        if at < 0 or not wanted.strip():
            return None
        first = bisect_right(self._begins, at) - 1
        spans = self._spans[first : first + wanted.count(" ") - 1]
        here = [span for span in spans if span.turn == spans[0].turn]
        return Span(here[0].turn, here[0].start, here[-1].end)


def _presidential(name: str, related: Sequence[dict[str, Any]], texts: Sequence[_Words]) -> Talk | None:
    ends = list(dict.fromkeys(row[end] for row in related for end in ("source", "target")))
    text = max(texts, key=lambda words: sum(words.find(end) is not None for end in ends[:60]))
    at = {end: text.find(end) for end in ends}
    units = {end: span for end, span in at.items() if span}
    if len(units) < 0.9 * len(at):
        return None
    places = {end: place for place, end in enumerate(units)}
    edges = {
        (places[row["source"]], places[row["target"]], row["label"])
        for row in related
        if row["source"] in places and row["target"] in places and row["source"] != row["target"]
    }
    return Talk(f"ElecDeb {name}", text.turns, (), tuple(units.values()), tuple(sorted(edges)))


# --- Judging -------------------------------------------------------------------------------------------


def judged(talk: Talk, mined: Mined) -> list[Judged]:
    """The links of the list in their order."""
    edges: dict[frozenset[int], list[int]] = defaultdict(list)
    for place, (source, target, _) in enumerate(talk.edges):
        edges[frozenset((source, target))].append(place)
    units = held(talk, mined.findings)
    found = []
    for link in mined.links:
        sources, targets = units[link.source], units[link.target]
        met = [
            place
            for source in sources
            for target in targets
            if source != target
            for place in edges[frozenset((source, target))]
        ]
        alike = [place for place in met if _folded(talk.edges[place][2]) == _folded(link.kind)]
        way = any(talk.edges[place][0] in sources and talk.edges[place][1] in targets for place in alike)
        found.append(Judged(link.score, bool(met), bool(alike), way, frozenset(met)))
    return found


def held(talk: Talk, findings: Sequence[Finding]) -> list[list[int]]:
    """The places of the units that each finding stands for: those with which it shares half the characters of the shorter of the two."""
    in_turn: dict[int, list[int]] = defaultdict(list)
    for place, unit in enumerate(talk.units):
        in_turn[unit.turn].append(place)
    return [
        [place for place in in_turn[one.span.turn] if _overlap(one.span, talk.units[place])]
        for one in findings
    ]


def _overlap(one: Span, other: Span) -> bool:
    common = min(one.end, other.end) - max(one.start, other.start)
    return common >= 0.5 * min(one.end - one.start, other.end - other.start) > 0


def _folded(kind: str) -> str:
    return "attack" if kind == "attack" else "support"


# --- The page ------------------------------------------------------------------------------------------

Miner = Callable[[Sequence[Turn], Sequence[Person]], Mined]


def by_rules(turns: Sequence[Turn], people: Sequence[Person]) -> Mined:
    """The links of the rules that are heeded, with the rules' scores."""
    draft = before_weighing(turns, people)
    return _listed(draft.findings, [link for link in draft.links if link.score >= ENOUGH])


def by_heads(turns: Sequence[Turn], people: Sequence[Person]) -> Mined:
    """The links that would be suggested if there were no rules."""
    draft = weigh_relations(replace(before_weighing(turns, people), links=()))
    return _listed(draft.findings, draft.links)


def before_weighing(turns: Sequence[Turn], people: Sequence[Person]) -> Draft:
    """What the stages before the last one make of a talk."""
    draft = Draft(tuple(turns), Roster.of(turns, people))
    for _, stage in takewhile(lambda named: named[1] is not weigh_relations, STAGES):
        draft = stage(draft)
    return draft


def _listed(findings: tuple[Finding, ...], links: Sequence[Link]) -> Mined:
    return Mined(findings, tuple(sorted(links, key=lambda link: (-link.score, link.source, link.target))))


MINERS: dict[str, Miner] = {"the rules alone": by_rules, "the heads alone": by_heads, "the miner": mine}


def corpora(data: Path) -> Iterator[tuple[str, list[Talk]]]:
    """Talks by corpus."""
    dialogues = load()
    for split in ("dev", "test"):
        yield (
            f"own dialogues, {split}",
            [own(dialogue) for dialogue in dialogues if dialogue.split == split],
        )
    if (data / "mining/relations_elecdeb_hardneg.jsonl.gz").exists():
        yield "ElecDeb, test", presidential(data / "mining", "test", DEBATES)


def section(data: Path) -> Iterator[str]:
    """Lines of Markdown."""
    yield "## Relations of whole talks"
    yield ""
    yield "| corpus | by | links, a talk | pair right at 5, 10, 20, 50 | pair and kind | and way round | all: right | annotated links found |"
    yield "|---|---|---|---|---|---|---|---|"
    calibrated = []
    for name, talks in corpora(data):
        for miner, run in MINERS.items():
            lists = [judged(talk, run(talk.turns, talk.people)) for talk in talks]
            yield f"| {name} | {miner} | {_row(talks, lists)} |"
            calibrated.append(f"| {name} | {miner} | {_bins([one for links in lists for one in links])} |")
    yield ""
    yield from _ABOUT
    yield ""
    yield "| corpus | by | mean score → share of links whose pair is right, in five equal bins |"
    yield "|---|---|---|"
    yield from calibrated


def _row(talks: Sequence[Talk], lists: Sequence[list[Judged]]) -> str:
    every = [one for links in lists for one in links]
    tops = [
        ", ".join(
            f"{sum(precision_at([right(one) for one in links], top) for links in lists) / max(1, len(lists)):.2f}"
            for top in TOPS
        )
        for right in (_pair, _kind, _way)
    ]
    met = sum(len(frozenset().union(*(one.met for one in links))) for links in lists)
    there = sum(len(talk.edges) for talk in talks)
    return " | ".join(
        (
            f"{len(every) / max(1, len(lists)):.0f}",
            *tops,
            f"{sum(map(_pair, every)) / max(1, len(every)):.2f}",
            f"{met / max(1, there):.2f}",
        )
    )


def _pair(one: Judged) -> bool:
    return one.pair


def _kind(one: Judged) -> bool:
    return one.kind


def _way(one: Judged) -> bool:
    return one.way


def _bins(links: Sequence[Judged]) -> str:
    bins = binned(((one.score, one.pair) for one in links), BINS)
    return ", ".join(f"{score:.2f} → {share:.2f}" for score, share, _ in bins)


_ABOUT = (
    "Talks go in as turns, nothing cut. A suggested link is right where its two sentences hold units (half of the shorter one, at least) that annotators joined. Kind and",
    "way round count a restatement as support. Annotators draw few of the links that could be drawn, so a link that they did not draw is not always wrong.",
)
