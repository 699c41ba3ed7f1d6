"""Stories and the versions of their article. What a list shows is stored on the story by the pipeline."""

from collections.abc import Iterator
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from articles.models.captures import Source

NARROWED = {
    "quotes_reworded": Q(quotes_reworded__gt=0),
    "numbers_changed": Q(numbers_changed__gt=0),
    "names_changed": Q(names_changed__gt=0),
    "attributions_changed": Q(attributions_changed__gt=0),
    "headline_changed": Q(headline_changed=True),
    "topic_count": Q(topic_count=0),
}
"""What the desk's filters ask of one column, by the column: few stories each, or all that wait to be tagged."""

SUMMARY_DUE = Q(version_count__gt=1, kept=0, edited=0, moved=0, added=0, removed=0, merged_into__isnull=True)
"""Whose versions are not compared since they changed: two texts have a sentence in common, or differ in one."""

# The key in a version's conflicts under which the imprints of its captures stand, where there are several.
IMPRINTS = "imprints"


class StoryQuerySet(models.QuerySet["Story"]):
    """Stories as the desk asks for them."""

    def standing(self) -> Self:
        """Those that were not merged into another."""
        return self.filter(merged_into__isnull=True)

    def for_list(self) -> Self:
        """Bring along what a row shows beside the story's own columns."""
        return self.select_related("source")


def _narrow_indexes() -> Iterator[models.Index]:
    """Give an index for each filter of the desk that asks one column: newest change first, standing stories alone.

    The column stands in the index too: without it a count fetches every row that the index leads to.
    """
    for column, wanted in NARROWED.items():
        condition = wanted & Q(merged_into__isnull=True)
        yield models.Index(fields=["-changed_at", "-id", column], condition=condition, name=f"story_{column}")


class Story(models.Model):
    """The versions of one article. Its columns are what lists show; texts stand in the versions' bodies."""

    headline = models.CharField(max_length=1000, blank=True)
    standfirst = models.TextField(blank=True)
    byline = models.CharField(max_length=500, blank=True)
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.SET_NULL, related_name="stories")
    published = models.CharField(max_length=40, blank=True, help_text="ISO 8601, precision and zone as given")
    published_day = models.DateField(null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    month = models.PositiveSmallIntegerField(null=True, blank=True)
    language = models.CharField(max_length=20, blank=True)
    doubts = models.JSONField(default=list, help_text="Names of doubtful fields of the version shown")

    latest = models.ForeignKey("Version", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    version_count = models.PositiveIntegerField(default=0)
    capture_count = models.PositiveIntegerField(default=0)
    note_count = models.PositiveIntegerField(default=0)
    related_count = models.PositiveIntegerField(default=0)
    topic_count = models.PositiveIntegerField(default=0, help_text="Topics it is tagged with")

    # First version against latest, in sentences: the desk's bar and chips.
    kept = models.PositiveIntegerField(default=0)
    edited = models.PositiveIntegerField(default=0)
    moved = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    removed = models.PositiveIntegerField(default=0)
    quotes_reworded = models.PositiveIntegerField(default=0)
    numbers_changed = models.PositiveIntegerField(default=0)
    names_changed = models.PositiveIntegerField(default=0)
    attributions_changed = models.PositiveIntegerField(default=0)
    headline_changed = models.BooleanField(default=False)

    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now, help_text="When its latest version came in")
    merged_into = models.ForeignKey(  # the index is below: one over all rows draws SQLite away from the lists' own
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged", db_index=False
    )

    objects = StoryQuerySet.as_manager()

    class Meta:
        """Keyset pages walk (changed_at, id) and (published_day, id); facets count stored columns."""

        verbose_name_plural = "stories"
        permissions = [
            ("read_stories", "Can read stories, versions and notes"),
            ("edit_stories", "Can tag, annotate, merge and split"),
            ("manage_dumps", "Can ingest dumps and mend rejections"),
        ]
        indexes = [
            models.Index(fields=["-changed_at", "-id"], name="story_changed"),
            models.Index(fields=["-published_day", "-id"], name="story_published"),
            models.Index(fields=["source", "-changed_at", "-id"], name="story_source_changed"),
            models.Index(fields=["merged_into"], condition=Q(merged_into__isnull=False), name="story_merged"),
            models.Index(fields=["year", "month"], condition=Q(merged_into__isnull=True), name="story_month"),
            models.Index(fields=["id"], condition=SUMMARY_DUE, name="story_summary_due"),
            models.Index(fields=["version_count"], condition=Q(merged_into__isnull=True), name="story_versions"),
            *_narrow_indexes(),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(merged_into=models.F("id")), name="story_not_merged_into_itself"),
        ]

    def __str__(self) -> str:
        return self.headline or f"story {self.pk}"


