from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from debates.accounts.providers import read_providers
from tests.openid_provider import CLIENT, SECRET, Provider

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


def test_a_provider_on_this_machine_needs_no_https_where_the_settings_allow_it(tmp_path: Path) -> None:
    path = _file(tmp_path, GITHUB.replace("https://github.com", "http://127.0.0.1:8000"))
    assert read_providers(path, from_loopback=True).origins == ["http://127.0.0.1:8000"]
    with pytest.raises(ImproperlyConfigured, match="https address"):
        read_providers(path)


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


def _openid(name: str, origin: str) -> str:
    return f"""
[[provider]]
kind = "openid_connect"
provider_id = "{name}"
name = "Our company"
client_id = "{CLIENT}"
secret = "{SECRET}"
origin = "{origin}"
settings = {{ server_url = "{origin}", oauth_pkce_enabled = true }}
"""


def _sign_in(folder: Path) -> Any:
    """What `signing_in_elsewhere` prints, in the database of the tests."""
    place = connection.settings_dict
    address = connection.get_connection_params()
    query = f"host={address['host']}&port={address.get('port') or ''}&user={address.get('user') or ''}"
    environment = {
        **os.environ,
        "COUNTERPOINT_DATA": str(folder),
        "COUNTERPOINT_LOOPBACK": "1",
        "DATABASE_URL": f"postgresql:///{place['NAME']}?{query}",
        "DJANGO_SETTINGS_MODULE": "debates.settings",
        "PYTHONPATH": str(ROOT),
    }
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "tests.debates.accounts.signing_in_elsewhere",
    ]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.django_db
def test_people_sign_in_with_a_provider_of_openid_connect(tmp_path: Path) -> None:
    with Provider() as provider:
        _file(tmp_path, _openid("example-id", provider.origin) + _openid("gone", "http://127.0.0.1:9"))
        found = _sign_in(tmp_path)
    assert found == {
        "stranger": ["nobody", 200, 0],
        "invited": ["annlee", "editor", "ann@example.org", True],
        "again": ["annlee", 1],
        "unconfirmed elsewhere": "nobody",
        "same address": ["bob", 2],
        "token for another site": ["nobody", True],
        "another's state": ["nobody", True],
        "a provider that does not answer": [502, True],
    }
