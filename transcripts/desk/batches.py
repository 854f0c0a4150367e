"""Files that came in together, let in together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from transcripts.models import Batch, Import, NotPossibleError, Transcript


@dataclass(frozen=True, slots=True)
class Started:
    """What became of a batch: how many of its files were queued, and why others were left, by the number of each."""

    queued: int
    left: dict[int, str]


@transaction.atomic
def start_all(batch: Batch, show: str, titles: Mapping[int, str]) -> Started:
    """Queue every file of a batch that may be imported, under its title; the rest waits, with a reason.

    Left are files without a title, a second one of the same title, and those whose episode has words already: what becomes
    of these is asked on their own page.
    """
    Batch.objects.filter(pk=batch.pk).update(show=show)
    taken = _titles_with_words(show)
    queued, left = 0, {}
    for brought in batch.imports.ready().without_files().oldest_first():
        brought.show, brought.title = show, " ".join(titles.get(brought.pk, brought.title).split())
        reason = _reason_to_leave(brought, taken)
        if reason:
            brought.save(update_fields=["show", "title"])
            left[brought.pk] = reason
            continue
        taken.setdefault(brought.title.casefold(), "Another file here has the same title.")
        try:
            brought.start()
        except NotPossibleError as error:
            left[brought.pk] = str(error)
        else:
            queued += 1
    return Started(queued, left)


def _reason_to_leave(brought: Import, taken: Mapping[str, str]) -> str:
    if not brought.title:
        return "It has no title."
    if brought.replaces:
        return ""
    return taken.get(brought.title.casefold(), "")


def _titles_with_words(show: str) -> dict[str, str]:
    """Titles of the show's episodes that have words, folded, and what to say of them. One query."""
    here = Transcript.objects.current().filter(episode__show__name__iexact=" ".join(show.split()))
    return {
        title.casefold(): "This episode has a transcript already. Open the file to compare the two."
        for title in here.values_list("episode__title", flat=True)
    }
