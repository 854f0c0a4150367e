"""A language model as a miner: it proposes from the words it is shown, and whatever it cannot show in them is dropped."""

from debates.llm.endpoint import Caps, Endpoint, EndpointError, Prices
from debates.llm.miner import VERSION, EndedError, Proposed, Reached, estimate, mine_with, relate_with
from debates.llm.spending import Spent

__all__ = [
    "VERSION",
    "Caps",
    "EndedError",
    "Endpoint",
    "EndpointError",
    "Prices",
    "Proposed",
    "Reached",
    "Spent",
    "estimate",
    "mine_with",
    "relate_with",
]
