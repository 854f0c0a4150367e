"""Rows to search in know their language, speaker, show and year by words of their own, which one index finds together with the rest."""

from django.db import migrations, models

# A word that begins with "=" is in no sentence, for the parser of texts knows none such.
KEYS = """
CREATE FUNCTION transcripts_search_keys(config regconfig, speaker bigint, show bigint, published date)
RETURNS tsvector LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT array_to_tsvector(array_remove(ARRAY[
        '=' || config::text, '=s' || speaker, '=h' || show, '=y' || extract(year FROM published)], NULL))
$$;

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
               || transcripts_search_keys(place.config, speaker_id, place.show, place.published_on)
      FROM transcripts_utterance
     WHERE transcript_id = wanted AND position >= begun AND position < ended;
END $$;

CREATE OR REPLACE FUNCTION transcripts_follow_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE transcripts_searchrow r
       SET speaker_id = NEW.speaker_id, start_s = NEW.start_s,
           vector = (SELECT to_tsvector(c, NEW.text)
                            || transcripts_search_keys(c, NEW.speaker_id, r.show_id, r.published_on)
                       FROM transcripts_transcript t, transcripts_spoken(t.language) c
                      WHERE t.id = NEW.transcript_id)
     WHERE utterance_id = NEW.id;
    RETURN NULL;
END $$;

UPDATE transcripts_searchrow r
   SET vector = r.vector
       || transcripts_search_keys(transcripts_spoken(t.language), r.speaker_id, r.show_id, r.published_on)
  FROM transcripts_transcript t WHERE t.id = r.transcript_id;
"""

