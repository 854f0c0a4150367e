"""The search box of every page, by keyboard and by mouse."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Watched

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_offers_what_fits_and_leads_there(open_page: Callable[..., Watched], width: int, scheme: str) -> None:
    watched = open_page("/", width=width)
    page = watched.page
    box = page.get_by_role("combobox", name="Words, claims, people, episodes, debates")
    box.press_sequentially("learn mo")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Are large language models a dead end?")
    expect(box).to_have_attribute("aria-expanded", "true")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert watched.axe(scheme) == []

    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    box.press("ArrowUp")
    expect(box).not_to_have_attribute("aria-activedescendant", "search-offer-1")
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("learn mo")

    box.press_sequentially("d")
    expect(page.get_by_role("listbox")).to_be_visible()
    said = options.filter(has_text="Said").first
    said.click()
    expect(page).to_have_url(re.compile("/some-thoughts-on-the-sutton-interview/#u[0-9]+$"))


def test_enter_leads_to_the_page_of_the_search(open_page: Callable[..., Watched]) -> None:
    page = open_page("/").page
    box = page.get_by_role("combobox")
    box.fill('"world models"')
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text('Search for "world models"')
    page.get_by_role("link", name="said by Dwarkesh Patel").click()
    expect(page.get_by_role("searchbox").or_(page.get_by_role("combobox")).first).to_have_value(
        '"world models" speaker:"Dwarkesh Patel"'
    )


def test_without_scripts_the_button_leads_there(open_page: Callable[..., Watched]) -> None:
    page = open_page("/", scripts=False).page
    page.get_by_role("searchbox").fill("sutton in:people")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=3)).to_have_text(["Richard Sutton"])
