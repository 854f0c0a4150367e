"""The project's own annotated dialogues: what the miner's heads are trained on and measured with.

The format and the rules of annotation are in docs/reference/annotation-guidelines.md.
"""

from benchmarks.corpus.dialogue import (
    SPLITS,
    Dialogue,
    FormatError,
    Label,
    Relation,
    Turn,
    Unit,
    parse,
)
from benchmarks.corpus.shelf import FOLDER, load

__all__ = [
    "FOLDER",
    "SPLITS",
    "Dialogue",
    "FormatError",
    "Label",
    "Relation",
    "Turn",
    "Unit",
    "load",
    "parse",
]