# Each language has its own stems and leaves out its own small words: a query is read once for each, and holds for its rows alone.
ASKED = """
CREATE FUNCTION transcripts_search_languages() RETURNS SETOF regconfig LANGUAGE sql STABLE AS $$
    WITH RECURSIVE each AS (
        (SELECT language FROM transcripts_transcript WHERE is_current ORDER BY language LIMIT 1)
        UNION ALL
        SELECT (SELECT t.language FROM transcripts_transcript t
                 WHERE t.is_current AND t.language > each.language ORDER BY t.language LIMIT 1)
          FROM each WHERE each.language IS NOT NULL
    )
    SELECT DISTINCT transcripts_spoken(language) FROM each WHERE language IS NOT NULL
$$;

-- A term is {"words": "in a row"}, {"prefix": "'begin':*"}, {"all": [..]}, {"any": [..]} or {"not": ..}.
CREATE FUNCTION transcripts_asked(term jsonb, config regconfig) RETURNS tsquery LANGUAGE plpgsql STABLE AS $$
DECLARE
    part jsonb;
    found tsquery := '';
BEGIN
    IF term ? 'words' THEN RETURN phraseto_tsquery(config, term ->> 'words'); END IF;
    IF term ? 'prefix' THEN RETURN to_tsquery('spoken_simple', term ->> 'prefix'); END IF;
    IF term ? 'not' THEN
        found := transcripts_asked(term -> 'not', config);
        RETURN CASE WHEN numnode(found) = 0 THEN found ELSE !!found END;
    END IF;
    FOR part IN SELECT jsonb_array_elements(coalesce(term -> 'all', term -> 'any')) LOOP
        IF term ? 'all' THEN
            found := found && transcripts_asked(part, config);
        ELSE
            found := found || transcripts_asked(part, config);
        END IF;
    END LOOP;
    RETURN found;
END $$;

-- The words alone, as rows of every language may hold them: what hits are weighed by.
CREATE FUNCTION transcripts_asked_anywhere(term jsonb) RETURNS tsquery LANGUAGE plpgsql STABLE AS $$
DECLARE
    config regconfig;
    found tsquery := '';
BEGIN
    IF term IS NULL THEN RETURN found; END IF;
    FOR config IN SELECT * FROM transcripts_search_languages() LOOP
        found := found || transcripts_asked(term, config);
    END LOOP;
    RETURN found;
END $$;

-- Any of these words, such as '=s12'; nothing where there are none.
CREATE FUNCTION transcripts_any_key(letter text, ids bigint[]) RETURNS tsquery LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(string_agg('''=' || letter || id || '''', ' | '), '')::tsquery FROM unnest(ids) AS id
$$;

-- What rows must match; null where no index could find them. Years narrow only where they are few.
CREATE FUNCTION transcripts_asked_of_rows(term jsonb, speakers bigint[], shows bigint[], since date, until date)
RETURNS tsquery LANGUAGE plpgsql STABLE AS $$
DECLARE
    configs regconfig[] := ARRAY(SELECT * FROM transcripts_search_languages());
    config regconfig;
    part tsquery;
    keys tsquery := transcripts_any_key('s', speakers) && transcripts_any_key('h', shows);
    years int := extract(year FROM until - 1) - extract(year FROM since);
    found tsquery := '';
BEGIN
    IF term IS NULL THEN
        IF numnode(keys) = 0 THEN RETURN NULL; END IF;
        found := keys;
    END IF;
    FOREACH config IN ARRAY CASE WHEN term IS NULL THEN '{}' ELSE configs END LOOP
        part := transcripts_asked(term, config);
        CONTINUE WHEN numnode(part) = 0;
        part := part && keys;
        IF querytree(part) IN ('', 'T') THEN RETURN NULL; END IF;
        found := found || CASE WHEN cardinality(configs) = 1 THEN part
                               ELSE part && ('''=' || config::text || '''')::tsquery END;
    END LOOP;
    IF numnode(found) = 0 THEN RETURN NULL; END IF;
    IF years BETWEEN 0 AND 20 THEN
        found := found && transcripts_any_key(
            'y', ARRAY(SELECT generate_series(extract(year FROM since)::int, extract(year FROM until - 1)::int)));
    END IF;
    RETURN found;
END $$;

-- Sentences that match, no more than `most`: those of the newest room first, and weighed where they lie.
CREATE FUNCTION transcripts_search_candidates(asked tsquery, words tsquery, since date, until date, most int)
RETURNS TABLE (utterance_id bigint, score real) LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$
DECLARE
    room regclass;
    found int;
BEGIN
    IF asked IS NULL THEN RETURN; END IF;
    FOR room IN
        SELECT c.oid FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
         WHERE i.inhparent = 'transcripts_searchrow'::regclass
         ORDER BY substring(c.relname FROM '[0-9]+$')::bigint DESC
    LOOP
        RETURN QUERY EXECUTE format(
            'SELECT r.utterance_id, ts_rank_cd(r.vector, $2, 1)
               FROM (SELECT utterance_id, vector FROM %s
                      WHERE vector @@ $1 AND ($3::date IS NULL OR published_on >= $3)
                        AND ($4::date IS NULL OR published_on < $4) LIMIT $5) r', room)
            USING asked, words, since, until, most;
        GET DIAGNOSTICS found = ROW_COUNT;
        most := most - found;
        EXIT WHEN most <= 0;
    END LOOP;
END $$;
"""

NOT_ASKED = """
DROP FUNCTION transcripts_search_candidates(tsquery, tsquery, date, date, int);
DROP FUNCTION transcripts_asked_of_rows(jsonb, bigint[], bigint[], date, date);
DROP FUNCTION transcripts_any_key(text, bigint[]);
DROP FUNCTION transcripts_asked_anywhere(jsonb);
DROP FUNCTION transcripts_asked(jsonb, regconfig);
DROP FUNCTION transcripts_search_languages();
"""


class Migration(migrations.Migration):
    dependencies = [("transcripts", "0016_sentence_vectors")]
    operations = [
        migrations.AddIndex(
            model_name="transcript",
            index=models.Index(
                condition=models.Q(("is_current", True)), fields=["language"], name="transcript_by_language"
            ),
        ),
        migrations.RunSQL(KEYS, migrations.RunSQL.noop),
        migrations.RunSQL(ASKED, NOT_ASKED),
    ]
