"""Letters for pictures: which file draws which script, how wide words are, how they are put into lines.

Each file draws one script or a part of it, and a text may mix them. Letters that run from right to left are drawn where the
machine can join and order them (FriBiDi). `covers` says what can be drawn.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from PIL import ImageDraw, ImageFont, features

_VENDOR = Path(__file__).resolve().parents[2] / "static" / "vendor"
_SERIF = "source-serif-4/source-serif-4-{}-wght-normal.woff2"
_FROM_LEFT = [_SERIF.format(part) for part in ("latin", "latin-ext", "cyrillic", "greek", "vietnamese")]
_FROM_RIGHT = [
    "noto-serif-hebrew/noto-serif-hebrew-hebrew-600-normal.woff2",
    "noto-naskh-arabic/noto-naskh-arabic-arabic-600-normal.woff2",
]
_RIGHT = frozenset({"R", "AL"})
_TURNED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_NEVER_A_LETTER = "\U0010ffff"
SEMIBOLD = 600
REGULAR = 420

_Run = tuple[str, ImageFont.FreeTypeFont, Literal["rtl"] | None]
"""Letters, the font that draws them, and the direction where the library has to be told."""


@lru_cache(maxsize=256)
def _font(file: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(_VENDOR / file, size)
    if file in _FROM_LEFT:
        font.set_variation_by_axes([weight])
    return font


@lru_cache(maxsize=4096)
def _draws(file: str, letter: str) -> bool:
    """Whether this file has the letter: what it has not looks like what no file has."""
    font = _font(file, 32, SEMIBOLD)
    return letter.isspace() or bytes(font.getmask(letter)) != bytes(font.getmask(_NEVER_A_LETTER))


def runs_from_right(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left.

    >>> runs_from_right("דניאל"), runs_from_right("“Ann”")
    (True, False)
    """
    directions = (unicodedata.bidirectional(letter) for letter in text)
    return next((each in _RIGHT for each in directions if each == "L" or each in _RIGHT), False)


def covers(text: str) -> bool:
    """Whether every letter of `text` can be drawn, in order.

    >>> covers("Łukasz said “да”."), covers("自然言語")
    (True, False)
    """
    orders = features.check("raqm") and features.check("fribidi")
    if not orders and any(unicodedata.bidirectional(letter) in _RIGHT for letter in text):
        return False
    return all(any(_draws(file, letter) for file in (*_FROM_LEFT, *_FROM_RIGHT)) for letter in text)


def _directed(text: str, *, base: bool) -> list[tuple[bool, str]]:
    """Cut `text` into pieces of one direction each (true: from the right), in the order in which they are read.

    What has no direction goes with the letters around it where those agree, else with the text as a whole (`base`): the Unicode
    bidirectional algorithm (UAX 9) for one level of words inside others.
    """
    strong = [_direction(letter) for letter in text]
    before: list[bool | None] = []
    for each in strong:
        before.append(each if each is not None else (before[-1] if before else base))
    after: list[bool | None] = []
    for each in reversed(strong):
        after.append(each if each is not None else (after[-1] if after else base))
    after.reverse()
    pieces: list[tuple[bool, str]] = []
    for letter, left, right in zip(text, before, after, strict=True):
        way = bool(left) if left == right else base
        if pieces and pieces[-1][0] == way:
            pieces[-1] = (way, pieces[-1][1] + letter)
        else:
            pieces.append((way, letter))
    return pieces


def _direction(letter: str) -> bool | None:
    kind = unicodedata.bidirectional(letter)
    return True if kind in _RIGHT else False if kind in {"L", "EN", "AN"} else None


@dataclass(frozen=True, slots=True)
class Letters:
    """A size in pixels and a weight of type."""

    size: int
    weight: int = SEMIBOLD

    def width(self, text: str) -> float:
        return sum(
            font.getlength(run, direction=way) for run, font, way in self._runs(text, from_right=False)
        )

    def write(
        self,
        canvas: ImageDraw.ImageDraw,
        place: tuple[float, float],
        text: str,
        fill: str,
        *,
        from_right: bool = False,
    ) -> None:
        """Write `text`, a line of a text that runs `from_right` or not, with its base line's left end at `place`."""
        x, y = place
        for run, font, way in self._runs(text, from_right=from_right):
            canvas.text((x, y), run, fill=fill, font=font, anchor="ls", direction=way)
            x += font.getlength(run, direction=way)

    def lines(self, text: str, width: float, most: int) -> tuple[list[str], bool]:
        """Return `text` in at most `most` lines no wider than `width`, and whether all of it is in them."""
        rows: list[str] = [""]
        for word in text.split():
            joined = f"{rows[-1]} {word}".strip()
            if self.width(joined) <= width:
                rows[-1] = joined
            else:
                rows.append(self._cut(word, width))
        rows = [row for row in rows if row]
        if len(rows) <= most:
            return rows, True
        return [*rows[: most - 1], self._cut(f"{rows[most - 1]}…", width)], False

    def _cut(self, text: str, width: float) -> str:
        """The beginning of `text` that is no wider than `width`, with an ellipsis where something is left out."""
        if self.width(text) <= width:
            return text
        short = text.rstrip("…")
        while short and self.width(f"{short}…") > width:
            short = short[:-1]
        return f"{short.rstrip()}…"

    def _runs(self, text: str, *, from_right: bool) -> list[_Run]:
        """Pieces of `text` that one file draws, from left to right as they are seen."""
        seen: list[_Run] = []
        for turned, piece in _directed(text, base=from_right):
            runs = [self._run(run, file, turned) for run, file in _by_file(piece)]
            shown = runs[::-1] if turned else runs
            seen = [*shown, *seen] if from_right else [*seen, *shown]
        return seen

    def _run(self, text: str, file: str, turned: bool) -> _Run:
        """One run; brackets and the like in text from the right are turned round."""
        font = _font(file, self.size, self.weight)
        if file in _FROM_RIGHT:
            return text, font, "rtl"
        return (text.translate(_TURNED)[::-1] if turned else text), font, None


def _by_file(text: str) -> Iterator[tuple[str, str]]:
    """Cut `text` where another file has to draw it."""
    run, run_file = "", _FROM_LEFT[0]
    for letter in text:
        files = _FROM_LEFT if letter.isspace() else (run_file, *_FROM_LEFT, *_FROM_RIGHT)
        file = next((each for each in files if _draws(each, letter)), run_file)
        if file != run_file and run:
            yield run, run_file
            run = ""
        run, run_file = run + letter, file
    if run:
        yield run, run_file
