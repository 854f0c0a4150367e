"""Small values that feeds write in many ways."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime
from time import struct_time
from urllib.parse import urljoin, urlsplit

_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,4}):(\d{1,2}(?:\.\d+)?)")


def web_address(value: str | None, base: str = "") -> str:
    """An http or https address, made whole with `base`; empty for anything else, `javascript:` included.

    >>> web_address(" /a.mp3 ", "https://example.org/feed")
    'https://example.org/a.mp3'
    """
    try:
        address = urljoin(base, (value or "").strip())
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in ("http", "https") and parts.netloc else ""


def seconds(value: str | None) -> float | None:
    """A duration: seconds, M:SS or H:MM:SS; `None` for anything else.

    >>> seconds("1:02:03"), seconds("62:03"), seconds("3723"), seconds("an hour")
    (3723.0, 3723.0, 3723.0, None)
    """
    text = (value or "").strip()
    clock = _CLOCK.fullmatch(text)
    if clock is None:
        return amount(text)
    hours, minutes, rest = clock.groups()
    return int(hours or 0) * 3600 + int(minutes) * 60 + float(rest)


def amount(value: str | None) -> float | None:
    """A number that is not negative, not infinite and written in digits; `None` for anything else."""
    text = (value or "").strip()
    try:
        number = float(text) if text.isascii() else math.nan
    except ValueError:
        return None
    return number if number >= 0 and math.isfinite(number) else None


def whole(value: str | None) -> int | None:
    """A whole number as `amount` reads it, of bytes or of seasons; `None` for anything else."""
    number = amount(value)
    return int(number) if number is not None and number.is_integer() else None


def moment(parsed: struct_time | None) -> datetime | None:
    """A date that was read as UTC; `None` if there is none, or none in the calendar."""
    if parsed is None:
        return None
    try:
        return datetime(*parsed[:5], min(parsed.tm_sec, 59), tzinfo=UTC)
    except ValueError:
        return None


def moment_iso(value: str | None) -> datetime | None:
    """A date as ISO 8601 has it; UTC where it names no zone."""
    try:
        when = datetime.fromisoformat((value or "").strip())
    except ValueError:
        return None
    return when if when.tzinfo is not None else when.replace(tzinfo=UTC)
