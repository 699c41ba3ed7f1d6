"""What a person has read. No decision: it concerns nobody else, and there is nothing to undo."""

from django.contrib.auth.models import User
from django.utils import timezone

from articles.models import ReadMark, Story


def mark_read(story: Story, *, by: User) -> None:
    """Note that the person has now read the story up to its latest version."""
    ReadMark.objects.update_or_create(
        reader=by, story=story, defaults={"read_at": timezone.now(), "version_id": story.latest_id}
    )
