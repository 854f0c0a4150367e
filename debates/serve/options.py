"""The command line of script/server: a contract, for people script it."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Options:
    """Where to serve (`port` 0 means any free one), from which data, and what to set up first."""

    host: str
    port: int
    data: Path
    demo: bool
    password: bool
    speech: bool = False


def parse(arguments: Sequence[str]) -> Options:
    """Read the options. Exits with status 2 and a usage line where they are wrong, with 0 after --help."""
    found = _parser().parse_args(arguments)
    return Options(
        host=found.host,
        port=found.port,
        data=Path(os.path.abspath(found.data.expanduser())),
        demo=found.demo,
        password=found.password,
        speech=found.speech,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="script/server",
        description="Set up what is missing and serve Counterpoint until Ctrl-C: web server, job worker, database.",
        epilog="DATABASE_URL=postgresql://user:password@host:port/name uses a PostgreSQL server of your own (15 or newer, "
        "with vector, pg_trgm and unaccent). COUNTERPOINT_HOSTS lists the host names that the site answers to.",
        allow_abbrev=False,
    )
    data = os.environ.get("COUNTERPOINT_DATA") or CHECKOUT / "var"
    parser.add_argument(
        "--port", type=_port, default=8000, help="port to listen on; 0 takes a free one (default: 8000)"
    )
    parser.add_argument(
        "--host", default="127.0.0.1", help="address or name to listen on (default: %(default)s)"
    )
    parser.add_argument(
        "--data",
        type=Path,
        default=Path(data),
        metavar="DIR",
        help="folder for the database, static files and secret key (default: var, or COUNTERPOINT_DATA)",
    )
    parser.add_argument("--no-demo", dest="demo", action="store_false", help="load no demo debate")
    parser.add_argument(
        "--speech",
        action="store_true",
        help="install what transcription and voices need, too, and run a worker for them",
    )
    parser.add_argument(
        "--password",
        action="store_true",
        help="set and print new passwords for the users editor and admin, and exit; the site may be running",
    )
    return parser


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"a port is a number from 0 to 65535, not {text!r}")
    return int(text)
