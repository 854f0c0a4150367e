"""The rows in which claims, people, episodes and debates are searched."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from transcripts.models.rules import is_one_of


class SearchableKind(models.TextChoices):
    CLAIM = "claim", "claim"
    SPEAKER = "speaker", "speaker"
    EPISODE = "episode", "episode"
    DEBATE = "debate", "debate"


class Searchable(models.Model):
    """A claim, a person, an episode or a debate as search sees it. The database's triggers make these rows and keep them true.

    There is none for a claim that was said in no episode that may stand in lists, nor for such an episode. `day` is that of
    the newest such episode in which a claim was said. `vector` holds, beside the words, keys that begin with "=": the kind
    (`=claim`), the language and, for claims, whoever voiced (`=s12`) and holds (`=o12`) them, the shows and the years.
    """

    kind = models.CharField(max_length=7, choices=SearchableKind.choices)
    object_id = models.BigIntegerField()
    day = models.DateField(null=True)
    vector = SearchVectorField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="searchable_once"),
            models.CheckConstraint(
                condition=is_one_of("kind", SearchableKind), name="searchable_kind_is_known"
            ),
        ]
        indexes = [GinIndex(fields=["vector"], name="searchable_words")]

    def __str__(self) -> str:
        return f"words of {self.kind} {self.object_id}"
