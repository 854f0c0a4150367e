from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from debates.accounts.providers import read_providers

ROOT = Path(__file__).resolve().parents[3]

GITHUB = """
[[provider]]
kind = "github"
client_id = "abc"
secret = "s3cret"
origin = "https://github.com"
"""


def _file(folder: Path, text: str) -> Path:
    path = folder / "oauth.toml"
    path.write_text(text)
    return path


def test_without_a_file_there_is_none(tmp_path: Path) -> None:
    found = read_providers(tmp_path / "oauth.toml")
    assert (bool(found), found.apps, found.origins) == (False, [], [])


def test_reads_what_the_library_wants_to_know(tmp_path: Path) -> None:
    found = read_providers(_file(tmp_path, GITHUB))
    assert found.apps == ["allauth.socialaccount", "allauth.socialaccount.providers.github"]
    assert found.settings == {"github": {"APPS": [{"client_id": "abc", "secret": "s3cret"}]}}
    assert found.origins == ["https://github.com"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[provider]]\nkind = 'github'", "say also client_id, origin, secret"),
        (GITHUB.replace("github.com", "github.com; script-src *"), "https address without a path"),
        (GITHUB.replace('"github"', '"../x"'), "no kind of provider"),
        ("nonsense", "is not TOML"),
    ],
)
def test_says_what_is_wrong_with_the_file(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=said):
        read_providers(_file(tmp_path, text))


SHOW = """
import django; django.setup()
from django.conf import settings
from django.urls import reverse
print(reverse("github_login"), settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"])
"""


def test_the_site_leads_to_the_provider_that_the_file_names(tmp_path: Path) -> None:
    _file(tmp_path, GITHUB)
    environment = {
        **os.environ,
        "COUNTERPOINT_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "debates.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", SHOW], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.stdout.split(" ", 1) == [
        "/account/elsewhere/github/login/",
        "[\"'self'\", 'https://github.com']\n",
    ], done.stderr
