"""Topics that speak for themselves in a text: suggested, never set, each with the words that suggest it.

What was learned from editors' decisions is kept in the cache for a while and learned again after that: fitting takes
longer than a page may.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from django.core.cache import cache

from articles.models import Story, StoryTopic, Topic, TopicSynonym, VersionBody
from articles.text.suggest import Suggester, Suggestion

FEWEST_LEARNED = 30  # decisions, below which only names are looked for: what so few teach is chance
MOST_LEARNED = 500  # decisions, the newest: hit@3 was .96 after 500 and grows slowly after
KEPT_SECONDS = 300  # what was learned is used so long even where editors went on deciding
ON_A_ROW = 2
ON_A_STORY = 4
LEAST_SURE = 0.2  # a row of the desk shows only what is likely; the story's own page shows the rest too


@dataclass(frozen=True, slots=True)
class Suggested:
    """A topic, how likely it is (0 to 1), and the words that speak for it as they stand in the text."""

    topic: Topic
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """Every standing topic's label with its id, and its synonyms; of topics of one label the one used most counts."""

    ids: Mapping[str, int]
    synonyms: Mapping[str, tuple[str, ...]]

    @property
    def digest(self) -> str:
        """Change whenever a label or a synonym does."""
        return hashlib.sha256(repr(sorted(self.synonyms.items())).encode()).hexdigest()


def suggested_for(texts: Mapping[int, str], *, most: int, least: float = 0.0) -> dict[int, tuple[Suggested, ...]]:
    """Return for each story id the topics its text suggests, without those an editor set or rejected for it."""
    decided: dict[int, set[int]] = defaultdict(set)
    for story, topic in StoryTopic.objects.filter(story__in=list(texts)).values_list("story_id", "topic_id"):
        decided[story].add(topic)
    names = _names()
    suggester = _suggester(names)
    found = {
        story: [one for one in _suggestions(suggester, text, names, without=decided[story]) if one[1].score >= least]
        for story, text in texts.items()
    }
    topics = Topic.objects.in_bulk({pk for rows in found.values() for pk, _ in rows[:most]})
    return {
        story: tuple(Suggested(topics[pk], one.score, one.evidence) for pk, one in rows[:most] if pk in topics)
        for story, rows in found.items()
    }


def _suggestions(
    suggester: Suggester, text: str, names: Names, *, without: set[int]
) -> Iterable[tuple[int, Suggestion]]:
    for suggestion in suggester.suggest(text, most=ON_A_STORY + len(without)):
        pk = names.ids.get(suggestion.label)
        if pk and pk not in without:
            yield pk, suggestion


def _names() -> Names:
    """Return all labels and synonyms, in two queries."""
    ids = {
        label: pk for pk, label in Topic.objects.standing().order_by("story_count", "-id").values_list("pk", "label")
    }
    synonyms: dict[str, list[str]] = {label: [] for label in ids}
    for label, synonym in TopicSynonym.objects.filter(topic__merged_into=None).values_list("topic__label", "label"):
        synonyms[label].append(synonym)
    return Names(ids, {label: tuple(sorted(words)) for label, words in synonyms.items()})


def _suggester(names: Names) -> Suggester:
    """Return what was learned lately, at once anew where a topic was named otherwise."""
    return cast(
        "Suggester", cache.get_or_set(f"suggester-{names.digest}", lambda: _learn(names.synonyms), KEPT_SECONDS)
    )


def _learn(synonyms: Mapping[str, tuple[str, ...]]) -> Suggester:
    """Learn from the newest decisions and from all labels and synonyms."""
    labels: dict[int, list[str]] = defaultdict(list)
    tags = StoryTopic.objects.filter(state=StoryTopic.State.TAGGED, topic__merged_into=None)
    for story, label in tags.order_by("-id").values_list("story_id", "topic__label")[:MOST_LEARNED]:
        labels[story].append(label)
    texts = _texts(labels) if len(labels) >= FEWEST_LEARNED else {}
    return Suggester.fit([texts[story] for story in texts], [labels[story] for story in texts], synonyms=synonyms)


def _texts(stories: Iterable[int]) -> dict[int, str]:
    """Return headline, line break and body of each story's latest version."""
    heads = dict(Story.objects.filter(pk__in=list(stories)).values_list("latest_id", "pk"))
    bodies = VersionBody.objects.filter(version__in=list(heads)).select_related("version")
    return {heads[body.version_id]: text_of(body.version.headline, body.paragraphs) for body in bodies}


def text_of(headline: str, paragraphs: Iterable[str]) -> str:
    """Return what is suggested from: the headline, a line break, and the text."""
    return "\n".join([headline.replace("\n", " "), *paragraphs])
