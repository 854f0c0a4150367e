"""Sentences to vectors, on the processor, with a model that ships with the site.

The model is all-MiniLM-L6-v2 with 8-bit weights; its card is in `transcripts/embedding/weights/README.md`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

DIMENSIONS = 384
LONGEST = 128
"""Tokens that are read; what a longer sentence says after them is not."""
WEIGHTS = Path(__file__).parent / "weights"

Vectors = NDArray[np.float32]


class Encoder:
    """Reads sentences one by one, so that a vector never depends on its neighbours; one thread."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        # Imported here, so that only a process that embeds something pays for loading them.
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(folder / "minilm.int8.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._inputs = [given.name for given in self._session.get_inputs()]
        self._tokenizer = Tokenizer.from_file(str(folder / "minilm.tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(LONGEST)

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """One row of length 1 for every text: float32, [texts, 384]. About 300 texts a second."""
        known = {text: self._vector(text) for text in dict.fromkeys(texts)}
        return np.stack([known[text] for text in texts]) if texts else np.zeros((0, DIMENSIONS), np.float32)

    def _vector(self, text: str) -> Vectors:
        encoded = self._tokenizer.encode(text)
        given = {
            "input_ids": encoded.ids,
            "attention_mask": encoded.attention_mask,
            "token_type_ids": encoded.type_ids,
        }
        feeds = {name: np.array([given[name]], np.int64) for name in self._inputs}
        (rows,) = self._session.run(None, feeds)
        vector: Vectors = np.asarray(rows, np.float32)[0]
        return vector


@lru_cache(maxsize=1)
def encoder() -> Encoder:
    """The one encoder of this process, loaded when it is first asked for: about 60 MB of memory."""
    return Encoder()
