"""Where boxes stand when claims are drawn. Pure: claims in, places out; nothing here knows text or pixels of pages."""

from debates.graph.layout.lettering import wrapped
from debates.graph.layout.neighbourhood import Arrow, Box, Link, Neighbourhood, neighbourhood
from debates.graph.layout.whole import BlockTitle, Sheet, SheetPlace, sheet

__all__ = [
    "Arrow",
    "BlockTitle",
    "Box",
    "Link",
    "Neighbourhood",
    "Sheet",
    "SheetPlace",
    "neighbourhood",
    "sheet",
    "wrapped",
]
