"""What asking costs: counted as it goes, and stopped at the caps."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from debates.llm.endpoint import Caps, Prices

CHARACTERS_A_TOKEN = 3.5
"""English has four or more, with some left over for JSON's marks: better guessed too many than too few."""


MOST_COUNTED = 100_000_000
"""Tokens of one answer beyond which a server's count is no count."""


class CapReachedError(Exception):
    """The next request could go over a cap; the message names it."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Requests sent, answers found in the cache, tokens, money (None without prices) and seconds.

    `is_counted` is False where a server did not say how many tokens it read, and some are estimated.
    """

    requests: int = 0
    cached: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    money: float | None = None
    seconds: float = 0.0
    is_counted: bool = True


def counted(given: object) -> int | None:
    """A number of tokens as a server told it; None where that is no number of tokens.

    >>> counted(12), counted(-12), counted("12"), counted(None)
    (12, None, None, None)
    """
    if isinstance(given, bool) or not isinstance(given, int):
        return None
    return given if 0 <= given <= MOST_COUNTED else None


def tokens(text: str) -> int:
    """About how many tokens `text` is."""
    return math.ceil(len(text) / CHARACTERS_A_TOKEN)


class Purse:
    """The running account of one mining."""

    def __init__(
        self, caps: Caps, prices: Prices | None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._caps, self._prices, self._clock = caps, prices, clock
        self._began = clock()
        self._requests = self._cached = self._in = self._out = 0
        self._is_counted = True

    def left_s(self) -> float:
        return self._caps.seconds - (self._clock() - self._began)

    def allow(self, tokens_in: int, tokens_out: int) -> None:
        """Raises CapReachedError where a request of so many tokens, answered at its longest, might go over a cap."""
        if self.left_s() <= 0:
            raise CapReachedError(f"the cap of {self._caps.seconds:g} seconds is reached")
        if self._in + self._out + tokens_in + tokens_out > self._caps.tokens:
            raise CapReachedError(f"another answer could go over the cap of {self._caps.tokens} tokens")
        worst = self._prices.of(self._in + tokens_in, self._out + tokens_out) if self._prices else 0.0
        if worst > self._caps.money:
            raise CapReachedError(f"another answer could go over the cap of {self._caps.money:g} in money")

    def pay(self, tokens_in: int, tokens_out: int, *, is_counted: bool) -> None:
        self._requests += 1
        self._in += tokens_in
        self._out += tokens_out
        self._is_counted = self._is_counted and is_counted

    def found(self) -> None:
        """An answer was in the cache."""
        self._cached += 1

    def spent(self) -> Spent:
        money = self._prices.of(self._in, self._out) if self._prices else None
        seconds = self._clock() - self._began
        return Spent(self._requests, self._cached, self._in, self._out, money, seconds, self._is_counted)
