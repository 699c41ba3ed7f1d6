"""Each filter of the desk that asks one column walks an index of its own, which holds that column too."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_fill_topic_count")]
    operations = [
        migrations.RemoveIndex(model_name="story", name="story_quotes_reworded"),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(
                fields=["-changed_at", "-id", "quotes_reworded"],
                condition=Q(quotes_reworded__gt=0) & Q(merged_into__isnull=True),
                name="story_quotes_reworded",
            ),
        ),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(
                fields=["-changed_at", "-id", "numbers_changed"],
                condition=Q(numbers_changed__gt=0) & Q(merged_into__isnull=True),
                name="story_numbers_changed",
            ),
        ),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(
                fields=["-changed_at", "-id", "names_changed"],
                condition=Q(names_changed__gt=0) & Q(merged_into__isnull=True),
                name="story_names_changed",
            ),
        ),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(
                fields=["-changed_at", "-id", "attributions_changed"],
                condition=Q(attributions_changed__gt=0) & Q(merged_into__isnull=True),
                name="story_attributions_changed",
            ),
        ),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(
                fields=["-changed_at", "-id", "headline_changed"],
                condition=Q(headline_changed=True) & Q(merged_into__isnull=True),
                name="story_headline_changed",
            ),
        ),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(
                fields=["-changed_at", "-id", "topic_count"],
                condition=Q(topic_count=0) & Q(merged_into__isnull=True),
                name="story_topic_count",
            ),
        ),
    ]
