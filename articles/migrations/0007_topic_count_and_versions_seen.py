"""How many topics a story has, and how many versions of it a person has seen."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_debris_lines")]
    operations = [
        migrations.AddField(
            model_name="story",
            name="topic_count",
            field=models.PositiveIntegerField(default=0, help_text="Topics it is tagged with"),
        ),
        migrations.AddField(
            model_name="readmark",
            name="versions_seen",
            field=models.PositiveIntegerField(blank=True, help_text="Unknown of marks of earlier releases", null=True),
        ),
    ]
