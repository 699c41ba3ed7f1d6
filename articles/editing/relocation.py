"""Versions move from story to story, and all that hangs on them goes along; and the same backwards.

Shared by merging, splitting, moving and reviewing. What an editor says with it is written as constraints between
versions, which every later grouping honours.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import product
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone

from articles.editing.log import Conflict, Refused, after_commit, blame, one_act, shortened
from articles.models import Annotation, Decision, GroupingConstraint, PairDoubt, Story, Version
from articles.models.indexing import index_stories
from articles.models.placements import count_notes, place_everywhere
from articles.models.upkeep import NO_CHANGES, refresh_stories, summarise_changes

TOGETHER, APART = GroupingConstraint.Kind.TOGETHER, GroupingConstraint.Kind.APART
MOST_PAIRS = 2_500  # constraints of one act; above it each version is bound to one of the other side only


def locked_stories(*story_ids: int, beside: Collection[int] = ()) -> dict[int, Story]:
    """Lock the stories, always in the same order. Conflict where one is part of another story now.

    With them are locked those `beside`, whose counts the act will write: later they might be locked in another order.
    """
    rows = Story.objects.select_for_update().filter(pk__in={*story_ids, *beside}).order_by("pk")
    stories = {story.pk: story for story in rows if story.pk in story_ids}
    for story in stories.values():
        if story.merged_into_id:
            raise departed(story)
    return stories


def departed(story: Story) -> Conflict:
    """Say that a story is part of another now, by whose act, and where it went."""
    message = f"“{shortened(str(story))}” is part of another story now: {blame(story_key(story.pk))}."
    return Conflict(message, went_to=story.merged_into_id)


def refuse_merged(stories: Iterable[Story]) -> None:
    """Conflict where one of the stories is part of another by now, which says more than that it was touched."""
    for story in stories:
        if story.merged_into_id:
            raise departed(story)


def refuse_departed(story_id: int | None) -> None:
    """Conflict where this story, which a screen led on from, was merged away: nothing meant for it goes elsewhere."""
    if story_id:
        raise departed(Story.objects.get(pk=story_id))


def hold_stories(story_ids: Collection[int]) -> None:
    """Lock the stories that an undo writes, in the order in which every act locks them; merged ones too."""
    list(Story.objects.select_for_update().filter(pk__in=story_ids).order_by("pk").values_list("pk"))


def relocate(versions: Sequence[Version], into: Story) -> dict[str, Any]:
    """Move versions, with their notes, into a story. Return what `move_back` needs.

    Refused where the story has one of these texts already.
    """
    ids = [version.pk for version in versions]
    digests = [version.digest for version in versions]
    twin = Version.objects.filter(story=into, digest__in=digests).exclude(pk__in=ids).first()
    if twin or len(set(digests)) < len(digests):
        raise Refused(f"“{into}” has a version with this very text already: move its captures instead")
    came_from = {str(version.pk): version.story_id for version in versions}
    orders = {str(version.pk): [version.position, version.order_basis, version.order_why] for version in versions}
    Version.objects.filter(pk__in=ids).update(story=into, order_basis=Version.OrderBasis.CAPTURED, order_why="")
    Annotation.objects.filter(version__in=ids).update(story=into)
    return {"versions": came_from, "orders": orders, "into": into.pk}


def move_back(detail: Mapping[str, Any]) -> None:
    """Move versions back to where they came from. Conflict where one of them stands elsewhere by now."""
    versions = Version.objects.select_for_update().in_bulk([int(pk) for pk in detail["versions"]])
    for pk, story_id in detail["versions"].items():
        version = versions.get(int(pk))
        if version is None or version.story_id != detail["into"]:
            raise Conflict(f"A version stands elsewhere by now: {blame(version_key(int(pk)))}.")
        version.story_id = story_id
        version.position, version.order_basis, version.order_why = detail["orders"][pk]
    Version.objects.bulk_update(versions.values(), ["story", "position", "order_basis", "order_why"])
    for note in Annotation.objects.filter(version__in=versions):
        note.story_id = versions[note.version_id].story_id
        note.save(update_fields=["story"])


def refuse_empty(story_id: int) -> None:
    """Conflict where a story has no version left: its own moved on since, and undoing would take the last one."""
    if not Version.objects.filter(story=story_id).exists():
        story = Story.objects.get(pk=story_id)
        raise Conflict(f"“{story}” would be left without a version: merge the two stories instead.")


def bring_up_to_date(story_ids: Collection[int]) -> None:
    """Order, counts, notes' places, change summary and search of stories whose versions moved."""
    wanted = sorted(set(story_ids))
    refresh_stories(wanted)
    Story.objects.filter(pk__in=wanted, version_count__lt=2).update(**NO_CHANGES)
    place_everywhere(Annotation.objects.standing().threads().filter(story__in=wanted).select_related("version__body"))
    count_notes(wanted)
    after_commit(summarise_changes, wanted)
    after_commit(one_act(index_stories), wanted)


