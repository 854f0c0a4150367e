"""A real browser against a running site that holds the demonstration debate."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, expect

from debates.demo.loading import load_demo
from debates.models import User
from tests.factories import PASSWORD, UserFactory

expect.set_options(timeout=20_000)  # a busy machine answers late, and no journey measures time

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text()
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of these in one process: a browser and a collected site a process would cost more than they bring."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    chromium = os.environ.get("COUNTERPOINT_CHROMIUM") or shutil.which("chromium")
    if not chromium:
        pytest.skip("no Chromium here: apt install chromium, or name one in COUNTERPOINT_CHROMIUM")
    switches = [
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
    ]
    if os.geteuid() == 0:
        switches.append("--no-sandbox")
    return {**browser_type_launch_args, "executable_path": chromium, "args": switches}


@pytest.fixture(scope="session")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Static files under their hashed names, as visitors get them."""
    hashed = {"BACKEND": "debates.static_files.HashedStatics"}
    plain = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    with override_settings(
        STATIC_ROOT=tmp_path_factory.mktemp("collected"),
        STORAGES={"default": plain, "staticfiles": hashed},
        MEDIA_URL="media/",
    ):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield


@pytest.fixture(scope="module")
def site(collected: None, django_db_setup: None, django_db_blocker: object) -> Iterator[str]:
    """The address of a site with the demonstration debate, an editor and a reader; one for each module of tests.

    What tests do to it stays until the module is done.
    """
    with django_db_blocker.unblock():
        # The database is emptied at the end, and a run without tests marked `django_db` makes no test database.
        assert connection.settings_dict["NAME"].startswith("test_"), "this is not a test database"
        try:
            load_demo()
            UserFactory(username="editor", role=User.Role.EDITOR)
            UserFactory(username="reader")
            server = LiveServerThread("localhost", static_handler=lambda application: application)
            server.daemon = True
            server.start()
            server.is_ready.wait()
            assert server.error is None
            yield f"http://localhost:{server.port}"
            server.terminate()
        finally:
            _empty_the_database()


def _empty_the_database() -> None:
    call_command("flush", interactive=False, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE procrastinate_jobs, procrastinate_events, procrastinate_periodic_defers CASCADE"
        )


@pytest.fixture(scope="module")
def editors_cookie(site: str) -> dict[str, str]:
    """A session cookie of somebody who may edit."""
    client = Client()
    assert client.login(username="editor", password=PASSWORD)
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}


class Watched:
    """A page, and all that went wrong on it."""

    def __init__(self, page: Page, unscripted: Callable[[], Page] | None = None) -> None:
        self.page = page
        self._unscripted = unscripted
        self._looked_at: Page | None = None
        self.troubles: list[str] = []
        page.on("console", lambda message: self._note(message.type, message.text))
        page.on("pageerror", lambda error: self.troubles.append(f"error: {error}"))
        page.on("requestfailed", self._note_failure)
        page.on("response", lambda answer: self._note_answer(answer.status, answer.url))

    def _note_failure(self, request: Request) -> None:
        # The browser gives up what it was fetching when a player seeks, or when one goes on to the next page.
        if request.failure != "net::ERR_ABORTED":
            self.troubles.append(f"failed: {request.url}: {request.failure}")

    def _note(self, kind: str, text: str) -> None:
        # An answer of 4xx or 5xx is noted below, with its status.
        if kind in {"error", "warning"} and "Failed to load resource" not in text:
            self.troubles.append(f"{kind}: {text}")

    def _note_answer(self, status: int, url: str) -> None:
        if status >= 400:
            self.troubles.append(f"{status}: {url}")

    def axe(self, scheme: str = "light") -> list[str]:
        """What axe finds in a colour scheme, as rule and place.

        Where JavaScript is off axe cannot run either: it looks at the same page with the page's own scripts barred.
        """
        page = self._looked_at or (self._unscripted() if self._unscripted else self.page)
        self._looked_at = page
        for each in {page, self.page}:
            each.emulate_media(color_scheme=scheme)
        if page.evaluate("() => typeof axe") == "undefined":
            page.evaluate(f"{AXE}\n;null")
        found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
        assert len(found["passes"]) > 5, "axe looked at nothing"
        return [
            f"{violation['id']}: {node['target']} {node.get('failureSummary', '')}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]

    def overflow(self) -> int:
        """How many pixels the page can be scrolled sideways."""
        return self.page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Callable[..., Watched]]:
    """Open pages, each in a fresh context: `open_page(address, width=…, scheme=…, scripts=…, cookie=…)`."""
    contexts: list[BrowserContext] = []

    def open_(
        address: str = "/",
        *,
        width: int = 1280,
        scheme: str = "light",
        scripts: bool = True,
        cookie: dict[str, str] | None = None,
    ) -> Watched:
        def blank(*, scripts: bool) -> Page:
            context = browser.new_context(
                base_url=site,
                viewport={"width": width, "height": 900},
                color_scheme=scheme,
                java_script_enabled=scripts,
                reduced_motion="reduce",
            )
            contexts.append(context)
            context.set_default_timeout(10_000)
            if cookie:
                context.add_cookies([cookie])
            return context.new_page()

        def unscripted() -> Page:
            page = blank(scripts=True)
            page.route("**/*", _let_pass_unless_script)
            page.goto(watched.page.url)
            return page

        watched = Watched(blank(scripts=scripts), None if scripts else unscripted)
        watched.page.goto(address)
        return watched

    yield open_
    for context in contexts:
        context.close()


def _let_pass_unless_script(route: Route) -> None:
    if route.request.resource_type == "script":
        route.abort()
    else:
        route.continue_()