class VersionQuerySet(models.QuerySet["Version"]):
    """Versions as the story and the comparison ask for them."""

    def in_order(self) -> Self:
        """Order first to last within their stories."""
        return self.order_by("story_id", "position", "id")

    def with_body(self) -> Self:
        """Bring the text along."""
        return self.select_related("body", "source")


class Version(models.Model):
    """One distinct text of an article. Captures with the same folded text share it and lend it what they know."""

    class OrderBasis(models.TextChoices):
        """How a version's place in its story is known."""

        PUBLISHED = "published", "By publication time"
        CAPTURED = "captured", "By capture date"
        INFERRED = "inferred", "Inferred"
        EDITOR = "editor", "Set by an editor"

    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="versions")
    digest = models.CharField(max_length=64, db_index=True, help_text="SHA-256 of the folded body, hexadecimal")
    headline_key = models.CharField(max_length=64, blank=True, help_text="Digest of the folded headline")
    position = models.PositiveIntegerField(default=0, help_text="0-based, first to last")
    order_basis = models.CharField(max_length=10, choices=OrderBasis, default=OrderBasis.CAPTURED)
    order_why = models.CharField(max_length=300, blank=True, help_text="Why this order, in words")

    headline = models.CharField(max_length=1000, blank=True)
    standfirst = models.TextField(blank=True)
    byline = models.CharField(max_length=500, blank=True)
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.SET_NULL, related_name="versions")
    published = models.CharField(max_length=40, blank=True)
    captured = models.CharField(max_length=40, blank=True)
    day = models.DateField(null=True, blank=True, help_text="Published, else captured: for candidates by headline")
    word_count = models.PositiveIntegerField(default=0)
    doubts = models.JSONField(default=list)
    # Under IMPRINTS it says which of them go together.
    conflicts = models.JSONField(default=dict, help_text="Field -> the values its captures disagree on")
    created_at = models.DateTimeField(default=timezone.now)

    objects = VersionQuerySet.as_manager()

    class Meta:
        """One text stands once in a story."""

        indexes = [
            models.Index(fields=["story", "position"], name="version_in_story"),
            models.Index(fields=["headline_key", "day"], name="version_headline_day"),
        ]
        constraints = [models.UniqueConstraint(fields=["story", "digest"], name="version_text_once_per_story")]

    def __str__(self) -> str:
        return self.headline or f"version {self.pk}"

    @property
    def disagreements(self) -> dict[str, list[str]]:
        """Each field on which the captures disagree, with its readings."""
        return {name: readings for name, readings in self.conflicts.items() if name != IMPRINTS}


class VersionBody(models.Model):
    """What is heavy of a version, apart from it so that lists never load it."""

    version = models.OneToOneField(Version, primary_key=True, on_delete=models.CASCADE, related_name="body")
    paragraphs = models.JSONField(default=list)
    captions = models.JSONField(default=list, help_text='Objects with "text" and "credit"')
    tags = models.JSONField(default=list)
    authors = models.JSONField(default=list)
    contributors = models.TextField(blank=True)
    section = models.CharField(max_length=200, blank=True)
    fingerprint = models.BinaryField(default=bytes, help_text="articles.text.group.Fingerprint, as bytes")

    class Meta:
        """Plural for the admin."""

        verbose_name_plural = "version bodies"

    def __str__(self) -> str:
        return f"body of version {self.version_id}"
