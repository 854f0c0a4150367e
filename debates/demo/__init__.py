"""The demonstration: a quoted excerpt and a staged debate, and what an editor decided about them."""

from debates.demo.loading import DEBATE_SLUG, load_demo
from debates.demo.staged.loading import STAGED_SLUG, load_staged

__all__ = ["DEBATE_SLUG", "STAGED_SLUG", "load_demo", "load_staged"]
