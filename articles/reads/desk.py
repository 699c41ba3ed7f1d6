"""The desk: which stories match, newest first, a page at a time, and what each row shows.

Pages are walked by key and never by OFFSET, which takes seconds at a million stories.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone

from articles.models import Annotation, ReadMark, Story, StoryTopic, Topic, Version
from articles.models.search import matching_stories
from articles.models.snippets import Snippet, snippets_of
from articles.models.stories import NARROWED, StoryQuerySet
from articles.reads.filters import Filters
from articles.reads.suggestions import LEAST_SURE, ON_A_ROW, Suggested, suggested_for, text_of
from articles.text.row_id import row_id, row_ids

ROWS = 25  # a page: what one scrolls through in a minute
MOST_AT_ONCE = 100  # stories tagged at once: more than a page can select
COUNT_CAP = 1001  # a search's hits are counted to here: "more than 1,000" helps as much as the exact figure
_COLUMN_OF = {
    "quotes": "quotes_reworded",
    "numbers": "numbers_changed",
    "names": "names_changed",
    "headline": "headline_changed",
    "attribution": "attributions_changed",
    "untagged": "topic_count",
}
UNDATED = "none"  # the key of stories without a publication day, which come last


@dataclass(frozen=True, slots=True)
class Row:
    """One story as the desk lists it; `latest_date` is when the version whose headline it shows was published.

    `snippet` says why a search found it. `first` is the first of several versions, `read` the one the reader saw last;
    both are None where there is nothing to compare with the latest.
    """

    story: Story
    topics: tuple[Topic, ...] = ()
    suggested: tuple[Suggested, ...] = ()
    unread: bool = False
    latest_date: str = ""
    snippet: Snippet | None = None
    first: int | None = None
    read: int | None = None

    @property
    def first_date(self) -> str:
        """When the first version was published, where that is another date than the latest's; ISO 8601, or ""."""
        return self.story.published if self.story.published != self.latest_date else ""


@dataclass(frozen=True, slots=True)
class DeskPage:
    """One page of stories. `after` asks for the next page ("" on the last); `count` is capped where `count_capped`."""

    filters: Filters
    rows: tuple[Row, ...]
    count: int
    count_capped: bool
    after: str
    topic: Topic | None = None

    @property
    def next_page(self) -> Filters | None:
        """What asks for the next page; None on the last."""
        return replace(self.filters, after=self.after) if self.after else None

    @property
    def first_page(self) -> Filters:
        """What asks for the first page again."""
        return replace(self.filters, after="")


def desk_page(filters: Filters, reader: User) -> DeskPage:
    """Return the page of stories that match, in a flat number of queries. Unknown topics match nothing."""
    topic = Topic.objects.standing().filter(pk=filters.topic).first() if filters.topic else None
    stories = matching(filters, reader, topic=topic)
    found, after = _page(stories, filters)
    capped = bool(filters.words)
    count = stories.order_by()[:COUNT_CAP].count() if capped else stories.order_by().count()
    return DeskPage(
        filters=filters,
        rows=rows_of(found, reader, words=filters.words),
        count=min(count, COUNT_CAP - 1) if capped else count,
        count_capped=capped and count >= COUNT_CAP,
        after=after,
        topic=topic,
    )


def no_stories_at_all() -> bool:
    """Return whether nothing was ever ingested: the desk then shows the way in."""
    return not Story.objects.standing().exists()


def matching(filters: Filters, reader: User, *, topic: Topic | None = None) -> StoryQuerySet:
    """Return the stories that match, in no order. `topic` is filters.topic, with all that are narrower."""
    stories = Story.objects.standing().filter(*(shown(show, reader) for show in filters.shows), _dated(filters))
    if filters.topic:
        stories = stories.filter(pk__in=tagged_under(topic)) if topic else stories.none()
    if filters.source:
        stories = stories.filter(source_id=filters.source)
    if filters.words:
        stories = stories.filter(pk__in=matching_stories(filters.words))
    return stories


def stories_picked(ids: Iterable[str], *, without: Topic | None = None) -> list[Story]:
    """Return the standing stories of these ids, as a form sends them, but those tagged with `without` already."""
    tagged = StoryTopic.objects.filter(topic=without, state=StoryTopic.State.TAGGED).values("story_id")
    return list(Story.objects.standing().filter(pk__in=row_ids(ids)).exclude(pk__in=tagged).order_by("pk"))


def merged_away(ids: Iterable[str]) -> list[Story]:
    """Return those of the stories of these ids that are part of another by now."""
    return list(Story.objects.filter(pk__in=row_ids(ids), merged_into__isnull=False).order_by("pk"))


def versions_picked(ids: Iterable[str]) -> list[Version]:
    """Return the versions of these ids, as a form sends them, in whatever story they stand by now."""
    return list(Version.objects.filter(pk__in=row_ids(ids)).in_order())


