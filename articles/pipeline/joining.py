"""Stories that the machine found to be one -> one story, with everything that hung on the others."""

from collections.abc import Collection, Iterable, Mapping

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, Value, When
from django.db.models.expressions import Combinable

from articles.models import Annotation, Decision, GroupingConstraint, Story, StoryLink, StoryTopic, Version
from articles.models.search import forget_search
from articles.models.upkeep import count_topics


def apart_pairs(story_ids: Collection[int]) -> frozenset[frozenset[int]]:
    """Give the pairs of stories, one of them given, whose versions an editor's word keeps apart."""
    rows = GroupingConstraint.objects.filter(
        Q(first__story__in=story_ids) | Q(second__story__in=story_ids), kind=GroupingConstraint.Kind.APART
    )
    return frozenset(frozenset(pair) for pair in rows.values_list("first__story", "second__story"))


def worked_on(story_ids: Collection[int]) -> frozenset[int]:
    """Give those of the stories that carry an editor's work: a topic, a note, a decision that stands."""
    story = OuterRef("pk")
    worked = (
        Exists(StoryTopic.objects.filter(story=story))
        | Exists(Annotation.objects.filter(story=story))
        | Exists(Decision.objects.standing().filter(story=story))
    )
    return frozenset(Story.objects.filter(worked, pk__in=story_ids).values_list("pk", flat=True))


def targets(groups: Iterable[Collection[int]], worked: Collection[int]) -> dict[int, int]:
    """Give, for each story that is to go, the story it goes into: the one editors worked on, else the oldest."""
    into = {}
    for group in groups:
        if len(group) > 1:
            target = min(group, key=lambda story_id: (story_id not in worked, story_id))
            into.update({story_id: target for story_id in group if story_id != target})
    return into


def join_stories(into: Mapping[int, int]) -> dict[int, int]:
    """Move all that hangs on each story into its target, in a flat number of queries; give what was really moved.

    A story that holds a text which its target holds too is left alone: an editor parted them once.
    """
    if not into:
        return {}
    into = {story_id: target for story_id, target in into.items() if story_id not in _sharing_texts(into)}
    gone = list(into)
    Version.objects.filter(story__in=gone).update(story_id=_mapped("story_id", into))
    Annotation.objects.filter(story__in=gone).update(story_id=_mapped("story_id", into))
    _move_topics(into)
    _move_links(into)
    Story.objects.filter(merged_into__in=gone).update(merged_into_id=_mapped("merged_into_id", into))
    Story.objects.filter(pk__in=gone).update(merged_into_id=_mapped("pk", into), latest=None)
    forget_search(gone)
    return into


def _mapped(column: str, into: Mapping[int, int]) -> Combinable:
    """Give the expression that turns a story's id in `column` into its target's."""
    whens = [When(**{column: story_id}, then=Value(target)) for story_id, target in into.items()]
    return Case(*whens, default=F(column), output_field=IntegerField())


def _sharing_texts(into: Mapping[int, int]) -> set[int]:
    """Give the stories of which some text stands in their target too, or in an older story that goes there as well."""
    rows = Version.objects.filter(story__in={*into, *into.values()}).values_list("digest", "story")
    seen: dict[tuple[str, int], list[int]] = {}
    for digest, story_id in rows:
        seen.setdefault((digest, into.get(story_id, story_id)), []).append(story_id)
    left: set[int] = set()
    for (_, target), held in seen.items():
        first = target if target in held else min(held)
        left.update(story_id for story_id in held if story_id != first)
    return left


def _move_topics(into: Mapping[int, int]) -> None:
    """Move editors' words on topics; where they differ, tagged wins over rejected, as in a merge by hand."""
    rows = list(StoryTopic.objects.filter(story__in={*into, *into.values()}))
    held = {(row.story_id, row.topic_id): row for row in rows if row.story_id not in into}
    for row in rows:
        target = into.get(row.story_id)
        there = held.get((target, row.topic_id)) if target else None
        if there and row.state == StoryTopic.State.TAGGED:
            there.state = row.state
        elif target and not there:
            row.story_id = target
            held[(target, row.topic_id)] = row
    StoryTopic.objects.bulk_update([row for row in rows if row.story_id not in into], ["story", "state"])
    count_topics({*into, *into.values()} if rows else ())


def _move_links(into: Mapping[int, int]) -> None:
    held = StoryLink.objects.select_for_update().order_by("pk")  # in one order, as an editor's merge locks them
    links = list(held.filter(Q(first__in=into) | Q(second__in=into)))
    StoryLink.objects.filter(pk__in=[link.pk for link in links]).delete()
    moved = []
    for link in links:
        first, second = sorted(into.get(story_id, story_id) for story_id in (link.first_id, link.second_id))
        if first != second:
            moved.append(StoryLink(first_id=first, second_id=second, kind=link.kind, score=link.score, why=link.why))
    StoryLink.objects.bulk_create(moved, ignore_conflicts=True)
