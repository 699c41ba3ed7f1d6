"""What grouping remembers: candidate shingles, links between stories, doubts, and editors' constraints."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Self

from django.conf import settings
from django.db import connection, models
from django.db.models import F, Q
from django.utils import timezone


def numbers_array(numbers: Iterable[int]) -> str:
    """Give numbers as PostgreSQL writes an array: its driver takes ten times as long for a list."""
    return f"{{{_printed(numbers)}}}"


def _add(table: str, held_by: str, rows: Iterable[tuple[int, int]]) -> None:
    """Store pairs of hash and id, in the order of their index; bulk_create takes three times as long and more."""
    given, into = sorted(rows), f"INSERT INTO {table} (hash, {held_by})"
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(f"{into} VALUES (%s, %s)", given)
        elif given:
            columns = [numbers_array(column) for column in zip(*given, strict=True)]
            cursor.execute(f"{into} SELECT * FROM unnest(%s::bigint[], %s::bigint[])", columns)  # noqa: S608


def _held(statement: str, *given: str | int) -> dict[int, list[int]]:
    """Run a query for pairs of hash and id; return the ids by hash."""
    found: dict[int, list[int]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        for key, held in cursor.fetchall():
            found[key].append(held)
    return found


class ShingleQuerySet(models.QuerySet["Shingle"]):
    """Shingles, which come thirty a text."""

    def add(self, rows: Iterable[tuple[int, int]]) -> None:
        """Store pairs of hash and version id."""
        _add("articles_shingle", "version_id", rows)

    def holders(self, hashes: Collection[int]) -> dict[int, list[int]]:
        """Return the versions under each of these hashes; by hand, since the ORM takes most of its time per value."""
        held = "SELECT hash, version_id FROM articles_shingle WHERE hash IN (SELECT value FROM json_each(%s))"
        wanted = json.dumps(list(hashes))
        if connection.vendor != "sqlite":
            held = "SELECT hash, version_id FROM articles_shingle WHERE hash = ANY(%s::bigint[])"
            wanted = numbers_array(hashes)
        return _held(held, wanted)


class Shingle(models.Model):
    """One sampled shingle of a version: the index from which candidates come."""

    hash = models.BigIntegerField(help_text="64-bit hash, as a signed integer")
    version = models.ForeignKey("Version", on_delete=models.CASCADE, related_name="+", db_index=True)

    objects = ShingleQuerySet.as_manager()

    class Meta:
        """A version is found under a shingle once."""

        constraints = [models.UniqueConstraint(fields=["hash", "version"], name="shingle_once_per_version")]

    def __str__(self) -> str:
        return f"{self.hash:x} in version {self.version_id}"


class EventTermQuerySet(models.QuerySet["EventTerm"]):
    """Terms with their days, which come some sixteen a story."""

    def add(self, rows: Iterable[tuple[int, int]]) -> None:
        """Store pairs of hash and story id, in the order of the hashes, so that no two writers lock each other."""
        held: dict[int, list[int]] = defaultdict(list)
        for key, story_id in rows:
            held[key].append(story_id)
        given = [(key, _printed(held[key])) for key in sorted(held)]
        into = "INSERT INTO articles_eventterm (hash, stories)"
        longer = " ON CONFLICT (hash) DO UPDATE SET stories = articles_eventterm.stories || ',' || excluded.stories"
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.executemany(f"{into} VALUES (%s, %s){longer}", given)
            elif given:
                keys, stories = numbers_array(key for key, _ in given), [printed for _, printed in given]
                cursor.execute(f"{into} SELECT * FROM unnest(%s::bigint[], %s::text[]){longer}", (keys, stories))  # noqa: S608

    def remove(self, hashes: Collection[int], *, stories: Collection[int]) -> None:
        """Take stories out of the rows of these hashes; a row that names no other goes. As the one writer."""
        gone, left = set(stories), {}
        for key, held in self.holders(hashes).items():
            ids = story_ids(held)
            staying = [story_id for story_id in ids if story_id not in gone]
            if len(staying) < len(ids):
                left[key] = staying
        self.filter(pk__in=sorted(left)).delete()
        self.add((key, story_id) for key, staying in left.items() for story_id in staying)

    def holders(self, hashes: Collection[int]) -> dict[int, str]:
        """Return the stories under each of these hashes, as they are stored."""
        held = "SELECT hash, stories FROM articles_eventterm WHERE hash IN (SELECT value FROM json_each(%s))"
        wanted = json.dumps(list(hashes))
        if connection.vendor != "sqlite":
            held = "SELECT hash, stories FROM articles_eventterm WHERE hash = ANY(%s::bigint[])"
            wanted = numbers_array(hashes)
        with connection.cursor() as cursor:
            cursor.execute(held, [wanted])
            return dict(cursor.fetchall())


class EventTerm(models.Model):
    """A name or word on some days, hashed, and the stories that turn on it: by these, related stories are found.

    The stories stand in one text, as a row for each took most of what relating costs. They are those of the day the
    text came in: one may be merged into another by now, or gone.
    """

    hash = models.BigIntegerField(primary_key=True, help_text="64-bit hash of term and days, as a signed integer")
    stories = models.TextField(help_text="Ids, like 7,12,30")

    objects = EventTermQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.hash:x} in stories {self.stories}"


def story_ids(stories: str) -> list[int]:
    """Read the stories of an event term."""
    return [int(number) for number in stories.split(",")]


def _printed(numbers: Iterable[int]) -> str:
    return ",".join(map(str, numbers))


class StoryLink(models.Model):
    """Two stories that belong beside each other and are not one: on the same event, or sharing passages."""

    class Kind(models.TextChoices):
        """What joins them."""

        RELATED = "related", "Same event"
        SHARES_TEXT = "shares_text", "Shares text"

    first = models.ForeignKey("Story", on_delete=models.CASCADE, related_name="links_as_first")
    second = models.ForeignKey("Story", on_delete=models.CASCADE, related_name="links_as_second")
    kind = models.CharField(max_length=12, choices=Kind)
    score = models.FloatField(help_text="0 to 1, higher is closer")
    why = models.JSONField(default=list, help_text="Reasons in words")

    class Meta:
        """Stored once a pair and kind, the lower id first."""

        constraints = [
            models.UniqueConstraint(fields=["first", "second", "kind"], name="link_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="link_lower_id_first"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} {self.kind} {self.second_id}"


class PairDoubtQuerySet(models.QuerySet["PairDoubt"]):
    """The review queue."""

    def queue(self) -> Self:
        """What is still to be decided, most valuable first."""
        return self.filter(answer=PairDoubt.Answer.OPEN).order_by("-value", "id")

    def skipped(self) -> Self:
        """What editors left to others, what was skipped longest ago first: skipped again, a pair goes to the end."""
        return self.filter(answer=PairDoubt.Answer.SKIPPED).order_by(F("answered_at").asc(nulls_first=True), "id")

    def decided_since(self, moment: dt.datetime) -> Self:
        """What was answered or skipped since then."""
        return self.filter(answered_at__gte=moment).exclude(answer=PairDoubt.Answer.OPEN)


class PairDoubt(models.Model):
    """Two versions of which the machine is not sure that they are one article."""

    class Answer(models.TextChoices):
        """What an editor said."""

        OPEN = "open", "Not decided"
        SAME = "same", "Same story"
        DIFFERENT = "different", "Different"
        SKIPPED = "skipped", "Skipped"

    first = models.ForeignKey("Version", on_delete=models.CASCADE, related_name="doubts_as_first")
    second = models.ForeignKey("Version", on_delete=models.CASCADE, related_name="doubts_as_second")
    joined = models.BooleanField(default=False, help_text="The machine joined them, doubtfully")
    score = models.FloatField(help_text="0 (different) to 1 (same)")
    value = models.FloatField(default=0, help_text="How much an answer is worth; the queue's order")
    reasons = models.JSONField(default=list, help_text="In words")
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.OPEN)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    answered_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = PairDoubtQuerySet.as_manager()

    class Meta:
        """Asked once a pair, the lower id first."""

        indexes = [
            models.Index(fields=["answer", "-value", "id"], name="doubt_queue"),
            models.Index(fields=["answered_at"], name="doubt_answered"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="doubt_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="doubt_lower_id_first"),
        ]

    def __str__(self) -> str:
        return f"versions {self.first_id} and {self.second_id}: {self.answer}"


class GroupingConstraint(models.Model):
    """An editor's word that two versions must be, or must not be, in one story. Every later run honours it."""

    class Kind(models.TextChoices):
        """Which way it binds."""

        TOGETHER = "together", "Must be together"
        APART = "apart", "Must stay apart"

    first = models.ForeignKey("Version", on_delete=models.CASCADE, related_name="constraints_as_first")
    second = models.ForeignKey("Version", on_delete=models.CASCADE, related_name="constraints_as_second")
    kind = models.CharField(max_length=8, choices=Kind)
    decision = models.ForeignKey("Decision", on_delete=models.CASCADE, related_name="constraints")

    class Meta:
        """One word a pair, the lower id first."""

        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="constraint_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="constraint_lower_id_first"),
        ]

    def __str__(self) -> str:
        return f"versions {self.first_id} and {self.second_id}: {self.kind}"


class FittedThresholdsQuerySet(models.QuerySet["FittedThresholds"]):
    """Thresholds as they were fitted, one after another."""

    def in_force(self) -> "FittedThresholds | None":
        """Return those that every grouping uses; None where the ones in the code stand."""
        return self.filter(undone_at__isnull=True).order_by("-pk").first()


class FittedThresholds(models.Model):
    """The scores between which the machine asks, as fitted to editors' answers; the newest not taken back counts."""

    different_below = models.FloatField()
    same_from = models.FloatField()
    answers = models.PositiveIntegerField(default=0, help_text="Answered pairs that they were fitted to")
    outcome = models.JSONField(default=dict, help_text="What the ones before and these make of the answers")
    made_at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = FittedThresholdsQuerySet.as_manager()

    class Meta:
        """In order, each between 0 and 1."""

        verbose_name_plural = "fitted thresholds"
        constraints = [
            models.CheckConstraint(
                condition=Q(different_below__gt=0, same_from__gte=F("different_below"), same_from__lt=1),
                name="thresholds_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"asks from {self.different_below:.2f} to {self.same_from:.2f}"
