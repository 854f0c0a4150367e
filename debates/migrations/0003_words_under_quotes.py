"""Words and voices that quotes stand on stay as they are: a better transcript is a new version."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION debates_keep_words_under_quotes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM debates_quote q
          JOIN transcripts_utterance a ON a.id = q.utterance_id
          JOIN transcripts_utterance z ON z.id = q.end_utterance_id
         WHERE a.transcript_id = OLD.transcript_id AND OLD.position BETWEEN a.position AND z.position
    ) THEN
        RAISE EXCEPTION 'a quote stands on these words' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER debates_keep_words_under_quotes
    BEFORE UPDATE OF text, speaker_id, position, transcript_id ON transcripts_utterance
    FOR EACH ROW WHEN ((OLD.text, OLD.speaker_id, OLD.position, OLD.transcript_id)
        IS DISTINCT FROM (NEW.text, NEW.speaker_id, NEW.position, NEW.transcript_id))
    EXECUTE FUNCTION debates_keep_words_under_quotes();
"""

BACKWARDS = """
DROP TRIGGER debates_keep_words_under_quotes ON transcripts_utterance;
DROP FUNCTION debates_keep_words_under_quotes();
"""


class Migration(migrations.Migration):
    dependencies = [("debates", "0002_map")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
