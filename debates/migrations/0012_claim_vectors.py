"""Vectors of claims: a row for each claim, kept by triggers, empty until the worker has read the sentence."""

import django.db.models.deletion
import pgvector.django.halfvec
from django.db import migrations, models

FOLLOW = """
CREATE FUNCTION debates_claim_means() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO debates_claimvector (claim_id) SELECT id FROM changed ON CONFLICT (claim_id) DO NOTHING;
    ELSIF TG_OP = 'DELETE' THEN
        DELETE FROM debates_claimvector v USING changed WHERE v.claim_id = changed.id;
    ELSE
        UPDATE debates_claimvector SET checksum = NULL, vector = NULL WHERE claim_id = NEW.id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER debates_claim_means_something AFTER INSERT ON debates_claim
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION debates_claim_means();
CREATE TRIGGER debates_claim_means_nothing AFTER DELETE ON debates_claim
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION debates_claim_means();
CREATE TRIGGER debates_claim_means_anew AFTER UPDATE OF text ON debates_claim
    FOR EACH ROW WHEN (OLD.text IS DISTINCT FROM NEW.text) EXECUTE FUNCTION debates_claim_means();
INSERT INTO debates_claimvector (claim_id) SELECT id FROM debates_claim;
"""

FOLLOW_NO_MORE = """
DROP TRIGGER debates_claim_means_anew ON debates_claim;
DROP TRIGGER debates_claim_means_nothing ON debates_claim;
DROP TRIGGER debates_claim_means_something ON debates_claim;
DROP FUNCTION debates_claim_means();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("transcripts", "0002_extensions"),
        ("debates", "0011_decisions"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClaimVector",
            fields=[
                (
                    "claim",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="debates.claim",
                    ),
                ),
                ("checksum", models.UUIDField(blank=True, db_index=True, null=True)),
                ("vector", pgvector.django.halfvec.HalfVectorField(blank=True, dimensions=384, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("claim"), condition=models.Q(("vector", None)), name="claim_vector_wanted"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("checksum", None), ("vector", None)),
                            models.Q(("checksum__isnull", False), ("vector__isnull", False)),
                            _connector="OR",
                        ),
                        name="claim_vector_whole_or_wanted",
                    )
                ],
            },
        ),
        migrations.RunSQL(FOLLOW, FOLLOW_NO_MORE),
    ]
