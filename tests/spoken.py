"""Words for talks that are made up."""

from __future__ import annotations

_ON_LEARNING = """
The models learn from what people wrote and they never find out whether what they say was right.
A child tries things and sees what happens and that is how a child comes to know the world it lives in.
Nothing in the life of a heron looks like school lessons and herons do rather well without them.
If we could tell how a heron learns we would know most of the rest because words come so late anyway.
"""
_ON_BREAD = """
today we talk with a baker from the coast who gets up at three every morning to light the oven and never
once in forty years thought of doing anything else although the town around the shop has changed so much
that hardly anybody who buys bread there now remembers what stood on the other side of the street before
"""

SPOKEN = _ON_LEARNING.split()
QUITE_OTHER_WORDS = _ON_BREAD.split()
