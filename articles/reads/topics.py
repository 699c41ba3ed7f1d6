"""The topic tree, one topic with its stories, and the topics that a few letters may mean."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from articles.models import StoryTopic, Topic, TopicSynonym
from articles.models.topics import PATH_STEP

MOST_CHOICES = 8  # that an eye takes in under a field
WEEKS = 34  # of the chart, the last with a story first: as many bars as a column of text holds apart


def ids_of(topic: Topic) -> tuple[int, ...]:
    """Return the ids from the root down to the topic itself."""
    path = topic.path or ""
    return tuple(int(path[at : at + PATH_STEP]) for at in range(0, len(path), PATH_STEP))


def as_tree(topics: Iterable[Topic]) -> list[Topic]:
    """Return the topics each after its broader one, siblings by label. Those whose broader one is missing come too."""
    known = {topic.pk: topic for topic in topics}

    def place(topic: Topic) -> list[tuple[str, int]]:
        above = [known[pk] for pk in ids_of(topic) if pk in known]
        return [(one.label.casefold(), one.pk) for one in above]

    return sorted(known.values(), key=place)


@dataclass(frozen=True, slots=True)
class Branch:
    """One topic of the tree: its synonyms, stories tagged with it, and with it or a narrower one."""

    topic: Topic
    synonyms: tuple[str, ...]
    own: int
    under: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the chart: the week's Monday, its stories, and its height in per cent of the highest."""

    monday: date
    stories: int
    height: float


@dataclass(frozen=True, slots=True)
class TopicPage:
    """One topic: those above and right below it, its synonyms, its stories a week."""

    topic: Topic
    above: tuple[Topic, ...]
    below: tuple[Branch, ...]
    synonyms: tuple[TopicSynonym, ...]
    count: int
    weeks: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class TaggedBy:
    """Who tagged a story with a topic; `topic` is the narrower one where it was that."""

    name: str
    topic: Topic


def topic_tree() -> tuple[Branch, ...]:
    """Return every standing topic as a tree, in three queries."""
    return _branches(list(Topic.objects.standing()))


def _branches(topics: list[Topic]) -> tuple[Branch, ...]:
    synonyms: dict[int, list[str]] = {topic.pk: [] for topic in topics}
    for pk, label in TopicSynonym.objects.filter(topic__in=topics).values_list("topic_id", "label"):
        synonyms[pk].append(label)
    under = _stories_under(topics)
    return tuple(
        Branch(topic, tuple(synonyms[topic.pk]), topic.story_count, under[topic.pk]) for topic in as_tree(topics)
    )


def _stories_under(topics: Iterable[Topic]) -> Counter[int]:
    """Return for each topic how many stories it or a narrower one is on; a story with both counts once."""
    wanted = {topic.pk for topic in topics}
    tags = StoryTopic.objects.filter(state=StoryTopic.State.TAGGED, story__merged_into__isnull=True)
    seen: set[tuple[int, int]] = set()
    for path, story in tags.values_list("topic__path", "story_id").iterator():
        ids = (int(path[at : at + PATH_STEP]) for at in range(0, len(path), PATH_STEP))
        seen.update((pk, story) for pk in ids if pk in wanted)
    return Counter(pk for pk, _ in seen)
