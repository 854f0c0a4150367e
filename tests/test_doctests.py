"""Every example in a docstring runs and says what it says."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import debates
import transcripts

LEFT_OUT = ("migrations", "asgi", "wsgi", "gunicorn_settings", "__main__", "management")

OPTIONAL = {"debates.accounts.elsewhere"}
"""Cannot be loaded without an app that is installed only where people may sign in with another site."""


def _modules() -> list[str]:
    names = [
        module.name
        for package in (debates, transcripts)
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.", onerror=lambda _: None)
    ]
    return sorted(name for name in names if not set(name.split(".")) & set(LEFT_OUT) and name not in OPTIONAL)


@pytest.mark.parametrize("name", _modules())
def test_examples_run_and_say_what_they_say(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name), raise_on_error=False).failed == 0


def test_there_are_examples_to_run() -> None:
    modules = [importlib.import_module(name) for name in _modules()]
    finder = doctest.DocTestFinder()
    assert sum(bool(test.examples) for module in modules for test in finder.find(module)) > 40
