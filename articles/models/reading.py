"""What each editor has read, so that the desk can show what changed since."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class ReadMarkQuerySet(models.QuerySet["ReadMark"]):
    """Marks as the desk and the story screen ask for them."""

    def outdated(self) -> Self:
        """Those of stories that have a version the person has not seen.

        Versions are counted beside the times: one that was merged in, or came while the page was open, is older than
        the mark and new to the person all the same.
        """
        unseen = Q(versions_seen__lt=F("story__version_count"))
        return self.filter(unseen | Q(read_at__lt=F("story__changed_at")))


class ReadMark(models.Model):
    """When a person last opened a story, which version was the latest then, and how many there were."""

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="read_marks")
    story = models.ForeignKey("Story", on_delete=models.CASCADE, related_name="read_marks")
    read_at = models.DateTimeField(default=timezone.now)
    version = models.ForeignKey("Version", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    versions_seen = models.PositiveIntegerField(null=True, blank=True, help_text="Unknown of marks of earlier releases")

    objects = ReadMarkQuerySet.as_manager()

    class Meta:
        """One mark a person and story."""

        constraints = [models.UniqueConstraint(fields=["reader", "story"], name="read_mark_once")]

    def __str__(self) -> str:
        return f"{self.reader_id} read story {self.story_id}"
