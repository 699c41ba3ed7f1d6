"""The topic tree, and the topics that a few letters may mean."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Concat

from articles.models import Story, StoryTopic, Topic, TopicSynonym
from articles.models.topics import PATH_STEP

LONG_TREE = 150  # topics: more than one scrolls through; a vocabulary of thousands can be imported
MOST_CHOICES = 8  # that an eye takes in under a field


def ids_of(topic: Topic) -> tuple[int, ...]:
    """Return the ids from the root down to the topic itself."""
    return _ids(topic.path or "")


def _ids(path: str) -> tuple[int, ...]:
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


def topic_tree() -> tuple[Branch, ...]:
    """Return every standing topic as a tree, in three queries."""
    return branches(list(Topic.objects.standing()))


def outline(tree: tuple[Branch, ...]) -> tuple[Branch, ...]:
    """Return what a long tree shows at first: the two broadest levels, and every topic with stories under it."""
    return tuple(branch for branch in tree if branch.topic.depth <= 1 or branch.under)


def branches(topics: list[Topic]) -> tuple[Branch, ...]:
    """Return the topics as a tree, each with its synonyms and how many stories are under it, in two queries."""
    synonyms: dict[int, list[str]] = {topic.pk: [] for topic in topics}
    for pk, label in TopicSynonym.objects.filter(topic__in=topics).values_list("topic_id", "label"):
        synonyms[pk].append(label)
    under = stories_under(topics)
    return tuple(
        Branch(topic, tuple(synonyms[topic.pk]), topic.story_count, under[topic.pk]) for topic in as_tree(topics)
    )


def stories_under(topics: Iterable[Topic], *, among: QuerySet[Story] | None = None) -> Counter[int]:
    """Return for each topic how many stories it or a narrower one is on, in one query; a story with both counts once.

    `among` counts only these stories. Narrower topics are found as a range of paths, which an index serves: ids are
    the digits of a path, so that its lowest and highest are digits too, whatever the database's collation.
    """
    tags = StoryTopic.objects.filter(
        state=StoryTopic.State.TAGGED,
        topic__path__gte=OuterRef("path"),
        topic__path__lte=Concat(OuterRef("path"), Value("9" * PATH_STEP)),
    )
    if among is not None:
        tags = tags.filter(story__in=among)
    each = tags.order_by().values("state").annotate(stories=Count("story", distinct=True)).values("stories")
    counted = Topic.objects.filter(pk__in=[topic.pk for topic in topics]).annotate(under=Subquery(each))
    return Counter({pk: under or 0 for pk, under in counted.values_list("pk", "under")})


@dataclass(frozen=True, slots=True)
class TopicChoice:
    """A topic that letters may mean: its label, where it stands, and the synonym that fits where the label does not."""

    topic: Topic
    above: tuple[str, ...]
    synonym: str = ""


def topic_choices(letters: str) -> tuple[TopicChoice, ...]:
    """Return topics whose label or synonym holds the letters, those that begin with them first; three queries."""
    letters = " ".join(letters.replace("\x00", "").split())
    if not letters:
        return ()
    standing = Topic.objects.standing()
    found = list(standing.filter(label__icontains=letters).order_by("-story_count", "label")[: MOST_CHOICES * 4])
    by_synonym = TopicSynonym.objects.filter(label__icontains=letters, topic__merged_into=None).select_related("topic")
    synonyms = {one.topic_id: one.label for one in by_synonym[: MOST_CHOICES * 4]}
    known = {topic.pk for topic in found}
    found += [one.topic for one in by_synonym[: MOST_CHOICES * 4] if one.topic_id not in known]
    unique = list({topic.pk: topic for topic in found}.values())
    unique.sort(key=lambda topic: _closeness(topic.label, synonyms.get(topic.pk, ""), letters))
    chosen = unique[:MOST_CHOICES]
    above = _labels_above(chosen)
    return tuple(
        TopicChoice(topic, above[topic.pk], "" if _holds(topic.label, letters) else synonyms.get(topic.pk, ""))
        for topic in chosen
    )


def _holds(label: str, letters: str) -> bool:
    return letters.casefold() in label.casefold()


def _closeness(label: str, synonym: str, letters: str) -> int:
    """Return 0 for the very label, then the very synonym, beginnings, and the rest."""
    wanted = letters.casefold()
    names = [label.casefold(), synonym.casefold()]
    if wanted in names:
        return names.index(wanted)
    return 2 if names[0].startswith(wanted) else 3 if names[1].startswith(wanted) else 4


def _labels_above(topics: Iterable[Topic]) -> dict[int, tuple[str, ...]]:
    """Return for each topic the labels above it, from the root down, in one query."""
    topics = list(topics)
    wanted = {pk for topic in topics for pk in ids_of(topic)[:-1]}
    labels = dict(Topic.objects.filter(pk__in=wanted).values_list("pk", "label"))
    return {topic.pk: tuple(labels[pk] for pk in ids_of(topic)[:-1] if pk in labels) for topic in topics}


def topic_named(label: str) -> Topic | None:
    """Return the standing topic of that label, else the one it is a synonym of, whatever the case; None without one."""
    label = " ".join(label.replace("\x00", "").split())
    if not label:
        return None
    standing = Topic.objects.standing().order_by("-story_count", "pk")
    return standing.filter(label__iexact=label).first() or standing.filter(synonyms__label__iexact=label).first()


def topics_called(label: str, *, but: int | None = None) -> tuple[TopicChoice, ...]:
    """Return every standing topic that has this label or synonym, whatever its case, but that one; four queries."""
    found = [topic for topic in Topic.objects.called(label.replace("\x00", "")) if topic.pk != but]
    above = _labels_above(found)
    return tuple(TopicChoice(topic, above[topic.pk]) for topic in found)
