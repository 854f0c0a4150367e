"""Times as people and addresses write them. Pure."""

from __future__ import annotations

import re

LONGEST = 20
"""Characters of the longest time that is read."""

LATEST_S = 3_600_000.0

_CLOCK = re.compile(r"(?:(?P<h>\d{1,4}):)?(?P<m>\d{1,4}):(?P<s>\d{1,2}(?:\.\d{1,3})?)", re.ASCII)
_UNITS = re.compile(r"(?:(?P<h>\d{1,4})h)?(?:(?P<m>\d{1,5})m)?(?:(?P<s>\d{1,7}(?:\.\d{1,3})?)s?)?", re.ASCII)


def read_clock(text: str) -> float | None:
    """Return the seconds that `text` stands for, or `None` where it is no time within 1,000 hours.

    >>> [read_clock(text) for text in ("754", "754.5", "12:34", "1:02:03", "1h2m3s", "12m")]
    [754.0, 754.5, 754.0, 3723.0, 3723.0, 720.0]
    >>> [read_clock(text) for text in ("", "-3", "soon", "nan", "9999999")]
    [None, None, None, None, None]
    """
    text = text.strip().lower()
    if not text or len(text) > LONGEST:
        return None
    found = _CLOCK.fullmatch(text) or _UNITS.fullmatch(text)
    if found is None:
        return None
    hours, minutes, seconds = (float(found[part] or 0) for part in ("h", "m", "s"))
    total = hours * 3600 + minutes * 60 + seconds
    return total if total < LATEST_S else None
