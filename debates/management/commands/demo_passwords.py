"""Make the demo's accounts, or give them new passwords."""

from __future__ import annotations

import secrets
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from debates.models import User

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is read as something else
GROUPS, GROUP = 4, 4
RIGHTS: dict[str, dict[str, Any]] = {
    "editor": {"role": User.Role.EDITOR},
    "admin": {"role": User.Role.ADMIN, "is_staff": True, "is_superuser": True},
}


class Command(BaseCommand):
    help = (
        "Set new passwords for the users editor and admin, making them if they are missing, and print them."
    )
    requires_migrations_checks = True

    @transaction.atomic
    def handle(self, **options: Any) -> None:
        for name, rights in RIGHTS.items():
            password = make_password()
            user, _ = User.objects.get_or_create(username=name, defaults=rights)
            user.set_password(password)
            user.save(update_fields=["password"])
            self.stdout.write(f"{name:<7} {password}")


def make_password() -> str:
    """16 random characters that are easy to type: about 79 bits."""
    groups = ["".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS)]
    return "-".join(groups)
