"""The way through: conditions, redirects, tries."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from transcripts.fetching.asking import CONDITIONS, ask
from transcripts.fetching.deadlines import Deadline
from transcripts.fetching.options import DEFAULTS, Options
from transcripts.fetching.results import Fetched, FetchError
from transcripts.fetching.targets import Target, shown, target
from transcripts.fetching.waiting import pause


def fetch(url: str, options: Options = DEFAULTS, *, etag: str = "", last_modified: str = "") -> Fetched:
    """Get `url`, whoever gave it.

    With the `etag` and `last_modified` of last time, verbatim, an unchanged resource comes back as a 304 without a
    body. Raises FetchError.
    """
    body = io.BytesIO()
    fetched = _try(url, {"Accept-Encoding": "gzip", **_conditions(etag, last_modified)}, body, options)
    return replace(fetched, body=body.getvalue())


def fetch_to(
    path: Path, url: str, options: Options = DEFAULTS, *, etag: str = "", last_modified: str = ""
) -> Fetched:
    """Get `url` into the file `path`, for what is too large to hold; the body that is returned is empty.

    The file appears whole or not at all; one that was there is replaced, and kept at a 304 or an error. Meanwhile
    the bytes are in a hidden file beside it. Raises FetchError, and OSError if the file cannot be written.
    """
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    asked = {"Accept-Encoding": "identity", **_conditions(etag, last_modified)}
    try:
        with partial.open("wb") as body:
            fetched = _try(url, asked, body, options)
        if not fetched.not_modified:
            partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return fetched


def _conditions(etag: str, last_modified: str) -> dict[str, str]:
    """Validators as headers. They come from strangers: one that could smuggle in a second header is left out."""
    given = zip(CONDITIONS, (etag, last_modified), strict=True)
    return {name: value for name, value in given if value.isprintable() and value.isascii() and value}


def _try(url: str, asked: Mapping[str, str], body: BinaryIO, options: Options) -> Fetched:
    deadline = Deadline.after(options.total_s)
    start = target(url)
    tries_made = 0
    while True:
        body.seek(0)
        body.truncate()
        try:
            return _follow(start, asked, body, options, deadline)
        except FetchError as error:
            tries_made += 1
            pause(error, tries_made, options, deadline)


def _follow(
    start: Target, asked: Mapping[str, str], body: BinaryIO, options: Options, deadline: Deadline
) -> Fetched:
    here, moved_to, still_for_good = start, "", True
    seen = {start.url}
    for _ in range(options.max_redirects + 1):
        answer = ask(here, asked, body, options, deadline)
        if isinstance(answer, Fetched):
            return replace(answer, moved_to=moved_to)
        here = answer.to
        if here.url in seen:
            raise FetchError("redirect_loop", f"{shown(start.url)} leads round in a circle.")
        seen.add(here.url)
        still_for_good = still_for_good and answer.for_good
        moved_to = here.url if still_for_good else moved_to
    raise FetchError(
        "too_many_redirects", f"{shown(start.url)} redirects more than {options.max_redirects} times."
    )
