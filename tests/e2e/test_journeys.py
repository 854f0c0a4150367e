"""What people come to do, from the first click to the last, with and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Watched
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

Open = Callable[..., Watched]

both_ways = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


def _sign_in(page: Page, name: str) -> None:
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


@both_ways
def test_a_reader_goes_from_the_front_page_to_the_words_and_their_speaker(
    open_page: Open, scripts: bool
) -> None:
    watched = open_page("/", width=390, scripts=scripts)
    page = watched.page
    page.get_by_role("link", name="Are large language models a dead end?").click()
    expect(page.locator("h1")).to_have_text("Are large language models a dead end?")
    page.get_by_role("link", name="What LLMs learn from training is not a true world model").first.click()
    expect(page.locator("blockquote")).to_contain_text(
        "what these LLMs learn from training is not a true world model"
    )
    page.locator("main").get_by_role("link", name="Some thoughts on the Sutton interview").click()
    expect(page.locator("#u2")).to_contain_text("Furthermore, what these LLMs learn")
    page.locator("main").get_by_role("link", name="Dwarkesh Patel").first.click()
    expect(page.locator("h1")).to_have_text("Dwarkesh Patel")
    expect(page.get_by_text("his words, Sutton’s view").first).to_be_visible()
    assert watched.troubles == []


@both_ways
def test_an_editor_makes_a_debate_changes_it_and_places_a_claim(open_page: Open, scripts: bool) -> None:
    question = f"Can imitation {'really ' if scripts else ''}become experience?"
    watched = open_page("/", scripts=scripts)
    page = watched.page
    _sign_in(page, "editor")

    page.locator("summary", has_text="Desk").click()
    page.get_by_role("link", name="New debate").click()
    page.get_by_label("Question").first.fill(question)
    page.get_by_label("Summary").fill("What is at stake.")
    sides = page.get_by_role("group", name=re.compile("Side . .leave empty"))
    sides.nth(0).get_by_label("Name").fill("Yes")
    sides.nth(0).get_by_label("People").fill("Dwarkesh")
    sides.nth(1).get_by_label("Name").fill("No")
    sides.nth(1).get_by_label("People").fill("Rich, critics")
    page.get_by_role("group", name=re.compile("Section . .leave empty")).nth(0).get_by_label("Question").fill(
        "Is it learning?"
    )
    page.get_by_role("button", name="Save the debate").click()
    expect(page.locator("h1")).to_have_text(question)
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_contain_text("Saved.")
    expect(page.locator(".sides")).to_contain_text("Dwarkesh Patel")
    expect(page.locator(".sides")).to_contain_text("Richard Sutton, critics")

    page.get_by_role("link", name="Change", exact=True).click()
    page.get_by_role("group", name=re.compile("Section . .leave empty")).nth(0).get_by_label("Question").fill(
        "Is it enough?"
    )
    page.get_by_role("button", name="Save the debate").click()
    expect(page.get_by_role("heading", name="Is it enough?")).to_be_visible()

    page.goto("/claims/imitation-continuous-with-rl/")
    page.get_by_role("link", name="Place in a debate").click()
    page.get_by_label("Debate and section").select_option(label="Is it enough?")
    page.get_by_label("A main claim").check()
    page.get_by_role("button", name="Place it").click()
    expect(page.locator("h1")).to_have_text(question)
    expect(page.locator("section", has_text="Is it enough?")).to_contain_text(
        "Imitation learning is continuous"
    )

    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    page.goto("/debates/new/")
    expect(page.locator("h1")).to_have_text("Sign in")
    assert watched.troubles == []


def test_a_form_with_a_mistake_says_so_and_keeps_what_was_typed(
    open_page: Open, editors_cookie: dict[str, str]
) -> None:
    watched = open_page("/debates/new/", width=390, cookie=editors_cookie)
    page = watched.page
    page.get_by_label("Summary").fill("Typed for an hour.")
    page.get_by_role("button", name="Save the debate").click()
    expect(page.get_by_role("alert").first).to_contain_text("Nothing was saved yet")
    expect(page.get_by_label("Question").first).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Summary")).to_have_value("Typed for an hour.")
    assert watched.axe() == []
    assert watched.overflow() == 0


def test_a_wrong_password_is_said_and_can_be_mended(open_page: Open) -> None:
    watched = open_page("/sign-in/", width=390)
    page = watched.page
    page.get_by_label("Username").fill("reader")
    page.get_by_label("Password").fill("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("are not correct")
    expect(page.get_by_label("Username")).to_have_value("reader")
    assert watched.axe() == []
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def test_somebody_who_is_sent_to_sign_in_comes_back(open_page: Open) -> None:
    page = open_page("/debates/new/").page
    expect(page.locator("h1")).to_have_text("Sign in")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("New debate")


def test_a_reader_is_told_that_a_page_is_not_theirs(open_page: Open) -> None:
    watched = open_page("/")
    _sign_in(watched.page, "reader")
    watched.page.goto("/debates/new/")
    expect(watched.page.locator("h1")).to_have_text("Not yours to change")
    assert watched.axe() == []
