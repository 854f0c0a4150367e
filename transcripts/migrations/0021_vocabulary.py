"""The words of the library, by which spelling is corrected and beginnings are completed; names found however they are spelled."""

import django.contrib.postgres.indexes
from django.db import migrations, models

# `unaccent` may lie in any schema, and an index may only use what always answers the same.
FOLDED = """
DO $$
BEGIN
    EXECUTE format(
        'CREATE FUNCTION transcripts_folded(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS'
        ' $f$SELECT lower(%1$I.unaccent(%2$L::regdictionary, name))$f$',
        nspname, format('%I.unaccent', nspname))
      FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE extname = 'unaccent';
END $$;
CREATE INDEX speaker_by_folded_name ON transcripts_speaker USING gin (transcripts_folded(name) gin_trgm_ops);
CREATE INDEX alias_by_folded_name ON transcripts_alias USING gin (transcripts_folded(name) gin_trgm_ops);
CREATE INDEX show_by_folded_name ON transcripts_show USING gin (transcripts_folded(name) gin_trgm_ops);
"""

NOT_FOLDED = """
DROP INDEX show_by_folded_name, alias_by_folded_name, speaker_by_folded_name;
DROP FUNCTION transcripts_folded(text);
"""

# Counts only ever guide; what is offered is looked up again among the rows that may be searched.
VOCABULARY = """
CREATE FUNCTION transcripts_learn_words(wanted bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO transcripts_wordslearnt VALUES (wanted) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN RETURN; END IF;
    INSERT INTO transcripts_knownword (word, sentences)
    SELECT word, ndoc FROM ts_stat(format(
               'SELECT to_tsvector(''spoken_simple'', u.text) FROM transcripts_utterance u
                  JOIN transcripts_searchrow s ON s.utterance_id = u.id WHERE u.transcript_id = %s', wanted))
     WHERE word ~ '^[[:alpha:]]{3,30}$'
     ORDER BY word
        ON CONFLICT (word) DO UPDATE SET sentences = transcripts_knownword.sentences + excluded.sentences;
END $$;
"""

NO_VOCABULARY = "DROP FUNCTION transcripts_learn_words(bigint)"

# A stem may be shorter than the beginning that is asked for, or end otherwise: "happy*" and "learni*" would miss all their words.
ASKED = """
CREATE FUNCTION transcripts_begun(begun text, config regconfig) RETURNS tsquery LANGUAGE plpgsql STABLE AS $$
DECLARE
    found tsquery := to_tsquery('spoken_simple', begun);
    bare text := trim(both '''' FROM split_part(found::text, ':', 1));
BEGIN
    IF length(bare) < 4 OR bare !~ '^[[:alpha:]]+$' THEN RETURN found; END IF;
    RETURN found || coalesce((
        SELECT string_agg(DISTINCT stem::text, ' | ')::tsquery
          FROM (SELECT word FROM transcripts_knownword WHERE word >= bare AND word < bare || U&'\\FFFF'
                 ORDER BY sentences DESC LIMIT 100) known,
               plainto_tsquery(config, word) stem
         WHERE numnode(stem) = 1 AND trim(both '''' FROM stem::text) NOT LIKE bare || '%'), '');
END $$;

CREATE OR REPLACE FUNCTION transcripts_asked(term jsonb, config regconfig) RETURNS tsquery LANGUAGE plpgsql STABLE AS $$
DECLARE
    part jsonb;
    found tsquery := '';
BEGIN
    IF term ? 'words' THEN RETURN phraseto_tsquery(config, term ->> 'words'); END IF;
    IF term ? 'prefix' THEN RETURN transcripts_begun(term ->> 'prefix', config); END IF;
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

-- What rows of these languages must match, keys besides; null where no index could find them.
CREATE FUNCTION transcripts_asked_within(term jsonb, configs regconfig[], keys tsquery)
RETURNS tsquery LANGUAGE plpgsql STABLE AS $$
DECLARE
    config regconfig;
    part tsquery;
    found tsquery := '';
BEGIN
    IF term IS NULL THEN RETURN CASE WHEN numnode(keys) = 0 THEN NULL ELSE keys END; END IF;
    FOREACH config IN ARRAY configs LOOP
        part := transcripts_asked(term, config);
        CONTINUE WHEN numnode(part) = 0;
        part := part && keys;
        IF querytree(part) IN ('', 'T') THEN RETURN NULL; END IF;
        found := found || CASE WHEN cardinality(configs) = 1 THEN part
                               ELSE part && ('''=' || config::text || '''')::tsquery END;
    END LOOP;
    RETURN CASE WHEN numnode(found) = 0 THEN NULL ELSE found END;
END $$;

-- Any year of a span, where there are few of them.
CREATE FUNCTION transcripts_asked_years(since date, until date) RETURNS tsquery LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN extract(year FROM until - 1) - extract(year FROM since) BETWEEN 0 AND 20
                THEN transcripts_any_key('y', ARRAY(SELECT generate_series(
                         extract(year FROM since)::int, extract(year FROM until - 1)::int)))
                ELSE '' END
$$;

CREATE OR REPLACE FUNCTION transcripts_asked_of_rows(term jsonb, speakers bigint[], shows bigint[], since date, until date)
RETURNS tsquery LANGUAGE sql STABLE AS $$
    SELECT transcripts_asked_within(
               term, ARRAY(SELECT * FROM transcripts_search_languages()),
               transcripts_any_key('s', speakers) && transcripts_any_key('h', shows))
           && transcripts_asked_years(since, until)
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("transcripts", "0020_voices")]
    operations = [
        migrations.RunSQL(FOLDED, NOT_FOLDED),
        migrations.CreateModel(
            name="KnownWord",
            fields=[
                (
                    "word",
                    models.CharField(db_collation="C", max_length=30, primary_key=True, serialize=False),
                ),
                ("sentences", models.BigIntegerField()),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["word"], name="known_word_alike", opclasses=["gin_trgm_ops"]
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WordsLearnt",
            fields=[("transcript_id", models.BigIntegerField(primary_key=True, serialize=False))],
        ),
        migrations.RunSQL(VOCABULARY, NO_VOCABULARY),
        migrations.RunSQL(ASKED, migrations.RunSQL.noop),
    ]
