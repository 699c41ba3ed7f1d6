"""The three groups of people: readers, editors, ingest managers."""

from django.db import migrations

STORY_PERMISSIONS = {
    "read_stories": "Can read stories, versions and notes",
    "edit_stories": "Can tag, annotate, merge and split",
    "manage_dumps": "Can ingest dumps and mend rejections",
}
PANEL = ["dump", "capture", "capturebody", "rejection", "source", "topic", "topicsynonym", "story", "version"]
PANEL_CHANGES = ["dump", "rejection", "source", "topic", "topicsynonym"]
GROUPS = {
    "reader": ["read_stories"],
    "editor": ["read_stories", "edit_stories"],
    "ingest manager": ["read_stories", "edit_stories", "manage_dumps"],
}


def make_groups(apps, schema_editor):
    """Make the groups and the permissions they hold. Django would make the permissions only after all migrations."""
    Group = apps.get_model("auth", "Group")
    for name, codenames in GROUPS.items():
        group, _ = Group.objects.get_or_create(name=name)
        held = [permission(apps, "story", code, STORY_PERMISSIONS[code]) for code in codenames]
        if name == "ingest manager":
            held += [permission(apps, model, f"view_{model}", f"Can view {model}") for model in PANEL]
            held += [permission(apps, model, f"change_{model}", f"Can change {model}") for model in PANEL_CHANGES]
            held += [permission(apps, model, f"add_{model}", f"Can add {model}") for model in ("topic", "topicsynonym")]
        group.permissions.add(*held)


def permission(apps, model, codename, name):
    """Return the permission, made where it is missing."""
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="articles", model=model
    )
    return apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": name}
    )[0]


def drop_groups(apps, schema_editor):
    """Remove the groups; the permissions belong to the tables."""
    apps.get_model("auth", "Group").objects.filter(name__in=GROUPS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_search_index"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_groups, drop_groups)]
