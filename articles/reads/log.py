"""The decision log: what editors did, newest first, a page at a time; of everyone or one, on all or one story."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from articles.models import Decision, Story, Topic, Touch
from articles.models.decisions import DecisionQuerySet
from articles.text.row_id import row_id

ROWS = 40  # a page: some three screens
ON_TOPICS = frozenset({"create_topic", "rename_topic", "move_topic", "merge_topics", "add_synonym", "remove_synonym"})


@dataclass(frozen=True, slots=True)
class LogFilters:
    """What the address asks for: a person's username, a story's id, and the decision after which the page begins."""

    by: str = ""
    story: int | None = None
    after: int | None = None

    @property
    def query(self) -> str:
        """The filters as an address has them."""
        given = {"by": self.by, "story": self.story, "after": self.after}
        found = urlencode({name: value for name, value in given.items() if value})
        return f"?{found}" if found else ""

    @property
    def narrowed(self) -> bool:
        """Whether not every decision is asked for."""
        return bool(self.by or self.story)

    def at(self, after: int | None = None) -> "LogFilters":
        """The same from another decision on; from the newest without."""
        return LogFilters(self.by, self.story, after)


@dataclass(frozen=True, slots=True)
class Day:
    """The decisions of one day, as the site's clock has it, newest first."""

    day: date
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class LogPage:
    """One page of the log. `next_page` asks for the older ones; `story` and `person` are what it is narrowed to.

    `people` are all who ever decided something, by name; the decisions have their story and people loaded. `topics` are
    the decisions whose subject is a topic that is there: one whose making was undone has no address.
    """

    filters: LogFilters
    days: tuple[Day, ...]
    next_page: LogFilters | None
    story: Story | None
    person: User | None
    people: tuple[User, ...]
    topics: frozenset[int]

    @property
    def first_page(self) -> LogFilters:
        """What asks for the newest again."""
        return self.filters.at()

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """All of the page's decisions."""
        return tuple(one for day in self.days for one in day.decisions)

    @property
    def no_such_story(self) -> bool:
        """Whether a story is asked for that is not there."""
        return self.filters.story is not None and self.story is None

    @property
    def today(self) -> date:
        """The day it is."""
        return timezone.localdate()


def log_filters(given: Mapping[str, str]) -> LogFilters:
    """Return what an address asks for; what is no number is left out, and what PostgreSQL cannot hold."""
    by = given.get("by", "").replace("\x00", "").strip()[:150]
    return LogFilters(by, row_id(given.get("story")), row_id(given.get("after")))


def log_page(filters: LogFilters) -> LogPage:
    """Return a page of the log, in a flat number of queries however long it is."""
    person = User.objects.filter(username=filters.by).first() if filters.by else None
    story = Story.objects.select_related("merged_into").filter(pk=filters.story).first() if filters.story else None
    rows = Decision.objects.select_related("made_by", "undone_by", "story__merged_into")
    rows = rows.filter(made_by=person) if filters.by else rows
    rows = _about(rows, filters.story) if filters.story else rows
    rows = rows.filter(pk__lt=filters.after) if filters.after else rows
    found = list(rows.newest_first()[: ROWS + 1])
    older = filters.at(found[ROWS - 1].pk) if len(found) > ROWS else None
    days = groupby(found[:ROWS], key=lambda one: timezone.localdate(one.made_at))
    return LogPage(
        filters=filters,
        days=tuple(Day(day, tuple(decisions)) for day, decisions in days),
        next_page=older,
        story=story,
        person=person,
        people=_people(),
        topics=_on_topics(found),
    )


def _about(rows: DecisionQuerySet, story_id: int) -> DecisionQuerySet:
    """Return the decisions on a story, on those that are part of it by now, and those that concerned it."""
    ids = [story_id, *Story.objects.filter(merged_into=story_id).values_list("pk", flat=True)]
    concerned = Touch.objects.filter(key__in=[f"story {pk}" for pk in ids]).values("decision")
    return rows.filter(Q(story__in=ids) | Q(pk__in=concerned))


def _on_topics(decisions: Sequence[Decision]) -> frozenset[int]:
    subjects = {one.pk: one.detail.get("subject") for one in decisions if one.kind in ON_TOPICS}
    there = set(Topic.objects.filter(pk__in=set(subjects.values())).values_list("pk", flat=True))
    return frozenset(pk for pk, topic_id in subjects.items() if topic_id in there)


def _people() -> tuple[User, ...]:
    decided = Exists(Decision.objects.filter(made_by=OuterRef("pk")))
    people = User.objects.filter(decided)
    return tuple(sorted(people, key=lambda one: (one.get_full_name() or one.get_username()).casefold()))
