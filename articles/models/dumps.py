"""Dumps: what was handed in, how far its reading has come, and who is reading it now."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class DumpQuerySet(models.QuerySet["Dump"]):
    """Dumps by what is to be done with them."""

    def newest_first(self) -> Self:
        """Order as the ingest screen lists them."""
        return self.order_by("-created_at", "-id")

    def unfinished(self) -> Self:
        """Those that a worker should advance."""
        return self.filter(state__in=[Dump.State.QUEUED, Dump.State.READING])

    def claim(self, dump_id: int, *, owner: str, seconds: int) -> bool:
        """Lease one dump to `owner` unless another owner's lease still runs. Return whether it was leased."""
        now = timezone.now()
        free = Q(lease_owner="") | Q(lease_owner=owner) | Q(lease_until__lt=now)
        leased = self.filter(free, id=dump_id, state__in=[Dump.State.QUEUED, Dump.State.READING]).update(
            state=Dump.State.READING,
            lease_owner=owner,
            lease_until=now + timedelta(seconds=seconds),
            attempts=F("attempts") + 1,
        )
        return leased == 1


class Dump(models.Model):
    """One thing that was ingested: a file, a folder, an archive or an upload. Its identity is its content's hash."""

    class State(models.TextChoices):
        """How far a dump has come."""

        QUEUED = "queued", "Waiting"
        READING = "reading", "Reading"
        PAUSED = "paused", "Paused"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"
        UNDONE = "undone", "Undone"

    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the dump's content, hexadecimal")
    name = models.CharField(max_length=255)
    format = models.CharField(max_length=40, blank=True)
    path = models.CharField(max_length=1000, help_text="Where the worker reads it from")
    uploaded = models.BooleanField(default=False, help_text="An upload's file is newsdesk's own and may be removed")
    size = models.PositiveBigIntegerField(default=0, help_text="Bytes")
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    error = models.TextField(blank=True)

    cursor = models.PositiveBigIntegerField(default=0, help_text="Records committed, in the order they are read")
    expected = models.PositiveBigIntegerField(null=True, help_text="Records in all, once known")
    captures_read = models.PositiveIntegerField(default=0)
    new_stories = models.PositiveIntegerField(default=0)
    new_versions = models.PositiveIntegerField(default=0, help_text="New versions of stories that were there")
    same_text = models.PositiveIntegerField(default=0, help_text="Captures of a version that was there")
    rejected = models.PositiveIntegerField(default=0)
    seconds = models.FloatField(default=0, help_text="Time spent reading")

    lease_owner = models.CharField(max_length=80, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)

    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = DumpQuerySet.as_manager()

    class Meta:
        """Listed newest first."""

        indexes = [models.Index(fields=["-created_at", "-id"], name="dump_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["queued", "reading", "paused", "done", "failed", "undone"]), name="dump_state"
            ),
        ]

    def __str__(self) -> str:
        return self.name
