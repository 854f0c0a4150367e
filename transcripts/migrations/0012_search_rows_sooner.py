"""The rows of an import are new: nothing is looked up for each of them, and none can be there already."""

from django.db import migrations

FORWARDS = """
CREATE OR REPLACE FUNCTION transcripts_index_words(wanted bigint, begun int, ended int)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    place record;
    ids record;
BEGIN
    SELECT transcripts_spoken(t.language) AS config, e.id AS episode, e.show_id AS show, e.published_on INTO place
      FROM transcripts_transcript t
      JOIN transcripts_episode e ON e.id = t.episode_id
      JOIN transcripts_show s ON s.id = e.show_id
     WHERE t.id = wanted AND t.is_current AND NOT e.is_taken_down
       AND e.visibility IN ('', 'public') AND s.visibility = 'public';
    IF NOT FOUND THEN RETURN; END IF;
    SELECT min(id) / 1000000 AS first, max(id) / 1000000 AS last INTO ids FROM transcripts_utterance
     WHERE transcript_id = wanted AND position >= begun AND position < ended;
    IF ids.first IS NULL THEN RETURN; END IF;
    FOR million IN ids.first .. ids.last LOOP
        PERFORM transcripts_make_search_room(million * 1000000);
    END LOOP;
    INSERT INTO transcripts_searchrow
           (utterance_id, transcript_id, episode_id, show_id, speaker_id, published_on, start_s, vector)
    SELECT id, wanted, place.episode, place.show, speaker_id, place.published_on, start_s,
           to_tsvector(place.config, text)
      FROM transcripts_utterance
     WHERE transcript_id = wanted AND position >= begun AND position < ended;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("transcripts", "0011_feeds_taken")]
    operations = [migrations.RunSQL(FORWARDS, migrations.RunSQL.noop)]
