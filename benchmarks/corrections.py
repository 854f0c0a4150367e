"""`python -m benchmarks.corrections`: what it costs to correct one word of a talk of three hours, in seconds, rows and bytes.

1,800 sentences, a debate of 300 claims on them, 1,200 suggested claims and 600 relations; in a site of its own in a temporary folder.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time

ROUNDS = 5


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["COUNTERPOINT_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "debates.settings"
        import django
        from django.core.management import call_command
        from django.db import connections

        django.setup()
        call_command("migrate", verbosity=0)
        _measure()
        connections.close_all()


def _measure() -> None:
    from django.db import connection

    from benchmarks.pages.talks import make_debate, make_suggestions, make_talk
    from debates.models import User

    talk = make_talk("Three hours", 1800, 15, ["Ann Lee", "Bob Roe"], seed=1)
    make_debate("Is it so?", talk, 300, seed=1)
    make_suggestions(talk, 1200, 600)
    editor = User.objects.create(username="editor", role=User.Role.EDITOR)
    # As the server itself does within a minute of so many new rows.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    before = _rows()
    spent = [_correct(talk.episode_id, number, editor.pk) for number in range(ROUNDS)]
    print(f"median of {ROUNDS}: {statistics.median(spent):.2f} s")
    for table, count in _rows().items():
        if added := (count - before[table]) / ROUNDS:
            print(f"{table:36}{added:+10.0f}")


def _correct(episode: int, number: int, by: int) -> float:
    """Seconds that it takes to correct a word of another sentence each time."""
    from debates.amending.correcting import correct
    from debates.models import User
    from transcripts.amending.correcting import Correction
    from transcripts.models import Transcript

    current = Transcript.objects.get(episode=episode, is_current=True)
    line = current.utterances.get(position=900 + number)
    changed = Correction(texts={line.position: line.text.replace(" ", " really ", 1)})
    begun = time.perf_counter()
    correct(current, changed, User.objects.get(pk=by))
    return time.perf_counter() - begun


def _rows() -> dict[str, int]:
    """Bytes of the whole database, and how many rows each table has."""
    from django.db import connection

    tables = sorted(connection.introspection.table_names())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        found = {"bytes": cursor.fetchone()[0]}
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608  our own tables
            found[table] = cursor.fetchone()[0]
    return found


if __name__ == "__main__":
    main()
