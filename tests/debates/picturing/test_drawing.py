from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from debates.picturing import Picture, Saying, draw

CLASH = Picture(
    "Do models copy?",
    left=Saying("Models copy people.", "Ann Lee", 1),
    right=Saying("Models surprise us.", "Bob Stone", 2),
    kind="attack",
    kind_word="rebuts",
)
ANNS_COLOUR, BOBS_COLOUR, REBUTTAL = (10, 102, 80), (98, 55, 168), (168, 41, 12)


def _colours(picture: Picture) -> set[tuple[int, ...]]:
    image = Image.open(BytesIO(draw(picture))).convert("RGB")
    assert image.size == (1200, 630)
    return {colour for _, colour in image.getcolors(1200 * 630) or []}


def test_a_clash_shows_both_holders_and_the_arrow_in_their_colours() -> None:
    assert {ANNS_COLOUR, BOBS_COLOUR, REBUTTAL} <= _colours(CLASH)


def test_a_claim_without_an_answer_has_no_arrow() -> None:
    colours = _colours(Picture("Do models copy?", left=CLASH.left))
    assert ANNS_COLOUR in colours
    assert REBUTTAL not in colours


def test_words_that_cannot_be_drawn_leave_the_title_alone() -> None:
    beyond = Picture("Do models copy?", left=Saying("自然言語", "Ann Lee", 1))
    assert draw(beyond) == draw(Picture("Do models copy?"))
    assert draw(Picture("自然言語")) == draw(Picture("Who claims what, and what answers it"))


def test_is_small() -> None:
    assert len(draw(CLASH)) < 40_000


@pytest.mark.parametrize("text", ["x" * 2000, "word " * 400, "מילה " * 400, "a"])
def test_draws_claims_of_any_length(text: str) -> None:
    assert draw(Picture("?", left=Saying(text, text, 9))).startswith(b"\x89PNG")
