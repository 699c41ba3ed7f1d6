"""Stories that were changed and not compared are found by an index of their own: after a process was killed."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("articles", "0013_packed_event_terms")]
    operations = [
        migrations.AddIndex(
            model_name="story",
            index=models.Index(
                fields=["id"],
                condition=Q(
                    version_count__gt=1, kept=0, edited=0, moved=0, added=0, removed=0, merged_into__isnull=True
                ),
                name="story_summary_due",
            ),
        ),
    ]
