"""The map of a whole debate."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Watched

pytestmark = pytest.mark.django_db

Open = Callable[..., Watched]

MAP = "/debates/are-large-language-models-a-dead-end/map/"
IS_DRAWN = """() => {
  const canvas = document.querySelector('.stage canvas');
  const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return data.some((value) => value);
}"""


def _drawn(open_page: Open, **how: object) -> Watched:
    watched = open_page(MAP, **how)
    watched.page.wait_for_function("() => document.querySelector('debate-map').words")
    return watched


def _look(page: Page) -> list[float]:
    return list(
        page.evaluate(
            "() => { const {x, y, scale} = document.querySelector('debate-map'); return [x, y, scale]; }"
        )
    )


def test_a_click_on_a_box_opens_its_claim(open_page: Open) -> None:
    watched = _drawn(open_page)
    page = watched.page
    page.wait_for_timeout(100)
    assert page.evaluate(IS_DRAWN)
    x, y, scale = _look(page)
    page.locator(".stage").click(position={"x": x + 120 * scale, "y": y + 35 * scale})
    expect(page.locator("h1")).to_contain_text("An LLM agent is in no substantial way learning")
    assert watched.troubles == []


def test_dragging_moves_the_sheet_and_opens_nothing(open_page: Open) -> None:
    page = _drawn(open_page).page
    before = _look(page)
    box = page.locator(".stage").bounding_box()
    assert box
    page.mouse.move(box["x"] + 200, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + 260, box["y"] + 230, steps=4)
    page.mouse.up()
    after = _look(page)
    assert [after[0] - before[0], after[1] - before[1]] == pytest.approx([60, 30])
    assert page.url.endswith(MAP)


def test_the_keyboard_moves_zooms_and_opens(open_page: Open) -> None:
    page = _drawn(open_page).page
    page.locator(".stage").focus()
    x, _, scale = _look(page)
    page.keyboard.press("+")
    page.keyboard.press("ArrowRight")
    assert _look(page)[2] == pytest.approx(scale * 1.4)
    page.keyboard.press("0")
    assert _look(page)[0] == pytest.approx(x)
    for _ in range(4):
        page.keyboard.press("ArrowUp")
    said = page.locator("debate-map [role=status]").text_content()
    if said:
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text(said)


@pytest.mark.parametrize("width", [390, 1280])
def test_is_accessible_in_both_colour_schemes(open_page: Open, width: int) -> None:
    watched = _drawn(open_page, width=width)
    for scheme in ("light", "dark"):
        assert (scheme, watched.axe(scheme)) == (scheme, [])
        assert (scheme, watched.overflow()) == (scheme, 0)
    assert watched.troubles == []


def test_without_scripts_it_leads_to_the_outline(open_page: Open) -> None:
    watched = open_page(MAP, scripts=False)
    expect(watched.page.get_by_text("Without one, the outline shows the same claims.")).to_be_visible()
    assert watched.axe() == []
    watched.page.locator("main").get_by_role("link", name="outline", exact=True).click()
    expect(watched.page.locator(".outline")).to_be_visible()


def test_a_map_that_cannot_be_loaded_says_so(open_page: Open) -> None:
    page = open_page("/").page
    page.route("**/places.json", lambda route: route.abort())
    page.goto(MAP)
    expect(page.locator("debate-map [role=status]")).to_contain_text("The map could not be loaded.")
