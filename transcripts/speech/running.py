"""Models from files, run on the processor by onnxruntime."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

WEIGHTS = Path(__file__).parent / "weights"


def session(weights: Path, threads: int = 1) -> InferenceSession:
    """Load a model; one thread, so that a job does not take the machine from the site."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])


@lru_cache(maxsize=8)
def checksum(weights: Path) -> str:
    """The sha256 of a model's file, read once a process."""
    with weights.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
