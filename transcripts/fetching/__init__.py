"""The one door to addresses that come from content or from people.

>>> fetch("http://10.0.0.1/feed.xml")
Traceback (most recent call last):
    ...
transcripts.fetching.results.FetchError: '10.0.0.1' is a private address, which is not fetched from.
"""

from transcripts.fetching.door import fetch, fetch_to
from transcripts.fetching.options import DEFAULTS, Options
from transcripts.fetching.results import Fetched, FetchError

__all__ = ["DEFAULTS", "FetchError", "Fetched", "Options", "fetch", "fetch_to"]
