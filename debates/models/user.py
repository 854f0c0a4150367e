"""People with an account."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """Somebody who signs in. What they may do follows from their role."""

    class Role(models.TextChoices):
        READER = "reader", "reader"
        CONTRIBUTOR = "contributor", "contributor"
        EDITOR = "editor", "editor"
        ADMIN = "admin", "admin"

    role = models.CharField(max_length=11, choices=Role.choices, default=Role.READER)

    @property
    def may_edit(self) -> bool:
        """Whether this person may change debates, claims and relations."""
        return self.is_active and self.role in {self.Role.EDITOR, self.Role.ADMIN}

    @property
    def may_import(self) -> bool:
        """Whether this person may bring in episodes and take them out again."""
        return self.is_active and self.role == self.Role.ADMIN
