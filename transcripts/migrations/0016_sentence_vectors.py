"""Vectors of sentences, which leave with their words, and a note of the transcripts that still want theirs."""

import django.db.models.deletion
import django.db.models.functions.datetime
import pgvector.django.halfvec
from django.db import migrations, models

# Triggers of one event fire by name: these come after those that keep the rows to search in (transcripts_follow_…), and go by them.
FOLLOW = """
CREATE FUNCTION transcripts_want_vectors(wanted bigint) RETURNS void LANGUAGE sql AS $$
    INSERT INTO transcripts_vectorswanted (transcript_id, noted_at) VALUES (wanted, clock_timestamp())
        ON CONFLICT (transcript_id) DO UPDATE SET noted_at = excluded.noted_at;
$$;

CREATE FUNCTION transcripts_means_of_episode(wanted bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM transcripts_sentencevector v
     USING transcripts_transcript t JOIN transcripts_utterance u ON u.transcript_id = t.id
     WHERE t.episode_id = wanted AND v.utterance_id = u.id
       AND NOT EXISTS (SELECT FROM transcripts_searchrow s WHERE s.utterance_id = v.utterance_id);
    PERFORM transcripts_want_vectors(t.id) FROM transcripts_transcript t WHERE t.episode_id = wanted AND t.is_current;
END $$;

CREATE FUNCTION transcripts_means_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'transcripts_show' THEN
        PERFORM transcripts_means_of_episode(e.id) FROM transcripts_episode e WHERE e.show_id = NEW.id;
    ELSIF TG_TABLE_NAME = 'transcripts_episode' THEN
        PERFORM transcripts_means_of_episode(NEW.id);
    ELSIF TG_OP = 'INSERT' THEN
        PERFORM transcripts_want_vectors(NEW.id);
    ELSE
        PERFORM transcripts_means_of_episode(NEW.episode_id);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER transcripts_means_follow_show AFTER UPDATE OF visibility ON transcripts_show
    FOR EACH ROW WHEN (OLD.visibility IS DISTINCT FROM NEW.visibility)
    EXECUTE FUNCTION transcripts_means_follow();
CREATE TRIGGER transcripts_means_follow_episode
    AFTER UPDATE OF visibility, is_taken_down, show_id ON transcripts_episode
    FOR EACH ROW WHEN ((OLD.visibility, OLD.is_taken_down, OLD.show_id)
        IS DISTINCT FROM (NEW.visibility, NEW.is_taken_down, NEW.show_id))
    EXECUTE FUNCTION transcripts_means_follow();
CREATE TRIGGER transcripts_means_follow_transcript AFTER UPDATE OF is_current ON transcripts_transcript
    FOR EACH ROW WHEN (OLD.is_current IS DISTINCT FROM NEW.is_current)
    EXECUTE FUNCTION transcripts_means_follow();
CREATE TRIGGER transcripts_means_wanted AFTER INSERT ON transcripts_transcript
    FOR EACH ROW WHEN (NEW.is_current)
    EXECUTE FUNCTION transcripts_means_follow();

CREATE FUNCTION transcripts_means_anew() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM transcripts_sentencevector WHERE utterance_id = NEW.id;
    PERFORM transcripts_want_vectors(NEW.transcript_id);
    RETURN NULL;
END $$;
CREATE TRIGGER transcripts_means_anew AFTER UPDATE OF text ON transcripts_utterance
    FOR EACH ROW WHEN (OLD.text IS DISTINCT FROM NEW.text)
    EXECUTE FUNCTION transcripts_means_anew();

CREATE FUNCTION transcripts_means_nothing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM transcripts_sentencevector v USING gone WHERE v.utterance_id = gone.id;
    RETURN NULL;
END $$;
CREATE TRIGGER transcripts_means_nothing AFTER DELETE ON transcripts_utterance
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION transcripts_means_nothing();

INSERT INTO transcripts_vectorswanted (transcript_id) SELECT id FROM transcripts_transcript WHERE is_current;
"""

FOLLOW_NO_MORE = """
DROP TRIGGER transcripts_means_nothing ON transcripts_utterance;
DROP TRIGGER transcripts_means_anew ON transcripts_utterance;
DROP TRIGGER transcripts_means_wanted ON transcripts_transcript;
DROP TRIGGER transcripts_means_follow_transcript ON transcripts_transcript;
DROP TRIGGER transcripts_means_follow_episode ON transcripts_episode;
DROP TRIGGER transcripts_means_follow_show ON transcripts_show;
DROP FUNCTION transcripts_means_nothing();
DROP FUNCTION transcripts_means_anew();
DROP FUNCTION transcripts_means_follow();
DROP FUNCTION transcripts_means_of_episode(bigint);
DROP FUNCTION transcripts_want_vectors(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("transcripts", "0015_search_rooms_gather_more"),
    ]

    operations = [
        migrations.CreateModel(
            name="SentenceVector",
            fields=[
                (
                    "utterance",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="transcripts.utterance",
                    ),
                ),
                ("checksum", models.UUIDField(db_index=True)),
                ("vector", pgvector.django.halfvec.HalfVectorField(dimensions=384)),
            ],
        ),
        migrations.CreateModel(
            name="VectorsWanted",
            fields=[
                ("transcript_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("noted_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "verbose_name_plural": "vectors wanted",
            },
        ),
        migrations.RunSQL(FOLLOW, FOLLOW_NO_MORE),
    ]
