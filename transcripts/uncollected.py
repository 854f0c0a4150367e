"""Work that makes very many objects and no circles of them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Within, Python does not look for circles of objects that nothing else refers to.

    A transcript becomes hundreds of thousands of words, cues and sentences, which refer to nothing that refers back:
    looking through them again and again finds nothing, and is a fifth of the work.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
