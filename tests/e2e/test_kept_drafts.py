"""What is being written stays, whatever happens to the connection or the session; and the pages of accounts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Watched
from tests.factories import PASSWORD

pytestmark = [pytest.mark.django_db]

Open = Callable[..., Watched]


def _write(page: Page, words: str) -> None:
    page.get_by_label("Question").first.fill(words)
    page.get_by_label("Summary").fill("Typed for an hour.")
    page.wait_for_timeout(500)


def _save(page: Page) -> None:
    page.get_by_role("button", name="Save the debate").click()


def test_a_draft_outlives_a_lost_connection_and_an_ended_session(
    open_page: Open, editors_cookie: dict[str, str], site: str
) -> None:
    watched = open_page("/debates/new/", width=390, cookie=editors_cookie)
    page = watched.page
    _write(page, "Is a draft kept?")
    page.context.set_offline(True)
    _save(page)
    page.wait_for_timeout(300)
    page.context.set_offline(False)
    page.goto(f"{site}/debates/new/")
    expect(page.locator(".draft")).to_contain_text("What you wrote here, and did not send")
    assert watched.axe() == []
    page.get_by_role("button", name="Put it back").click()
    expect(page.get_by_label("Question").first).to_have_value("Is a draft kept?")

    page.context.clear_cookies(name="sessionid")
    _save(page)
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("What you wrote is here")
    assert watched.axe() == []
    assert watched.overflow() == 0
    page.get_by_role("button", name="Send it").click()
    expect(page.locator("h1")).to_have_text("Is a draft kept?")

    page.goto(f"{site}/debates/new/")
    expect(page.locator("h1")).to_have_text("New debate")
    expect(page.locator(".draft")).to_have_count(0)

    for address in (
        "/account/",
        "/account/two-factor/totp/activate/",
        "/account/email/",
        "/account/password/",
    ):
        page.goto(site + address)
        if page.url.startswith(f"{site}/account/confirm/"):
            assert watched.axe() == []
            page.get_by_label("Password").fill(PASSWORD)
            page.get_by_role("button", name="Confirm").click()
        assert watched.axe("dark") == [], address
        assert watched.overflow() == 0, address
