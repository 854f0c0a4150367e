"""Texts covered where they stand while a takedown is in force, and uncovered when it is lifted.

Covered words keep their number, so that every place in a transcript stays what it is.
"""

from __future__ import annotations

import re
from typing import Any

from django.db.models import F, Func, Model, OuterRef, QuerySet, Subquery, Value

from transcripts.models import CorrectionOffer, Episode, Recording, SealedText, Takedown, Utterance

COVER = "▮"
"""What stands for each covered word."""

_WORD = "[^ ]+"
BATCH = 2000

_OFFERED: Any = CorrectionOffer.pgh_event_model  # type: ignore[attr-defined]  # added by the trigger library
"""What the history holds of corrections."""


def covered(text: str) -> str:
    """Return `text` with every word covered.

    >>> covered("Models copy people.")
    '▮ ▮ ▮'
    """
    return re.sub(_WORD, COVER, text)


def cover_words(takedown: Takedown, rows: QuerySet[Any], *fields: str) -> None:
    """Cover every word in these fields of `rows`, for as long as `takedown` is in force. Three queries a field."""
    for field in fields:
        words = Func(F(field), Value(_WORD), Value(COVER), Value("g"), function="regexp_replace")
        _seal(takedown, rows, field, words)


def replace_text(takedown: Takedown, rows: QuerySet[Any], *fields: str, by: str) -> None:
    """Put `by` in the place of whole texts, for as long as `takedown` is in force. Three queries a field."""
    for field in fields:
        _seal(takedown, rows, field, Value(by))


def _seal(takedown: Takedown, rows: QuerySet[Any], field: str, text: Any) -> None:
    found = rows.exclude(**{field: ""}).values_list("pk", field)
    sealed = [
        SealedText(takedown=takedown, kind=_kind(rows.model, field), row=pk, text=str(value))
        for pk, value in found
    ]
    SealedText.objects.bulk_create(sealed, batch_size=BATCH)
    rows.model._default_manager.filter(pk__in=[each.row for each in sealed]).update(**{field: text})


def uncover(takedown: Takedown, model: type[Model], *fields: str, by: str | None = None) -> None:
    """Put back what `takedown` covered in these fields, whole texts where `by` stands for them. One query a field.

    What somebody has changed meanwhile stays as it is.
    """
    for field in fields:
        sealed = SealedText.objects.filter(takedown=takedown, kind=_kind(model, field))
        still = {f"{field}__regex": f"^[{COVER} ]+$"} if by is None else {field: by}
        rows = model._default_manager.filter(pk__in=sealed.values("row"), **still)
        rows.update(**{field: Subquery(sealed.filter(row=OuterRef("pk")).values("text"))})


def _kind(model: type[Model], field: str) -> str:
    return f"{model._meta.label_lower}.{field}"


def cover_episode(takedown: Takedown) -> None:
    """Cover what this app holds of an episode's words, and take away the ways to its audio."""
    episode = takedown.episode
    cover_words(takedown, Utterance.objects.filter(transcript__episode=episode), "text")
    offers = CorrectionOffer.objects.filter(utterance__transcript__episode=episode)
    cover_words(takedown, offers, "proposal")
    offered = _OFFERED.objects.filter(utterance__transcript__episode=episode)
    cover_words(takedown, offered, "proposal")
    cover_words(takedown, Episode.objects.filter(pk=episode.pk), "about")
    replace_text(takedown, Recording.objects.filter(episode=episode), "media_url", "media_file", by="")


def uncover_episode(takedown: Takedown) -> None:
    """Put back what `cover_episode` covered."""
    uncover(takedown, Utterance, "text")
    uncover(takedown, CorrectionOffer, "proposal")
    uncover(takedown, _OFFERED, "proposal")
    uncover(takedown, Episode, "about")
    uncover(takedown, Recording, "media_url", "media_file", by="")
