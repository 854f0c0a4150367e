"""What holds for the whole site, whichever page is added next."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "static"
TEMPLATES = ROOT / "templates"


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", "--check", "--dry-run", stdout=io.StringIO())


def test_the_deployment_check_is_clean_over_https() -> None:
    environment = {
        **os.environ,
        "COUNTERPOINT_HTTPS": "1",
        "COUNTERPOINT_HOSTS": "counterpoint.example",
        "COUNTERPOINT_SECRET": "a long secret of many different letters: 0123456789 abcdefghijk",
        "COUNTERPOINT_DEBUG": "",
    }
    environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)  # ours, for the browser tests
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "DEBUG"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "System check identified no issues (0 silenced).\n"), (
        done.stderr
    )


def test_no_module_is_named_for_nothing_in_particular() -> None:
    empty_names = {"utils", "util", "helpers", "helper", "services", "common", "misc", "tools"}
    modules = [
        path for folder in ("debates", "transcripts", "tests") for path in (ROOT / folder).rglob("*.py")
    ]
    assert [str(path) for path in modules if empty_names & {path.stem, path.parent.name}] == []


def test_no_module_is_longer_than_four_hundred_lines() -> None:
    written = [
        path
        for folder in ("debates", "transcripts")
        for path in (ROOT / folder).rglob("*.py")
        if path.parent.name != "migrations" and path.name != "lexicon.py"  # a table of words
    ]
    assert [path.name for path in written if path.read_text().count("\n") > 400] == []


WHOLE_PAGES = {
    "400.html",
    "base.html",
    "embed_base.html",
    "403_csrf.html",
    "500.html",
}  # all but the two bases are shown when nothing else can be relied on


@pytest.mark.parametrize(
    "template", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES))
)
def test_a_template_extends_the_base_or_is_a_piece(template: Path) -> None:
    begins = template.read_text()
    if template.name in WHOLE_PAGES:
        assert "<!doctype html>" in begins
    elif template.name.startswith("_"):
        assert "{% extends" not in begins
        assert "<html" not in begins
    else:
        assert begins.startswith(('{% extends "base.html" %}', '{% extends "debates/embed_base.html" %}'))


def test_every_piece_of_a_page_is_used() -> None:
    text = "\n".join(path.read_text() for path in TEMPLATES.rglob("*.html"))
    code = "\n".join(path.read_text() for path in (ROOT / "debates").rglob("*.py"))
    for piece in TEMPLATES.rglob("_*.html"):
        assert str(piece.relative_to(TEMPLATES)) in text + code


def test_templates_hold_no_inline_script_or_style() -> None:
    text = "\n".join(path.read_text() for path in TEMPLATES.rglob("*.html"))
    assert re.findall(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|\bhx-on|javascript:", text) == []


def test_vendored_files_are_those_that_were_published() -> None:
    here = {
        str(path.relative_to(STATIC / "vendor")): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (STATIC / "vendor").rglob("*")
        if path.is_file() and path.name != "vendor.toml"
    }
    table = tomllib.loads((STATIC / "vendor" / "vendor.toml").read_text())
    named = {
        f"{folder}/{name}": sha256 for folder, row in table.items() for name, sha256 in row["files"].items()
    }
    assert here == named


def test_vendored_files_name_their_origin_and_licence() -> None:
    table = tomllib.loads((STATIC / "vendor" / "vendor.toml").read_text())
    for row in table.values():
        assert set(row) == {"package", "registry", "version", "integrity", "licence", "files"}
        assert re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", row["integrity"])
        assert any(name.startswith("LICEN") for name in row["files"])


def _gzipped_kb(paths: list[Path]) -> float:
    return sum(len(gzip.compress(path.read_bytes(), 6)) for path in paths) / 1024


def test_style_sheets_stay_within_ten_kilobytes() -> None:
    assert _gzipped_kb(list(STATIC.rglob("*.css"))) <= 10


def test_scripts_stay_within_forty_kilobytes() -> None:
    assert _gzipped_kb([*STATIC.rglob("*.js"), *STATIC.rglob("*.mjs")]) <= 40


def test_style_sheets_load_nothing_from_elsewhere() -> None:
    for sheet in STATIC.rglob("*.css"):
        assert re.findall(r"url\(\s*[\"']?(?:https?:)?//|@import", sheet.read_text()) == []


def test_a_failure_has_a_page_that_needs_nothing() -> None:
    page = (TEMPLATES / "500.html").read_text()
    assert "{%" not in page
    assert "{{" not in page
    assert "<h1>Something went wrong</h1>" in page
