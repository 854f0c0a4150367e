"""Maps that others drew, as units in the order they were said and edges between them."""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.corpus import Dialogue
from benchmarks.training.examples import example
from debates.mining import Unit

Edge = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Map:
    """Units and edges (source, target, support | attack | rephrase) by their places."""

    name: str
    units: tuple[Unit, ...]
    edges: tuple[Edge, ...]


def rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a gzipped file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def own(dialogue: Dialogue) -> Map:
    """A dialogue of the project's corpus as given units."""
    here = example(dialogue, leads=False)
    return Map(dialogue.id, tuple(Unit(piece.voice, piece.text) for piece in here.pieces), here.edges)


# --- Presidential debates ------------------------------------------------------------------------------


def presidential(folder: Path, split: str, most: int) -> list[Map]:
    """ElecDeb's relations with its components put back in the order they were said; debates that fit no text are left out."""
    texts: dict[str, str] = {}
    for row in rows(folder / "adu_elecdeb.jsonl.gz"):
        texts[row["doc"]] = f"{texts.get(row['doc'], '')} {_bare(row['text'])}"
    related = defaultdict(list)
    for row in rows(folder / "relations_elecdeb_hardneg.jsonl.gz"):
        if row["split"] == split:
            related[row["doc"]].append(row)
    found = (_presidential(name, related[name], texts) for name in sorted(related))
    return [one for one in found if one][:most]


def _presidential(name: str, related: list[dict[str, Any]], texts: dict[str, str]) -> Map | None:
    ends = dict.fromkeys(
        (row[end], row.get(f"{end}_speaker")) for row in related for end in ("source", "target")
    )
    sample = [_bare(text) for text, _ in list(ends)[:60]]
    text = max(texts.values(), key=lambda words: sum(one in words for one in sample))
    at = {end: text.find(_bare(end[0])) for end in ends}
    if sum(place >= 0 for place in at.values()) < 0.9 * len(at):
        return None
    ordered = sorted((end for end in ends if at[end] >= 0), key=at.__getitem__)
    places = {end: place for place, end in enumerate(ordered)}
    edges = (
        (
            places.get((row["source"], row.get("source_speaker"))),
            places.get((row["target"], row.get("target_speaker"))),
            row["label"],
        )
        for row in related
        if row["label"] != "none"
    )
    kept = tuple(
        (one, other, kind)
        for one, other, kind in edges
        if one is not None and other is not None and one != other
    )
    return Map(f"ElecDeb {name}", tuple(Unit(speaker, words) for words, speaker in ordered), kept)


def _bare(text: str) -> str:
    return re.sub(r"\W+", " ", text).lower().strip()


# --- Argument maps of broadcast debate -----------------------------------------------------------------

_KINDS = {"RA": "support", "CA": "attack", "MA": "rephrase"}
BROADCAST = (
    "aif_qt30_18803.json",
    "aif_qt30_21469.json",
    "aif_us2016_10400.json",
    "aif_dialam_test_map1_noarg.json",
)


def broadcast(folder: Path) -> list[Map]:
    """The few whole maps of broadcast debate that the folder holds."""
    return [_aif(folder / name) for name in BROADCAST if (folder / name).exists()]


def _aif(path: Path) -> Map:
    """Propositions in the order of their locutions (by the file's own numbering), with the words that were said."""
    graph = json.loads(path.read_text(encoding="utf-8"))
    graph = graph.get("AIF", graph)
    nodes = {node["nodeID"]: node for node in graph["nodes"]}
    into, out = defaultdict(list), defaultdict(list)
    for edge in graph["edges"]:
        into[edge["toID"]].append(edge["fromID"])
        out[edge["fromID"]].append(edge["toID"])
    said = dict(reversed(list(_anchored(nodes, into, out))))
    ordered = sorted(said, key=lambda key: int(re.match(r"\d+", said[key])[0]))  # type: ignore[index]
    places = {key: place for place, key in enumerate(ordered)}
    units = []
    for key in ordered:
        speaker, _, words = nodes[said[key]]["text"].partition(":")
        units.append(Unit(speaker.strip(), nodes[key]["text"], words.strip()))
    edges = tuple(
        (places[one], places[other], _KINDS[node["type"]])
        for node in nodes.values()
        if node["type"] in _KINDS
        for one in into[node["nodeID"]]
        for other in out[node["nodeID"]]
        if one in places and other in places
    )
    return Map(path.stem, tuple(units), edges)


def _anchored(
    nodes: dict[str, Any], into: dict[str, list[str]], out: dict[str, list[str]]
) -> Iterator[tuple[str, str]]:
    """(proposition, locution) for every illocution that joins them."""
    for node in nodes.values():
        if node["type"] == "YA":
            for one in into[node["nodeID"]]:
                for other in out[node["nodeID"]]:
                    if nodes[one]["type"] == "L" and nodes[other]["type"] == "I":
                        yield other, one
