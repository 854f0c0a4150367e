"""Test databases on the embedded server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.backends.postgresql import creation

if TYPE_CHECKING:
    Base: Any  # Django's own class, whose methods for test databases its stubs leave out
else:
    Base = creation.DatabaseCreation


class DatabaseCreation(Base):  # type: ignore[misc]
    """A test's threads may still be connected when its database goes, and so may a run that was killed."""

    def _create_test_db(self, verbosity: int, autoclobber: bool, keepdb: bool = False) -> str:
        if autoclobber and not keepdb:
            self._drop_with_its_sessions(self._get_test_db_name())
        return str(super()._create_test_db(verbosity, autoclobber, keepdb))

    def _destroy_test_db(self, test_database_name: str, verbosity: int) -> None:
        self.connection.close_pool()
        self._drop_with_its_sessions(test_database_name)

    def _drop_with_its_sessions(self, name: str) -> None:
        with self._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {self._quote_name(name)} WITH (FORCE)")
