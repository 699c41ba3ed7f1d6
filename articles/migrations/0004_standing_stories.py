"""Lists and facets walk standing stories: indexes that hold only these, and none that draws SQLite away from them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0003_groups'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='story',
            name='story_month',
        ),
        migrations.RemoveIndex(
            model_name='story',
            name='story_versions',
        ),
        migrations.AlterField(
            model_name='story',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='articles.story'),
        ),
        migrations.AddIndex(
            model_name='story',
            index=models.Index(condition=models.Q(('merged_into__isnull', False)), fields=['merged_into'], name='story_merged'),
        ),
        migrations.AddIndex(
            model_name='story',
            index=models.Index(condition=models.Q(('merged_into__isnull', True)), fields=['year', 'month'], name='story_month'),
        ),
        migrations.AddIndex(
            model_name='story',
            index=models.Index(condition=models.Q(('merged_into__isnull', True)), fields=['version_count'], name='story_versions'),
        ),
    ]
