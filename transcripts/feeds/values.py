"""Small values that feeds write in many ways."""

from __future__ import annotations

import math
import re
from contextlib import suppress
from datetime import UTC, datetime
from time import struct_time
from urllib.parse import urljoin, urlsplit

YEARS = range(1990, 2101)
"""Of episodes that anyone can have published."""

_FORMS = ("%B %d, %Y", "%b %d, %Y")
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,4}):(\d{1,2}(?:\.\d+)?)")


def web_address(value: str | None, base: str = "") -> str:
    """An http or https address, made whole with `base`; empty for anything else, `javascript:` included.

    >>> web_address(" /a.mp3 ", "https://example.org/feed")
    'https://example.org/a.mp3'
    """
    written = (value or "").strip()
    if not written:
        return ""
    try:
        address = urljoin(base, written)
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


def moment(text: str | None, parsed: struct_time | None = None) -> datetime | None:
    """The moment that `text` names, with its zone; `parsed` is what feedparser made of it, in UTC.

    Bare digits are seconds or milliseconds since 1970, which feedparser takes for something else; a date outside the
    years of podcasts was misread. `None` for what cannot be read.

    >>> moment("1622541600").isoformat(), moment("June 1, 2021").isoformat()
    ('2021-06-01T10:00:00+00:00', '2021-06-01T00:00:00+00:00')
    """
    words = (text or "").strip()
    try:
        when = _since_1970(words) or _from_parts(parsed) or _spelt_out(words)
    except (ValueError, OverflowError):
        return None
    return when if when is not None and when.year in YEARS else None


def _since_1970(words: str) -> datetime | None:
    if not (words.isascii() and words.isdigit() and len(words) in (9, 10, 13)):
        return None
    return datetime.fromtimestamp(int(words[:10]), tz=UTC)


def _from_parts(parsed: struct_time | None) -> datetime | None:
    return datetime(*parsed[:5], min(parsed.tm_sec, 59), tzinfo=UTC) if parsed is not None else None


def _spelt_out(words: str) -> datetime | None:
    for form in _FORMS:
        with suppress(ValueError):
            return datetime.strptime(words, form).replace(tzinfo=UTC)
    when = datetime.fromisoformat(words)
    return when if when.tzinfo is not None else when.replace(tzinfo=UTC)
