"""Notes on passages, and where each stands on every version of its story."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from articles.models.topics import Topic


class AnnotationQuerySet(models.QuerySet["Annotation"]):
    """Notes as the margin asks for them."""

    def standing(self) -> Self:
        """Those that were not deleted."""
        return self.filter(deleted_at__isnull=True)

    def threads(self) -> Self:
        """Notes on passages, without the replies."""
        return self.filter(reply_to__isnull=True)


class Annotation(models.Model):
    """A note on a passage (W3C TextQuoteSelector and TextPositionSelector, in code points), or a reply to one."""

    class State(models.TextChoices):
        """Whether it still asks for something."""

        OPEN = "open", "Open"
        RESOLVED = "resolved", "Resolved"

    story = models.ForeignKey("Story", on_delete=models.PROTECT, related_name="annotations")
    version = models.ForeignKey("Version", on_delete=models.PROTECT, related_name="annotations")
    reply_to = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="replies")
    text = models.TextField(max_length=10_000)
    exact = models.TextField(blank=True, help_text="The passage; empty on a reply")
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)
    start = models.PositiveIntegerField(null=True, help_text="Code point in the version's body text")
    end = models.PositiveIntegerField(null=True)
    topics: "models.ManyToManyField[Topic, Any]" = models.ManyToManyField(
        "Topic", blank=True, related_name="annotations"
    )
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="annotations")
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = AnnotationQuerySet.as_manager()

    class Meta:
        """A note has a passage, a reply has none."""

        indexes = [models.Index(fields=["story", "deleted_at"], name="annotation_story")]
        constraints = [
            models.CheckConstraint(
                condition=Q(reply_to__isnull=False, start__isnull=True, end__isnull=True)
                | Q(reply_to__isnull=True, start__isnull=False, end__gt=F("start")),
                name="annotation_has_a_passage_or_replies",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Placement(models.Model):
    """Where a note stands on one version of its story: as the machine found it, or as an editor said (`settled_by`)."""

    class State(models.TextChoices):
        """How sure the place is."""

        PLACED = "placed", "Placed"
        REVIEW = "review", "May have moved"
        ORPHAN = "orphan", "Passage not found"

    annotation = models.ForeignKey(Annotation, on_delete=models.CASCADE, related_name="placements")
    version = models.ForeignKey("Version", on_delete=models.CASCADE, related_name="placements")
    state = models.CharField(max_length=8, choices=State)
    start = models.PositiveIntegerField(null=True, help_text="Code point in the version's body text")
    end = models.PositiveIntegerField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    exact = models.TextField(blank=True, help_text="The words there, where an editor said so")

    class Meta:
        """One place a note and version; an orphan has none."""

        constraints = [
            models.UniqueConstraint(fields=["annotation", "version"], name="placement_once_per_version"),
            models.CheckConstraint(
                condition=Q(state="orphan", start__isnull=True, end__isnull=True)
                | (~Q(state="orphan") & Q(start__isnull=False, end__gt=F("start"))),
                name="placement_has_a_place_or_is_orphan",
            ),
        ]

    def __str__(self) -> str:
        return f"note {self.annotation_id} on version {self.version_id}: {self.state}"
