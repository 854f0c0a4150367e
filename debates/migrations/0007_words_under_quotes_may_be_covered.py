"""Words that quotes stand on may be covered by a takedown and uncovered again; to no other words may they change."""

from django.db import migrations

FUNCTION = """
CREATE OR REPLACE FUNCTION debates_keep_words_under_quotes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {allowed}
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
"""

ALLOWED = """
    IF (OLD.speaker_id, OLD.position, OLD.transcript_id) IS NOT DISTINCT FROM (NEW.speaker_id, NEW.position, NEW.transcript_id)
       AND (NEW.text = regexp_replace(OLD.text, '[^ ]+', '▮', 'g') OR EXISTS (
           SELECT 1 FROM transcripts_sealedtext s
            WHERE s.kind = 'transcripts.utterance.text' AND s.row = OLD.id AND s.text = NEW.text
              AND OLD.text = regexp_replace(NEW.text, '[^ ]+', '▮', 'g')))
    THEN
        RETURN NEW;
    END IF;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("debates", "0006_standings"),
        ("transcripts", "0009_sealed_text"),
    ]
    operations = [
        migrations.RunSQL(FUNCTION.replace("{allowed}", ALLOWED), FUNCTION.replace("{allowed}", ""))
    ]
