"""Every mining that somebody asks for has a row, whichever miner it is; it is written to as the work goes on."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("debates", "0024_merged_people"),
        ("transcripts", "0025_hearings_for_names"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RenameModel("ModelMining", "Mining"),
        # No kept page shows it, and it changes every few seconds while a model is asked.
        migrations.RunSQL("DROP TRIGGER IF EXISTS marks_edition ON debates_mining", migrations.RunSQL.noop),
        migrations.AddField(
            model_name='mining',
            name='cancel_asked',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='mining',
            name='ended_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='mining',
            name='is_local',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='mining',
            name='missing',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='mining',
            name='most_money',
            field=models.FloatField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='mining',
            name='most_s',
            field=models.FloatField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='mining',
            name='reached',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='mining',
            name='state',
            field=models.CharField(choices=[('waiting', 'waits'), ('running', 'runs'), ('done', 'done'), ('failed', 'failed'), ('cancelled', 'cancelled')], default='done', max_length=9),
        ),
        migrations.AddField(
            model_name='mining',
            name='unread',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name='mining',
            name='answered',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name='mining',
            name='cached',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name='mining',
            name='is_counted',
            field=models.BooleanField(default=True),
        ),
        migrations.AlterField(
            model_name='mining',
            name='known',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name='mining',
            name='new_claims',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name='mining',
            name='new_relations',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name='mining',
            name='questions',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name='mining',
            name='requests',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name='mining',
            name='seconds',
            field=models.FloatField(default=0),
        ),
        migrations.AlterField(
            model_name='mining',
            name='tokens_in',
            field=models.PositiveBigIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name='mining',
            name='tokens_out',
            field=models.PositiveBigIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name='mining',
            name='transcript',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='minings', to='transcripts.transcript'),
        ),
        migrations.AddConstraint(
            model_name='mining',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['waiting', 'running'])), fields=('transcript',), name='mining_one_unfinished_a_transcript'),
        ),
        migrations.AddConstraint(
            model_name='mining',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'running', 'done', 'failed', 'cancelled'])), name='mining_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='mining',
            constraint=models.CheckConstraint(condition=models.Q(('reached__lte', models.F('questions'))), name='mining_reached_of_questions'),
        ),
    ]
