"""Rows to search in: one a sentence of a current transcript, in partitions of a million, kept true by triggers."""

import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

# Stemming by the language, accents folded. A language that PostgreSQL has no stemmer for is searched by its plain words.
CONFIGURATIONS = """
DO $$
DECLARE
    language text;
BEGIN
    FOR language IN SELECT cfgname FROM pg_ts_config WHERE cfgnamespace = 'pg_catalog'::regnamespace LOOP
        EXECUTE format('CREATE TEXT SEARCH CONFIGURATION spoken_%s (COPY = pg_catalog.%I)', language, language);
        EXECUTE format(
            'ALTER TEXT SEARCH CONFIGURATION spoken_%s ALTER MAPPING FOR word, hword, hword_part WITH unaccent, %s',
            language,
            (SELECT string_agg(format('%I', d.dictname), ', ' ORDER BY m.mapseqno)
               FROM pg_ts_config c
               JOIN pg_ts_config_map m ON m.mapcfg = c.oid
               JOIN pg_ts_dict d ON d.oid = m.mapdict
               JOIN ts_token_type(c.cfgparser) t ON t.tokid = m.maptokentype
              WHERE c.cfgname = language AND c.cfgnamespace = 'pg_catalog'::regnamespace AND t.alias = 'word'));
    END LOOP;
END $$;

CREATE FUNCTION transcripts_spoken(language text) RETURNS regconfig LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(
        (SELECT c.oid::regconfig FROM pg_ts_config c
          WHERE c.cfgname = 'spoken_' || (
              '{"ar": "arabic", "hy": "armenian", "eu": "basque", "ca": "catalan", "da": "danish", "nl": "dutch",
                "en": "english", "et": "estonian", "fi": "finnish", "fr": "french", "de": "german", "el": "greek",
                "hi": "hindi", "hu": "hungarian", "id": "indonesian", "ga": "irish", "it": "italian",
                "lt": "lithuanian", "ne": "nepali", "no": "norwegian", "nb": "norwegian", "nn": "norwegian",
                "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "es": "spanish",
                "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish"}'::jsonb
              ->> lower(split_part(language, '-', 1)))
            AND pg_ts_config_is_visible(c.oid)),
        'spoken_simple'::regconfig)
$$;
"""

NO_CONFIGURATIONS = """
DROP FUNCTION transcripts_spoken(text);
DO $$
DECLARE
    language text;
BEGIN
    FOR language IN SELECT cfgname FROM pg_ts_config WHERE cfgname LIKE 'spoken\\_%' LOOP
        EXECUTE format('DROP TEXT SEARCH CONFIGURATION %I', language);
    END LOOP;
END $$;
"""

