"""Public names of rows that have pages: short, stable, safe in a URL."""

from __future__ import annotations

import secrets

# No vowels, so that no words appear; no 0, 1, l, o, so that none is misread.
ALPHABET = "23456789bcdfghjkmnpqrstvwxyz"
KEY_LENGTH = 10


def new_key() -> str:
    """Return a fresh key. 28^10 of them: a clash among a million rows has odds of about 1 in 600."""
    return "".join(secrets.choice(ALPHABET) for _ in range(KEY_LENGTH))
