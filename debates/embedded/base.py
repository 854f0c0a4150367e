"""The wrapper that Django looks for in ENGINE "debates.embedded"; HOST is the server's folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from django.db.backends.postgresql import base
from django.db.utils import OperationalError

from debates import localpg
from debates.embedded.client import DatabaseClient
from debates.embedded.creation import DatabaseCreation


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL, but where it is turns out only when somebody connects.

    Tools that import the settings, `--help` and `collectstatic` therefore start no server; web workers, the job
    worker, commands and tests share one, and a server that died is started again by the next who connects.
    """

    creation_class = DatabaseCreation
    client_class = DatabaseClient
    _connection_pools: ClassVar[dict[str, Any]]  # Django's own, which its stubs leave out

    def get_connection_params(self) -> dict[str, Any]:
        try:
            address = localpg.ensure(Path(self.settings_dict["HOST"]))
        except localpg.EmbeddedServerError as error:
            raise OperationalError(str(error)) from error
        found = {"host": address.host, "port": address.port, "user": address.user}
        return {**super().get_connection_params(), **found}

    def close_pool(self) -> None:
        """Close the pool if there is one; Django's own would make one, and so start the server."""
        if self.alias in self._connection_pools:
            super().close_pool()