# Most rows come thousands at a time: the index gathers them in a list of at most 1 MB before it sorts them in, which is
# three times quicker than one by one; a search reads the list too.
ROWS = """
CREATE TABLE transcripts_searchrow (
    utterance_id bigint PRIMARY KEY,
    transcript_id bigint NOT NULL,
    episode_id bigint NOT NULL,
    show_id bigint NOT NULL,
    speaker_id bigint,
    published_on date,
    start_s double precision,
    vector tsvector NOT NULL
) PARTITION BY RANGE (utterance_id);
CREATE INDEX transcripts_searchrow_words ON transcripts_searchrow
    USING gin (vector) WITH (fastupdate = on, gin_pending_list_limit = 1024);

-- Partitions are made beside the table and then attached, so that searches go on meanwhile.
CREATE FUNCTION transcripts_make_search_room(last_utterance bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    million bigint := last_utterance / 1000000;
    part text := 'transcripts_searchrow_' || million;
BEGIN
    IF to_regclass(part) IS NOT NULL THEN RETURN; END IF;
    PERFORM pg_advisory_xact_lock(hashtext('transcripts_searchrow'));
    IF to_regclass(part) IS NOT NULL THEN RETURN; END IF;
    EXECUTE format('CREATE TABLE %I (LIKE transcripts_searchrow INCLUDING ALL)', part);
    EXECUTE format('ALTER TABLE transcripts_searchrow ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)',
                   part, million * 1000000, (million + 1) * 1000000);
END $$;
SELECT transcripts_make_search_room(0);

-- Sentences of a transcript by their positions, if it is current and its words may stand in lists.
CREATE FUNCTION transcripts_index_words(wanted bigint, begun int, ended int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    config regconfig;
    million bigint;
BEGIN
    SELECT transcripts_spoken(t.language) INTO config
      FROM transcripts_transcript t
      JOIN transcripts_episode e ON e.id = t.episode_id
      JOIN transcripts_show s ON s.id = e.show_id
     WHERE t.id = wanted AND t.is_current AND NOT e.is_taken_down
       AND e.visibility IN ('', 'public') AND s.visibility = 'public';
    IF NOT FOUND THEN RETURN; END IF;
    FOR million IN SELECT DISTINCT id / 1000000 FROM transcripts_utterance
                    WHERE transcript_id = wanted AND position >= begun AND position < ended LOOP
        PERFORM transcripts_make_search_room(million * 1000000);
    END LOOP;
    INSERT INTO transcripts_searchrow
           (utterance_id, transcript_id, episode_id, show_id, speaker_id, published_on, start_s, vector)
    SELECT u.id, t.id, e.id, e.show_id, u.speaker_id, e.published_on, u.start_s, to_tsvector(config, u.text)
      FROM transcripts_utterance u
      JOIN transcripts_transcript t ON t.id = u.transcript_id
      JOIN transcripts_episode e ON e.id = t.episode_id
     WHERE u.transcript_id = wanted AND u.position >= begun AND u.position < ended
        ON CONFLICT (utterance_id) DO NOTHING;
END $$;

CREATE FUNCTION transcripts_index_episode(wanted bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM transcripts_searchrow s
     USING transcripts_transcript t JOIN transcripts_utterance u ON u.transcript_id = t.id
     WHERE t.episode_id = wanted AND s.utterance_id = u.id;
    PERFORM transcripts_index_words(t.id, 0, 2147483647)
       FROM transcripts_transcript t WHERE t.episode_id = wanted AND t.is_current;
END $$;

CREATE FUNCTION transcripts_follow_episode() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'transcripts_show' THEN
        PERFORM transcripts_index_episode(e.id) FROM transcripts_episode e WHERE e.show_id = NEW.id;
    ELSIF TG_TABLE_NAME = 'transcripts_episode' THEN
        PERFORM transcripts_index_episode(NEW.id);
    ELSE
        PERFORM transcripts_index_episode(NEW.episode_id);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER transcripts_follow_show AFTER UPDATE OF visibility ON transcripts_show
    FOR EACH ROW WHEN (OLD.visibility IS DISTINCT FROM NEW.visibility)
    EXECUTE FUNCTION transcripts_follow_episode();
CREATE TRIGGER transcripts_follow_episode
    AFTER UPDATE OF visibility, is_taken_down, show_id, published_on ON transcripts_episode
    FOR EACH ROW WHEN ((OLD.visibility, OLD.is_taken_down, OLD.show_id, OLD.published_on)
        IS DISTINCT FROM (NEW.visibility, NEW.is_taken_down, NEW.show_id, NEW.published_on))
    EXECUTE FUNCTION transcripts_follow_episode();
CREATE TRIGGER transcripts_follow_transcript AFTER UPDATE OF is_current, language ON transcripts_transcript
    FOR EACH ROW WHEN ((OLD.is_current, OLD.language) IS DISTINCT FROM (NEW.is_current, NEW.language))
    EXECUTE FUNCTION transcripts_follow_episode();

CREATE FUNCTION transcripts_follow_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE transcripts_searchrow
       SET speaker_id = NEW.speaker_id, start_s = NEW.start_s,
           vector = (SELECT to_tsvector(transcripts_spoken(t.language), NEW.text)
                       FROM transcripts_transcript t WHERE t.id = NEW.transcript_id)
     WHERE utterance_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER transcripts_follow_words AFTER UPDATE OF text, speaker_id, start_s ON transcripts_utterance
    FOR EACH ROW WHEN ((OLD.text, OLD.speaker_id, OLD.start_s) IS DISTINCT FROM (NEW.text, NEW.speaker_id, NEW.start_s))
    EXECUTE FUNCTION transcripts_follow_words();

CREATE FUNCTION transcripts_forget_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        TRUNCATE transcripts_searchrow;
    ELSE
        DELETE FROM transcripts_searchrow s USING gone WHERE s.utterance_id = gone.id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER transcripts_forget_words AFTER DELETE ON transcripts_utterance
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION transcripts_forget_words();
CREATE TRIGGER transcripts_forget_all_words AFTER TRUNCATE ON transcripts_utterance
    FOR EACH STATEMENT EXECUTE FUNCTION transcripts_forget_words();
"""

NO_ROWS = """
DROP TRIGGER transcripts_forget_all_words ON transcripts_utterance;
DROP TRIGGER transcripts_forget_words ON transcripts_utterance;
DROP TRIGGER transcripts_follow_words ON transcripts_utterance;
DROP TRIGGER transcripts_follow_transcript ON transcripts_transcript;
DROP TRIGGER transcripts_follow_episode ON transcripts_episode;
DROP TRIGGER transcripts_follow_show ON transcripts_show;
DROP FUNCTION transcripts_forget_words();
DROP FUNCTION transcripts_follow_words();
DROP FUNCTION transcripts_follow_episode();
DROP FUNCTION transcripts_index_episode(bigint);
DROP FUNCTION transcripts_index_words(bigint, int, int);
DROP FUNCTION transcripts_make_search_room(bigint);
DROP TABLE transcripts_searchrow;
"""

FILL = "SELECT transcripts_index_words(id, 0, 2147483647) FROM transcripts_transcript"


class Migration(migrations.Migration):
    dependencies = [("transcripts", "0007_provenance_visibility_takedown")]

    operations = [
        migrations.RunSQL(CONFIGURATIONS, NO_CONFIGURATIONS),
        migrations.RunSQL(ROWS, NO_ROWS),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RemoveIndex(model_name="utterance", name="utterance_words"),
        migrations.AlterField(
            model_name="utterance",
            name="transcript",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="utterances",
                to="transcripts.transcript",
            ),
        ),
        migrations.CreateModel(
            name="SearchRow",
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
                ("transcript_id", models.BigIntegerField()),
                ("episode_id", models.BigIntegerField()),
                ("show_id", models.BigIntegerField()),
                ("speaker_id", models.BigIntegerField(null=True)),
                ("published_on", models.DateField(null=True)),
                ("start_s", models.FloatField(null=True)),
                ("vector", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={"managed": False},
        ),
    ]
