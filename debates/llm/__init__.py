"""A language model as a miner: it proposes from the words it is shown, and whatever it cannot show in them is dropped."""

from debates.llm.endpoint import Caps, Endpoint, EndpointError, Prices
from debates.llm.miner import VERSION, Proposed, estimate, mine_with, relate_with
from debates.llm.spending import Spent

__all__ = [
    "VERSION",
    "Caps",
    "Endpoint",
    "EndpointError",
    "Prices",
    "Proposed",
    "Spent",
    "estimate",
    "mine_with",
    "relate_with",
]
