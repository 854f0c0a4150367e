"""The rows in which words are searched."""

from __future__ import annotations

from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models.functions import Now

from transcripts.models.transcript import Utterance


class SearchRow(models.Model):
    """A sentence as search sees it: its words' stems, and what hits are narrowed and ordered by.

    A migration makes the table, as Django knows no partitions: one for each million of utterances. Only words that may
    stand in lists are here, those of each episode's current transcript; triggers keep that so. `vector` is made with the
    configuration `transcripts_spoken(language)`: stems of the transcript's language, accents folded. Words of its own that
    begin with "=" are the keys by which the same index finds a language, a speaker (`=s12`), a show (`=h3`) and a year
    (`=y2025`).
    """

    utterance = models.OneToOneField(
        Utterance, on_delete=models.DO_NOTHING, primary_key=True, db_constraint=False, related_name="+"
    )
    transcript_id = models.BigIntegerField()
    episode_id = models.BigIntegerField()
    show_id = models.BigIntegerField()
    speaker_id = models.BigIntegerField(null=True)
    published_on = models.DateField(null=True)
    start_s = models.FloatField(null=True)
    vector = SearchVectorField()

    class Meta:
        managed = False

    def __str__(self) -> str:
        return f"words of utterance {self.pk}"


class SearchNote(models.Model):
    """A transcript whose words, voices or places in lists changed; triggers note it, for machines that do not keep up."""

    transcript_id = models.BigIntegerField(primary_key=True)
    noted_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"transcript {self.pk} changed"
