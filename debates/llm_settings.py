"""The language model of this site, as the environment names it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from django.core.exceptions import ImproperlyConfigured


class LlmSettings(TypedDict):
    """`prices` are for a million tokens read and written; caps are for one mining, but for `most_a_day`."""

    url: str
    model: str
    key: str
    prices: tuple[float, float] | None
    most_money: float
    most_a_day: float
    most_s: float


def llm_settings(environment: Mapping[str, str]) -> LlmSettings:
    """Raises ImproperlyConfigured where a number is none.

    >>> llm_settings({"COUNTERPOINT_LLM_PRICES": "0.15/0.60"})["prices"]
    (0.15, 0.6)
    """
    prices = environment.get("COUNTERPOINT_LLM_PRICES", "")
    given, _, answered = prices.partition("/")
    return {
        "url": environment.get("COUNTERPOINT_LLM", "").strip().rstrip("/"),
        "model": environment.get("COUNTERPOINT_LLM_MODEL", ""),
        "key": environment.get("COUNTERPOINT_LLM_KEY", ""),
        "prices": (_number("COUNTERPOINT_LLM_PRICES", given), _number("COUNTERPOINT_LLM_PRICES", answered))
        if prices
        else None,
        "most_money": _number("COUNTERPOINT_LLM_MOST", environment.get("COUNTERPOINT_LLM_MOST") or "1"),
        "most_a_day": _number("COUNTERPOINT_LLM_DAY", environment.get("COUNTERPOINT_LLM_DAY") or "10"),
        "most_s": _number("COUNTERPOINT_LLM_SECONDS", environment.get("COUNTERPOINT_LLM_SECONDS") or "1800"),
    }


def _number(name: str, text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number < float("inf"):
        raise ImproperlyConfigured(
            f"{name} has {text!r} where a number belongs; prices are written 0.15/0.60, for a million tokens read and written."
        )
    return number
