"""Files, pasted text and addresses on their way to the desk."""

from __future__ import annotations

from collections.abc import Iterable

from transcripts.desk.looking import LOOKED_AT_ONCE, Person, keep, look_now_or_later
from transcripts.models import Batch, Import

PASTED = "pasted text"


def bring(
    files: Iterable[tuple[str, bytes]],
    by: Person = None,
    *,
    addresses: Iterable[str] = (),
    show: str = "",
    together: str = "",
) -> Import | Batch:
    """Keep all that was brought, then look at as much of it as a request has time for; the worker looks at the rest.

    With `together`, the name of what came at once, all of it is one batch. Returns the batch, or the only import; one
    that was an archive became a batch of its files.
    """
    batch = None
    if together:
        batch = Batch.objects.create(source=together, show=show, created_by_id=by.pk if by else None)
    kept = [_keep(source, data, by, batch, show) for source, data in files]
    kept += [_keep(address, b"", by, batch, show, address) for address in addresses]
    left = LOOKED_AT_ONCE
    for pk, size in kept:
        left = look_now_or_later(pk, size, left)
    if batch is not None:
        return batch
    if not kept:
        raise ValueError("nothing was brought")
    brought = Import.objects.without_files().select_related("batch").get(pk=kept[-1][0])
    return brought.batch or brought


def _keep(
    source: str, data: bytes, by: Person, batch: Batch | None, show: str, address: str = ""
) -> tuple[int, int | None]:
    """The number of the import that was kept, and its size in bytes, which do not stay in memory; none for an address."""
    kept = keep(source, data, by=by, batch=batch, show=show, address=address)
    return kept.pk, None if address else len(data)
