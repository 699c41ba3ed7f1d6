"""Topics that speak for themselves in a text: suggested, never set, each with the words that suggest it.

What was learned from editors' decisions is kept in the cache for a while and learned again after that: fitting takes
longer than a page may.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Max

from articles.models import Story, StoryTopic, Topic, TopicSynonym, VersionBody
from articles.text.suggest import Suggester

FEWEST_LEARNED = 30  # decisions, below which only names are looked for: what so few teach is chance
MOST_LEARNED = 500  # decisions, the newest: hit@3 was .96 after 500 and grows slowly after
KEPT_SECONDS = 300  # what was learned is used so long even where editors went on deciding
ON_A_ROW = 2
ON_A_STORY = 4
LEAST_SURE = 0.2  # a row of the desk shows only what is likely; the story's own page shows the rest too
CACHE_KEY = "suggester"


@dataclass(frozen=True, slots=True)
class Suggested:
    """A topic, how likely it is (0 to 1), and the words that speak for it as they stand in the text."""

    topic: Topic
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Learned:
    """A suggester, the topics by label, and the state of the tables it was made from."""

    suggester: Suggester
    topics: Mapping[str, Topic]


def suggested_for(texts: Mapping[int, str], *, most: int, least: float = 0.0) -> dict[int, tuple[Suggested, ...]]:
    """Return for each story id the topics its text suggests, without those an editor set or rejected for it."""
    decided: dict[int, set[int]] = defaultdict(set)
    for story, topic in StoryTopic.objects.filter(story__in=list(texts)).values_list("story_id", "topic_id"):
        decided[story].add(topic)
    learned = _learned()
    return {
        story: tuple(_suggested(learned, text, without=decided[story], least=least))[:most]
        for story, text in texts.items()
    }


def _suggested(learned: Learned, text: str, *, without: set[int], least: float) -> Iterable[Suggested]:
    for suggestion in learned.suggester.suggest(text, most=ON_A_STORY + len(without)):
        topic = learned.topics.get(suggestion.label)
        if topic and topic.pk not in without and suggestion.score >= least:
            yield Suggested(topic, suggestion.score, suggestion.evidence)


def _learned() -> Learned:
    """Return what was learned, from the cache while the topics are as they were then."""
    topics = Topic.objects.standing().aggregate(number=Count("pk"), last=Max("pk"))
    key = f"{CACHE_KEY}-{topics['number']}-{topics['last']}"
    return cache.get_or_set(key, _learn, KEPT_SECONDS)  # type: ignore[return-value] # the cache is untyped


def _learn() -> Learned:
    """Learn from the newest decisions and from all labels and synonyms."""
    by_label: dict[str, Topic] = {}
    for topic in Topic.objects.standing().order_by("story_count", "-id"):
        by_label[topic.label] = topic
    synonyms: dict[str, list[str]] = {label: [] for label in by_label}
    for label, synonym in TopicSynonym.objects.filter(topic__merged_into=None).values_list("topic__label", "label"):
        synonyms[label].append(synonym)
    labels: dict[int, list[str]] = defaultdict(list)
    tags = StoryTopic.objects.filter(state=StoryTopic.State.TAGGED, topic__merged_into=None)
    for story, label in tags.order_by("-id").values_list("story_id", "topic__label")[:MOST_LEARNED]:
        labels[story].append(label)
    texts = _texts(labels) if len(labels) >= FEWEST_LEARNED else {}
    return Learned(
        Suggester.fit([texts[story] for story in texts], [labels[story] for story in texts], synonyms=synonyms),
        by_label,
    )


def _texts(stories: Iterable[int]) -> dict[int, str]:
    """Return headline, line break and body of each story's latest version."""
    heads = dict(Story.objects.filter(pk__in=list(stories)).values_list("latest_id", "pk"))
    bodies = VersionBody.objects.filter(version__in=list(heads)).select_related("version")
    return {heads[body.version_id]: text_of(body.version.headline, body.paragraphs) for body in bodies}


def text_of(headline: str, paragraphs: Iterable[str]) -> str:
    """Return what is suggested from: the headline, a line break, and the text."""
    return "\n".join([headline.replace("\n", " "), *paragraphs])
