"""What each editor has read, so that the desk can show what changed since."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class ReadMark(models.Model):
    """When a person last opened a story, and which version was the latest then."""

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="read_marks")
    story = models.ForeignKey("Story", on_delete=models.CASCADE, related_name="read_marks")
    read_at = models.DateTimeField(default=timezone.now)
    version = models.ForeignKey("Version", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        """One mark a person and story."""

        constraints = [models.UniqueConstraint(fields=["reader", "story"], name="read_mark_once")]

    def __str__(self) -> str:
        return f"{self.reader_id} read story {self.story_id}"
