"""A language model on the same maps, where the environment names one: `--llm`, with COUNTERPOINT_LLM and its like."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from typing import Any

from benchmarks.mining.maps import Map
from benchmarks.mining.measures import Proposal
from debates.llm import Caps, Endpoint, Prices, Spent, relate_with
from debates.llm_settings import llm_settings


class Model:
    """Proposes links of given maps as the miner does, within the caps for each map, and keeps the account."""

    def __init__(self) -> None:
        told = llm_settings(os.environ)
        prices = Prices(*told["prices"]) if told["prices"] else None
        caps = Caps(money=told["most_money"], seconds=told["most_s"])
        self._endpoint = Endpoint(told["url"], told["model"], told["key"], prices, caps)
        self._spent: list[Spent] = []
        self._dropped: Counter[str] = Counter()
        self._stopped: list[str] = []

    @property
    def name(self) -> str:
        return f"{self._endpoint.model}, asked"

    def propose(self, one: Map) -> Proposal:
        related, proposed = relate_with(self._endpoint, one.units)
        self._spent.append(proposed.spent)
        self._dropped.update(proposed.dropped)
        self._stopped += [f"{one.name}: {proposed.stopped}"] * bool(proposed.stopped)
        return [(link.source, link.target, str(link.kind), link.score) for link in related.links]

    def account(self) -> Iterator[str]:
        """Lines of Markdown: what it cost, and what was dropped."""
        total: dict[str, Any] = {
            name: sum(getattr(spent, name) for spent in self._spent)
            for name in ("requests", "tokens_in", "tokens_out", "seconds")
        }
        money = sum(spent.money or 0.0 for spent in self._spent)
        yield "## What the language model cost"
        yield ""
        yield (
            f"{self._endpoint.model}: {total['requests']} requests, {total['tokens_in']} tokens in, {total['tokens_out']} out, "
            f"{money:.4f} in money, {total['seconds']:.0f} s."
        )
        for why, count in self._dropped.most_common():
            yield f"- dropped {count}: {why}"
        for stopped in self._stopped:
            yield f"- stopped early: {stopped}"
