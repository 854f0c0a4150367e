"""The site's secret key, kept in its data folder."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path


def read_or_make_secret_key(path: Path) -> str:
    """Return the key at `path`, made on first use and readable by its owner alone.

    Two processes that start at once agree: the file appears whole or not at all, and the first one wins.
    Where the folder cannot be written the key lives as long as the process, so that `--help` works anywhere.
    """
    try:
        return path.read_text()
    except FileNotFoundError:
        pass
    key = secrets.token_urlsafe(50)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mine = path.with_name(f"{path.name}.{os.getpid()}")
        mine.touch(mode=0o600)
        mine.write_text(key)
        with contextlib.suppress(FileExistsError):
            os.link(mine, path)
        mine.unlink()
        return path.read_text()
    except OSError:
        return key
