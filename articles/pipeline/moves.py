"""A draft of which versions belong together -> the versions that move, with the words an editor reads; and the moving.

Only what moves is in memory, as ids; stories that stay as they are never leave the database.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from django.db import connection

from articles.models import GroupingConstraint, LongWork, Story, Version
from articles.models.indexing import index_stories
from articles.models.upkeep import count_links, refresh_stories
from articles.pipeline.joining import join_stories, worked_on
from articles.pipeline.partition import IDS_A_QUERY, prints_of
from articles.pipeline.thresholds import thresholds_in_force
from articles.text.group import same_article

TOLD_AT_ONCE = 100  # moves whose texts are loaded together to say why
NO_OTHER = "it belongs with no other version there"

# How many versions of each story each group of the draft has, where a group or a story is not wholly the other.
_DOUBTFUL = """
WITH parts AS (
  SELECT d.root AS root, v.story_id AS story, COUNT(*) AS versions
  FROM articles_groupingdraft d JOIN articles_version v ON v.id = d.version
  WHERE d.work_id = %s GROUP BY d.root, v.story_id
)
SELECT root, story, versions FROM parts
WHERE root IN (SELECT root FROM parts GROUP BY root HAVING COUNT(*) > 1)
   OR story IN (SELECT story FROM parts GROUP BY story HAVING COUNT(*) > 1)
"""
_OF_GROUP = """
SELECT v.id, v.story_id, v.headline, d.beside
FROM articles_groupingdraft d JOIN articles_version v ON v.id = d.version
WHERE d.work_id = %s AND d.root = %s ORDER BY v.id
"""


@dataclass(frozen=True, slots=True)
class Move:
    """A version that belongs elsewhere: `target` is a story's id, or None for a story of its own.

    Versions with the same `group` and no target make one new story together. `beside` is the version that speaks for
    the move, where one does.
    """

    version_id: int
    story_id: int
    target: int | None
    group: int
    headline: str
    why: str
    beside: int | None = None

    def line(self) -> str:
        """Say it in words."""
        to = f"story {self.target}" if self.target else f"a new story (with version {self.group})"
        return f"version {self.version_id} “{self.headline}”: story {self.story_id} -> {to}: {self.why}"

    def as_json(self) -> dict[str, Any]:
        """Give the move as JSON can hold it."""
        return asdict(self)


def moves_of(work: LongWork, listed: Collection[int] = ()) -> Iterator[list[Move]]:
    """Compare the draft with the stories as they are; give the moves by whole groups, without those `listed`."""
    groups = _doubtful(work)
    worked = _worked({story_id for counts in groups.values() for story_id in counts})
    taken: set[int] = set()
    told: list[Move] = []
    for root, counts in sorted(groups.items(), key=lambda item: (-item[1].total(), item[0])):
        target = _target(counts, worked, taken)
        taken.add(target or 0)
        if root not in listed and counts.keys() - worked - {target}:
            told += _moving(work, root, target, worked)
        if len(told) >= TOLD_AT_ONCE:
            yield told
            told = []
    if told:
        yield told


def _doubtful(work: LongWork) -> dict[int, Counter[int]]:
    groups: dict[int, Counter[int]] = defaultdict(Counter)
    with connection.cursor() as cursor:
        cursor.execute(_DOUBTFUL, [work.pk])
        while rows := cursor.fetchmany(2_000):
            for root, story_id, versions in rows:
                groups[root][story_id] = versions
    return groups


def _worked(story_ids: Collection[int]) -> frozenset[int]:
    """Give those of any number of stories that carry an editor's work."""
    ids = iter(sorted(story_ids))
    found: set[int] = set()
    while part := list(islice(ids, IDS_A_QUERY)):
        found |= worked_on(part)
    return frozenset(found)


def _target(counts: Counter[int], worked: Collection[int], taken: Collection[int]) -> int | None:
    """Give the story a group stays in: one editors worked on, else the one most of it is in; None if all are taken."""
    free = [story_id for story_id in counts if story_id in worked or story_id not in taken]
    return min(free, key=lambda story_id: (story_id not in worked, -counts[story_id], story_id), default=None)


def _moving(work: LongWork, root: int, target: int | None, worked: Collection[int]) -> list[Move]:
    """Give the moves of one group, with the words an editor reads."""
    with connection.cursor() as cursor:
        cursor.execute(_OF_GROUP, [work.pk, root])
        rows = [row for row in cursor.fetchall() if row[1] != target and row[1] not in worked]
    moves = []
    for at in range(0, len(rows), TOLD_AT_ONCE):
        part = rows[at : at + TOLD_AT_ONCE]
        why = _reasons({version_id: beside for version_id, _, _, beside in part})
        moves += [
            Move(version_id, story_id, target, root, headline, why[version_id], beside)
            for version_id, story_id, headline, beside in part
        ]
    return moves


