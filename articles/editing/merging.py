"""Stories made one, and parted again: what hangs on a story (topics, links, redirects) goes over and comes back."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q

from articles.editing.log import Refused
from articles.editing.relocation import (
    bring_up_to_date,
    hold_stories,
    locked_stories,
    move_back,
    refuse_empty,
    relocate,
    reopen_doubts,
    settle_doubts,
    story_key,
    version_key,
)
from articles.models import PairDoubt, Story, StoryLink, StoryTopic, Topic, Version
from articles.models.search import forget_search
from articles.models.upkeep import count_links, count_topics

TAGGED, REJECTED = StoryTopic.State.TAGGED, StoryTopic.State.REJECTED


def join(story_id: int, other_ids: Sequence[int], *, by: User) -> dict[str, Any]:
    """Make stories part of one; their addresses lead there. Return what `part` needs.

    Refused where there is nothing to join; Conflict where one of them is part of another story by now.
    """
    other_ids = [pk for pk in dict.fromkeys(other_ids) if pk != story_id]
    stories = locked_stories(story_id, *other_ids, beside=_neighbours(other_ids))
    if not other_ids or len(stories) <= len(other_ids):
        raise Refused("That is one story already: name or choose another one to merge with it.")
    story = stories[story_id]
    own = list(Version.objects.filter(story=story).values_list("pk", flat=True))
    moving = list(Version.objects.filter(story__in=other_ids).order_by("pk"))
    doubts = settle_doubts(own, [version.pk for version in moving], PairDoubt.Answer.SAME, by)
    detail = {
        "gone": other_ids,
        "own": own,
        "relocated": relocate(moving, story),
        "topics": _topics_go_over(other_ids, story_id),
        "links": _links_go_over(other_ids, story_id),
        "redirects": list(Story.objects.filter(merged_into__in=other_ids).values_list("pk", "merged_into")),
        "doubts": doubts,
    }
    Story.objects.filter(merged_into__in=other_ids).update(merged_into=story)
    Story.objects.filter(pk__in=other_ids).update(merged_into=story)
    _bring_up_to_date(story_id, other_ids, detail)
    forget_search(other_ids)
    return detail


def part(detail: Mapping[str, Any]) -> None:
    """Make stories that were joined stand by themselves again."""
    story_id, gone = detail["relocated"]["into"], detail["gone"]
    hold_stories({story_id, *gone, *_linked_by(detail)})
    move_back(detail["relocated"])
    refuse_empty(story_id)
    Story.objects.filter(pk__in=gone).update(merged_into=None)
    for pk, merged_into in detail["redirects"]:
        Story.objects.filter(pk=pk, merged_into=story_id).update(merged_into=merged_into)
    _topics_come_back(detail["topics"], story_id)
    for first, second, kind in detail["links"]["made"]:
        StoryLink.objects.filter(first=first, second=second, kind=kind).delete()
    StoryLink.objects.bulk_create((StoryLink(**row) for row in detail["links"]["taken"]), ignore_conflicts=True)
    reopen_doubts(detail["doubts"])
    _bring_up_to_date(story_id, gone, detail)


def touched_by(detail: Mapping[str, Any]) -> list[str]:
    """What a join touches: the stories that went, and where their versions stand."""
    versions = (version_key(int(pk)) for pk in detail["relocated"]["versions"])
    return [*(story_key(pk) for pk in detail["gone"]), *versions]


def joined_pairs(detail: Mapping[str, Any]) -> tuple[list[int], list[int]]:
    """The versions of both sides that a join says belong together."""
    return list(detail["own"]), [int(pk) for pk in detail["relocated"]["versions"]]


def _topics_go_over(gone: Sequence[int], story_id: int) -> dict[str, Any]:
    """Give the topics of stories to one; where both have a word, "tagged" wins. Return what undoing needs."""
    held = {word.topic_id: word for word in StoryTopic.objects.filter(story=story_id)}
    moved, dropped, raised = [], [], []
    for word in StoryTopic.objects.filter(story__in=gone).order_by("pk"):
        other = held.get(word.topic_id)
        if other is None:
            held[word.topic_id] = word
            moved.append(word)
            continue
        dropped.append(
            {"story_id": word.story_id, "topic_id": word.topic_id, "state": word.state, "made_by_id": word.made_by_id}
        )
        if word.state == TAGGED and other.state == REJECTED:
            other.state = TAGGED
            raised.append(other)
        word.delete()
    StoryTopic.objects.filter(pk__in=[word.pk for word in moved]).update(story=story_id)
    StoryTopic.objects.filter(pk__in=[word.pk for word in raised]).update(state=TAGGED)
    return {
        "moved": [[word.topic_id, word.story_id] for word in moved],
        "dropped": dropped,
        "raised": [word.topic_id for word in raised],
        "topics": sorted(held),
    }


def _topics_come_back(topics: Mapping[str, Any], story_id: int) -> None:
    """Give stories that are parted again their topics; what was tagged or taken off since stays so."""
    StoryTopic.objects.filter(story=story_id, topic__in=topics["raised"]).update(state=REJECTED)
    for topic_id, came_from in topics["moved"]:
        StoryTopic.objects.filter(story=story_id, topic=topic_id).update(story=came_from)
    StoryTopic.objects.bulk_create((StoryTopic(**row) for row in topics["dropped"]), ignore_conflicts=True)


def _links_go_over(gone: Sequence[int], story_id: int) -> dict[str, Any]:
    """Point the links of stories at one. Return the links taken away and those made."""
    held = StoryLink.objects.select_for_update().order_by("pk")  # in one order: two merges may share a link
    links = list(held.filter(Q(first__in=gone) | Q(second__in=gone)))
    wanted = {}
    for link in links:
        first, second = sorted(story_id if pk in gone else pk for pk in (link.first_id, link.second_id))
        if first != second:
            wanted[first, second, link.kind] = StoryLink(
                first_id=first, second_id=second, kind=link.kind, score=link.score, why=link.why
            )
    StoryLink.objects.filter(pk__in=[link.pk for link in links]).delete()
    there = StoryLink.objects.filter(Q(first=story_id) | Q(second=story_id))
    known = set(there.values_list("first", "second", "kind"))
    made = [key for key in wanted if key not in known]
    StoryLink.objects.bulk_create(wanted[key] for key in made)
    columns = ("first_id", "second_id", "kind", "score", "why")
    taken = [{column: getattr(link, column) for column in columns} for link in links]
    return {"taken": taken, "made": made}


def _neighbours(story_ids: Sequence[int]) -> set[int]:
    """Give the stories that are linked with these."""
    links = StoryLink.objects.filter(Q(first__in=story_ids) | Q(second__in=story_ids))
    return {pk for pair in links.values_list("first", "second") for pk in pair}


def _linked_by(detail: Mapping[str, Any]) -> set[int]:
    """Give the stories whose links a join took away."""
    return {row[side] for row in detail["links"]["taken"] for side in ("first_id", "second_id")}


def _bring_up_to_date(story_id: int, gone: Sequence[int], detail: Mapping[str, Any]) -> None:
    """Everything that is counted or shown of the stories, their neighbours and their topics."""
    bring_up_to_date([story_id, *gone])
    count_links({story_id, *gone, *_linked_by(detail)})
    count_topics({story_id, *gone})
    for topic_id in detail["topics"]["topics"]:
        tagged = StoryTopic.objects.filter(topic=topic_id, state=TAGGED).count()
        Topic.objects.filter(pk=topic_id).update(story_count=tagged)