def pairs_between(one: Sequence[int], other: Sequence[int]) -> list[tuple[int, int]]:
    """Every version of one side with every one of the other; where those are too many, each with the other's first."""
    if len(one) * len(other) <= MOST_PAIRS:
        return list(product(one, other))
    return list({*((version, other[0]) for version in one), *((one[0], version) for version in other)})


def bind(pairs: Iterable[tuple[int, int]], kind: GroupingConstraint.Kind, decision: Decision) -> None:
    """Write constraints between versions over what editors said of the same pairs; the decision keeps that."""
    wanted = {(min(pair), max(pair)) for pair in pairs}
    standing = _constraints_among(wanted)
    before = [
        {"first": row.first_id, "second": row.second_id, "kind": row.kind, "decision": row.decision_id}
        for row in standing
    ]
    GroupingConstraint.objects.filter(pk__in=[row.pk for row in standing]).delete()
    GroupingConstraint.objects.bulk_create(
        GroupingConstraint(first_id=first, second_id=second, kind=kind, decision=decision)
        for first, second in sorted(wanted)
    )
    decision.detail["replaced"] = [*decision.detail.get("replaced", ()), *before]
    decision.save(update_fields=["detail"])


def unbind(decision: Decision) -> None:
    """Take a decision's constraints away and give the pairs those back that they had before."""
    GroupingConstraint.objects.filter(decision=decision).delete()
    for row in decision.detail.get("replaced", ()):
        GroupingConstraint.objects.get_or_create(
            first_id=row["first"],
            second_id=row["second"],
            defaults={"kind": row["kind"], "decision_id": row["decision"]},
        )


def settle_doubts(one: Collection[int], other: Collection[int], answer: PairDoubt.Answer, by: User) -> list[int]:
    """Answer the open doubts between versions of two sides, now that an editor has said it; return them."""
    between = Q(first__in=one, second__in=other) | Q(first__in=other, second__in=one)
    doubts = list(PairDoubt.objects.filter(between, answer=PairDoubt.Answer.OPEN).values_list("pk", flat=True))
    PairDoubt.objects.filter(pk__in=doubts).update(answer=answer, answered_by=by, answered_at=timezone.now())
    return doubts


def reopen_doubts(doubts: Collection[int]) -> None:
    """Ask again what was answered by an act that is undone."""
    PairDoubt.objects.filter(pk__in=doubts).update(answer=PairDoubt.Answer.OPEN, answered_by=None, answered_at=None)


def story_key(story_id: int) -> str:
    """How an act says that it touches a story as a whole."""
    return f"story {story_id}"


def version_key(version_id: int) -> str:
    """How an act says that it touches where a version stands."""
    return f"place of version {version_id}"


def _constraints_among(pairs: Collection[tuple[int, int]]) -> list[GroupingConstraint]:
    """The constraints on exactly these pairs."""
    seconds: dict[int, set[int]] = defaultdict(set)
    for first, second in pairs:
        seconds[first].add(second)
    rows = GroupingConstraint.objects.filter(Q(first__in=seconds))
    return [row for row in rows if row.second_id in seconds[row.first_id]]
