"""Decisions: whatever an editor did, with what it takes to undo it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Decisions as the log shows them."""

    def newest_first(self) -> Self:
        """Order as a log."""
        return self.order_by("-id")

    def standing(self) -> Self:
        """Those that were not undone."""
        return self.filter(undone_at__isnull=True)


class Decision(models.Model):
    """One act of one editor. `detail` holds what the kind's inverse needs, as JSON."""

    kind = models.CharField(max_length=40)
    summary = models.CharField(max_length=300, help_text="What was done, in words, for the log and the undo bar")
    story = models.ForeignKey("Story", null=True, blank=True, on_delete=models.SET_NULL, related_name="decisions")
    detail = models.JSONField(default=dict)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="decisions")
    made_at = models.DateTimeField(default=timezone.now)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        """Undone by someone at some time, or not at all."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(undone_at__isnull=True, undone_by__isnull=True)
                | models.Q(undone_at__isnull=False, undone_by__isnull=False),
                name="decision_undone_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return self.summary


class Touch(models.Model):
    """What a decision touches, by name: found by an index, however long ago the decision was.

    `concerned` is what an editor must have seen to act, beyond what is touched; nothing builds on that.
    """

    WIDTH = 300

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="touched")
    key = models.CharField(max_length=WIDTH)
    concerned = models.BooleanField(default=False)

    class Meta:
        """Found by name, in the order of the decisions."""

        indexes = [models.Index(fields=["key", "decision"], name="touch_key")]

    def __str__(self) -> str:
        return f"decision {self.decision_id}: {self.key}"
