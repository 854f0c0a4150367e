"""An import finds its file and its episode without reading the whole of a show."""

from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Upper


class Migration(migrations.Migration):
    dependencies = [
        ("transcripts", "0013_feed_warnings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="episode",
            index=models.Index(models.F("show"), Upper("title"), name="episode_by_title"),
        ),
        migrations.AddIndex(
            model_name="transcript",
            index=models.Index(fields=["checksum"], name="transcript_by_checksum"),
        ),
    ]
