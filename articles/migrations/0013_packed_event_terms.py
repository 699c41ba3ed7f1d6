"""One row for each term and its days, with the stories that turn on it, where there was one for each story.

The days stand in the key's highest bits now, and the term in the lowest. What was stored before is not found by texts
without a date until `manage.py rebuild --related`, which stores terms for any day as well. Going back leaves the table
empty, and the same command fills it.
"""

from typing import Any

from django.db import migrations, models


DAYS, TERM = (1 << 20) - 1, (1 << 44) - 1


def pack(apps: Any, schema_editor: Any) -> None:
    """Write the rows of each hash as one, a story once: stories that were joined had left theirs to one."""
    listed = "string_agg(DISTINCT story_id::text, ',')"
    if schema_editor.connection.vendor == "sqlite":
        listed = "group_concat(DISTINCT story_id)"
    key = f"((hash & {DAYS}) << 44) | ((hash >> 20) & {TERM})"
    schema_editor.execute(
        f"INSERT INTO articles_packedterm (hash, stories) SELECT {key}, {listed} FROM articles_eventterm"  # noqa: S608
        " GROUP BY 1 ORDER BY 1"
    )


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
        migrations.RunPython(pack, migrations.RunPython.noop),
        migrations.DeleteModel("EventTerm"),
        migrations.RenameModel("PackedTerm", "EventTerm"),
    ]
