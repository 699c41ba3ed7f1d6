"""Long work with its changes, what decisions touch, fitted thresholds, and places of notes that editors settled."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0009_index_desk_filters'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FittedThresholds',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('different_below', models.FloatField()),
                ('same_from', models.FloatField()),
                ('answers', models.PositiveIntegerField(default=0, help_text='Answered pairs that they were fitted to')),
                ('outcome', models.JSONField(default=dict, help_text='What the ones before and these make of the answers')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name_plural': 'fitted thresholds',
            },
        ),
        migrations.CreateModel(
            name='GroupingDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveBigIntegerField()),
                ('root', models.PositiveBigIntegerField()),
                ('beside', models.PositiveBigIntegerField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='LongWork',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('reclean', 'Clean again'), ('regroup', 'Group again')], max_length=10)),
                ('dry_run', models.BooleanField(default=False, help_text='Lists what would change, and changes nothing')),
                ('arguments', models.JSONField(blank=True, default=dict)),
                ('state', models.CharField(choices=[('queued', 'Waiting'), ('running', 'Running'), ('paused', 'Paused'), ('done', 'Done'), ('stopped', 'Stopped'), ('failed', 'Failed')], default='queued', max_length=10)),
                ('step', models.CharField(blank=True, help_text='Which part of the work, where it has several', max_length=20)),
                ('cursor', models.PositiveBigIntegerField(default=0, help_text='The id after which it goes on')),
                ('done', models.PositiveBigIntegerField(default=0, help_text='Rows of this step that are done')),
                ('total', models.PositiveBigIntegerField(blank=True, help_text='Rows of this step in all, once known', null=True)),
                ('counts', models.JSONField(blank=True, default=dict, help_text='What it came to so far')),
                ('error', models.TextField(blank=True)),
                ('seconds', models.FloatField(default=0, help_text='Time spent on it')),
                ('lease_owner', models.CharField(blank=True, max_length=80)),
                ('lease_until', models.DateTimeField(blank=True, null=True)),
                ('attempts', models.PositiveIntegerField(default=0)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name_plural': 'long work',
            },
        ),
        migrations.CreateModel(
            name='Touch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=300)),
                ('concerned', models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name='WorkChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.PositiveBigIntegerField(help_text="The capture's or version's id")),
                ('detail', models.JSONField(default=dict, help_text='What changes, as the step that found it says')),
            ],
        ),
        migrations.AddField(
            model_name='placement',
            name='exact',
            field=models.TextField(blank=True, help_text='The words there, where an editor said so'),
        ),
        migrations.AddField(
            model_name='placement',
            name='settled_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='pairdoubt',
            index=models.Index(fields=['answered_at'], name='doubt_answered'),
        ),
        migrations.AddConstraint(
            model_name='fittedthresholds',
            constraint=models.CheckConstraint(condition=models.Q(('different_below__gt', 0), ('same_from__gte', models.F('different_below')), ('same_from__lt', 1)), name='thresholds_in_order'),
        ),
        migrations.AddField(
            model_name='longwork',
            name='created_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='groupingdraft',
            name='work',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='draft', to='articles.longwork'),
        ),
        migrations.AddField(
            model_name='touch',
            name='decision',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='touched', to='articles.decision'),
        ),
        migrations.AddField(
            model_name='workchange',
            name='work',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='articles.longwork'),
        ),
        migrations.AddConstraint(
            model_name='longwork',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'regroup'), ('state__in', ['queued', 'running', 'paused'])), fields=('kind',), name='work_regroup_once'),
        ),
        migrations.AddIndex(
            model_name='groupingdraft',
            index=models.Index(fields=['work', 'root'], name='draft_root'),
        ),
        migrations.AddConstraint(
            model_name='groupingdraft',
            constraint=models.UniqueConstraint(fields=('work', 'version'), name='draft_once_per_version'),
        ),
        migrations.AddIndex(
            model_name='touch',
            index=models.Index(fields=['key', 'decision'], name='touch_key'),
        ),
        migrations.AddIndex(
            model_name='workchange',
            index=models.Index(fields=['work', 'id'], name='work_change'),
        ),
    ]
