"""What every test may ask for."""

from __future__ import annotations

import os

# Playwright runs an event loop in the thread of the test; Django's guard against that is for servers.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client, override_settings

from debates.demo.loading import DEBATE_SLUG, load_demo
from debates.models import Debate, User
from tests.factories import UserFactory


@pytest.fixture
def test_data() -> Path:
    """The folder of real files that the project does not ship; tests that want it are skipped without it."""
    folder = os.environ.get("COUNTERPOINT_TEST_DATA")
    if not folder or not Path(folder).is_dir():
        pytest.skip("COUNTERPOINT_TEST_DATA names no folder of real files")
    return Path(folder)


@pytest.fixture(scope="session", autouse=True)
def _quick_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Static files by their plain names, as nobody collects them here; passwords hashed in no time."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        STORAGES={**django_settings.STORAGES, "staticfiles": plain},
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        CACHES={
            name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
            for name in django_settings.CACHES
        },
    ):
        yield


@pytest.fixture(scope="class")
def demo(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Debate]:
    """The demonstration debate, loaded once for a class of tests, or for a single one, and gone after it. Not for transactional tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_demo()
        connection.check_constraints()
        yield Debate.objects.get(slug=DEBATE_SLUG)
        transaction.set_rollback(True)


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(UserFactory(role=User.Role.READER))
    return client


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory(role=User.Role.EDITOR))
    return client


@pytest.fixture(autouse=True)
def _attempts_are_counted_anew() -> None:
    """Limits on signing in count for each test by itself."""
    cache.clear()


@pytest.fixture(autouse=True)
def _no_job_outlives_its_test(request: pytest.FixtureRequest) -> object:
    """Procrastinate's tables belong to no model, so a flush between transactional tests leaves them."""
    yield
    if _is_transactional(request):
        with connection.cursor() as cursor:
            cursor.execute(
                "TRUNCATE procrastinate_jobs, procrastinate_events, procrastinate_periodic_defers CASCADE"
            )


def _is_transactional(request: pytest.FixtureRequest) -> bool:
    marker = request.node.get_closest_marker("django_db")
    if marker is None:
        return False
    asked = bool(marker.kwargs.get("transaction"))
    return asked or "transactional_db" in request.fixturenames or "live_server" in request.fixturenames
