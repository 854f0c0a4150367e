"""The full-text index by which words are found."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('transcripts', '0002_extensions'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='utterance',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector('text', config='english'), name='utterance_words'),
        ),
    ]
