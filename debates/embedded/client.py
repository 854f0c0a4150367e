"""`manage.py dbshell` on the embedded server, with the psql that came with it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db.backends.postgresql import client

from debates import localpg


class DatabaseClient(client.DatabaseClient):
    @classmethod
    def settings_to_cmd_args_env(
        cls, settings_dict: dict[str, Any], parameters: Iterable[str]
    ) -> tuple[list[str], dict[str, str] | None]:
        address = localpg.ensure(Path(settings_dict["HOST"]))
        found = {**settings_dict, "HOST": address.host, "PORT": address.port, "USER": address.user}
        arguments, environment = super().settings_to_cmd_args_env(found, parameters)
        return [str(localpg.binaries() / "psql"), *arguments[1:]], environment
