"""Files, pasted text and addresses on their way to the desk."""

from __future__ import annotations

from collections.abc import Iterable

from transcripts.looking import LOOKED_AT_ONCE, Person, keep, look_now_or_later
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
    """Keep what was brought and look at as much of it as a request has time for; the worker looks at the rest.

    With `together`, the name of what came at once, all of it is one batch. Returns the batch, or the only import; one
    that was an archive became a batch of its files.
    """
    batch = None
    if together:
        batch = Batch.objects.create(source=together, show=show, created_by_id=by.pk if by else None)
    left = LOOKED_AT_ONCE
    brought: Import | None = None
    for source, data in files:
        brought = keep(source, data, by=by, batch=batch, show=show)
        left = look_now_or_later(brought, left)
    for address in addresses:
        brought = keep(address, by=by, batch=batch, address=address, show=show)
        left = look_now_or_later(brought, left)
    if batch is not None:
        return batch
    if brought is None:
        raise ValueError("nothing was brought")
    brought.refresh_from_db()
    return brought.batch or brought
