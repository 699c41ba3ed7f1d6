"""What decisions touch, from the decisions that were made before this was a table."""

from itertools import islice

from django.db import migrations

CHUNK = 500  # decisions at a time
WIDTH = 300  # of a key


def fill(apps, schema_editor):
    """Write a row for every name in a decision's detail."""
    decision, touch = apps.get_model("articles", "Decision"), apps.get_model("articles", "Touch")
    rows = decision.objects.order_by("pk").values_list("pk", "detail").iterator(chunk_size=CHUNK)
    while part := list(islice(rows, CHUNK)):
        touch.objects.bulk_create(
            [
                touch(decision_id=pk, key=str(key)[:WIDTH], concerned=kind == "concerns")
                for pk, detail in part
                for kind in ("touches", "concerns")
                for key in (detail or {}).get(kind, ())
            ],
            batch_size=500,
        )


def empty(apps, schema_editor):
    """Forget them; the decisions hold the same."""
    apps.get_model("articles", "Touch").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("articles", "0010_editors_work")]
    operations = [migrations.RunPython(fill, empty)]
