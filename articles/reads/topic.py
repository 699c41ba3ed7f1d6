"""One topic: its place in the tree, its stories a week, the stories tagged with it, and those that name it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.models import User
from django.db.models import Count

from articles.models import Story, StoryTopic, Topic, TopicSynonym
from articles.models.search import matching_stories
from articles.reads.desk import ROWS, Row, rows_of, tagged_under
from articles.reads.topics import Branch, branches, ids_of, stories_under

WEEKS = 34  # of the chart, the last with a story at its end: as many bars as a column of text holds apart
MOST_SUGGESTED = 5  # stories that name the topic and are not tagged with it
MOST_WORDS_TRIED = 4  # the label and three synonyms: each is a search


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the chart: the week's Monday, its stories, and its height in per cent of the highest."""

    monday: date
    stories: int
    height: float


@dataclass(frozen=True, slots=True)
class TaggedRow:
    """A story of the topic, and who tagged it; `topic` is the narrower one where it was that."""

    row: Row
    by: str
    topic: Topic


@dataclass(frozen=True, slots=True)
class NamingRow:
    """A story that is not tagged with the topic and names it, and the word with which it does."""

    row: Row
    word: str


@dataclass(frozen=True, slots=True)
class TopicPage:
    """One topic: those above and right below it, its synonyms, its stories a week."""

    topic: Topic
    above: tuple[Topic, ...]
    below: tuple[Branch, ...]
    synonyms: tuple[TopicSynonym, ...]
    count: int
    weeks: tuple[Bar, ...]
    rows: tuple[TaggedRow, ...]
    suggested: tuple[NamingRow, ...]

    @property
    def last_week(self) -> Bar:
        """The chart's last week."""
        return self.weeks[-1]

    @property
    def most(self) -> int:
        """The stories of the fullest week."""
        return max(week.stories for week in self.weeks)


def standing_topic(topic_id: int) -> Topic | None:
    """Return the topic, or the one it was merged into in the end; None where there is none."""
    topic = Topic.objects.filter(pk=topic_id).first()
    seen = set()
    while topic and topic.merged_into_id and topic.pk not in seen:
        seen.add(topic.pk)
        topic = Topic.objects.filter(pk=topic.merged_into_id).first()
    return topic


def topic_page(topic: Topic, reader: User) -> TopicPage:
    """Return a topic with those around it and the stories last changed, in a flat number of queries."""
    above = {one.pk: one for one in Topic.objects.filter(pk__in=ids_of(topic)[:-1])}
    below = list(Topic.objects.standing().filter(broader=topic))
    synonyms = tuple(topic.synonyms.all())
    return TopicPage(
        topic=topic,
        above=tuple(above[pk] for pk in ids_of(topic)[:-1] if pk in above),
        below=branches(below),
        synonyms=synonyms,
        count=stories_under([topic])[topic.pk],
        weeks=_weeks(topic),
        rows=_tagged(topic, reader),
        suggested=_naming(topic, [synonym.label for synonym in synonyms], reader),
    )


def _weeks(topic: Topic) -> tuple[Bar, ...]:
    """Return the topic's stories by the week they were published in, up to the last week that has any."""
    tags = StoryTopic.objects.filter(state=StoryTopic.State.TAGGED, topic__path__startswith=topic.path or "")
    days = tags.filter(story__published_day__isnull=False, story__merged_into=None).values("story__published_day")
    days = days.annotate(stories=Count("story", distinct=True)).order_by("-story__published_day")[: 7 * WEEKS]
    counts: Counter[date] = Counter()
    for day, stories in days.values_list("story__published_day", "stories"):
        if day:
            counts[day - timedelta(days=day.weekday())] += stories
    if not counts:
        return ()
    end = max(counts)
    start = end - timedelta(weeks=WEEKS - 1)
    counts = Counter({monday: stories for monday, stories in counts.items() if monday >= start})
    most = max(counts.values())
    mondays = [start + timedelta(weeks=week) for week in range(WEEKS)]
    return tuple(Bar(monday, counts[monday], 100 * counts[monday] / most) for monday in mondays)


def _tagged(topic: Topic, reader: User) -> tuple[TaggedRow, ...]:
    stories = Story.objects.standing().filter(pk__in=tagged_under(topic)).for_list()
    rows = rows_of(stories.order_by("-changed_at", "-id")[:ROWS], reader)
    tags = StoryTopic.objects.filter(
        state=StoryTopic.State.TAGGED,
        topic__path__startswith=topic.path or "",
        story__in=[row.story.pk for row in rows],
    ).select_related("topic", "made_by")
    by_story = {tag.story_id: tag for tag in tags}
    return tuple(
        TaggedRow(row, by_story[row.story.pk].made_by.get_username(), by_story[row.story.pk].topic) for row in rows
    )


def _naming(topic: Topic, synonyms: list[str], reader: User) -> tuple[NamingRow, ...]:
    """Return stories, the last changed first, that hold the label or a synonym and that no editor decided on."""
    decided = StoryTopic.objects.filter(topic__path__startswith=topic.path or "").values("story_id")
    found: dict[int, tuple[Story, str]] = {}
    for word in [topic.label, *synonyms][:MOST_WORDS_TRIED]:
        stories = Story.objects.standing().filter(pk__in=matching_stories(word)).exclude(pk__in=decided)
        for story in stories.for_list().order_by("-changed_at", "-id")[:MOST_SUGGESTED]:
            found.setdefault(story.pk, (story, word))
    words = {pk: word for pk, (_, word) in found.items()}
    rows = rows_of([story for story, _ in found.values()][:MOST_SUGGESTED], reader)
    return tuple(NamingRow(row, words[row.story.pk]) for row in rows)
