"""Today's rules over everything that is stored -> versions moved between stories, without harm to editors' work.

A story that editors tagged, annotated or decided on keeps every version it has; others may come into it. Editors'
words "together" and "apart" hold. What would change can be listed before anything does.
"""

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from articles.models import GroupingConstraint, Story, Version
from articles.models.indexing import index_stories
from articles.models.upkeep import count_links, refresh_stories, summarise_changes
from articles.pipeline.captures import one_writer
from articles.pipeline.joining import join_stories, worked_on
from articles.pipeline.partition import Partition, propose

# Moves in one transaction; after each the database is left to editors for as long.
CHUNK = 25
IDS_A_QUERY = 5_000


@dataclass(frozen=True, slots=True)
class Move:
    """A version that belongs elsewhere: `target` is a story's id, or None for a story of its own.

    Versions with the same `group` and no target make one new story together.
    """

    version_id: int
    story_id: int
    target: int | None
    group: int
    headline: str
    why: str

    def line(self) -> str:
        """Say it in words."""
        to = f"story {self.target}" if self.target else f"a new story (with version {self.group})"
        return f"version {self.version_id} “{self.headline}”: story {self.story_id} -> {to}: {self.why}"


@dataclass(frozen=True, slots=True)
class RegroupReport:
    """What was read, what moves, and whether it was done or only listed."""

    versions: int
    moves: tuple[Move, ...]
    done: bool


def regroup(*, dry_run: bool = False, on_progress: Callable[[int], None] | None = None) -> RegroupReport:
    """Group everything anew; with `dry_run` only list what would change. Holds ids in memory, never texts."""
    partition = propose(renew=not dry_run, on_progress=on_progress)
    rows = Version.objects.order_by("pk").values_list("pk", "story").iterator(chunk_size=5000)
    stories = dict(rows)
    moves = _moves(partition, stories)
    if not dry_run:
        for chunk in _chunks(moves):
            _apply(chunk)
    return RegroupReport(len(stories), tuple(moves), done=not dry_run)


def _worked(story_ids: Collection[int]) -> frozenset[int]:
    """Give those of any number of stories that carry an editor's work."""
    ids = iter(sorted(story_ids))
    found: set[int] = set()
    while part := list(islice(ids, IDS_A_QUERY)):
        found |= worked_on(part)
    return frozenset(found)


def _moves(partition: Partition, stories: Mapping[int, int]) -> list[Move]:
    """Compare the proposal with the stories as they are."""
    groups: dict[int, list[int]] = defaultdict(list)
    for version_id in stories:
        groups[partition.find(version_id)].append(version_id)
    parts = Counter(stories[ids[0]] for ids in groups.values() if len({stories[each] for each in ids}) == 1)
    doubtful = {
        story_id
        for ids in groups.values()
        for story_id in {stories[each] for each in ids}
        if len({stories[each] for each in ids}) > 1 or parts[story_id] > 1
    }
    worked = _worked(doubtful)
    moving: list[tuple[int, int | None, int]] = []
    taken: set[int] = set()
    for root, ids in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        target = _target(Counter(stories[each] for each in ids), worked, taken)
        taken.add(target or 0)
        moving += [(each, target, root) for each in ids if stories[each] != target and stories[each] not in worked]
    return _told(moving, partition, stories)


def _target(counts: Counter[int], worked: Collection[int], taken: Collection[int]) -> int | None:
    """Give the story a group stays in: one editors worked on, else the one most of it is in; None if all are taken."""
    free = [story_id for story_id in counts if story_id in worked or story_id not in taken]
    return min(free, key=lambda story_id: (story_id not in worked, -counts[story_id], story_id), default=None)


def _told(
    moving: Sequence[tuple[int, int | None, int]], partition: Partition, stories: Mapping[int, int]
) -> list[Move]:
    """Give the moves with the words an editor reads, those of one group together."""
    ids = iter([version_id for version_id, _, _ in moving])
    headlines: dict[int, str] = {}
    while part := list(islice(ids, IDS_A_QUERY)):
        headlines.update(Version.objects.filter(pk__in=part).values_list("pk", "headline"))
    told = []
    for version_id, target, root in moving:
        why = "; ".join(partition.why.get(version_id, ())) or "it belongs with no other version there"
        told.append(Move(version_id, stories[version_id], target, root, headlines.get(version_id, ""), why))
    return told


def _chunks(moves: Sequence[Move]) -> Iterator[list[Move]]:
    """Give the moves in chunks that never part a group."""
    chunk: list[Move] = []
    for move in moves:
        if len(chunk) >= CHUNK and move.group != chunk[-1].group:
            yield chunk
            chunk = []
        chunk.append(move)
    if chunk:
        yield chunk


def _apply(moves: Sequence[Move]) -> None:
    """Move versions in one transaction; a version that an editor moved meanwhile, or whose text is there, stays."""
    began = time.monotonic()
    with one_writer():
        now = dict(Version.objects.filter(pk__in=[move.version_id for move in moves]).values_list("pk", "story"))
        standing = [move for move in moves if now.get(move.version_id) == move.story_id]
        worked = worked_on({move.story_id for move in standing})
        parted = _parted_from([move.version_id for move in standing])
        standing = [
            move for move in standing if move.story_id not in worked and (move.version_id, move.target) not in parted
        ]
        changed = _move(standing)
        emptied = _emptied({move.story_id: move.target for move in standing if move.target})
        join_stories(emptied)
        due = refresh_stories(changed | set(emptied))
        index_stories(changed - set(emptied))
        count_links(changed)
    held = time.monotonic() - began
    summarise_changes(due)
    time.sleep(held)


def _parted_from(version_ids: Collection[int]) -> set[tuple[int, int]]:
    """Give each version with the stories that hold one an editor parted it from."""
    apart = GroupingConstraint.objects.filter(kind=GroupingConstraint.Kind.APART)
    firsts = apart.filter(first__in=version_ids).values_list("first", "second__story")
    seconds = apart.filter(second__in=version_ids).values_list("second", "first__story")
    return {*firsts, *seconds}


def _move(moves: Sequence[Move]) -> set[int]:
    """Put versions into their stories, making those that are new; give every story touched."""
    made: dict[int, int] = {}
    by_target: dict[int, list[int]] = defaultdict(list)
    for move in moves:
        if move.target is None and move.group not in made:
            made[move.group] = Story.objects.create(headline=move.headline).pk
        by_target[move.target or made[move.group]].append(move.version_id)
    for target, version_ids in by_target.items():
        there = Version.objects.filter(story=target).values("digest")
        Version.objects.filter(pk__in=version_ids).exclude(digest__in=there).update(story=target)
    return {move.story_id for move in moves} | set(by_target)


def _emptied(into: Mapping[int, int]) -> dict[int, int]:
    """Give the stories that have no version left, with the story theirs went to: their addresses lead there."""
    held = set(Version.objects.filter(story__in=into).values_list("story", flat=True))
    return {story_id: target for story_id, target in into.items() if story_id not in held and story_id != target}
