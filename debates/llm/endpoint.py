"""Where a language model is asked, and how much may be spent on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from debates.llm.spending import Spent


class EndpointError(Exception):
    """The endpoint cannot be used; the message says why and what would help.

    With `passes` another question may fare better: one answer failed, not the address, the key or the model. `spent` is what the talk
    has cost by then, where that is known.
    """

    def __init__(self, message: str, *, passes: bool = False, spent: Spent | None = None) -> None:
        super().__init__(message)
        self.passes, self.spent = passes, spent


@dataclass(frozen=True, slots=True)
class Prices:
    """Money for a million tokens, in whatever the operator pays with."""

    given: float
    answered: float

    def of(self, tokens_in: int, tokens_out: int) -> float:
        return (tokens_in * self.given + tokens_out * self.answered) / 1_000_000


@dataclass(frozen=True, slots=True)
class Caps:
    """What one mining may cost: money (counted where prices are known), tokens in and out together, seconds."""

    money: float = 1.0
    tokens: int = 2_000_000
    seconds: float = 1_800.0


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible endpoint that the operator chose, which may be on this machine.

    `url` ends before `/chat/completions`. `request_s` caps one request with its answer, `most_bytes` the answer; `tries` counts
    the first, `backoff_s` is the wait after it, doubled each time; `most_wait_s` is the longest Retry-After that is waited for.
    """

    url: str
    model: str
    key: str = ""
    prices: Prices | None = None
    caps: Caps = Caps()
    request_s: float = 180.0
    tries: int = 4
    backoff_s: float = 1.0
    most_wait_s: float = 60.0
    most_answer: int = 6_000
    most_bytes: int = 4_000_000

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise EndpointError(
                f"{self.url!r} is no address of an endpoint: write it as http://localhost:11434/v1."
            )
        if not self.model.strip():
            raise EndpointError("No model is named: set COUNTERPOINT_LLM_MODEL, or name it after --model.")

    @property
    def host(self) -> str:
        """Where it is, as people are told: no path, and nobody's name or password."""
        parts = urlsplit(self.url)
        return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)
