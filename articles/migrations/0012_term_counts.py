"""How common each term is among the store's stories; it fills from here on, as stories come in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0011_fill_touches")]
    operations = [
        migrations.CreateModel(
            name="TermCount",
            fields=[
                (
                    "key",
                    models.BigIntegerField(
                        help_text="64-bit hash of the term, as a signed integer", primary_key=True, serialize=False
                    ),
                ),
                (
                    "stories",
                    models.PositiveIntegerField(help_text="Stories it was found in, estimated once there are many"),
                ),
            ],
        ),
    ]
