"""Notes of transcripts that changed, for machines that search and do not see that by themselves."""

import django.db.models.functions.datetime
from django.db import migrations, models

# Whatever asks for vectors changes what is found; names, days and languages change what it is found by.
NOTES = """
CREATE FUNCTION transcripts_note_change(changed bigint) RETURNS void LANGUAGE sql AS $$
    INSERT INTO transcripts_searchnote (transcript_id, noted_at) VALUES (changed, clock_timestamp())
        ON CONFLICT (transcript_id) DO UPDATE SET noted_at = excluded.noted_at;
$$;

CREATE FUNCTION transcripts_note_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'transcripts_vectorswanted' THEN
        PERFORM transcripts_note_change(NEW.transcript_id);
    ELSIF TG_TABLE_NAME = 'transcripts_utterance' THEN
        PERFORM transcripts_note_change(NEW.transcript_id);
    ELSIF TG_TABLE_NAME = 'transcripts_episode' THEN
        PERFORM transcripts_note_change(t.id) FROM transcripts_transcript t WHERE t.episode_id = NEW.id AND t.is_current;
    ELSIF TG_OP = 'DELETE' THEN
        PERFORM transcripts_note_change(OLD.id);
    ELSE
        PERFORM transcripts_note_change(NEW.id);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER transcripts_note_words AFTER INSERT OR UPDATE ON transcripts_vectorswanted
    FOR EACH ROW EXECUTE FUNCTION transcripts_note_changes();
CREATE TRIGGER transcripts_note_voice AFTER UPDATE OF speaker_id ON transcripts_utterance
    FOR EACH ROW WHEN (OLD.speaker_id IS DISTINCT FROM NEW.speaker_id) EXECUTE FUNCTION transcripts_note_changes();
CREATE TRIGGER transcripts_note_day AFTER UPDATE OF published_on ON transcripts_episode
    FOR EACH ROW WHEN (OLD.published_on IS DISTINCT FROM NEW.published_on) EXECUTE FUNCTION transcripts_note_changes();
CREATE TRIGGER transcripts_note_transcript AFTER UPDATE OF language, is_current ON transcripts_transcript
    FOR EACH ROW WHEN ((OLD.language, OLD.is_current) IS DISTINCT FROM (NEW.language, NEW.is_current))
    EXECUTE FUNCTION transcripts_note_changes();
CREATE TRIGGER transcripts_note_loss AFTER DELETE ON transcripts_transcript
    FOR EACH ROW EXECUTE FUNCTION transcripts_note_changes();
"""

NO_NOTES = """
DROP TRIGGER transcripts_note_loss ON transcripts_transcript;
DROP TRIGGER transcripts_note_transcript ON transcripts_transcript;
DROP TRIGGER transcripts_note_day ON transcripts_episode;
DROP TRIGGER transcripts_note_voice ON transcripts_utterance;
DROP TRIGGER transcripts_note_words ON transcripts_vectorswanted;
DROP FUNCTION transcripts_note_changes();
DROP FUNCTION transcripts_note_change(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("transcripts", "0018_revisions")]

    operations = [
        migrations.CreateModel(
            name="SearchNote",
            fields=[
                ("transcript_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("noted_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        migrations.RunSQL(NOTES, NO_NOTES),
    ]
