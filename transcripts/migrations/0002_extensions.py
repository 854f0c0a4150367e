"""Extensions of PostgreSQL that later tables rely on: vectors, trigrams, accents folded."""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations
from pgvector.django import VectorExtension


class Migration(migrations.Migration):
    dependencies = [("transcripts", "0001_initial")]
    operations = [VectorExtension(), TrigramExtension(), UnaccentExtension()]
