"""Sentences that are offered while somebody types: the same work however large the library is."""

from django.db import migrations

# The newest sentences are read one by one, which finds whatever is said often. Only a beginning that few sentences have is then
# looked for in the index, which reads all that begins so before it gives the first: in the two newest rooms, a million sentences at least.
OFFERED = """
CREATE FUNCTION transcripts_begins_often(term jsonb) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM jsonb_path_query(term, '$.**.prefix') AS typed,
               LATERAL (SELECT trim(both '''' FROM split_part(
                                   to_tsquery('spoken_simple', typed #>> '{}')::text, ':', 1)) AS bare) each,
               LATERAL (SELECT sum(sentences) AS total FROM transcripts_knownword
                         WHERE word >= bare AND word < bare || U&'\\FFFF') said,
               LATERAL (SELECT sum(greatest(c.reltuples, 0)) AS total
                          FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                         WHERE i.inhparent = 'transcripts_searchrow'::regclass) sentences
         WHERE said.total * least(1, 2000000 / greatest(sentences.total, 1)) > 4000)
$$;

-- A sentence may come twice: from among the newest, and from the index.
CREATE FUNCTION transcripts_offered_candidates(
    term jsonb, asked tsquery, words tsquery, since date, until date, few int, most int)
RETURNS TABLE (utterance_id bigint, score real) LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$
DECLARE
    rooms regclass[] := ARRAY(
        SELECT c.oid FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
         WHERE i.inhparent = 'transcripts_searchrow'::regclass
         ORDER BY substring(c.relname FROM '[0-9]+$')::bigint DESC LIMIT 2);
    room regclass;
    found int;
BEGIN
    IF asked IS NULL THEN RETURN; END IF;
    RETURN QUERY
        SELECT r.utterance_id, ts_rank_cd(r.vector, words, 1)
          FROM (SELECT newest.utterance_id, newest.vector
                  FROM (SELECT s.utterance_id, s.vector, s.published_on FROM transcripts_searchrow s
                         ORDER BY s.utterance_id DESC LIMIT 2000) newest
                 WHERE newest.vector @@ asked AND (since IS NULL OR newest.published_on >= since)
                   AND (until IS NULL OR newest.published_on < until) LIMIT most) r;
    GET DIAGNOSTICS found = ROW_COUNT;
    IF found >= few OR transcripts_begins_often(term) THEN RETURN; END IF;
    FOREACH room IN ARRAY rooms LOOP
        RETURN QUERY EXECUTE format(
            'SELECT r.utterance_id, ts_rank_cd(r.vector, $2, 1)
               FROM (SELECT utterance_id, vector FROM %s
                      WHERE vector @@ $1 AND ($3::date IS NULL OR published_on >= $3)
                        AND ($4::date IS NULL OR published_on < $4) LIMIT $5) r', room)
            USING asked, words, since, until, most;
        GET DIAGNOSTICS found = ROW_COUNT;
        EXIT WHEN found >= few;
    END LOOP;
END $$;
"""

NOT_OFFERED = """
DROP FUNCTION transcripts_offered_candidates(jsonb, tsquery, tsquery, date, date, int, int);
DROP FUNCTION transcripts_begins_often(jsonb);
"""


class Migration(migrations.Migration):
    dependencies = [("transcripts", "0021_vocabulary")]
    operations = [migrations.RunSQL(OFFERED, NOT_OFFERED)]
