"""What pages show, as one value that is another after any change: by it a page that was rendered once is known to be still good."""

from __future__ import annotations

import uuid

from django.apps import apps
from django.db import connection, models, transaction

from transcripts.models.revisions import Revision

WATCHED_APPS = ("transcripts", "debates")

UNSHOWN = frozenset(
    {
        "debates_comment",
        "debates_edition",
        "debates_invitation",
        "debates_searchable",
        "debates_mention",
        "debates_mining",
        "debates_presence",
        "debates_sentform",
        "debates_watch",
        "transcripts_batch",
        "transcripts_correctionoffer",
        "transcripts_hearing",
        "transcripts_hearingresult",
        "transcripts_import",
        "transcripts_importprogress",
        "transcripts_knownword",
        "transcripts_namedecision",
        "transcripts_searchrow",
        "transcripts_sentencevector",
        "transcripts_subscription",
        "transcripts_vectorswanted",
        "transcripts_voicecluster",
        "transcripts_voicereceipt",
        "transcripts_wordslearnt",
    }
)
"""Tables that no kept page reads: those of the import desk, of search, of hearing and voices, and of forms that were sent."""

_CURRENT = "SELECT md5(coalesce(string_agg(id::text, '' ORDER BY id), '')) FROM debates_edition"

_UNWATCHED = """
SELECT t.name FROM unnest(%s::text[]) t (name)
 WHERE NOT EXISTS (SELECT 1 FROM pg_trigger g WHERE g.tgrelid = t.name::regclass AND g.tgname = 'marks_edition')
 ORDER BY t.name
"""

_WATCH = """
CREATE OR REPLACE TRIGGER marks_edition AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION debates_mark_edition()
"""


class Edition(models.Model):
    """The mark of a statement that changed something. Which marks are seen says which changes are seen.

    Not a counter, which would make writers wait for each other, nor the latest number, which is taken before it is seen.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)

    def __str__(self) -> str:
        return str(self.id)


def edition() -> str:
    """Return the present state of all that pages show: it never comes back once something changed. Makes a query."""
    with connection.cursor() as cursor:
        cursor.execute(_CURRENT)
        return str(cursor.fetchone()[0])


@transaction.atomic
def gather_editions() -> None:
    """Put one new mark in the place of all that are there, so that they stay few. Marks that nobody sees yet stay."""
    if Edition.objects.count() > 1:
        Edition.objects.all().delete()
        Edition.objects.create()


def watched_tables() -> set[str]:
    """The tables of both apps, but for those that pages do not show, and revisions, which come with a change of their own table."""
    found = {
        model._meta.db_table
        for label in WATCHED_APPS
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
        if not issubclass(model, Revision)
    }
    return found - UNSHOWN


def watch_tables(**_: object) -> None:
    """Let each statement on a watched table leave its mark; done after every migration, so that a new table cannot be forgotten."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT to_regprocedure('debates_mark_edition()'), array_agg(relname::text) FROM pg_class WHERE relkind IN ('r', 'p')"
        )
        function, there = cursor.fetchone()
        if function is None:
            return
        cursor.execute(_UNWATCHED, [sorted(watched_tables() & set(there))])
        for (table,) in cursor.fetchall():
            cursor.execute(_WATCH.format(table=connection.ops.quote_name(table)))
