"""Rows in which claims, people, episodes and debates are searched, kept true by triggers."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

# What each row is made of; whatever has no row here is not found.
VIEW = """
CREATE VIEW debates_worth_finding AS
SELECT 'claim' AS kind, c.id AS object_id, said.day,
       to_tsvector(coalesce(said.config, 'spoken_english'), c.text)
           || array_to_tsvector(ARRAY['=claim', '=' || coalesce(said.config, 'spoken_english')::text] || coalesce(said.keys, '{}'))
           AS vector
  FROM debates_claim c
  LEFT JOIN LATERAL (
      SELECT array_agg(DISTINCT key) AS keys, max(e.published_on) AS day,
             transcripts_spoken((array_agg(t.language ORDER BY q.id))[1]) AS config
        FROM debates_quote q
        JOIN transcripts_utterance u ON u.id = q.utterance_id
        JOIN transcripts_transcript t ON t.id = u.transcript_id
        JOIN transcripts_episode e ON e.id = t.episode_id
        JOIN transcripts_show s ON s.id = e.show_id
       CROSS JOIN LATERAL unnest(array_remove(ARRAY[
                 '=s' || q.voiced_by_id, '=o' || q.holder_id, '=h' || s.id, '=y' || extract(year FROM e.published_on),
                 '=w' || left(md5(nullif(transcripts_folded(q.holder_words), '')), 8)], NULL)) AS key
       WHERE q.claim_id = c.id AND e.visibility IN ('', 'public') AND s.visibility = 'public' AND NOT e.is_taken_down
  ) said ON true
 WHERE c.origin = 'supplied' OR said.keys IS NOT NULL
UNION ALL
SELECT 'speaker', p.id, NULL::date,
       to_tsvector('spoken_simple', p.name || ' ' || coalesce((
           SELECT string_agg(a.name, ' . ' ORDER BY a.id) FROM transcripts_alias a WHERE a.speaker_id = p.id), ''))
           || array_to_tsvector(ARRAY['=speaker', '=spoken_simple'])
  FROM transcripts_speaker p
UNION ALL
SELECT 'episode', e.id, e.published_on,
       setweight(to_tsvector(spoken.config, e.title), 'A')
           || to_tsvector(spoken.config, left(e.about, 5000)) || to_tsvector(spoken.config, s.name)
           || array_to_tsvector(array_remove(ARRAY[
                  '=episode', '=' || spoken.config::text, '=h' || s.id, '=y' || extract(year FROM e.published_on)], NULL))
  FROM transcripts_episode e
  JOIN transcripts_show s ON s.id = e.show_id
 CROSS JOIN LATERAL (
      SELECT transcripts_spoken(coalesce((
          SELECT t.language FROM transcripts_transcript t WHERE t.episode_id = e.id AND t.is_current), 'en')) AS config) spoken
 WHERE e.visibility IN ('', 'public') AND s.visibility = 'public' AND NOT e.is_taken_down
UNION ALL
SELECT 'debate', d.id, NULL,
       setweight(to_tsvector('spoken_english', d.question), 'A')
           || setweight(to_tsvector('spoken_english', coalesce((
                  SELECT string_agg(n.question, ' . ' ORDER BY n.position, n.id) FROM debates_section n
                   WHERE n.debate_id = d.id), '')), 'B')
           || to_tsvector('spoken_english', d.summary) || array_to_tsvector(ARRAY['=debate', '=spoken_english'])
  FROM debates_debate d;
