"""The rows in which words are searched, and the library's own vocabulary."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
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


class KnownWord(models.Model):
    """A word that is said in the library, small letters without accents, and in how many sentences about.

    Spelling is corrected by it and beginnings are completed. The worker learns the words of a transcript some time after it
    was imported and forgets none before everything is made anew: whoever offers one looks first whether it can be found.
    """

    word = models.CharField(max_length=30, primary_key=True, db_collation="C")
    sentences = models.BigIntegerField()

    class Meta:
        indexes = [GinIndex(fields=["word"], name="known_word_alike", opclasses=["gin_trgm_ops"])]

    def __str__(self) -> str:
        return self.word


class WordsLearnt(models.Model):
    """A transcript whose words are among the known ones."""

    transcript_id = models.BigIntegerField(primary_key=True)

    def __str__(self) -> str:
        return f"words of transcript {self.pk}"
