"""The topics themselves: make, rename, and give them other words. Moving and merging stand in topic_tree.

Everything an editor does with topics can be imported from here.
"""

from collections.abc import Iterable

from django.contrib.auth.models import User

from articles.editing.log import Act, Conflict, Done, Refused, blame, one_act, record
from articles.editing.tags import reject_suggestion, tag_story, untag_story
from articles.editing.topic_import import import_media_topics
from articles.editing.topic_tree import merge_topics, move_topic, placed_under
from articles.models import Annotation, Decision, Story, Topic, TopicSynonym

__all__ = [
    "add_synonym",
    "create_topic",
    "import_media_topics",
    "merge_topics",
    "move_topic",
    "reject_suggestion",
    "remove_synonym",
    "rename_topic",
    "tag_story",
    "untag_story",
]

LONGEST_LABEL = 120  # code points: the column's width


@one_act
def create_topic(
    label: str, *, by: User, broader: Topic | None = None, synonyms: Iterable[str] = (), namesake: bool = False
) -> Done:
    """Make a topic, at the top or under `broader`. Refused where its label is empty, too long or taken there.

    Refused too where a topic anywhere is called so, or like one of the synonyms; a `namesake` is meant to be.
    """
    label = _clean(label)
    words = [word for word in dict.fromkeys(_clean(word) for word in synonyms) if word.casefold() != label.casefold()]
    _check_free(label, broader)
    for word in () if namesake else (label, *words):
        _check_no_namesake(word)
    topic = placed_under(Topic(label=label), broader)
    TopicSynonym.objects.bulk_create(TopicSynonym(topic=topic, label=word) for word in words)
    summary = f"Made the topic {label}" + (f" under {broader.label}" if broader else "")
    return record(Act("create_topic", summary, [f"topic {topic.pk}"], topic.pk), by=by)


@one_act
def rename_topic(
    topic: Topic,
    *,
    by: User,
    label: str,
    keep_as_synonym: bool = False,
    namesake: bool = False,
    seen: int | None = None,
) -> Done:
    """Give the topic another label; where asked for, the old one stays findable as a synonym.

    Refused where another topic is called so; a `namesake`, at another place, is meant to be.
    """
    topic = Topic.objects.select_for_update().get(pk=topic.pk)
    old, label = topic.label, _clean(label)
    if label == old:
        raise Conflict(f"The topic is called {label} already: {blame(_label_key(topic.pk))}.")
    _check_free(label, topic.broader, but=topic)
    if not namesake:
        _check_no_namesake(label, but=topic)
    topic.label = label
    topic.save(update_fields=["label"])
    kept = keep_as_synonym and not topic.synonyms.filter(label=old).exists()
    if kept:
        TopicSynonym.objects.create(topic=topic, label=old)
    detail = {"old": old, "new": label, "kept": kept}
    act = Act("rename_topic", f"Renamed the topic {old} to {label}", [_label_key(topic.pk)], topic.pk, detail=detail)
    return record(act, by=by, seen=seen)


@one_act
def add_synonym(topic: Topic, *, by: User, label: str, seen: int | None = None) -> Done:
    """Have the topic found by one more word. Conflict where it is already, or another topic is called so."""
    label = _clean(label)
    if label.casefold() == topic.label.casefold():
        raise Refused(f"{topic.label} is the topic's own name: it is found by that already.")
    _check_no_namesake(label, but=topic)
    _, made = TopicSynonym.objects.get_or_create(topic=topic, label=label)
    if not made:
        raise Conflict(f"{topic.label} has the synonym {label} already: {blame(_synonym_key(topic.pk, label))}.")
    return _synonym_act("add_synonym", f"Added “{label}” to {topic.label}", topic, label, by=by, seen=seen)


@one_act
def remove_synonym(topic: Topic, *, by: User, label: str, seen: int | None = None) -> Done:
    """Have the topic no longer found by a word. Conflict where it is not any more."""
    gone, _ = TopicSynonym.objects.filter(topic=topic, label=label).delete()
    if not gone:
        raise Conflict(f"{topic.label} has no synonym {label}: {blame(_synonym_key(topic.pk, label))}.")
    return _synonym_act("remove_synonym", f"Took “{label}” off {topic.label}", topic, label, by=by, seen=seen)


def undo_create(decision: Decision) -> None:
    """Remove a topic that was made. Conflict where it is used by now."""
    topic = Topic.objects.get(pk=decision.detail["subject"])
    uses = {
        "stories have it": Story.objects.filter(story_topics__topic=topic).count(),
        "narrower topics stand under it": topic.narrower.count(),
        "notes carry it": Annotation.objects.filter(topics=topic).count(),
        "topics were merged into it": topic.merged.count(),
    }
    used = [f"{count} {use}" for use, count in uses.items() if count]
    if used:
        raise Conflict(f"{topic.label} is in use: {', '.join(used)}. Take it off there first, or merge it.")
    topic.delete()


def undo_rename(decision: Decision) -> None:
    """Give a topic its old label back."""
    detail = decision.detail
    topic = Topic.objects.select_for_update().get(pk=detail["subject"])
    _check_free(detail["old"], topic.broader, but=topic)
    topic.label = detail["old"]
    topic.save(update_fields=["label"])
    if detail["kept"]:
        topic.synonyms.filter(label=detail["old"]).delete()


def undo_synonym(decision: Decision) -> None:
    """Take away a synonym that was added, or add one that was taken away."""
    topic, label = decision.detail["subject"], decision.detail["label"]
    if decision.kind == "add_synonym":
        TopicSynonym.objects.filter(topic=topic, label=label).delete()
    else:
        TopicSynonym.objects.get_or_create(topic_id=topic, label=label)


def _synonym_act(kind: str, summary: str, topic: Topic, label: str, *, by: User, seen: int | None) -> Done:
    act = Act(kind, summary, [_synonym_key(topic.pk, label)], topic.pk, detail={"label": label})
    return record(act, by=by, seen=seen)


def _clean(label: str) -> str:
    """The label on one line. Refused where nothing is left, or too much."""
    label = " ".join(label.replace("\x00", " ").split())
    if not label:
        raise Refused("A topic needs a name: type at least one letter")
    if len(label) > LONGEST_LABEL:
        raise Refused(f"“{label[:40]}…” has {len(label)} characters; a topic's name may have {LONGEST_LABEL}")
    return label


def _check_free(label: str, broader: Topic | None, *, but: Topic | None = None) -> None:
    """Refuse a label that a sibling has, whatever its case."""
    siblings = Topic.objects.standing().filter(broader=broader, label__iexact=label)
    taken = (siblings.exclude(pk=but.pk) if but else siblings).first()
    if taken:
        place = f"under {broader.label}" if broader else "at the top"
        raise Conflict(f"There is one already: {taken.label}, {place}; {blame(f'topic {taken.pk}')}.")


def _check_no_namesake(label: str, *, but: Topic | None = None) -> None:
    """Refuse a label that a topic elsewhere has, or a synonym of it, whatever the case."""
    taken = next((topic for topic in Topic.objects.called(label) if topic != but), None)
    if taken is None:
        return
    place = f"under {taken.broader.label}" if taken.broader else "at the top"
    by_name = taken.label.casefold() == label.casefold()
    raise Conflict(
        f"There is one already: {taken.label}, {place}."
        if by_name
        else f"There is one already: “{label}” is another word for {taken.label}, {place}."
    )


def _label_key(topic_id: int) -> str:
    return f"label of topic {topic_id}"


def _synonym_key(topic_id: int, label: str) -> str:
    return f"synonym {label} of topic {topic_id}"
