"""What is offered while somebody types is found for all kinds at once: what was typed is read one time."""

from django.db import migrations

OFFERED = """
CREATE FUNCTION debates_offered_candidates(kinds text[], term jsonb, keys tsquery, most int)
RETURNS TABLE (kind text, object_id bigint, day date, score real) LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$
DECLARE
    config regconfig;
    asked tsquery := transcripts_asked_within(term, debates_search_languages(), keys);
    words tsquery := '';
    wanted text;
BEGIN
    IF asked IS NULL THEN RETURN; END IF;
    IF term IS NOT NULL THEN
        FOREACH config IN ARRAY debates_search_languages() LOOP
            words := words || transcripts_asked(term, config);
        END LOOP;
    END IF;
    FOREACH wanted IN ARRAY kinds LOOP
        RETURN QUERY SELECT wanted, f.object_id, f.day, ts_rank_cd(f.vector, words, 1)
           FROM (SELECT s.object_id, s.day, s.vector FROM debates_searchable s
                  WHERE s.vector @@ (asked && ('''=' || wanted || '''')::tsquery) LIMIT most) f;
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("debates", "0021_together_revisions"), ("transcripts", "0022_offered_sentences")]
    operations = [
        migrations.RunSQL(OFFERED, "DROP FUNCTION debates_offered_candidates(text[], jsonb, tsquery, int)")
    ]
