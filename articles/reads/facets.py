"""The desk's filters, each with how many stories it would leave.

A group is counted under all other filters but its own, so that each figure is what a click leads to. Only stored
columns are counted, never functions of a column.
"""

from dataclasses import dataclass, replace

from django.contrib.auth.models import User
from django.db.models import Count, Q

from articles.models import Source, StoryTopic, Topic
from articles.reads.desk import matching
from articles.reads.filters import Filters, Month
from articles.reads.topics import as_tree, ids_of

MOST_SOURCES = 12
MOST_MONTHS = 12
MOST_TOPICS = 12  # by stories; their broader topics and the chosen one's narrower ones come along
SHOW_LABELS = (
    ("all", "All stories"),
    ("changed", "Changed since read"),
    ("versions", "With 2+ versions"),
    ("quotes", "Quote reworded"),
    ("notes", "My notes"),
    ("untagged", "Untagged"),
)
SORT_LABELS = (("changed", "Last changed"), ("published", "Published"))


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a filter: its label, how many stories, the filters a click leads to, and its depth in a tree."""

    label: str
    count: int
    filters: Filters
    chosen: bool = False
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Facets:
    """All that the desk's panel offers."""

    shows: tuple[Choice, ...]
    topics: tuple[Choice, ...]
    sources: tuple[Choice, ...]
    dates: tuple[Choice, ...]
    sorts: tuple[Choice, ...]


def facets(filters: Filters, reader: User, *, topic: Topic | None) -> Facets:
    """Return the filters with their counts. A chosen one leads back to where it is not chosen."""
    filters = replace(filters, after="")
    return Facets(
        shows=_shows(filters, reader, topic),
        topics=_topics(filters, reader, topic),
        sources=_sources(filters, reader, topic),
        dates=_dates(filters, reader, topic),
        sorts=tuple(
            Choice(label, 0, replace(filters, sort=sort), chosen=filters.sort == sort) for sort, label in SORT_LABELS
        ),
    )


def _shows(filters: Filters, reader: User, topic: Topic | None) -> tuple[Choice, ...]:
    """Six counts: each its own index, so they are asked one by one."""
    return tuple(
        Choice(
            label,
            matching(replace(filters, show=show), reader, topic=topic).count(),
            replace(filters, show=show),
            chosen=filters.show == show,
        )
        for show, label in SHOW_LABELS
    )


def _topics(filters: Filters, reader: User, chosen: Topic | None) -> tuple[Choice, ...]:
    shown = _topics_shown(chosen)
    if not shown:
        return ()
    stories = matching(replace(filters, topic=None), reader)
    tags = StoryTopic.objects.filter(state=StoryTopic.State.TAGGED)
    if replace(filters, topic=None).narrowed:
        tags = tags.filter(story__in=stories)
    counts = tags.aggregate(
        **{
            f"t{topic.pk}": Count("story", distinct=True, filter=Q(topic__path__startswith=topic.path))
            for topic in shown
        }
    )
    return tuple(
        Choice(
            topic.label,
            counts[f"t{topic.pk}"],
            replace(filters, topic=None if topic.pk == filters.topic else topic.pk),
            chosen=topic.pk == filters.topic,
            depth=topic.depth,
        )
        for topic in shown
    )


def _topics_shown(chosen: Topic | None) -> list[Topic]:
    """Return the topics with the most stories, those above them, and those right below the chosen one, as a tree."""
    standing = Topic.objects.standing()
    most = list(standing.filter(story_count__gt=0).order_by("-story_count", "id")[:MOST_TOPICS])
    wanted = Q(pk__in=[topic.pk for topic in most])
    above = {int(pk) for topic in [*most, *([chosen] if chosen else [])] for pk in ids_of(topic)}
    wanted |= Q(pk__in=above)
    if chosen:
        wanted |= Q(broader=chosen, story_count__gt=0)
    return as_tree(standing.filter(wanted))


def _sources(filters: Filters, reader: User, topic: Topic | None) -> tuple[Choice, ...]:
    asked = replace(filters, source=None)
    if asked.narrowed:
        counted = (
            matching(asked, reader, topic=topic)
            .exclude(source=None)
            .values_list("source_id", "source__name")
            .annotate(number=Count("pk"))
            .order_by("-number", "source__name")[:MOST_SOURCES]
        )
        found = [(pk, name, number) for pk, name, number in counted]
    else:
        found = list(
            Source.objects.filter(story_count__gt=0)
            .order_by("-story_count", "name")
            .values_list("pk", "name", "story_count")[:MOST_SOURCES]
        )
    if filters.source and filters.source not in {pk for pk, _, _ in found}:
        found += [(pk, name, 0) for pk, name in Source.objects.filter(pk=filters.source).values_list("pk", "name")]
    return tuple(
        Choice(
            name,
            number,
            replace(filters, source=None if pk == filters.source else pk),
            chosen=pk == filters.source,
        )
        for pk, name, number in found
    )


def _dates(filters: Filters, reader: User, topic: Topic | None) -> tuple[Choice, ...]:
    asked = replace(filters, month=None, week=False)
    week = replace(asked, week=True)
    months = (
        matching(asked, reader, topic=topic)
        .exclude(year=None)
        .values_list("year", "month")
        .annotate(number=Count("pk"))
        .order_by("-year", "-month")[:MOST_MONTHS]
    )
    lines = [
        Choice(
            "Changed this week",
            matching(week, reader, topic=topic).count(),
            asked if filters.week else week,
            chosen=filters.week,
        )
    ]
    lines += [
        Choice(
            str(Month(year, month)),
            number,
            asked if filters.month == Month(year, month) else replace(asked, month=Month(year, month)),
            chosen=filters.month == Month(year, month),
        )
        for year, month, number in months
    ]
    return tuple(lines)
