"""Long work over all that is stored, how far it has come, and what it changes, or would change in a dry run."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class LongWorkQuerySet(models.QuerySet["LongWork"]):
    """Long work by what is to be done with it."""

    def unfinished(self) -> Self:
        """What a worker should go on with."""
        return self.filter(state__in=[LongWork.State.QUEUED, LongWork.State.RUNNING])

    def held_by(self, work_id: int, owner: str) -> Self:
        """The work of that id while `owner` holds its lease; none once another took it over."""
        return self.filter(pk=work_id, lease_owner=owner)

    def claim(self, work_id: int, *, owner: str, seconds: int) -> bool:
        """Lease one work to `owner` unless another owner's lease still runs. Return whether it was leased."""
        now = timezone.now()
        free = Q(lease_owner="") | Q(lease_owner=owner) | Q(lease_until__lt=now)
        leased = self.unfinished().filter(free, pk=work_id)
        return (
            leased.update(
                state=LongWork.State.RUNNING,
                lease_owner=owner,
                lease_until=now + timedelta(seconds=seconds),
                attempts=F("attempts") + 1,
            )
            == 1
        )


class LongWork(models.Model):
    """One run of long work: what was asked, how far it has come, what it came to. It goes on at `cursor`."""

    class Kind(models.TextChoices):
        """What is done."""

        RECLEAN = "reclean", "Clean again"
        REGROUP = "regroup", "Group again"

    class State(models.TextChoices):
        """How far it has come."""

        QUEUED = "queued", "Waiting"
        RUNNING = "running", "Running"
        PAUSED = "paused", "Paused"
        DONE = "done", "Done"
        STOPPED = "stopped", "Stopped"
        FAILED = "failed", "Failed"

    kind = models.CharField(max_length=10, choices=Kind)
    dry_run = models.BooleanField(default=False, help_text="Lists what would change, and changes nothing")
    arguments = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    step = models.CharField(max_length=20, blank=True, help_text="Which part of the work, where it has several")
    cursor = models.PositiveBigIntegerField(default=0, help_text="The id after which it goes on")
    done = models.PositiveBigIntegerField(default=0, help_text="Rows of this step that are done")
    total = models.PositiveBigIntegerField(null=True, blank=True, help_text="Rows of this step in all, once known")
    counts = models.JSONField(default=dict, blank=True, help_text="What it came to so far")
    error = models.TextField(blank=True)
    seconds = models.FloatField(default=0, help_text="Time spent on it")
    lease_owner = models.CharField(max_length=80, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = LongWorkQuerySet.as_manager()

    class Meta:
        """All stories are grouped anew by one run at a time."""

        verbose_name_plural = "long work"
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(kind="regroup", state__in=["queued", "running", "paused"]),
                name="work_regroup_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}{' (dry run)' if self.dry_run else ''}, no. {self.pk}"

    @property
    def is_unfinished(self) -> bool:
        """Whether it still goes on, or waits for someone to let it."""
        return self.state in {self.State.QUEUED, self.State.RUNNING, self.State.PAUSED}

    @property
    def percent(self) -> int | None:
        """How much of the step is done, 0 to 100; None where its length is not known."""
        return min(100, self.done * 100 // self.total) if self.total else None


class WorkChange(models.Model):
    """One thing that long work changes, or would change: a capture that reads otherwise, a version that moves."""

    work = models.ForeignKey(LongWork, on_delete=models.CASCADE, related_name="changes")
    subject = models.PositiveBigIntegerField(help_text="The capture's or version's id")
    detail = models.JSONField(default=dict, help_text="What changes, as the step that found it says")

    class Meta:
        """Read in the order found."""

        indexes = [models.Index(fields=["work", "id"], name="work_change")]

    def __str__(self) -> str:
        return f"{self.subject} in work {self.work_id}"


class GroupingDraft(models.Model):
    """Where a version would belong by today's rules, while a run that groups anew is under way.

    `root` is the lowest id of the versions it belongs with; `beside` the version that spoke for it, where one did.
    """

    work = models.ForeignKey(LongWork, on_delete=models.CASCADE, related_name="draft")
    version = models.PositiveBigIntegerField()
    root = models.PositiveBigIntegerField()
    beside = models.PositiveBigIntegerField(null=True)

    class Meta:
        """One place a version."""

        indexes = [models.Index(fields=["work", "root"], name="draft_root")]
        constraints = [models.UniqueConstraint(fields=["work", "version"], name="draft_once_per_version")]

    def __str__(self) -> str:
        return f"version {self.version} with {self.root}"
