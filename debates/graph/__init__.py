"""The argument graph and its reading. Pure: plain rows in, plain answers out; no Django, no database."""

from debates.graph.argument_graph import ArgumentGraph, ClaimNode, Kind, RelationEdge
from debates.graph.outline import OutlineItem, outline
from debates.graph.versus import Reason, Row, RowKind, reasons_for, versus

__all__ = [
    "ArgumentGraph",
    "ClaimNode",
    "Kind",
    "OutlineItem",
    "Reason",
    "RelationEdge",
    "Row",
    "RowKind",
    "outline",
    "reasons_for",
    "versus",
]
