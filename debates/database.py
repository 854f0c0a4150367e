"""Which database the site uses: the embedded server, or the one that DATABASE_URL names."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ImproperlyConfigured

from debates import localpg

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

SCHEMES = ("postgresql://", "postgres://")
MINIMUM_VERSION = 15
EXTENSIONS = ("pg_trgm", "unaccent", "vector")
POOL_TIMEOUT_S = 20.0

# A trusted extension may be created by whoever may create things in the database; any other by a superuser only.
EXTENSION_STATES = """
SELECT wanted.name,
       CASE
           WHEN EXISTS (SELECT FROM pg_extension e WHERE e.extname = wanted.name) THEN 'ready'
           WHEN count(v.version) = 0 THEN 'missing'
           WHEN role.rolsuper THEN 'ready'
           WHEN bool_or(v.trusted) AND has_database_privilege(current_database(), 'CREATE') THEN 'ready'
           ELSE 'barred'
       END
  FROM unnest(%s::text[]) AS wanted (name)
  JOIN pg_roles role ON role.rolname = current_user
  LEFT JOIN pg_available_extension_versions v ON v.name = wanted.name
 GROUP BY wanted.name, role.rolsuper
 ORDER BY wanted.name
"""
EXTENSION_PROBLEMS = {
    "missing": "The database server lacks the extension {}: install it there (Debian: postgresql-contrib, pgvector).",
    "barred": "The database user may not create the extension {0}: let an administrator run CREATE EXTENSION {0};",
}


def database_settings(folder: Path) -> dict[str, Any]:
    """Django's settings for the default database; `folder` is the embedded server's, unless DATABASE_URL is set.

    COUNTERPOINT_DB_POOL is the number of connections that a web process keeps open. Without it each request, command
    and test opens its own, and no thread of a pool outlives them. Raises ImproperlyConfigured.
    """
    url = os.environ.get("DATABASE_URL", "")
    place = _from_url(url) if url else _embedded(folder)
    options = {**place.pop("OPTIONS", {}), **_pool()}
    options["options"] = f"{options.get('options', '')} -c TimeZone=UTC".strip()
    return {**place, "OPTIONS": options, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": True}


def _embedded(folder: Path) -> dict[str, Any]:
    return {"ENGINE": "debates.embedded", "NAME": localpg.DATABASE, "HOST": str(folder)}


def _pool() -> dict[str, Any]:
    size = os.environ.get("COUNTERPOINT_DB_POOL", "0")
    if not size.isdecimal():
        raise ImproperlyConfigured(f"COUNTERPOINT_DB_POOL is a number of connections, not {size!r}")
    return {"pool": {"min_size": 1, "max_size": int(size), "timeout": POOL_TIMEOUT_S}} if int(size) else {}


def _from_url(url: str) -> dict[str, Any]:
    """Read the address as PostgreSQL's own library does: percent-encoding, IPv6, several hosts, socket folders in
    `host=`, and every connection option after the question mark.

    No message repeats the address, for it may hold a password.
    """
    if not url.startswith(SCHEMES):
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql:// (only PostgreSQL will do)")
    import psycopg.conninfo

    try:
        options = psycopg.conninfo.conninfo_to_dict(url)
    except psycopg.Error as error:
        reason = " ".join(str(error).replace(url, "the address").split())
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read: {reason}") from None
    if not options.get("dbname"):
        raise ImproperlyConfigured(
            "DATABASE_URL names no database: postgresql://user:password@host:port/database"
        )
    settings = {
        name.upper(): options.pop(key, "")
        for name, key in {
            "name": "dbname",
            "user": "user",
            "password": "password",
            "host": "host",
            "port": "port",
        }.items()
    }
    return {"ENGINE": "django.db.backends.postgresql", **settings, "OPTIONS": options}


def server_problems(cursor: CursorWrapper) -> list[str]:
    """What keeps the server behind `cursor` from serving the site, a sentence each; empty where all is well.

    Two queries.
    """
    cursor.execute("SHOW server_version_num")
    version = int(cursor.fetchone()[0]) // 10000
    problems = []
    if version < MINIMUM_VERSION:
        problems.append(f"The database server is PostgreSQL {version}: {MINIMUM_VERSION} or newer is needed.")
    cursor.execute(EXTENSION_STATES, [list(EXTENSIONS)])
    return problems + [
        EXTENSION_PROBLEMS[state].format(name) for name, state in cursor.fetchall() if state != "ready"
    ]
