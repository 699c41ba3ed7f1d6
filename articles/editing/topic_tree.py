"""The tree of topics: where a topic stands in it, and two topics made one."""

from typing import Any

from django.contrib.auth.models import User
from django.db.models import F, Max, Value
from django.db.models.functions import Concat, Length, Substr

from articles.editing.log import Act, Conflict, Done, Refused, blame, one_act, record
from articles.models import Annotation, Decision, StoryTopic, Topic, TopicSynonym
from articles.models.topics import PATH_STEP
from articles.models.upkeep import count_topics

LONGEST_PATH = 400  # code points: the column's width, 50 levels


@one_act
def move_topic(topic: Topic, *, by: User, broader: Topic | None, seen: int | None = None) -> Done:
    """Put the topic, with all that stands under it, under another or at the top. Refused where that makes a circle."""
    _lock_tree()
    topic = Topic.objects.get(pk=topic.pk)
    if topic.broader_id == (broader.pk if broader else None):
        raise Conflict(f"{topic.label} stands there already: {blame(_place_key(topic.pk))}.")
    old = topic.broader_id
    placed_under(topic, broader)
    summary = f"Moved the topic {topic.label} " + (f"under {broader.label}" if broader else "to the top")
    detail = {"old": old, "new": topic.broader_id}
    return record(Act("move_topic", summary, [_place_key(topic.pk)], topic.pk, detail=detail), by=by, seen=seen)


@one_act
def merge_topics(topic: Topic, *, by: User, into: Topic, seen: int | None = None) -> Done:
    """Make one topic part of another: all that hangs on it goes over, and its address leads there.

    Refused where that makes a circle; Conflict where one of the two was merged already.
    """
    _lock_tree()
    rows = Topic.objects.in_bulk([topic.pk, into.pk])
    if len(rows) < 2:
        raise Refused("A topic cannot be merged into itself: choose another one")
    topic, into = rows[topic.pk], rows[into.pk]
    for one in (topic, into):
        if one.merged_into_id:
            raise Conflict(f"{one.label} is part of another topic now: {blame(f'topic {one.pk}')}.")
    if (into.path or "").startswith(topic.path or "-"):
        raise Refused(f"{into.label} stands under {topic.label}: merge it the other way, or move it first")
    detail = _go_over(topic, into)
    topic.merged_into = into
    topic.story_count = 0
    topic.save(update_fields=["merged_into", "story_count"])
    touches = [f"topic {topic.pk}", f"topic {into.pk}", *(_place_key(pk) for pk in detail["narrower"])]
    summary = f"Merged the topic {topic.label} into {into.label}"
    return record(Act("merge_topics", summary, touches, into.pk, detail=detail), by=by, seen=seen)


def placed_under(topic: Topic, broader: Topic | None) -> Topic:
    """Store the topic, new or not, under `broader` or at the top, and all that stands under it along with it.

    Refused where that would make a circle, go too deep, or bring two of one label together.
    """
    broader = Topic.objects.select_for_update().get(pk=broader.pk) if broader else None
    if broader and broader.merged_into_id:
        raise Conflict(f"{broader.label} is part of another topic now: {blame(f'topic {broader.pk}')}.")
    if topic.path and broader and (broader.path or "").startswith(topic.path):
        raise Refused(f"{broader.label} stands under {topic.label}, so {topic.label} cannot stand under it")
    _refuse_twins(topic, broader)
    old_path, old_depth = topic.path, topic.depth
    topic.broader = broader
    topic.depth = broader.depth + 1 if broader else 0
    topic.save()
    topic.path = ((broader.path or "") if broader else "") + f"{topic.pk:0{PATH_STEP}d}"
    if len(topic.path) > LONGEST_PATH:
        raise Refused(
            f"{topic.label} would stand {topic.depth + 1} levels deep: {LONGEST_PATH // PATH_STEP} is the most"
        )
    topic.save(update_fields=["path"])
    if old_path and old_path != topic.path:
        _move_what_is_under(old_path, topic.path, topic.depth - old_depth)
    return topic


def undo_move(decision: Decision) -> None:
    """Put a topic back where it stood."""
    detail = decision.detail
    _lock_tree()
    topic = Topic.objects.get(pk=detail["subject"])
    if topic.broader_id != detail["new"]:
        raise Conflict(f"{topic.label} stands elsewhere by now: {blame(_place_key(topic.pk))}.")
    placed_under(topic, Topic.objects.get(pk=detail["old"]) if detail["old"] else None)