"""

# Claims are held while their rows are made, so that of two changes at once the second sees the first.
FOLLOW = """
CREATE FUNCTION debates_index(wanted text, ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF wanted = 'claim' THEN
        PERFORM FROM debates_claim WHERE id = ANY (ids) ORDER BY id FOR NO KEY UPDATE;
    END IF;
    INSERT INTO debates_searchable (kind, object_id, day, vector)
    SELECT kind, object_id, day, vector FROM debates_worth_finding
     WHERE kind = wanted AND object_id = ANY (ids) ORDER BY object_id
        ON CONFLICT (kind, object_id) DO UPDATE SET day = excluded.day, vector = excluded.vector
           WHERE (debates_searchable.day, debates_searchable.vector) IS DISTINCT FROM (excluded.day, excluded.vector);
    DELETE FROM debates_searchable f WHERE f.kind = wanted AND f.object_id = ANY (ids) AND NOT EXISTS (
        SELECT FROM debates_worth_finding w WHERE w.kind = wanted AND w.object_id = ANY (ids) AND w.object_id = f.object_id);
END $$;

-- Takes the kind of row to make anew and the column that names it.
CREATE FUNCTION debates_search_follows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ids bigint[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        EXECUTE format('SELECT array_agg(DISTINCT %1$I) FROM made', TG_ARGV[1]) INTO ids;
    ELSIF TG_OP = 'DELETE' THEN
        EXECUTE format('SELECT array_agg(DISTINCT %1$I) FROM gone', TG_ARGV[1]) INTO ids;
    ELSE
        EXECUTE format('SELECT array_agg(DISTINCT id) FROM (SELECT %1$I FROM made UNION SELECT %1$I FROM gone) AS touched (id)',
                       TG_ARGV[1]) INTO ids;
    END IF;
    IF ids IS NOT NULL THEN PERFORM debates_index(TG_ARGV[0], ids); END IF;
    RETURN NULL;
END $$;

DO $$
DECLARE
    followed text[];
BEGIN
    FOREACH followed SLICE 1 IN ARRAY ARRAY[
        ['debates_claim', 'claim', 'id'], ['debates_quote', 'claim', 'claim_id'],
        ['debates_debate', 'debate', 'id'], ['debates_section', 'debate', 'debate_id'],
        ['transcripts_speaker', 'speaker', 'id'], ['transcripts_alias', 'speaker', 'speaker_id']]
    LOOP
        EXECUTE format('CREATE TRIGGER debates_search_made AFTER INSERT ON %I REFERENCING NEW TABLE AS made
            FOR EACH STATEMENT EXECUTE FUNCTION debates_search_follows(%L, %L)', followed[1], followed[2], followed[3]);
        EXECUTE format('CREATE TRIGGER debates_search_changed AFTER UPDATE ON %I REFERENCING OLD TABLE AS gone NEW TABLE AS made
            FOR EACH STATEMENT EXECUTE FUNCTION debates_search_follows(%L, %L)', followed[1], followed[2], followed[3]);
        EXECUTE format('CREATE TRIGGER debates_search_gone AFTER DELETE ON %I REFERENCING OLD TABLE AS gone
            FOR EACH STATEMENT EXECUTE FUNCTION debates_search_follows(%L, %L)', followed[1], followed[2], followed[3]);
    END LOOP;
END $$;

CREATE FUNCTION debates_search_follows_episodes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    episodes bigint[];
BEGIN
    IF TG_TABLE_NAME = 'transcripts_show' THEN
        episodes := ARRAY(SELECT id FROM transcripts_episode WHERE show_id = NEW.id);
    ELSIF TG_TABLE_NAME = 'transcripts_transcript' THEN
        episodes := ARRAY[NEW.episode_id];
    ELSE
        episodes := ARRAY[coalesce(NEW.id, OLD.id)];
    END IF;
    PERFORM debates_index('episode', episodes);
    IF TG_OP = 'UPDATE' THEN
        PERFORM debates_index('claim', ARRAY(
            SELECT DISTINCT q.claim_id FROM debates_quote q
              JOIN transcripts_utterance u ON u.id = q.utterance_id
              JOIN transcripts_transcript t ON t.id = u.transcript_id
             WHERE t.episode_id = ANY (episodes)));
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER debates_search_follows_new AFTER INSERT OR DELETE ON transcripts_episode
    FOR EACH ROW EXECUTE FUNCTION debates_search_follows_episodes();
CREATE TRIGGER debates_search_follows
    AFTER UPDATE OF title, about, visibility, is_taken_down, show_id, published_on ON transcripts_episode
    FOR EACH ROW WHEN ((OLD.title, OLD.about, OLD.visibility, OLD.is_taken_down, OLD.show_id, OLD.published_on)
        IS DISTINCT FROM (NEW.title, NEW.about, NEW.visibility, NEW.is_taken_down, NEW.show_id, NEW.published_on))
    EXECUTE FUNCTION debates_search_follows_episodes();
CREATE TRIGGER debates_search_follows AFTER UPDATE OF name, visibility ON transcripts_show
    FOR EACH ROW WHEN ((OLD.name, OLD.visibility) IS DISTINCT FROM (NEW.name, NEW.visibility))
    EXECUTE FUNCTION debates_search_follows_episodes();
CREATE TRIGGER debates_search_follows_new AFTER INSERT ON transcripts_transcript
    FOR EACH ROW EXECUTE FUNCTION debates_search_follows_episodes();
CREATE TRIGGER debates_search_follows AFTER UPDATE OF language, is_current ON transcripts_transcript
    FOR EACH ROW WHEN ((OLD.language, OLD.is_current) IS DISTINCT FROM (NEW.language, NEW.is_current))
    EXECUTE FUNCTION debates_search_follows_episodes();

INSERT INTO debates_searchable (kind, object_id, day, vector) SELECT * FROM debates_worth_finding;
"""

NOT_FOLLOWED = """
DROP TRIGGER debates_search_follows ON transcripts_transcript;
DROP TRIGGER debates_search_follows_new ON transcripts_transcript;
DROP TRIGGER debates_search_follows ON transcripts_show;
DROP TRIGGER debates_search_follows ON transcripts_episode;
DROP TRIGGER debates_search_follows_new ON transcripts_episode;
DROP FUNCTION debates_search_follows_episodes();
DROP FUNCTION debates_search_follows() CASCADE;
DROP FUNCTION debates_index(text, bigint[]);
"""

FIND = """
CREATE FUNCTION debates_search_languages() RETURNS regconfig[] LANGUAGE sql STABLE AS $$
    SELECT ARRAY(SELECT * FROM transcripts_search_languages()
                 UNION VALUES ('spoken_english'::regconfig), ('spoken_simple'::regconfig))
$$;

CREATE FUNCTION debates_any_group(groups text[]) RETURNS tsquery LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(string_agg('''=w' || left(md5(transcripts_folded(name)), 8) || '''', ' | '), '')::tsquery
      FROM unnest(groups) AS name
$$;

-- Rows of a kind that match, no more than `most`, weighed.
CREATE FUNCTION debates_search_candidates(wanted text, term jsonb, keys tsquery, most int)
RETURNS TABLE (object_id bigint, day date, score real) LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$
DECLARE
    config regconfig;
    asked tsquery := transcripts_asked_within(term, debates_search_languages(), keys) && ('''=' || wanted || '''')::tsquery;
    words tsquery := '';
BEGIN
    IF asked IS NULL THEN RETURN; END IF;
    IF term IS NOT NULL THEN
        FOREACH config IN ARRAY debates_search_languages() LOOP
            words := words || transcripts_asked(term, config);
        END LOOP;
    END IF;
    RETURN QUERY SELECT f.object_id, f.day, ts_rank_cd(f.vector, words, 1)
       FROM (SELECT s.object_id, s.day, s.vector FROM debates_searchable s WHERE s.vector @@ asked LIMIT most) f;
END $$;
"""

NOT_FOUND = """
DROP FUNCTION debates_search_candidates(text, jsonb, tsquery, int);
DROP FUNCTION debates_any_group(text[]);
DROP FUNCTION debates_search_languages();
"""


class Migration(migrations.Migration):
    dependencies = [("debates", "0016_invitations"), ("transcripts", "0021_vocabulary")]

    operations = [
        migrations.CreateModel(
            name="Searchable",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("claim", "claim"),
                            ("speaker", "speaker"),
                            ("episode", "episode"),
                            ("debate", "debate"),
                        ],
                        max_length=7,
                    ),
                ),
                ("object_id", models.BigIntegerField()),
                ("day", models.DateField(null=True)),
                ("vector", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["vector"], name="searchable_words")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "object_id"), name="searchable_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["claim", "speaker", "episode", "debate"])),
                        name="searchable_kind_is_known",
                    ),
                ],
            },
        ),
        migrations.RunSQL(VIEW, "DROP VIEW debates_worth_finding"),
        migrations.RunSQL(FOLLOW, NOT_FOLLOWED),
        migrations.RunSQL(FIND, NOT_FOUND),
    ]
