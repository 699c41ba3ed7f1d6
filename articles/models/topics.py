"""Topics: a tree with synonyms, and the stories tagged with them."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

PATH_STEP = 8  # digits of an id in a path: 100 million topics


class TopicQuerySet(models.QuerySet["Topic"]):
    """Topics as a tree."""

    def standing(self) -> Self:
        """Those that were not merged into another."""
        return self.filter(merged_into__isnull=True)

    def as_tree(self) -> Self:
        """Order every topic after its broader one; siblings by label where they were made in that order."""
        return self.standing().order_by("path")

    def under(self, topic: "Topic") -> Self:
        """The topic and all narrower ones."""
        return self.filter(path__startswith=topic.path)

    def called(self, label: str) -> list["Topic"]:
        """Those standing whose label or synonym this is, whatever its case; those whose label it is first.

        Compared here and not in the database: SQLite knows the case of ASCII letters only.
        """
        key = " ".join(label.split()).casefold()
        rows = self.standing()
        by_label = [pk for pk, one in rows.values_list("pk", "label") if one.casefold() == key]
        synonyms = rows.values_list("pk", "synonyms__label")
        by_synonym = [pk for pk, one in synonyms if one and one.casefold() == key and pk not in by_label]
        found = self.in_bulk([*by_label, *by_synonym])
        return [found[pk] for pk in dict.fromkeys([*by_label, *by_synonym])]


class Topic(models.Model):
    """A node of the hierarchy. `path` holds the ids from the root down, each of PATH_STEP digits."""

    label = models.CharField(max_length=120)
    broader = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="narrower")
    path = models.CharField(  # noqa: DJ001 - unknown, not empty, until the topic has its id
        max_length=400, unique=True, null=True, help_text="Ids from the root down, each of PATH_STEP digits"
    )
    depth = models.PositiveSmallIntegerField(default=0)
    notation = models.CharField(max_length=60, blank=True, help_text="IPTC Media Topics code, like medtop:20000593")
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")
    story_count = models.PositiveIntegerField(default=0, help_text="Stories tagged with this very topic")

    objects = TopicQuerySet.as_manager()

    class Meta:
        """Siblings differ in label; a topic is not its own parent."""

        constraints = [
            models.UniqueConstraint(
                fields=["broader", "label"], condition=Q(merged_into__isnull=True), name="topic_label_once_per_parent"
            ),
            models.UniqueConstraint(
                fields=["label"],
                condition=Q(merged_into__isnull=True, broader__isnull=True),
                name="topic_label_once_at_the_top",
            ),
            models.UniqueConstraint(fields=["notation"], condition=~Q(notation=""), name="topic_notation_once"),
            models.CheckConstraint(condition=~Q(broader=F("id")), name="topic_not_under_itself"),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="topic_not_merged_into_itself"),
        ]

    def __str__(self) -> str:
        return self.label


class TopicSynonym(models.Model):
    """Another word for a topic, found by search and suggestion."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="synonyms")
    label = models.CharField(max_length=120)

    class Meta:
        """A synonym stands once at a topic."""

        ordering = ["label"]
        constraints = [models.UniqueConstraint(fields=["topic", "label"], name="synonym_once_per_topic")]

    def __str__(self) -> str:
        return self.label


class StoryTopic(models.Model):
    """An editor's word on a topic for a story: tagged, or rejected so that it is not suggested again here."""

    class State(models.TextChoices):
        """Which way the editor decided."""

        TAGGED = "tagged", "Tagged"
        REJECTED = "rejected", "Rejected"

    story = models.ForeignKey("Story", on_delete=models.CASCADE, related_name="story_topics")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="story_topics")
    state = models.CharField(max_length=8, choices=State, default=State.TAGGED)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """One word a story and topic."""

        indexes = [models.Index(fields=["topic", "state", "-story"], name="topic_stories")]
        constraints = [models.UniqueConstraint(fields=["story", "topic"], name="story_topic_once")]

    def __str__(self) -> str:
        return f"story {self.story_id}: {self.topic_id} {self.state}"
