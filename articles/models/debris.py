"""Lines that recur over a source's stories, and what an editor has said of each."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from articles.models.captures import LineRuling, Source
from articles.text.article import Role
from articles.text.clean.debris import debris_key


class DebrisLineQuerySet(models.QuerySet["DebrisLine"]):
    """Learned lines by whether cleaning leaves them out."""

    def in_force(self) -> Self:
        """Those that cleaning leaves out: called debris by an editor, or met in enough stories and not kept."""
        enough = Q(ruling=DebrisLine.Ruling.PROPOSED, stories__gte=models.F("stories_needed"))
        return self.filter(Q(ruling=DebrisLine.Ruling.DEBRIS) | enough)


class DebrisLine(models.Model):
    """One line of a source that stands in several of its stories. An editor's ruling outlives every later count."""

    class Ruling(models.TextChoices):
        """Who says what it is."""

        PROPOSED = "proposed", "Proposed by counting"
        DEBRIS = "debris", "Debris"
        KEPT = "kept", "Kept"

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="debris")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the folded words, hexadecimal")
    line = models.TextField(help_text="Its words, folded: what captures are held against")
    text = models.TextField(help_text="The line as it was printed last")
    stories = models.PositiveIntegerField(default=0, help_text="Distinct stories that it was met in")
    stories_needed = models.PositiveIntegerField(
        default=0, help_text="Stories from which it is left out without an editor's word"
    )
    ruling = models.CharField(max_length=10, choices=Ruling, default=Ruling.PROPOSED)
    ruled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ruled_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = DebrisLineQuerySet.as_manager()

    class Meta:
        """Listed by source, the most frequent first; ruled by someone at some time, or proposed."""

        indexes = [models.Index(fields=["source", "-stories", "id"], name="debris_of_source")]
        constraints = [
            models.UniqueConstraint(fields=["source", "digest"], name="debris_once_per_source"),
            models.CheckConstraint(
                condition=Q(ruling="proposed", ruled_by__isnull=True, ruled_at__isnull=True)
                | (~Q(ruling="proposed") & Q(ruled_by__isnull=False, ruled_at__isnull=False)),
                name="debris_ruled_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


def standing_words(rulings: models.QuerySet[LineRuling]) -> list[LineRuling]:
    """The last of these words on each line of a source, without those that the list of recurring lines overruled since.

    An editor says what a source's line is on a story or in that list; of the two the later holds.
    """
    last = {(row.source_id, row.line): row for row in rulings.select_related("source").order_by("pk")}
    if not last:
        return []
    listed = DebrisLine.objects.filter(source__in={source for source, _ in last}, ruled_at__isnull=False)
    since = {(row.source_id, row.line): row for row in listed}
    return [row for row in last.values() if not _overruled(row, since.get((row.source_id or 0, debris_key(row.line))))]


def _overruled(said: LineRuling, listed: DebrisLine | None) -> bool:
    if listed is None or listed.ruled_at is None or listed.ruled_at < said.made_at:
        return False
    return (said.role == Role.REMOVED) == (listed.ruling == DebrisLine.Ruling.KEPT)
