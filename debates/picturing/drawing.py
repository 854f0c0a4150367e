"""A clash, or a title, as a PNG of 1200 by 630 pixels: what sites show where somebody passes a page on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw

from debates.picturing.lettering import REGULAR, Letters, covers, runs_from_right

WIDTH, HEIGHT = 1200, 630
KEPT = 64
"""Pictures that one process keeps, about 25 KB each."""

_PAPER, _CARD, _INK, _QUIET, _LINE = "#fbf9f4", "#ffffff", "#1c1d21", "#5a5d66", "#cfc9bb"
_AGAINST, _FOR, _NEUTRAL = "#a8290c", "#1d6b2a", "#5a4a00"
_ACCENT = "#6237a8"
_HUES = ("#5a5d66", "#0a6650", "#6237a8", "#7a6a34", "#7c1629", "#3f41dc", "#a50a7e")
_KIND_COLOURS = {"support": _FOR, "attack": _AGAINST, "undercut": _AGAINST, "rephrase": _NEUTRAL}
_MARGIN = 56
_BOX_WIDTH, _BOX_TOP, _BOX_BOTTOM = 486, 150, 530
_SIZES = (44, 38, 33, 29, 25)
_COLOURS = 96
_LONGEST = 600
"""Characters of a text that are laid out: more than ever fit."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A claim in a box: its words, whose view it is, the number of that person's colour."""

    text: str
    holder: str
    hue: int


@dataclass(frozen=True, slots=True)
class Picture:
    """What a picture shows. Two sayings are a clash, from `left` to `right`; without any, `title` fills it.

    `kind` is how `right` bears on `left`, and `kind_word` says so; without `right` nobody has answered. `below` is a line
    under the title.
    """

    title: str
    below: str = ""
    left: Saying | None = None
    right: Saying | None = None
    kind: str = ""
    kind_word: str = ""


@lru_cache(maxsize=KEPT)
def draw(picture: Picture) -> bytes:
    """Return `picture` as PNG. Words in a script that cannot be drawn are left out; the picture then names the site alone."""
    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    canvas = ImageDraw.Draw(image)
    shown = _drawable(picture)
    if shown.left is None:
        _title(canvas, shown)
    else:
        _clash(canvas, shown, shown.left)
    _foot(canvas)
    kept = BytesIO()
    image.quantize(_COLOURS, dither=Image.Dither.NONE).save(kept, "PNG", optimize=True)
    return kept.getvalue()


def _drawable(picture: Picture) -> Picture:
    said = [each for each in (picture.left, picture.right) if each]
    texts = [picture.title, picture.below, *(word for each in said for word in (each.text, each.holder))]
    if all(covers(text) for text in texts):
        return picture
    if covers(picture.title) and covers(picture.below):
        return Picture(picture.title, picture.below)
    return Picture("Who claims what, and what answers it")


def _title(canvas: ImageDraw.ImageDraw, picture: Picture) -> None:
    y = _paragraph(
        canvas, picture.title, (_MARGIN, 150), WIDTH - 2 * _MARGIN, 320, (76, 64, 54, 46, 38), _INK
    )
    if picture.below:
        _line(canvas, picture.below, (_MARGIN, y + 62), WIDTH - 2 * _MARGIN, Letters(30, REGULAR), _QUIET)


def _clash(canvas: ImageDraw.ImageDraw, picture: Picture, left: Saying) -> None:
    _line(canvas, picture.title, (_MARGIN, 98), WIDTH - 2 * _MARGIN, Letters(34), _INK)
    _box(canvas, left, _MARGIN)
    right_edge = WIDTH - _MARGIN - _BOX_WIDTH
    if picture.right is None:
        _nobody(canvas, right_edge)
        return
    _box(canvas, picture.right, right_edge)
    _arrow(canvas, picture)


def _box(canvas: ImageDraw.ImageDraw, saying: Saying, x: int) -> None:
    colour = _HUES[saying.hue % len(_HUES)]
    canvas.rounded_rectangle(
        (x, _BOX_TOP, x + _BOX_WIDTH, _BOX_BOTTOM), 14, fill=_CARD, outline=_LINE, width=2
    )
    canvas.rounded_rectangle((x, _BOX_TOP, x + 12, _BOX_BOTTOM), 6, fill=colour)
    inside = _BOX_WIDTH - 68
    _paragraph(canvas, saying.text, (x + 40, _BOX_TOP + 34), inside, 272, _SIZES, _INK)
    if saying.holder:
        _line(canvas, saying.holder, (x + 40, _BOX_BOTTOM - 30), inside, Letters(28), colour)


def _nobody(canvas: ImageDraw.ImageDraw, x: int) -> None:
    """A dashed box that says so."""
    for start in range(0, _BOX_WIDTH, 24):
        for y in (_BOX_TOP, _BOX_TOP + 120):
            canvas.line((x + start, y, min(x + start + 12, x + _BOX_WIDTH), y), fill=_QUIET, width=3)
    for start in range(0, 120, 24):
        for edge in (x, x + _BOX_WIDTH):
            canvas.line((edge, _BOX_TOP + start, edge, _BOX_TOP + start + 12), fill=_QUIET, width=3)
    Letters(30, REGULAR).write(canvas, (x + 36, _BOX_TOP + 70), "Nobody has answered yet", _QUIET)


def _arrow(canvas: ImageDraw.ImageDraw, picture: Picture) -> None:
    """From the right box to the left one, with the word between them."""
    colour = _KIND_COLOURS.get(picture.kind, _QUIET)
    letters, middle, y = Letters(23), WIDTH / 2, (_BOX_TOP + _BOX_BOTTOM) / 2
    letters.write(canvas, (middle - letters.width(picture.kind_word) / 2, y - 20), picture.kind_word, colour)
    canvas.line((middle - 38, y, middle + 44, y), fill=colour, width=5)
    canvas.polygon([(middle - 50, y), (middle - 30, y - 12), (middle - 30, y + 12)], fill=colour)


def _foot(canvas: ImageDraw.ImageDraw) -> None:
    letters, y = Letters(30), HEIGHT - 36
    letters.write(canvas, (_MARGIN, y), "Counter", _INK)
    letters.write(canvas, (_MARGIN + letters.width("Counter"), y), "point", _ACCENT)


def _paragraph(
    canvas: ImageDraw.ImageDraw,
    text: str,
    place: tuple[float, float],
    width: float,
    height: float,
    sizes: tuple[int, ...],
    fill: str,
) -> float:
    """Write `text` as large as it fits, cut at the smallest size; return where it ends."""
    for size in sizes:
        letters, step = Letters(size), size * 1.3
        rows, whole = letters.lines(text[:_LONGEST], width, max(1, int(height / step)))
        if whole:
            break
    (x, y), from_right = place, runs_from_right(text)
    for number, row in enumerate(rows):
        indent = width - letters.width(row) if from_right else 0.0
        place = (x + indent, y + size + number * step)
        letters.write(canvas, place, row, fill, from_right=from_right)
    return y + size + (len(rows) - 1) * step


def _line(
    canvas: ImageDraw.ImageDraw,
    text: str,
    place: tuple[float, float],
    width: float,
    letters: Letters,
    fill: str,
) -> None:
    """Write one line, with an ellipsis where it is wider than `width`."""
    rows, _ = letters.lines(text, width, 1)
    for row in rows:
        letters.write(canvas, place, row, fill, from_right=runs_from_right(text))
