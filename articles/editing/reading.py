"""What a person has read. No decision: it concerns nobody else, and there is nothing to undo."""

from django.contrib.auth.models import User
from django.utils import timezone

from articles.models import ReadMark, Story


def mark_read(story: Story, *, by: User, latest: int | None = None, versions: int | None = None) -> None:
    """Note that the person has now read the story up to `latest`, when it had so many versions.

    Both as the person's page said, since a version may have come in after it was drawn; else as the story is now.
    """
    seen = story.versions.filter(pk=latest).values_list("pk", flat=True).first() if latest else None
    known = story.version_count if versions is None else min(versions, story.version_count)
    ReadMark.objects.update_or_create(
        reader=by,
        story=story,
        defaults={"read_at": timezone.now(), "version_id": seen or story.latest_id, "versions_seen": known},
    )
