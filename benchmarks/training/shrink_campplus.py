"""Makes the CAM++ that ships from its float32 export: weights as 8-bit numbers, sums still in float32.

`python -m benchmarks.training.shrink_campplus campplus.onnx OUT.onnx` needs the package `onnx`. Each row of a large weight is
stored as whole numbers from -127 to 127 and one scale. `Cast` and `Mul` in the graph turn them back, once, when the model is
loaded: the file is a quarter of the size, and what runs is as quick as before. What it costs is in docs/reference/speech.md.
"""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

SMALLEST = 1024
"""Weights of fewer numbers stay as they are: they are biases and scales, and weigh nothing."""


def shrink(source: str, target: str) -> None:
    """Write `source` to `target` with its large weights in 8 bits."""
    model = onnx.load(source)
    graph = model.graph
    kept: list[Any] = []
    before: list[Any] = []
    for weight in graph.initializer:
        numbers = numpy_helper.to_array(weight)
        if weight.data_type != TensorProto.FLOAT or numbers.size < SMALLEST or numbers.ndim < 2:
            kept.append(weight)
            continue
        whole, scale = _rounded(numbers)
        name = weight.name
        kept += [
            numpy_helper.from_array(whole, f"{name}.whole"),
            numpy_helper.from_array(scale, f"{name}.scale"),
        ]
        before += [
            helper.make_node("Cast", [f"{name}.whole"], [f"{name}.cast"], to=TensorProto.FLOAT),
            helper.make_node("Mul", [f"{name}.cast", f"{name}.scale"], [name]),
        ]
    nodes = [*before, *graph.node]
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend(kept)
    graph.node.extend(nodes)
    onnx.checker.check_model(model)
    onnx.save(model, target)


def _rounded(numbers: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """A weight as whole numbers and the scale of each of its rows."""
    rows = tuple(range(1, numbers.ndim))
    scale = np.maximum(np.abs(numbers).max(axis=rows, keepdims=True), 1e-12) / 127
    return np.round(numbers / scale).astype(np.int8), scale.astype(np.float32)


if __name__ == "__main__":
    shrink(*sys.argv[1:])
