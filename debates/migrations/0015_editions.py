import uuid

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('debates', '0014_roles_for_shows'),
    ]

    operations = [
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
            ],
        ),
        migrations.RunSQL(
            """
            CREATE FUNCTION debates_mark_edition() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                INSERT INTO debates_edition (id) VALUES (gen_random_uuid());
                RETURN NULL;
            END $$
            """,
            "DROP FUNCTION debates_mark_edition() CASCADE",
        ),
    ]
