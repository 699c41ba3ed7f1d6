"""One row for each term and its days, with the stories that turn on it, where there was one for each story."""

from typing import Any

from django.db import migrations, models


def pack(apps: Any, schema_editor: Any) -> None:
    """Write the rows of each hash as one."""
    listed = "string_agg(story_id::text, ',' ORDER BY id)"
    if schema_editor.connection.vendor == "sqlite":
        listed = "group_concat(story_id)"
    schema_editor.execute(
        f"INSERT INTO articles_packedterm (hash, stories) SELECT hash, {listed} FROM articles_eventterm"  # noqa: S608
        " GROUP BY hash ORDER BY hash"
    )


def unpack(apps: Any, schema_editor: Any) -> None:
    """Write a row for each story again, where it still stands."""
    story = apps.get_model("articles", "Story")
    event_term = apps.get_model("articles", "EventTerm")
    standing = set(story.objects.values_list("pk", flat=True))
    packed = apps.get_model("articles", "PackedTerm").objects.values_list("hash", "stories").iterator()
    pairs = ((key, int(number)) for key, numbers in packed for number in numbers.split(","))
    rows = (event_term(hash=key, story_id=number) for key, number in pairs if number in standing)
    event_term.objects.bulk_create(rows, batch_size=1000)


class Migration(migrations.Migration):
    dependencies = [("articles", "0012_term_counts")]
    operations = [
        migrations.CreateModel(
            name="PackedTerm",
            fields=[
                (
                    "hash",
                    models.BigIntegerField(
                        help_text="64-bit hash of term and days, as a signed integer", primary_key=True, serialize=False
                    ),
                ),
                ("stories", models.TextField(help_text="Ids, like 7,12,30")),
            ],
        ),
        migrations.RunPython(pack, unpack),
        migrations.DeleteModel("EventTerm"),
        migrations.RenameModel("PackedTerm", "EventTerm"),
    ]
