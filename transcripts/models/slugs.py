"""Readable addresses that stay put."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from functools import reduce
from itertools import count
from operator import or_

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

    Words in a script that slugs cannot carry give `fallback`. Makes one query, and another where `x` is taken.
    """
    stem = _stem(words, fallback)
    taken = set(reserved)
    if stem not in taken and not rows.filter(slug=stem).exists():
        return stem
    return _first_free(
        stem, taken | {stem, *rows.filter(slug__startswith=stem).values_list("slug", flat=True)}
    )


def free_slugs(
    rows: models.QuerySet,  # type: ignore[type-arg]
    many: Iterable[str],
    fallback: str,
) -> list[str]:
    """Return a slug for each of `many` words, as `free_slug` does one after the other. Makes two queries in all."""
    stems = [_stem(words, fallback) for words in many]
    taken = set(rows.filter(slug__in=set(stems)).values_list("slug", flat=True))
    crowded = taken | {stem for stem, times in Counter(stems).items() if times > 1}
    if crowded:
        alike = reduce(or_, (models.Q(slug__startswith=f"{stem}-") for stem in sorted(crowded)))
        taken.update(rows.filter(alike).values_list("slug", flat=True))
    found = []
    for stem in stems:
        found.append(_first_free(stem, taken))
        taken.add(found[-1])
    return found


def _stem(words: str, fallback: str) -> str:
    return slugify(words)[:SLUG_LENGTH].strip("-") or fallback


def _first_free(stem: str, taken: Collection[str]) -> str:
    if stem not in taken:
        return stem
    return next(slug for number in count(2) if (slug := f"{stem}-{number}") not in taken)
