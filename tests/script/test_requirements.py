"""The pinned requirements against what was asked for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement

CHECKOUT = Path(__file__).resolve().parents[2]
PIN = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)(?P<hashes>(?:.*\\\n)+?.*--hash=sha256:[0-9a-f]{64})?", re.M
)


def asked(file: str) -> list[Requirement]:
    lines = (line.partition("#")[0].strip() for line in (CHECKOUT / file).read_text().splitlines())
    return [Requirement(line) for line in lines if line and not line.startswith("-")]


def pinned(file: str) -> dict[str, str]:
    return {found["name"]: found["version"] for found in PIN.finditer((CHECKOUT / file).read_text())}


FILES = ["requirements", "requirements-speech", "requirements-s3", "requirements-llm", "requirements-dev"]


@pytest.mark.parametrize("name", FILES)
def test_every_requirement_is_pinned_to_a_version_it_allows(name: str) -> None:
    pins = pinned(f"{name}.txt")
    unmet = [str(want) for want in asked(f"{name}.in") if pins.get(want.name, "") not in want.specifier]
    assert unmet == []


@pytest.mark.parametrize("name", FILES)
def test_every_pin_has_its_hashes(name: str) -> None:
    unhashed = [
        pin["name"] for pin in PIN.finditer((CHECKOUT / f"{name}.txt").read_text()) if not pin["hashes"]
    ]
    assert unhashed == []


def test_tests_run_on_the_versions_that_the_site_runs_on() -> None:
    run, develop = pinned("requirements.txt"), pinned("requirements-dev.txt")
    assert {name: develop.get(name) for name in run} == run


@pytest.mark.parametrize("optional", ["requirements-speech", "requirements-llm"])
def test_what_is_optional_goes_with_the_site_and_with_tests(optional: str) -> None:
    run, hear, develop = (pinned(f"{name}.txt") for name in ("requirements", optional, "requirements-dev"))
    assert {name: hear.get(name) for name in run} == run
    assert {name: hear[name] for name in hear.keys() & develop.keys()} == {
        name: develop[name] for name in hear.keys() & develop.keys()
    }


def test_what_a_bucket_needs_goes_with_the_site_with_hearing_and_with_tests() -> None:
    bucket = pinned("requirements-s3.txt")
    for other in ("requirements", "requirements-speech", "requirements-dev"):
        pins = pinned(f"{other}.txt")
        both = bucket.keys() & pins.keys()
        assert {name: bucket[name] for name in both} == {name: pins[name] for name in both}
