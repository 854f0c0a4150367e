from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from debates.accounts.mail import mail_settings


def test_without_an_address_mail_is_written_into_files() -> None:
    found = mail_settings("", Path("/data/mail"))
    assert found == {
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "EMAIL_FILE_PATH": Path("/data/mail"),
    }


def test_reads_name_password_host_and_port() -> None:
    found = mail_settings("smtp://ann%40site:p%3Aw@mail.example:2525", Path())
    assert [found[f"EMAIL_{name}"] for name in ("HOST_USER", "HOST_PASSWORD", "HOST", "PORT", "USE_TLS")] == [
        "ann@site",
        "p:w",
        "mail.example",
        2525,
        True,
    ]


@pytest.mark.parametrize("address", ["mail.example", "http://mail.example", "smtp://"])
def test_says_what_an_address_looks_like(address: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="smtp://name:password@host:port"):
        mail_settings(address, Path())
