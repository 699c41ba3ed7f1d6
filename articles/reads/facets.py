"""The desk's filters, each with how many stories it would leave.

A group is counted under all other filters but its own, so that each figure is what a click leads to. Only stored
columns are counted, never functions of a column, and a narrowed list of very many stories is not counted at all.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from django.contrib.auth.models import User
from django.db.models import Count, Q

from articles.models import Source, Story, Topic
from articles.models.stories import StoryQuerySet
from articles.reads.desk import changed_this_week, matching, shown
from articles.reads.filters import Filters, Month
from articles.reads.topics import as_tree, ids_of, stories_under

MOST_COUNTED = 5_000  # stories: above, one group of a narrowed list takes half a second at 100,000 stories
MOST_SOURCES = 12
MOST_MONTHS = 12
MOST_TOPICS = 12  # by stories; their broader topics and the chosen one's narrower ones come along
SHOW_LABELS = (
    ("changed", "Changed since read"),
    ("versions", "With 2+ versions"),
    ("quotes", "Quote reworded"),
    ("numbers", "Number changed"),
    ("names", "Name changed"),
    ("headline", "Headline changed"),
    ("attribution", "Attribution changed"),
    ("notes", "My notes"),
    ("untagged", "Untagged"),
)
SORT_LABELS = (("changed", "Last changed"), ("published", "Published"))


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a filter: its label, how many stories, the filters a click leads to, and its depth in a tree.

    `count` is None where the stories are too many to be counted while one waits.
    """

    label: str
    count: int | None
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


@dataclass(frozen=True, slots=True)
class _Counted:
    """The stories one group of filters is counted over. `stories` is None where they are more than MOST_COUNTED."""

    stories: StoryQuerySet | None
    everything: bool


Counting = Callable[[Filters], _Counted]


def facets(filters: Filters, reader: User, *, topic: Topic | None) -> Facets:
    """Return the filters with their counts. A chosen one leads back to where it is not chosen."""
    filters = replace(filters, after="")

    @cache
    def counted(asked: Filters) -> _Counted:
        stories = matching(asked, reader, topic=topic if asked.topic else None)
        if not asked.narrowed:
            return _Counted(stories, everything=True)
        ids = list(stories.order_by().values_list("pk", flat=True)[: MOST_COUNTED + 1])
        return _Counted(Story.objects.filter(pk__in=ids) if len(ids) <= MOST_COUNTED else None, everything=False)

    return Facets(
        shows=_shows(filters, reader, counted),
        topics=_topics(filters, topic, counted),
        sources=_sources(filters, counted),
        dates=_dates(filters, counted),
        sorts=tuple(
            Choice(label, None, replace(filters, sort=sort), chosen=filters.sort == sort) for sort, label in SORT_LABELS
        ),
    )


def _shows(filters: Filters, reader: User, counted: Counting) -> tuple[Choice, ...]:
    """Ten counts, each with an index of its own, so they are asked one by one; chosen ones hold for the others too."""
    without = replace(filters, shows=())
    stories = counted(without).stories
    narrowed = stories.filter(*(shown(show, reader) for show in filters.shows)) if stories is not None else None
    return (
        Choice("All stories", _count(stories), without, chosen=not filters.shows),
        *(
            Choice(
                label,
                _count(narrowed, shown(show, reader)),
                filters.with_or_without(show),
                chosen=show in filters.shows,
            )
            for show, label in SHOW_LABELS
        ),
    )


def _count(stories: StoryQuerySet | None, asked: Q | None = None) -> int | None:
    if stories is None:
        return None
    return (stories.filter(asked) if asked else stories).count()


def _topics(filters: Filters, chosen: Topic | None, counted: Counting) -> tuple[Choice, ...]:
    topics = _topics_shown(chosen)
    if not topics:
        return ()
    among = counted(replace(filters, topic=None))
    counts = (
        stories_under(topics, among=None if among.everything else among.stories) if among.stories is not None else {}
    )
    return tuple(
        Choice(
            topic.label,
            counts.get(topic.pk),
            replace(filters, topic=None if topic.pk == filters.topic else topic.pk),
            chosen=topic.pk == filters.topic,
            depth=topic.depth,
        )
        for topic in topics
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


def _sources(filters: Filters, counted: Counting) -> tuple[Choice, ...]:
    found = _sources_of(counted(replace(filters, source=None)))
    if filters.source and filters.source not in {pk for pk, _, _ in found}:
        found += [(pk, name, 0) for pk, name in Source.objects.filter(pk=filters.source).values_list("pk", "name")]
    return tuple(
        Choice(name, number, replace(filters, source=None if pk == filters.source else pk), chosen=pk == filters.source)
        for pk, name, number in found
    )


def _sources_of(among: _Counted) -> list[tuple[int, str, int | None]]:
    """Return the sources with the most of the stories; over everything the figures are those the pipeline keeps."""
    if among.stories is None or among.everything:
        kept = Source.objects.filter(story_count__gt=0).order_by("-story_count", "name")[:MOST_SOURCES]
        return [(source.pk, source.name, source.story_count if among.everything else None) for source in kept]
    rows = among.stories.exclude(source=None).values_list("source_id", "source__name").annotate(number=Count("*"))
    return [(pk, name, number) for pk, name, number in rows.order_by("-number", "source__name")[:MOST_SOURCES]]


def _dates(filters: Filters, counted: Counting) -> tuple[Choice, ...]:
    asked = replace(filters, month=None, week=False)
    among = counted(asked)
    stories = Story.objects.standing() if among.stories is None else among.stories
    rows = (
        stories.exclude(year=None).values_list("year", "month").annotate(number=Count("*")).order_by("-year", "-month")
    )
    week = None if among.stories is None else among.stories.filter(changed_this_week()).count()
    lines = [_dated("Changed this week", week, filters, replace(asked, week=True), asked)]
    for year, month, number in rows[:MOST_MONTHS]:
        wanted = replace(asked, month=Month(year, month))
        lines.append(_dated(str(wanted.month), None if among.stories is None else number, filters, wanted, asked))
    return tuple(lines)


def _dated(label: str, count: int | None, filters: Filters, wanted: Filters, without: Filters) -> Choice:
    """Return a line of the dates; where it is chosen already, a click takes it away."""
    chosen = filters == wanted
    return Choice(label, count, without if chosen else wanted, chosen=chosen)
