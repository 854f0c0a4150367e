"""Rows that lose what a reader may not see as soon as they are loaded, so that no page can show it by oversight."""

from __future__ import annotations

from typing import Self, TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


class VeilingQuerySet(models.QuerySet[M]):
    """Calls `veil` on each row that it loads, once `veiled` was asked for."""

    _is_veiled = False

    def veiled(self) -> Self:
        found = self.all()
        found._is_veiled = True
        return found

    def _clone(self) -> Self:
        copy: Self = super()._clone()  # type: ignore[misc]  # the stubs leave it out
        copy._is_veiled = self._is_veiled
        return copy

    def _fetch_all(self) -> None:
        loads = self._result_cache is None
        super()._fetch_all()
        if loads and self._is_veiled:
            for row in self._result_cache or ():
                if isinstance(row, self.model):
                    row.veil()  # type: ignore[attr-defined]
