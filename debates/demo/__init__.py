"""The demonstration debate: a quoted excerpt, and what an editor decided about it."""

from debates.demo.loading import DEBATE_SLUG, load_demo

__all__ = ["DEBATE_SLUG", "load_demo"]