def _reasons(beside: Mapping[int, int | None]) -> dict[int, str]:
    """Say why each version belongs with the one that spoke for it."""
    thresholds = thresholds_in_force()
    prints = prints_of({pk for pair in beside.items() for pk in pair if pk})
    said = dict.fromkeys(beside, NO_OTHER)
    for version_id, other in beside.items():
        one, two = prints.get(version_id), prints.get(other or 0)
        if one and two:
            said[version_id] = "; ".join(same_article(one, two, thresholds=thresholds).reasons)
    return said


@dataclass(frozen=True, slots=True)
class Moved:
    """How many versions moved, the stories whose change summary is due, and the story made for a group, by group."""

    moved: int
    to_summarise: tuple[int, ...]
    made: Mapping[int, int]


def move_versions(moves: Sequence[Move]) -> Moved:
    """Move versions, within a transaction; say what it came to.

    A version that an editor moved meanwhile, or is at work on in this moment, or whose text is there already, stays.
    """
    standing = _free(moves)
    worked = worked_on({move.story_id for move in standing})
    gone = _merged_away({move.target for move in standing if move.target})
    parted = _parted_from([move.version_id for move in standing])
    standing = [
        move
        for move in standing
        if move.story_id not in worked and move.target not in gone and (move.version_id, move.target) not in parted
    ]
    made = _made_stories(standing)
    moved, changed = _move(standing, made)
    emptied = _emptied({move.story_id: move.target or made[move.group] for move in standing})
    join_stories(emptied)
    due = refresh_stories(changed | set(emptied))
    index_stories(changed - set(emptied))
    count_links(changed)
    return Moved(moved, due, made)


def _free(moves: Sequence[Move]) -> list[Move]:
    """Lock the moves' versions and stories; give the moves that still hold and that no editor's act has locked.

    What is locked is passed over and not waited for: editors lock in other orders, and would never wait for a run.
    """
    story_ids = {story_id for move in moves for story_id in (move.story_id, move.target) if story_id}
    stories = Story.objects.select_for_update(skip_locked=True).filter(pk__in=story_ids).order_by("pk")
    free = {*stories.values_list("pk", flat=True)}
    versions = Version.objects.select_for_update(skip_locked=True).filter(pk__in=[move.version_id for move in moves])
    now = dict(versions.values_list("pk", "story"))
    return [
        move
        for move in moves
        if now.get(move.version_id) == move.story_id and {move.story_id, move.target or move.story_id} <= free
    ]


def _merged_away(story_ids: Collection[int]) -> set[int]:
    """Give the stories that are part of another by now, or gone."""
    standing = Story.objects.filter(pk__in=story_ids, merged_into__isnull=True).values_list("pk", flat=True)
    return set(story_ids) - set(standing)


def _parted_from(version_ids: Collection[int]) -> set[tuple[int, int]]:
    """Give each version with the stories that hold one an editor parted it from."""
    apart = GroupingConstraint.objects.filter(kind=GroupingConstraint.Kind.APART)
    firsts = apart.filter(first__in=version_ids).values_list("first", "second__story")
    seconds = apart.filter(second__in=version_ids).values_list("second", "first__story")
    return {*firsts, *seconds}


def _made_stories(moves: Sequence[Move]) -> dict[int, int]:
    """Make a story for each group that goes into a new one; give them by group."""
    new = {move.group: move.headline for move in reversed(moves) if move.target is None}
    return {group: Story.objects.create(headline=headline).pk for group, headline in new.items()}


def _move(moves: Sequence[Move], made: Mapping[int, int]) -> tuple[int, set[int]]:
    """Put versions into their stories; give how many moved and every story touched."""
    by_target: dict[int, list[int]] = defaultdict(list)
    for move in moves:
        by_target[move.target or made[move.group]].append(move.version_id)
    moved = 0
    for target, version_ids in by_target.items():
        there = Version.objects.filter(story=target).values("digest")
        moved += Version.objects.filter(pk__in=version_ids).exclude(digest__in=there).update(story=target)
    return moved, {move.story_id for move in moves} | set(by_target)


def _emptied(into: Mapping[int, int]) -> dict[int, int]:
    """Give the stories that have no version left, with the story theirs went to: their addresses lead there."""
    held = set(Version.objects.filter(story__in=into).values_list("story", flat=True))
    return {story_id: to for story_id, to in into.items() if story_id not in held and story_id != to}
