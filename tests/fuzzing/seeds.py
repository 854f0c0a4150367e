"""The files that mutations begin with: the samples of the tests, and real ones where there are any, whole if short, else in excerpts."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).parent.parent / "transcripts" / "importers" / "samples"
_EXCERPT = 5_000  # bytes
_KINDS = frozenset(
    (
        ".vtt",
        ".srt",
        ".sbv",
        ".html",
        ".md",
        ".txt",
        ".csv",
        ".json",
        ".said",
        ".js",
        ".ini",
        ".rttm",
        ".xml",
        ".ttml",
        ".dfxp",
        ".sample",
        ".tsv",
    )
)


def seeds() -> dict[str, bytes]:
    """Each seed by its name: the paths of samples and of real files, in order."""
    found: dict[str, bytes] = {}
    for folder in filter(None, (SAMPLES, _real())):
        for path in sorted(folder.rglob("*")):
            expected = folder == SAMPLES and path.suffix == ".json"
            if path.is_file() and path.suffix in _KINDS and not expected:
                found[str(path.relative_to(folder))] = _excerpt(path.read_bytes())
    return found


def _real() -> Path | None:
    folder = os.environ.get("COUNTERPOINT_TEST_DATA")
    return Path(folder) / "transcripts" if folder and Path(folder).is_dir() else None


def _excerpt(data: bytes) -> bytes:
    """The beginning of a file, up to the end of a line; of JSON the first entries of each list; of a feed its first items."""
    if len(data) <= _EXCERPT:
        return data
    if data.lstrip()[:1] in (b"{", b"["):
        try:
            document = json.loads(data)
        except ValueError:
            return data[:_EXCERPT]
        return json.dumps(_shortened(document), indent=1, ensure_ascii=False).encode()[: 4 * _EXCERPT]
    head = data[:_EXCERPT]
    if b"<item>" in data:
        head = data[: data.find(b"</item>", _EXCERPT) + len(b"</item>")]
        return head[: 8 * _EXCERPT] + b"</channel></rss>"
    return head[: head.rfind(b"\n") + 1] or head


def _shortened(value: Any) -> Any:
    if isinstance(value, list):
        return [_shortened(each) for each in value[:6]]
    if isinstance(value, dict):
        return {key: _shortened(each) for key, each in value.items()}
    return value[:400] if isinstance(value, str) else value
