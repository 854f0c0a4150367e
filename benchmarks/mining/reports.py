"""Reported speech, beside the cues of the rules."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.mining import spans
from benchmarks.mining.maps import rows
from benchmarks.mining.measures import f1
from debates.mining import FindingKind, Person, Turn, Unit, mine, relate

HELD_OUT = ("fold3", "fold4")
"""Folds of the corpus that were not looked at while `telling.py` was written."""
_IDLE = frozenset(["the", "of", "a", "and", "unknown", "speaker", "audience", "member"])


def section(data: Path) -> Iterator[str]:
    """Lines of Markdown."""
    yield "## Reported speech"
    yield ""
    yield "| corpus | by | precision | recall | F1 | holder right, of those found |"
    yield "|---|---|---|---|---|---|"
    corpus = data / "mining/attribution_us2016.jsonl.gz"
    if corpus.exists():
        yield from _us2016(rows(corpus))
    yield ""
    yield "Published here: sentence-level rules 0.46 F1 on the same corpus."
    yield ""
    yield from spans.lines(data / "transcripts")
    named = data / "arguments/qt30_reported_speech.jsonl"
    if named.exists():
        yield ""
        yield from _qt30([json.loads(line) for line in named.read_text(encoding="utf-8").splitlines()])


def _us2016(given: Sequence[dict[str, Any]]) -> Iterator[str]:
    found = {"the miner": _related(given), "the cues of the rules": _mined(given)}
    for split, kept in (("US2016, all", None), ("US2016, held-out folds", HELD_OUT)):
        places = [place for place, row in enumerate(given) if kept is None or row["split"] in kept]
        for name, holders in found.items():
            yield f"| {split} ({len(places)}) | {name} | {_scores(given, holders, places)} |"


def _by_document(given: Sequence[dict[str, Any]]) -> dict[str, list[int]]:
    documents = defaultdict(list)
    for place, row in enumerate(given):
        documents[row["doc"]].append(place)
    return documents


def _related(given: Sequence[dict[str, Any]]) -> dict[int, str]:
    found: dict[int, str] = {}
    for places in _by_document(given).values():
        related = relate([Unit(given[place]["speaker"], given[place]["text"]) for place in places])
        found |= {places[unit]: holder for unit, holder in related.reported.items()}
    return found


def _mined(given: Sequence[dict[str, Any]]) -> dict[int, str]:
    found: dict[int, str] = {}
    for places in _by_document(given).values():
        mined = mine([Turn(given[place]["speaker"], given[place]["text"]) for place in places])
        for finding in mined.findings:
            if finding.is_reported and finding.kind is not FindingKind.FRAME:
                found[places[finding.span.turn]] = finding.holder or ""
    return found


def _scores(given: Sequence[dict[str, Any]], holders: dict[int, str], places: Sequence[int]) -> str:
    wanted = {place for place in places if given[place]["label"] != "own"}
    found = {place for place in places if place in holders}
    both = wanted & found
    right = sum(_same(holders[place], given[place]["source"]) for place in both)
    return (
        f"{len(both) / max(1, len(found)):.2f} | {len(both) / max(1, len(wanted)):.2f} | "
        f"{f1(len(both), len(found), len(wanted)):.3f} | {right / max(1, len(both)):.2f}"
    )


def _same(one: str, other: str) -> bool:
    """True where two ways to name a party share a word that names."""
    return bool(_naming(one) & _naming(other))


def _naming(words: str) -> set[str]:
    return set(re.findall(r"[a-z]+", words.lower())) - _IDLE


def _qt30(given: Sequence[dict[str, Any]]) -> Iterator[str]:
    reports = [row for row in given if row["kind"] == "reported-speech"]
    people = [
        Person(name)
        for name in sorted({row["reporter"] for row in reports})
        if " " in name and "Unknown" not in name
    ]
    sets = defaultdict(list)
    for row in reports:
        sets[row["nodeset"]].append(row)
    right, right_named, named = 0, 0, 0
    for here in sets.values():
        units = [
            Unit(row["reporter"], (row["propositions"] or [row["reported"]])[0], _said(row)) for row in here
        ]
        found = relate(units, people).reported
        for place, row in enumerate(here):
            good = _same(found.get(place, ""), row["attributed_to"])
            in_words = bool(_naming(row["attributed_to"]) & _naming(_said(row)))
            right, named, right_named = right + good, named + in_words, right_named + (good and in_words)
    yield f"Question Time, {len(reports)} reports: holder right in {right} ({right / len(reports):.0%}); of the {named} whose holder is named in the words said, in {right_named} ({right_named / named:.0%})."
    yield 'The others need what was said before: "you", "he", "they", an office, or no cue at all.'


def _said(row: dict[str, Any]) -> str:
    return str(row["utterance"].partition(":")[2].strip() or row["utterance"])
