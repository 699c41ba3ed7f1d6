"""A decision that was undone -> the same decision taken again: a new line in the log, with an undo of its own.

Only where what it was about is found again for certain. What its undo has forgotten (a new topic's words, an import) is
not offered, and what has changed since is refused.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, QuerySet

from articles.editing.captures import role_again
from articles.editing.log import Conflict, Done, Refused, one_act, refuse_older_screen
from articles.editing.moving import move_capture
from articles.editing.notes import delete_note, edit_note, reopen_note, resolve_note, write_again
from articles.editing.review import answer_pair
from articles.editing.stories import merge_stories, move_version, set_order, split_story
from articles.editing.tags import reject_suggestion, tag_story, untag_story
from articles.editing.topic_tree import merge_topics, move_topic
from articles.editing.topics import add_synonym, remove_synonym, rename_topic
from articles.models import Annotation, Capture, Decision, PairDoubt, Story, Topic, Version

Act = Callable[..., Done]
Again = Callable[[Mapping[str, Any], User, int | None], Done]
Row = TypeVar("Row", bound=Model)

GONE = "What it was about is gone by now: there is nothing to do again."
ELSEWHERE = "What it moved stands elsewhere by now. Look again before you decide."


def _all(rows: "QuerySet[Row]", ids: Iterable[int | str]) -> list[Row]:
    """Return the rows of these ids, in their order, in one query; raises ObjectDoesNotExist where one is not there."""
    wanted = [int(pk) for pk in ids]
    found = rows.in_bulk(wanted)
    if len(found) < len(set(wanted)):
        raise ObjectDoesNotExist
    return [found[pk] for pk in wanted]


def _topic(pk: int) -> Topic:
    """Return a topic that is no part of another by now: nobody would see what is done to one."""
    return Topic.objects.standing().get(pk=pk)


def _on_topic_of_story(act: Act) -> Again:
    return lambda detail, by, seen: act(
        Story.objects.get(pk=detail["story"]), by=by, topic=Topic.objects.get(pk=detail["topic"]), seen=seen
    )


def _on_note(act: Act) -> Again:
    return lambda detail, by, seen: act(Annotation.objects.get(pk=detail["subject"]), by=by, seen=seen)


def _on_synonym(act: Act) -> Again:
    return lambda detail, by, seen: act(_topic(detail["subject"]), by=by, label=detail["label"], seen=seen)


def _edit(detail: Mapping[str, Any], by: User, seen: int | None) -> Done:
    text, topics = detail["after"]["text"], _all(Topic.objects.standing(), detail["after"]["topics"])
    return edit_note(Annotation.objects.get(pk=detail["subject"]), by=by, seen=seen, text=text, topics=topics)


def _merge(detail: Mapping[str, Any], by: User, seen: int | None) -> Done:
    others = _all(Story.objects.all(), detail["gone"])
    return merge_stories(Story.objects.get(pk=detail["relocated"]["into"]), by=by, seen=seen, others=others)


def _split(detail: Mapping[str, Any], by: User, seen: int | None) -> Done:
    versions = _all(Version.objects.all(), detail["versions"])
    return split_story(Story.objects.get(pk=detail["from"]), by=by, seen=seen, versions=versions)


def _move_version(detail: Mapping[str, Any], by: User, seen: int | None) -> Done:
    ((version_id, left),) = detail["versions"].items()
    version = Version.objects.get(pk=int(version_id))
    if version.story_id != left:
        raise Conflict(ELSEWHERE)
    return move_version(version, by=by, seen=seen, to=Story.objects.get(pk=detail["into"]))


def _move_capture(detail: Mapping[str, Any], by: User, seen: int | None) -> Done:
    capture = Capture.objects.get(pk=detail["capture"])
    if capture.version_id != detail["from"]:
        raise Conflict(ELSEWHERE)
    return move_capture(
        capture, by=by, seen=seen, to=None if detail["new_story"] else Story.objects.get(pk=detail["story"])
    )


def _order(detail: Mapping[str, Any], by: User, seen: int | None) -> Done:
    versions = _all(Version.objects.all(), detail["wanted"])
    return set_order(Story.objects.get(pk=detail["story"]), by=by, seen=seen, versions=versions)


def _answer(detail: Mapping[str, Any], by: User, seen: int | None) -> Done:
    return answer_pair(PairDoubt.objects.get(pk=detail["subject"]), by=by, seen=seen, answer=detail["answer"])


def _rename(detail: Mapping[str, Any], by: User, seen: int | None) -> Done:
    return rename_topic(
        _topic(detail["subject"]), by=by, seen=seen, label=detail["new"], keep_as_synonym=detail["kept"]
    )


def _move_topic(detail: Mapping[str, Any], by: User, seen: int | None) -> Done:
    broader = Topic.objects.get(pk=detail["new"]) if detail["new"] else None
    return move_topic(_topic(detail["subject"]), by=by, seen=seen, broader=broader)


def _merge_topics(detail: Mapping[str, Any], by: User, seen: int | None) -> Done:
    topic, into = Topic.objects.get(pk=detail["topic"]), Topic.objects.get(pk=detail["subject"])
    return merge_topics(topic, by=by, seen=seen, into=into)


AGAIN: Mapping[str, Again] = {
    "tag_story": _on_topic_of_story(tag_story),
    "untag_story": _on_topic_of_story(untag_story),
    "reject_suggestion": _on_topic_of_story(reject_suggestion),
    "rename_topic": _rename,
    "add_synonym": _on_synonym(add_synonym),
    "remove_synonym": _on_synonym(remove_synonym),
    "move_topic": _move_topic,
    "merge_topics": _merge_topics,
    "annotate": _on_note(write_again),
    "reply": _on_note(write_again),
    "edit_note": _edit,
    "resolve_note": _on_note(resolve_note),
    "reopen_note": _on_note(reopen_note),
    "delete_note": _on_note(delete_note),
    "merge_stories": _merge,
    "split_story": _split,
    "move_version": _move_version,
    "move_capture": _move_capture,
    "set_order": _order,
    "answer_pair": _answer,
    "set_role": lambda detail, by, seen: role_again(detail, by=by, seen=seen),
}
# What decisions of older releases did not keep; without it they are not offered.
NEEDS: Mapping[str, str] = {"edit_note": "after", "set_order": "wanted", "set_role": "line"}
OWN = frozenset({"annotate", "reply", "edit_note", "delete_note"})  # a note is changed by who wrote it alone


def redoable(decision_ids: Collection[int], *, by: User) -> tuple[Decision, ...]:
    """Return these decisions, the first first, where each was undone and this person can take it again; else none."""
    found = Decision.objects.filter(pk__in=decision_ids, undone_at__isnull=False).order_by("pk")
    can = [
        one
        for one in found
        if one.kind in AGAIN
        and NEEDS.get(one.kind, "subject") in one.detail
        and (one.kind not in OWN or one.made_by_id == by.pk)
    ]
    return tuple(can) if len(can) == len(set(decision_ids)) else ()


def acts_again(decisions: Sequence[Decision], *, by: User, seen: int | None) -> list[Callable[[], Done]]:
    """Return the acts that take decisions again, one after another.

    The first is refused with Conflict where anyone touched, since decision `seen`, what any of them is about.
    """
    keys = {key for one in decisions for name in ("touches", "concerns") for key in one.detail.get(name, ())}
    first = (partial(_take_again, one, by=by, keys=keys, seen=seen) for one in decisions[:1])
    return [*first, *(partial(_take_again, one, by=by) for one in decisions[1:])]


@one_act
def _take_again(decision: Decision, *, by: User, keys: Collection[str] = (), seen: int | None = None) -> Done:
    refuse_older_screen(keys, by=by, seen=seen)
    try:
        return AGAIN[decision.kind](decision.detail, by, seen)  # which looks again once it holds what it changes
    except ObjectDoesNotExist as gone:
        raise Refused(GONE) from gone
