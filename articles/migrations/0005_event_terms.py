"""The names that stories turn on, by which related stories are found."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_standing_stories")]
    operations = [
        migrations.CreateModel(
            name="EventTerm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "hash",
                    models.BigIntegerField(
                        db_index=True, help_text="64-bit hash of term and days, as a signed integer"
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="articles.story"
                    ),
                ),
            ],
        ),
    ]
