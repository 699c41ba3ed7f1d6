"""Count the topics that each story is tagged with."""

from django.db import migrations
from django.db.models import Count, OuterRef, Subquery


def count_topics(apps, schema_editor):
    """Write the count onto every story that has a topic."""
    Story, StoryTopic = apps.get_model("articles", "Story"), apps.get_model("articles", "StoryTopic")
    tagged = StoryTopic.objects.filter(state="tagged")
    counts = tagged.filter(story=OuterRef("pk")).order_by().values("story").annotate(count=Count("*")).values("count")
    Story.objects.filter(pk__in=tagged.values("story")).update(topic_count=Subquery(counts))


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_topic_count_and_versions_seen")]
    operations = [migrations.RunPython(count_topics, migrations.RunPython.noop)]
