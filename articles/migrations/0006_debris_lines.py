"""Lines that recur over a source's stories, and editors' rulings on them."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0005_event_terms'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DebrisLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(help_text='SHA-256 of the folded words, hexadecimal', max_length=64)),
                ('line', models.TextField(help_text='Its words, folded: what captures are held against')),
                ('text', models.TextField(help_text='The line as it was printed last')),
                ('stories', models.PositiveIntegerField(default=0, help_text='Distinct stories that it was met in')),
                ('stories_needed', models.PositiveIntegerField(default=0, help_text="Stories from which it is left out without an editor's word")),
                ('ruling', models.CharField(choices=[('proposed', 'Proposed by counting'), ('debris', 'Debris'), ('kept', 'Kept')], default='proposed', max_length=10)),
                ('ruled_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('ruled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='debris', to='articles.source')),
            ],
            options={
                'indexes': [models.Index(fields=['source', '-stories', 'id'], name='debris_of_source')],
                'constraints': [models.UniqueConstraint(fields=('source', 'digest'), name='debris_once_per_source'), models.CheckConstraint(condition=models.Q(models.Q(('ruled_at__isnull', True), ('ruled_by__isnull', True), ('ruling', 'proposed')), models.Q(models.Q(('ruling', 'proposed'), _negated=True), ('ruled_at__isnull', False), ('ruled_by__isnull', False)), _connector='OR'), name='debris_ruled_by_someone')],
            },
        ),
    ]
