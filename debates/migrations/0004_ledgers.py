"""Questions, comparisons of reports with their holders' own words, terms in different senses."""

import debates.models.keys
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('debates', '0003_words_under_quotes'),
        ('transcripts', '0003_words_index'),
    ]

    operations = [
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=debates.models.keys.new_key, editable=False, max_length=40, unique=True)),
                ('outcome', models.CharField(blank=True, choices=[('answered', 'answered'), ('dodged', 'dodged'), ('dropped', 'dropped'), ('open', 'left open')], max_length=8)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('marked_at', models.DateTimeField(auto_now_add=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('answer_claim', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='debates.claim')),
                ('answer_utterance', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='transcripts.utterance')),
                ('asked_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='transcripts.speaker')),
                ('debate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='debates.debate')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('marked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('quote', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='debates.quote')),
                ('utterance', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='transcripts.utterance')),
            ],
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=debates.models.keys.new_key, editable=False, max_length=40, unique=True)),
                ('word', models.CharField(max_length=100)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('debate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='terms', to='debates.debate')),
                ('relations', models.ManyToManyField(blank=True, related_name='terms', to='debates.relation')),
            ],
        ),
        migrations.CreateModel(
            name='Sense',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('meaning', models.CharField(max_length=500)),
                ('quote', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='senses', to='debates.quote')),
                ('side', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='senses', to='debates.side')),
                ('term', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='senses', to='debates.term')),
            ],
        ),
        migrations.CreateModel(
            name='Comparison',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fidelity', models.CharField(choices=[('faithful', 'faithful'), ('stronger', 'stronger than what was said'), ('weaker', 'weaker than what was said'), ('not_found', 'not found in their own words')], max_length=9)),
                ('reaction', models.CharField(blank=True, choices=[('accepts', 'accepts it'), ('corrects', 'corrects it'), ('rejects', 'rejects it'), ('none', 'no reaction')], max_length=8)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('decided_at', models.DateTimeField()),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('own_words', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='comparisons', to='transcripts.utterance')),
                ('quote', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='comparison', to='debates.quote')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('fidelity__in', ['faithful', 'stronger', 'weaker', 'not_found'])), name='comparison_fidelity_is_known'), models.CheckConstraint(condition=models.Q(('reaction', ''), ('reaction__in', ['accepts', 'corrects', 'rejects', 'none']), _connector='OR'), name='comparison_reaction_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('fidelity', 'not_found'), ('own_words__isnull', True)), models.Q(models.Q(('fidelity', 'not_found'), _negated=True), ('own_words__isnull', False)), _connector='OR'), name='comparison_with_own_words_unless_not_found')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='comparison',
            trigger=pgtrigger.compiler.Trigger(name='of_a_report_with_its_holders_words', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                IF NOT EXISTS (\n                    SELECT 1 FROM debates_quote q LEFT JOIN transcripts_utterance u ON u.id = NEW.own_words_id\n                     WHERE q.id = NEW.quote_id AND q.stance = 'reports' AND q.holder_id IS NOT NULL\n                       AND (NEW.own_words_id IS NULL OR u.speaker_id = q.holder_id)\n                ) THEN\n                    RAISE EXCEPTION 'a report is compared with words that are not its holder''s'\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n                ", hash='2df96e29a57ca76adf8fc525f40debc5d45b7005', operation='INSERT OR UPDATE OF "quote_id", "own_words_id"', pgid='pgtrigger_of_a_report_with_its_holders_words_e1890', table='debates_comparison', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.UniqueConstraint(fields=('debate', 'quote'), name='question_quote_once_a_debate'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.UniqueConstraint(fields=('debate', 'utterance'), name='question_utterance_once_a_debate'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(('key__regex', '^[a-z0-9_-]+$')), name='question_key_is_url_safe'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('quote__isnull', True), ('utterance__isnull', False)), models.Q(('quote__isnull', False), ('utterance__isnull', True)), _connector='OR'), name='question_stands_on_a_quote_or_an_utterance'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(('outcome', ''), ('outcome__in', ['answered', 'dodged', 'dropped', 'open']), _connector='OR'), name='question_outcome_is_known'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('outcome', '')), models.Q(models.Q(('outcome', ''), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='question_decided_when_it_is'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(('outcome', 'answered'), models.Q(('answer_claim__isnull', True), ('answer_utterance__isnull', True)), _connector='OR'), name='question_answer_only_where_answered'),
        ),
        migrations.AddConstraint(
            model_name='term',
            constraint=models.UniqueConstraint(models.F('debate'), django.db.models.functions.text.Lower('word'), name='term_word_once_a_debate'),
        ),
        migrations.AddConstraint(
            model_name='term',
            constraint=models.CheckConstraint(condition=models.Q(('key__regex', '^[a-z0-9_-]+$')), name='term_key_is_url_safe'),
        ),
        migrations.AddConstraint(
            model_name='term',
            constraint=models.CheckConstraint(condition=models.Q(('word__regex', '^[\\s\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]*$'), _negated=True), name='term_is_a_word'),
        ),
        migrations.AddConstraint(
            model_name='sense',
            constraint=models.UniqueConstraint(fields=('term', 'side'), name='sense_once_a_side'),
        ),
        migrations.AddConstraint(
            model_name='sense',
            constraint=models.CheckConstraint(condition=models.Q(('meaning__regex', '^[\\s\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]*$'), _negated=True), name='sense_says_something'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sense',
            trigger=pgtrigger.compiler.Trigger(name='of_a_side_of_the_same_debate', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                IF NOT EXISTS (\n                    SELECT 1 FROM debates_term t JOIN debates_side s ON s.debate_id = t.debate_id\n                     WHERE t.id = NEW.term_id AND s.id = NEW.side_id\n                ) THEN\n                    RAISE EXCEPTION 'a sense is that of a side of another debate'\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n                ", hash='1dc312081b90fe6c12a818cfdfc72209e2d0f51e', operation='INSERT OR UPDATE', pgid='pgtrigger_of_a_side_of_the_same_debate_c5945', table='debates_sense', when='BEFORE')),
        ),
    ]
