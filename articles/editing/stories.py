"""What belongs to one story, by an editor's word: merge, split, move a version, set the order.

Each act is one decision with one undo, and binds every later grouping: what an editor put together stays together, what
an editor parted stays apart.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q

from articles.editing.log import (
    Act,
    Conflict,
    Done,
    Refused,
    blame,
    name_of,
    one_act,
    record,
    refuse_older_screen,
    shortened,
)
from articles.editing.merging import join, joined_pairs, part, touched_by
from articles.editing.relocation import (
    APART,
    TOGETHER,
    bind,
    bring_up_to_date,
    hold_stories,
    locked_stories,
    move_back,
    pairs_between,
    refuse_empty,
    refuse_merged,
    relocate,
    story_key,
    unbind,
    version_key,
)
from articles.editing.sharing import link_shared, unlink_shared
from articles.editing.titles import merge_summary
from articles.models import Decision, Story, StoryTopic, Version

EDITOR = Version.OrderBasis.EDITOR


@one_act
def merge_stories(story: Story, *, by: User, others: Collection[Story], seen: int | None = None) -> Done:
    """Make other stories part of this one, with their versions, notes, topics and links; their addresses lead here."""
    refuse_merged((story, *others))
    refuse_older_screen((story_key(one.pk) for one in (story, *others)), by=by, seen=seen)
    detail = join(story.pk, [other.pk for other in others], by=by)
    by_id = {other.pk: other for other in others}
    summary = merge_summary(story, [by_id[pk] for pk in detail["gone"]])
    concerns = [story_key(story.pk)]
    act = Act("merge_stories", summary, touched_by(detail), story.pk, story.pk, detail, concerns)
    done = record(act, by=by, seen=seen)
    bind(pairs_between(*joined_pairs(detail)), TOGETHER, Decision.objects.get(pk=done.decision_id))
    return done


@one_act
def split_story(story: Story, *, by: User, versions: Collection[Version], seen: int | None = None) -> Done:
    """Make some versions of a story a story of their own, with their notes. Topics stay with the old story.

    The new story is the subject of what is returned. Refused where none or all versions are chosen.
    """
    refuse_older_screen([story_key(story.pk), *(version_key(one.pk) for one in versions)], by=by, seen=seen)
    detail = take_out(story, versions)
    count = len(versions)
    summary = f"Split {count} {'version' if count == 1 else 'versions'} off “{shortened(str(story))}”"
    concerns = [story_key(story.pk)]
    act = Act("split_story", summary, moved_keys(detail), detail["into"], story.pk, detail, concerns)
    done = record(act, by=by, seen=seen)
    bind(pairs_between(*parted_pairs(detail)), APART, Decision.objects.get(pk=done.decision_id))
    return replace(done, made_story_id=detail["into"])


@one_act
def move_version(version: Version, *, by: User, to: Story, seen: int | None = None) -> Done:
    """Move one version, with its notes, into another story. A story that loses its only version is merged there."""
    left = Story.objects.get(versions=version.pk)
    if left.pk == to.pk:
        raise Conflict(f"The version stands in that story already: {blame(version_key(version.pk))}.")
    if not Version.objects.filter(story=left).exclude(pk=version.pk).exists():
        return merge_stories(to, by=by, others=[left], seen=seen)
    stories = locked_stories(left.pk, to.pk)
    version = Version.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if version.story_id != left.pk:
        raise Conflict(f"The version stands elsewhere by now: {blame(version_key(version.pk))}.")
    others = {pk: list(Version.objects.filter(story=pk).values_list("pk", flat=True)) for pk in stories}
    if others[left.pk] == [version.pk]:  # the others left in this moment
        return merge_stories(to, by=by, others=[left], seen=seen)
    detail = relocate([version], stories[to.pk])
    bring_up_to_date(stories)
    stayed = [pk for pk in others[left.pk] if pk != version.pk]
    detail["shared"] = link_shared([version.pk], stayed)
    summary = f"Moved a version of “{shortened(str(left))}” to “{shortened(str(to))}”"
    concerns = [story_key(pk) for pk in stories]
    act = Act("move_version", summary, [version_key(version.pk)], version.pk, to.pk, detail, concerns)
    done = record(act, by=by, seen=seen)
    decision = Decision.objects.get(pk=done.decision_id)
    bind(pairs_between([version.pk], stayed), APART, decision)
    bind(pairs_between([version.pk], others[to.pk]), TOGETHER, decision)
    return done


@one_act
def set_order(story: Story, *, by: User, versions: Sequence[Version], seen: int | None = None) -> Done:
    """Put the versions of a story into this order, first to last; the machine's order becomes the editor's so, too.

    Conflict where it has others by now; Refused where an editor has set this very order.
    """
    refuse_older_screen([f"order of story {story.pk}", story_key(story.pk)], by=by, seen=seen)
    locked_stories(story.pk)
    current = Version.objects.select_for_update().filter(story=story).in_bulk()
    wanted = [version.pk for version in versions]
    if sorted(wanted) != sorted(current):
        raise Conflict(f"The story has other versions by now: {blame(story_key(story.pk))}. Reload the page.")
    as_it_stands = wanted == sorted(current, key=lambda pk: (current[pk].position, pk))
    if as_it_stands and (len(current) < 2 or all(row.order_basis == EDITOR for row in current.values())):
        raise Refused("That is the order already: give the versions other places to change it.")
    before = {str(pk): [row.position, row.order_basis, row.order_why] for pk, row in current.items()}
    for position, pk in enumerate(wanted):
        row = current[pk]
        row.position, row.order_basis, row.order_why = position, EDITOR, f"Set by {name_of(by)}"
    Version.objects.bulk_update(current.values(), ["position", "order_basis", "order_why"])
    bring_up_to_date([story.pk])
    summary = f"{'Confirmed' if as_it_stands else 'Set'} the order of the versions of “{shortened(str(story))}”"
    detail = {"orders": before, "wanted": wanted, "story": story.pk}
    act = Act("set_order", summary, [f"order of story {story.pk}"], story.pk, story.pk, detail, [story_key(story.pk)])
    return record(act, by=by, seen=seen)


def take_out(story: Story, versions: Collection[Version]) -> dict[str, Any]:
    """Make versions a story of their own. Return what `put_back` needs."""
    locked_stories(story.pk)
    there = list(Version.objects.filter(story=story).order_by("position", "pk"))
    chosen = {version.pk for version in versions}
    moving = [version for version in there if version.pk in chosen]
    if len(moving) < len(chosen):
        raise Conflict(f"A version is not in this story any more: {blame(*map(version_key, chosen))}.")
    if not moving or len(moving) == len(there):
        raise Refused("Choose some versions to split off, but not all: one must stay")
    new = Story.objects.create(headline=moving[0].headline, language=story.language)
    detail = relocate(moving, new)
    bring_up_to_date([story.pk, new.pk])
    stayed = [version.pk for version in there if version.pk not in chosen]
    return {**detail, "from": story.pk, "stayed": stayed, "shared": link_shared(chosen, stayed)}


def put_back(detail: dict[str, Any]) -> None:
    """Give versions that were taken out back; the address of the story they had made leads there.

    Conflict where that story has topics, or versions that came to it since, or the other is part of a third by now.
    """
    locked_stories(detail["from"], beside=[detail["into"]])
    new = Story.objects.get(pk=detail["into"])
    came = Version.objects.filter(story=new).exclude(pk__in=[int(pk) for pk in detail["versions"]])
    if came.exists() or StoryTopic.objects.filter(story=new, state="tagged").exists():
        raise Conflict(f"“{new}” has topics or versions of its own by now: merge the two stories instead.")
    unlink_shared(detail.get("shared", ()))
    move_back(detail)
    Story.objects.filter(Q(pk=new.pk) | Q(merged_into=new)).update(merged_into=detail["from"])
    bring_up_to_date([detail["from"], new.pk])


def parted_pairs(detail: dict[str, Any]) -> tuple[list[int], list[int]]:
    """The versions of both sides that a split says stay apart."""
    return [int(pk) for pk in detail["versions"]], list(detail["stayed"])


def moved_keys(detail: dict[str, Any]) -> list[str]:
    """What moving versions touches."""
    return [version_key(int(pk)) for pk in detail["versions"]]


def undo_merge(decision: Decision) -> None:
    """Part stories that were merged."""
    unbind(decision)
    part(decision.detail)


def undo_split(decision: Decision) -> None:
    """Bring together what was split."""
    unbind(decision)
    put_back(decision.detail)


def undo_move(decision: Decision) -> None:
    """Move a version back. Conflict where the story it came from is part of another, or the other would be empty."""
    unbind(decision)
    locked_stories(*decision.detail["versions"].values(), beside=[decision.detail["into"]])
    unlink_shared(decision.detail.get("shared", ()))
    move_back(decision.detail)
    refuse_empty(decision.detail["into"])
    bring_up_to_date([decision.detail["into"], *decision.detail["versions"].values()])


def undo_order(decision: Decision) -> None:
    """Give the versions their order from before; those that came or went since stand where the machine puts them."""
    orders = decision.detail["orders"]
    hold_stories([decision.detail["story"]])
    rows = list(Version.objects.select_for_update().filter(story=decision.detail["story"], pk__in=orders))
    for row in rows:
        row.position, row.order_basis, row.order_why = orders[str(row.pk)]
    Version.objects.bulk_update(rows, ["position", "order_basis", "order_why"])
    bring_up_to_date([decision.detail["story"]])
