"""The argument graph and its reading. Pure: plain rows in, plain answers out; no Django, no database.

`extensions` and `structure` bring a solver and networkx with them: import these from their own modules, where they are used.
"""

from debates.graph.argument_graph import ArgumentGraph, ClaimNode, Kind, RelationEdge
from debates.graph.columns import MapColumns
from debates.graph.cruxes import Crux, CruxBounds, Cruxes, cruxes, main_claims
from debates.graph.dung_reading import Reading, Support, read
from debates.graph.exchange import Concession, Exchange, Stance, Voicing, Yielding, hear
from debates.graph.explain import because, clock, explain, tell
from debates.graph.framework import Framework
from debates.graph.gradual import Rule, Strengths, Weighted, claim_strengths, strengths
from debates.graph.grounded import Label, Labelling, grounded, relabelled
from debates.graph.live_map import LabelChange, LiveMap
from debates.graph.outline import OutlineItem, narrowed, outline
from debates.graph.robust import NO_LINK, Robustness, Turn, robustness
from debates.graph.standing import How, Move, Standing, StandingTable, Word, standings
from debates.graph.timeline import Change, Step, Timeline, timeline
from debates.graph.versus import Reason, Row, RowKind, in_threads, reasons_for, versus
from debates.graph.what_if import Flip, what_if

__all__ = [
    "NO_LINK",
    "ArgumentGraph",
    "Change",
    "ClaimNode",
    "Concession",
    "Crux",
    "CruxBounds",
    "Cruxes",
    "Exchange",
    "Flip",
    "Framework",
    "How",
    "Kind",
    "Label",
    "LabelChange",
    "Labelling",
    "LiveMap",
    "MapColumns",
    "Move",
    "OutlineItem",
    "Reading",
    "Reason",
    "RelationEdge",
    "Robustness",
    "Row",
    "RowKind",
    "Rule",
    "Stance",
    "Standing",
    "StandingTable",
    "Step",
    "Strengths",
    "Support",
    "Timeline",
    "Turn",
    "Voicing",
    "Weighted",
    "Word",
    "Yielding",
    "because",
    "claim_strengths",
    "clock",
    "cruxes",
    "explain",
    "grounded",
    "hear",
    "in_threads",
    "main_claims",
    "narrowed",
    "outline",
    "read",
    "reasons_for",
    "relabelled",
    "robustness",
    "standings",
    "strengths",
    "tell",
    "timeline",
    "versus",
    "what_if",
]