def undo_merge(decision: Decision) -> None:
    """Part two topics again. What was tagged or noted since stays with the one that stood."""
    detail = decision.detail
    _lock_tree()
    into = Topic.objects.get(pk=detail["subject"])
    topic = Topic.objects.get(pk=detail["topic"])
    _refuse_twins(topic, topic.broader)
    topic.merged_into = None
    topic.save(update_fields=["merged_into"])
    words = StoryTopic.objects.filter(topic=into)
    words.filter(story__in=detail["raised"]).update(state=StoryTopic.State.REJECTED)
    words.filter(story__in=detail["moved"]).update(topic=topic)
    kept = {row["story"] for row in detail["dropped"]}
    held = set(StoryTopic.objects.filter(topic=topic, story__in=kept).values_list("story", flat=True))
    StoryTopic.objects.bulk_create(
        StoryTopic(story_id=row["story"], topic=topic, state=row["state"], made_by_id=row["by"])
        for row in detail["dropped"]
        if row["story"] not in held
    )
    for note in Annotation.objects.filter(pk__in=[*detail["notes"], *detail["notes_with_both"]]):
        note.topics.add(topic)
    for note in Annotation.objects.filter(pk__in=detail["notes"]):
        note.topics.remove(into)
    into.synonyms.filter(label__in=detail["added"]).delete()
    for narrower in Topic.objects.filter(pk__in=detail["narrower"]):
        placed_under(narrower, topic)
    _count_stories(topic, into)
    count_topics(kept)


def _lock_tree() -> None:
    """Let no one else move a topic until this act is done: a path is right only if all above it stay where they are."""
    list(Topic.objects.select_for_update().order_by("pk").values_list("pk"))


def _go_over(topic: Topic, into: Topic) -> dict[str, Any]:
    """Give all that hangs on a topic to another; return what undoing needs."""
    words = _words_go_over(topic, into)
    notes: list[int] = []
    both: list[int] = []
    for note in Annotation.objects.filter(topics=topic).prefetch_related("topics"):
        (both if into in note.topics.all() else notes).append(note.pk)
        note.topics.remove(topic)
        note.topics.add(into)
    known = {into.label, *into.synonyms.values_list("label", flat=True)}
    added = [word for word in (topic.label, *topic.synonyms.values_list("label", flat=True)) if word not in known]
    TopicSynonym.objects.bulk_create(TopicSynonym(topic=into, label=word) for word in dict.fromkeys(added))
    narrower = list(topic.narrower.all())
    for one in narrower:
        placed_under(one, into)
    _count_stories(into)
    count_topics([word["story"] for word in words["dropped"]])
    return {
        "topic": topic.pk,
        **words,
        "notes": notes,
        "notes_with_both": both,
        "added": added,
        "narrower": [one.pk for one in narrower],
    }


def _words_go_over(topic: Topic, into: Topic) -> dict[str, list[Any]]:
    """Give the stories of a topic to another; where both had a word, "tagged" wins. Return what undoing needs."""
    held = {word.story_id: word for word in StoryTopic.objects.filter(topic=into)}
    moved, dropped, raised = [], [], []
    for word in StoryTopic.objects.filter(topic=topic):
        other = held.get(word.story_id)
        if other is None:
            moved.append(word.story_id)
            continue
        dropped.append({"pk": word.pk, "story": word.story_id, "state": word.state, "by": word.made_by_id})
        if word.state == StoryTopic.State.TAGGED and other.state == StoryTopic.State.REJECTED:
            raised.append(other.story_id)
    StoryTopic.objects.filter(pk__in=[word["pk"] for word in dropped]).delete()
    StoryTopic.objects.filter(topic=topic, story__in=moved).update(topic=into)
    StoryTopic.objects.filter(topic=into, story__in=raised).update(state=StoryTopic.State.TAGGED)
    return {"moved": moved, "dropped": dropped, "raised": raised}


def _refuse_twins(topic: Topic, broader: Topic | None) -> None:
    """Refuse two topics of one label, whatever its case, at one place."""
    twins = Topic.objects.standing().filter(broader=broader, label__iexact=topic.label).exclude(pk=topic.pk)
    if twins.exists():
        raise Refused(f"There is a topic {topic.label} there already: merge the two, or rename one first")


def _move_what_is_under(old: str, new: str, deeper: int) -> None:
    """Follow a topic that moved from path `old` to path `new` with all that stands under it."""
    under = Topic.objects.filter(path__startswith=old).exclude(path=old)
    deepest = under.aggregate(length=Max(Length("path")))["length"] or 0
    if deepest + len(new) - len(old) > LONGEST_PATH:
        raise Refused(f"What stands under it would be more than {LONGEST_PATH // PATH_STEP} levels deep")
    under.update(path=Concat(Value(new), Substr("path", len(old) + 1)), depth=F("depth") + deeper)


def _count_stories(*topics: Topic) -> None:
    """Count the stories tagged with these very topics anew."""
    for topic in topics:
        tagged = StoryTopic.objects.filter(topic=topic, state=StoryTopic.State.TAGGED).count()
        Topic.objects.filter(pk=topic.pk).update(story_count=tagged)


def _place_key(topic_id: int) -> str:
    return f"place of topic {topic_id}"
