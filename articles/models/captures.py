"""Captures as received, their sources, and the records that ended as rejections."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from articles.text.article import Role
from articles.text.formats.record import MediaKind, Problem


class Source(models.Model):
    """Who published an article: a paper, an agency, a site."""

    name = models.CharField(max_length=200)
    key = models.CharField(max_length=200, unique=True, help_text="The name folded, so that spellings meet")
    story_count = models.PositiveIntegerField(default=0, help_text="Kept by the pipeline, for the desk's filter")

    class Meta:
        """Listed by name."""

        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


def place_in_words(member: str, record: int) -> str:
    """Give the member, and for people the record in it, counted from 1; the first of a member is not counted."""
    return f"{member}, record {record + 1:,}" if record else member


class CaptureQuerySet(models.QuerySet["Capture"]):
    """Captures by place and fate."""

    def with_place(self) -> Self:
        """Bring the dump along, to say where a capture comes from."""
        return self.select_related("dump", "source")

    def in_order(self) -> Self:
        """Order as they stand in their dumps."""
        return self.order_by("dump_id", "number")


class Capture(models.Model):
    """One record of a dump. It ends as part of a version or as a rejection, never as nothing."""

    class State(models.TextChoices):
        """What became of the record."""

        KEPT = "kept", "Part of a version"
        REJECTED = "rejected", "Rejected"

    dump = models.ForeignKey("Dump", on_delete=models.CASCADE, related_name="captures")
    number = models.PositiveBigIntegerField(help_text="0-based, in the order the dump is read")
    member = models.CharField(max_length=1000, help_text="Path in the dump")
    record = models.PositiveBigIntegerField(default=0, help_text="0-based record in the member")
    offset = models.PositiveBigIntegerField(null=True, help_text="Byte offset in the member, where known")
    digest = models.CharField(max_length=64, db_index=True, help_text="SHA-256 of the record's bytes")
    size = models.PositiveBigIntegerField(default=0, help_text="Bytes as received")
    media_kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in MediaKind], blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    charset = models.CharField(max_length=40, blank=True)
    url = models.CharField(max_length=2000, blank=True)
    captured = models.CharField(max_length=40, blank=True, help_text="ISO 8601, with the precision given")
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.SET_NULL, related_name="captures")
    headline = models.CharField(max_length=1000, blank=True)
    state = models.CharField(max_length=10, choices=State)
    version = models.ForeignKey("Version", null=True, blank=True, on_delete=models.PROTECT, related_name="captures")
    created_at = models.DateTimeField(default=timezone.now)

    objects = CaptureQuerySet.as_manager()

    class Meta:
        """A record of a dump is stored once, and is part of a version exactly when it is kept."""

        constraints = [
            models.UniqueConstraint(fields=["dump", "number"], name="capture_once_per_dump"),
            models.CheckConstraint(
                condition=Q(state="kept", version__isnull=False) | Q(state="rejected", version__isnull=True),
                name="capture_kept_or_rejected",
            ),
        ]

    def __str__(self) -> str:
        return place_in_words(self.member, self.record)

    @property
    def locator(self) -> str:
        """The member, and the 0-based record in it where there are several: for programs, the same in every release."""
        return f"{self.member} #{self.record}" if self.record else self.member


class CaptureBody(models.Model):
    """What is heavy of a capture, apart from it so that lists never load it."""

    capture = models.OneToOneField(Capture, primary_key=True, on_delete=models.CASCADE, related_name="body")
    raw = models.BinaryField(help_text="The record's bytes exactly as received, zstandard-compressed")
    clean = models.JSONField(default=dict, help_text="The CleanArticle that the cleaner made of it, without its parts")
    parts = models.BinaryField(default=bytes, help_text="The CleanArticle's parts: JSON, zstandard-compressed")

    def __str__(self) -> str:
        return f"body of capture {self.capture_id}"


class LineRuling(models.Model):
    """An editor's word on a line: what it is in this capture, or in every capture of a source from now on."""

    capture = models.ForeignKey(Capture, null=True, blank=True, on_delete=models.CASCADE, related_name="rulings")
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.CASCADE, related_name="rulings")
    line = models.TextField(help_text="The line, folded")
    part = models.PositiveIntegerField(null=True, help_text="0-based index among the capture's parts")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """A ruling is about one capture or about one source."""

        constraints = [
            models.CheckConstraint(
                condition=Q(capture__isnull=False, source__isnull=True) | Q(capture__isnull=True, source__isnull=False),
                name="ruling_on_capture_or_source",
            ),
            models.UniqueConstraint(fields=["capture", "part"], name="ruling_once_per_part"),
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.line[:60]}"


class RejectionQuerySet(models.QuerySet["Rejection"]):
    """Rejections by what is left to do."""

    def to_do(self) -> Self:
        """Those no one has dismissed or mended, newest first."""
        return self.filter(state=Rejection.State.OPEN).order_by("-id")


class Rejection(models.Model):
    """Why a record became no article, what it began with, and what an editor can do."""

    class State(models.TextChoices):
        """What was done about it."""

        OPEN = "open", "To do"
        DISMISSED = "dismissed", "Dismissed"
        MENDED = "mended", "Mended"

    capture = models.OneToOneField(Capture, on_delete=models.CASCADE, related_name="rejection")
    problem = models.CharField(max_length=40, choices=[(problem.value, problem.value) for problem in Problem])
    detail = models.TextField(blank=True, help_text="The exact error, with line or byte")
    excerpt = models.TextField(blank=True, help_text="The record's first 500 characters, as text")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)

    objects = RejectionQuerySet.as_manager()

    class Meta:
        """Listed newest first, those to do apart."""

        indexes = [models.Index(fields=["state", "-id"], name="rejection_to_do")]

    def __str__(self) -> str:
        return f"{self.capture_id}: {self.problem}"
