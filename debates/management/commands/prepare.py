"""Bring the database and the static files up to date; quick where they are."""

from __future__ import annotations

import hashlib
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.checks import Tags, run_checks
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.migrations.executor import MigrationExecutor

from debates.management.commands.demo_passwords import RIGHTS
from debates.models import User


class Command(BaseCommand):
    help = "Check the database server, migrate, collect static files, load the demo and make its accounts, as needed."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-demo", dest="demo", action="store_false", help="load no demo debate")
        parser.add_argument("--password", action="store_true", help="set new passwords for editor and admin")

    def handle(self, *, demo: bool, password: bool, **options: Any) -> None:
        """New accounts are printed on the standard output, all else on the standard error."""
        refuse_an_unfit_server()
        if migrations_wait():
            self.tell("Migrating the database …")
            call_command("migrate", interactive=False, verbosity=0)
        if collect_changed_static_files():
            self.tell("Collected the static files.")
        if demo:
            call_command("load_demo", stdout=self.stderr)
        if password or User.objects.filter(username__in=RIGHTS).count() < len(RIGHTS):
            call_command("demo_passwords", stdout=self.stdout)

    def tell(self, words: str) -> None:
        print(words, file=sys.stderr, flush=True)


def refuse_an_unfit_server() -> None:
    """Raises CommandError, a line for each thing that the database server lacks."""
    problems = run_checks(tags=[Tags.database], databases=[DEFAULT_DB_ALIAS])
    if problems:
        raise CommandError("\n".join(str(problem.msg) for problem in problems))


def migrations_wait() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def collect_changed_static_files() -> bool:
    """Collect the static files if one came, went or changed since they last were; True if so."""
    root = Path(settings.STATIC_ROOT)
    stamp, now = root / "collected.sha256", fingerprint()
    if stamp.exists() and stamp.read_text() == now:
        return False
    call_command("collectstatic", interactive=False, verbosity=0, clear=root.exists())
    stamp.write_text(now)
    return True


def fingerprint() -> str:
    """One checksum over the name, size and time of each static file."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: str(found[0])):
            state = Path(storage.path(path)).stat()
            digest.update(f"{path}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()