def tagged_under(topic: Topic) -> Any:
    """Return a subquery of the ids of stories tagged with the topic or a narrower one."""
    tags = StoryTopic.objects.filter(state=StoryTopic.State.TAGGED, topic__path__startswith=topic.path or "")
    return tags.values("story_id")


def shown(show: str, reader: User) -> Q:
    """Return what one of filters.SHOWS asks of a story."""
    if show == "changed":
        return Q(pk__in=ReadMark.objects.filter(reader=reader).outdated().values("story"))
    if show == "notes":
        return Q(pk__in=Annotation.objects.standing().filter(author=reader).values("story"))
    return Q(version_count__gte=2) if show == "versions" else NARROWED[_COLUMN_OF[show]]


def _dated(filters: Filters) -> Q:
    dated = Q()
    if filters.month:
        dated &= Q(year=filters.month.year, month=filters.month.month)
    if filters.week:
        dated &= changed_this_week()
    return dated


def changed_this_week() -> Q:
    """Return what makes a story one that changed in the last seven days."""
    return Q(changed_at__gte=timezone.now() - timedelta(days=7))


def _page(stories: StoryQuerySet, filters: Filters) -> tuple[list[Story], str]:
    """Return one page of stories, and the key of the next page."""
    key, last = _parsed(filters.after, filters.sort)
    if filters.sort == "published":
        found = [] if key == UNDATED else _walk(stories, "published_day", key, last)
        if len(found) <= ROWS:
            undated = stories.filter(published_day__isnull=True).for_list().order_by("-id")
            undated = undated.filter(pk__lt=last) if key == UNDATED else undated
            found += undated[: ROWS + 1 - len(found)]
    else:
        found = _walk(stories, "changed_at", key, last)
    if len(found) <= ROWS:
        return found, ""
    return found[:ROWS], _key(found[ROWS - 1], filters.sort)


def _walk(stories: StoryQuerySet, column: str, key: date | str | None, last: int) -> list[Story]:
    """Return a page and one story more, from the key on. The first bound is redundant and lets the index be used."""
    stories = stories.filter(**{f"{column}__isnull": False})
    if key:
        past = Q(**{f"{column}__lt": key}) | Q(pk__lt=last)
        stories = stories.filter(Q(**{f"{column}__lte": key}), past)
    return list(stories.for_list().order_by(f"-{column}", "-id")[: ROWS + 1])


def _key(story: Story, sort: str) -> str:
    value = story.published_day if sort == "published" else story.changed_at
    return f"{value.isoformat() if value else UNDATED}~{story.pk}"


def _parsed(after: str, sort: str) -> tuple[date | str | None, int]:
    """Return the key and id a page starts after; nothing where the text is no key, which shows the first page."""
    key, _, number = after.rpartition("~")
    last = row_id(number)
    if last is None:
        return None, 0
    if sort == "published" and key == UNDATED:
        return UNDATED, last
    try:
        if sort == "published":
            return date.fromisoformat(key), last
        return datetime.fromisoformat(key).astimezone(UTC), last
    except (ValueError, OverflowError):  # a time of the year 1 or 9999 may have none in UTC
        return None, 0


def rows_of(stories: Iterable[Story], reader: User, *, words: str = "") -> tuple[Row, ...]:
    """Return the stories with their topics, what else they suggest, and whether they changed since they were read.

    With `words` each says where it holds them.

    A flat number of queries. Suggestions come from headline and standfirst alone: lists load no body.
    """
    stories = list(stories)
    topics: dict[int, list[Topic]] = defaultdict(list)
    tags = StoryTopic.objects.filter(story__in=stories, state=StoryTopic.State.TAGGED).select_related("topic")
    for tag in tags.order_by("topic__label"):
        topics[tag.story_id].append(tag.topic)
    texts = {story.pk: text_of(story.headline, [story.standfirst]) for story in stories}
    suggested = suggested_for(texts, most=ON_A_ROW, least=LEAST_SURE)
    marks = ReadMark.objects.filter(reader=reader, story__in=stories).outdated()
    read = dict(marks.values_list("story_id", "version_id"))
    latest = {story.latest_id for story in stories}
    several = [story.pk for story in stories if story.version_count > 1]
    ends = Version.objects.filter(Q(pk__in=latest) | Q(story__in=several, position=0))
    found = list(ends.values_list("pk", "story_id", "published"))
    dates = {story: published for pk, story, published in found if pk in latest}
    firsts = {story: pk for pk, story, _ in found if pk not in latest}
    snippets = snippets_of(words, [story.pk for story in stories])
    return tuple(
        Row(
            story,
            tuple(topics[story.pk]),
            suggested[story.pk],
            unread=story.pk in read,
            latest_date=dates.get(story.pk) or story.published,
            snippet=snippets.get(story.pk),
            first=firsts.get(story.pk),
            read=read.get(story.pk) if read.get(story.pk) != story.latest_id else None,
        )
        for story in stories
    )
