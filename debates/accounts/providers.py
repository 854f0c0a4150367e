"""Other sites with which people may sign in, as a file in the data folder names them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

LOOPBACK = frozenset({"localhost", "127.0.0.1"})
_WANTED = {"kind", "client_id", "secret", "origin"}
_ORIGIN = r"https://[^/\s;,']+"
_ORIGIN_HERE = rf"{_ORIGIN}|http://(localhost|127\.0\.0\.1)(:\d+)?"


@dataclass(frozen=True, slots=True)
class Providers:
    """Sites to sign in with: the apps to install, allauth's settings for them, and where their forms lead."""

    apps: list[str] = field(default_factory=list)
    settings: dict[str, dict[str, Any]] = field(default_factory=dict)
    origins: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.apps)


def read_providers(path: Path, *, from_loopback: bool = False) -> Providers:
    """Return the providers that the TOML file at `path` names, none where there is no such file.

    `from_loopback` lets one run on this very machine, without https. Raises ImproperlyConfigured where the file says less than is needed.
    """
    if not path.is_file():
        return Providers()
    try:
        rows = tomllib.loads(path.read_text()).get("provider", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(f"{path} is not TOML: {error}") from error
    found = Providers(["allauth.socialaccount"])
    for number, row in enumerate(rows, 1):
        _add(found, row, f"{path}, provider {number}", _ORIGIN_HERE if from_loopback else _ORIGIN)
    return found if rows else Providers()


def _add(found: Providers, row: Mapping[str, Any], place: str, origin: str) -> None:
    if missing := sorted(_WANTED - set(row)):
        raise ImproperlyConfigured(f"{place}: say also {', '.join(missing)}.")
    if not re.fullmatch(r"[a-z0-9_]+", str(row["kind"])):
        raise ImproperlyConfigured(f"{place}: no kind of provider is called {row['kind']!r}.")
    if not re.fullmatch(origin, str(row["origin"])):
        raise ImproperlyConfigured(f"{place}: origin is an https address without a path.")
    app = f"allauth.socialaccount.providers.{row['kind']}"
    if app not in found.apps:
        found.apps.append(app)
    details = {key: value for key, value in row.items() if key not in {"kind", "origin"}}
    found.settings.setdefault(str(row["kind"]), {"APPS": []})["APPS"].append(details)
    found.origins.append(str(row["origin"]))
