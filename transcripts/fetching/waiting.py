"""How long to leave a server alone before asking again."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from transcripts.fetching.deadlines import Deadline
from transcripts.fetching.options import Options
from transcripts.fetching.results import FetchError

_LONGEST_S = 999_999_999.0


def retry_after_s(value: str, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for: a number, or a date after `now`; `None` if it is neither.

    >>> retry_after_s("Wed, 21 Oct 2015 07:28:10 GMT", datetime(2015, 10, 21, 7, 28, tzinfo=UTC))
    10.0
    """
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        when = parsedate_to_datetime(value)
        when = when.replace(tzinfo=UTC) if when.tzinfo is None else when
        return min(max(0.0, (when - now).total_seconds()), _LONGEST_S)
    except (ValueError, OverflowError, IndexError, TypeError):  # dates that no calendar has
        return None


def pause(error: FetchError, tries_made: int, options: Options, deadline: Deadline) -> None:
    """Wait before the next try, as long as the server asked, else twice as long each time.

    Raises `error` when no try is left, when it will not mend, or when the wait would outlast the patience.
    """
    if tries_made >= options.tries or not error.is_transient:
        raise error
    asked = error.retry_after_s
    wait_s = options.backoff_s * 2 ** (tries_made - 1) if asked is None else asked
    if wait_s > options.max_wait_s or wait_s >= deadline.left_s:
        raise error
    options.sleep(wait_s)
