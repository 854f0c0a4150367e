"""Readable addresses that stay put."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils.text import slugify

SLUG_LENGTH = 80


def free_slug(
    rows: models.QuerySet,  # type: ignore[type-arg]
    words: str,
    fallback: str,
    reserved: Iterable[str] = (),
) -> str:
    """Return a slug made of `words` that is not `reserved` and no row of `rows` has yet: `x`, then `x-2`, `x-3` …

    Words in a script that slugs cannot carry give `fallback`. Makes one query.
    """
    stem = slugify(words)[:SLUG_LENGTH].strip("-") or fallback
    taken = {*reserved, *rows.filter(slug__startswith=stem).values_list("slug", flat=True)}
    if stem not in taken:
        return stem
    number = 2
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"
