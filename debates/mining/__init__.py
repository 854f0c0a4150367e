"""Argument mining: turns in; claims, holders and relations out. Pure: rules, and small heads over the local model."""

from debates.mining.pipeline import STAGES, mine
from debates.mining.units import Related, Unit, relate
from debates.mining.vocabulary import Finding, FindingKind, Link, LinkKind, Mined, Person, Span, Stance, Turn
from debates.mining.weighing import THRESHOLD

MODEL = "rules+minilm"
VERSION = "4"

__all__ = [
    "MODEL",
    "STAGES",
    "THRESHOLD",
    "VERSION",
    "Finding",
    "FindingKind",
    "Link",
    "LinkKind",
    "Mined",
    "Person",
    "Related",
    "Span",
    "Stance",
    "Turn",
    "Unit",
    "mine",
    "relate",
]
