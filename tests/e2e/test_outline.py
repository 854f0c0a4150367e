"""The outline by keyboard, and the map beside it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Watched

pytestmark = pytest.mark.django_db

Open = Callable[..., Watched]

OUTLINE = "/debates/are-large-language-models-a-dead-end/outline/"
FIRST = "What LLMs learn from training is not a true world model"


def _focused(page: Page) -> str:
    return str(page.evaluate("() => document.activeElement.textContent"))


def test_keys_lead_through_claims_and_fold_them(open_page: Open) -> None:
    watched = open_page(OUTLINE)
    page = watched.page
    page.locator(".outline .claim-text a").first.focus()
    assert _focused(page).startswith(FIRST)
    page.keyboard.press("j")
    assert _focused(page) == "LLMs build a model of what a human would say next."
    page.keyboard.press("ArrowLeft")
    assert _focused(page).startswith(FIRST)
    page.keyboard.press("ArrowLeft")
    expect(
        page.get_by_role("link", name="LLMs build a model of what a human would say next.").first
    ).to_be_hidden()
    page.keyboard.press("j")
    assert _focused(page).startswith("Building a model of what humans would say")
    page.keyboard.press("k")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert _focused(page) == "LLMs build a model of what a human would say next."
    expect(page.locator("#neighbourhood a.focus title")).to_contain_text("LLMs build a model of what")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("LLMs build a model of what a human would say next.")
    assert watched.troubles == []


def test_the_map_follows_the_claim_that_has_the_focus(open_page: Open) -> None:
    watched = open_page(OUTLINE)
    page = watched.page
    page.locator(".outline .claim-text a").first.focus()
    expect(page.locator("#neighbourhood a.focus title")).to_contain_text(FIRST)
    page.keyboard.press("j")
    expect(page.locator("#neighbourhood a.focus title")).to_contain_text(
        "LLMs build a model of what a human would"
    )
    assert watched.axe() == []
    assert watched.troubles == []


def test_a_pill_opens_one_step_more_in_place(open_page: Open) -> None:
    watched = open_page(OUTLINE)
    page = watched.page
    pill = page.locator("#neighbourhood a.pill").first
    beside = pill.locator("xpath=preceding-sibling::*[1]").locator("title").text_content()
    pill.click()
    expect(page.locator("#neighbourhood a.focus title")).to_have_text(str(beside))
    assert page.url.endswith(OUTLINE)
    assert watched.troubles == []


def test_a_box_leads_to_its_claim_without_scripts(open_page: Open) -> None:
    page = open_page(OUTLINE, scripts=False).page
    page.locator("#neighbourhood a:not(.focus):not(.pill)").first.click()
    expect(page.locator("h1")).to_have_text(
        "LLMs are not capable of learning on the job, so continual learning needs some new architecture."
    )


def test_phones_get_the_outline_alone(open_page: Open) -> None:
    page = open_page(OUTLINE, width=390).page
    expect(page.locator("#neighbourhood")).to_be_hidden()
    expect(page.locator(".outline")).to_be_visible()


def test_words_stay_inside_their_boxes(open_page: Open) -> None:
    page = open_page("/claims/paradigm-superseded/map/").page
    page.evaluate("() => document.fonts.ready")
    outside = page.evaluate(
        """() => [...document.querySelectorAll('#neighbourhood a:not(.pill)')].filter((box) => {
          const edge = box.querySelector('rect').getBoundingClientRect();
          return [...box.querySelectorAll('tspan')].some((line) => line.getBoundingClientRect().right > edge.right - 2);
        }).map((box) => box.textContent)"""
    )
    assert outside == []


def test_a_choice_changes_the_claims_at_once_and_back_takes_it_back(open_page: Open) -> None:
    watched = open_page("/debates/are-large-language-models-a-dead-end/")
    page = watched.page
    page.locator(".filters summary").click()
    page.get_by_label("Held by").select_option("dwarkesh-patel")
    expect(page.locator("#found")).to_contain_text("found.")
    expect(page.locator(".chips")).to_contain_text("Held by: Dwarkesh Patel")
    assert "holder=dwarkesh-patel" in page.url
    assert watched.axe() == []
    page.get_by_label("Left", exact=True).select_option("conceded")
    expect(page.get_by_role("heading", name="Nothing fits all of this")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Nothing fits all of this")).to_be_hidden()
    expect(page.locator(".chips")).to_contain_text("Held by: Dwarkesh Patel")
    assert watched.axe() == []
    assert watched.troubles == []
