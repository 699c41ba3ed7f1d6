"""Today's rules over everything that is stored -> versions moved between stories, without harm to editors' work.

A story that editors tagged, annotated or decided on keeps every version it has; others may come into it. Editors'
words "together" and "apart" hold. What would change can be listed before anything does. Three steps, each of which goes
on where it stopped: reading writes a draft, comparing lists the moves, moving does them.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from articles.models import LongWork, Story, Version, WorkChange
from articles.models.upkeep import summarise_changes, summarise_due
from articles.pipeline.dumps import new_owner
from articles.pipeline.moves import Move, move_versions, moves_of
from articles.pipeline.partition import Drafting, begin_draft, draft_of, next_versions
from articles.pipeline.turns import in_turn
from articles.pipeline.works import Slice, UnderWay, begin_work, claim_work, fail_work

# Moves in one transaction; after each the database is left to editors for as long.
CHUNK = 25
# Listed changes read at once.
READ_AHEAD = 1_000

READING, COMPARING, MOVING = "reading", "comparing", "moving"


@dataclass(frozen=True, slots=True)
class RegroupReport:
    """What was read, what moves, and whether it was done or only listed."""

    versions: int
    work_id: int
    done: bool

    @property
    def moves(self) -> tuple[Move, ...]:
        """All the moves; `each_move` gives them one by one."""
        return tuple(self.each_move())

    def each_move(self) -> Iterator[Move]:
        """Give the moves as they were listed."""
        rows = WorkChange.objects.filter(work=self.work_id).order_by("pk")
        return (move_in(row) for row in rows.iterator(chunk_size=READ_AHEAD))


def regroup(*, dry_run: bool = False, on_progress: Callable[[int], None] | None = None) -> RegroupReport:
    """Group everything anew, here and now; with `dry_run` only list what would change. The panel shows it meanwhile.

    Raises UnderWay while another such run is, and LeaseLost where it is paused or stopped in the panel.
    """
    work = begin_regroup(dry_run=dry_run)
    owner = new_owner()
    if not claim_work(work, owner=owner):
        raise UnderWay(f"{work} was taken up by a worker: the panel shows it under Long work")
    try:
        advance_regroup(Slice(work, owner), on_progress)
    except Exception as error:
        fail_work(work, owner=owner, error=f"{type(error).__name__} after no. {work.cursor:,}: {error}")
        raise
    return RegroupReport(int(work.counts.get("versions", 0)), work.pk, done=not dry_run)


def begin_regroup(*, dry_run: bool = False, by: object = None) -> LongWork:
    """Put into the list that all is grouped anew. Raises UnderWay while another such run is."""
    return begin_work(LongWork.Kind.REGROUP, dry_run=dry_run, by=by)


def advance_regroup(part: Slice, on_progress: Callable[[int], None] | None = None) -> None:
    """Go on until the slice is over."""
    if not part.work.dry_run:
        summarise_due()  # of the batch after which an earlier run was killed
    if not part.work.step:
        begin_draft(part.work)
        part.save(step=READING, cursor=0, total=Version.objects.count())
    steps: dict[str, Callable[[Slice], None]] = {
        READING: partial(_read_on, on_progress=on_progress),
        COMPARING: _compare,
        MOVING: _move_on,
    }
    begun = ""
    while part.work.step != begun and not (begun and part.is_over):
        begun = part.work.step
        steps[begun](part)


def move_in(change: WorkChange) -> Move:
    """Give a move as it was listed."""
    return Move(**change.detail)


def _read_on(part: Slice, *, on_progress: Callable[[int], None] | None) -> None:
    """Write the draft for the versions that follow, chunk after chunk."""
    work, draft = part.work, draft_of(part.work)
    while version_ids := next_versions(work.cursor):
        draft.place(version_ids)
        began = time.monotonic()
        in_turn(partial(_store_draft, part, draft, version_ids, done=work.done + len(version_ids)))
        if on_progress:
            on_progress(work.done)
        if part.is_over:
            return
        time.sleep(time.monotonic() - began)
    part.save(step=COMPARING, cursor=0, done=0, total=None)


def _store_draft(part: Slice, draft: Drafting, version_ids: list[int], *, done: int) -> None:
    """Store what was drafted; `done` is counted outside, as a try that is lost at its commit has moved the slice on."""
    draft.store(version_ids)
    part.save(cursor=version_ids[-1], done=done, counts={**part.work.counts, "versions": done})


def _compare(part: Slice) -> None:
    """List what moves, whole groups at a time; those that are listed already are left out."""
    work = part.work
    listed = set(work.changes.values_list("detail__group", flat=True))
    found = work.changes.count()
    for moves in moves_of(work, listed):
        rows = [WorkChange(work=work, subject=move.version_id, detail=move.as_json()) for move in moves]
        found += len(rows)
        part.save(rows, done=found, counts={**work.counts, "moves": found})
        if part.is_over:
            return
    part.save(counts={**work.counts, "moves": found})
    if work.dry_run:
        part.finish()
    else:
        part.save(step=MOVING, cursor=0, done=0, total=found)


def _move_on(part: Slice) -> None:
    """Do the moves that follow, chunk after chunk, each with where it goes on in one transaction."""
    work = part.work
    _summarise_again(work)
    while chunk := _next_moves(work):
        began = time.monotonic()
        due = in_turn(partial(_move_chunk, part, chunk, done=work.done + len(chunk), counts=work.counts))
        held = time.monotonic() - began
        summarise_changes(due)
        if part.is_over:
            return
        time.sleep(held)
    part.finish()


def _next_moves(work: LongWork) -> list[WorkChange]:
    """Give the next moves: a chunk, however large their group is; a later one goes on with it."""
    return list(work.changes.filter(pk__gt=work.cursor).order_by("pk")[:CHUNK])


def _move_chunk(part: Slice, chunk: list[WorkChange], *, done: int, counts: Mapping[str, Any]) -> tuple[int, ...]:
    """Do some moves and note where it goes on; give the stories whose change summary is due.

    A group that makes a new story and is longer than a chunk goes on into the story that its first chunk made, while
    that stands. `done` and `counts` are from before: a try that is lost at its commit has moved the slice on.
    """
    made = _made_before(counts)
    moves = [move_in(row) for row in chunk]
    came_to = move_versions([replace(move, target=made.get(move.group, move.target)) for move in moves])
    last = moves[-1].group
    story_id = came_to.made.get(last) or made.get(last)
    now = {**counts, "moved": int(counts.get("moved", 0)) + came_to.moved}
    now.pop("making", None)
    if story_id:
        now["making"] = {"group": last, "story": story_id}
    part.save(cursor=chunk[-1].pk, done=done, counts=now)
    return came_to.to_summarise


def _made_before(counts: Mapping[str, Any]) -> dict[int, int]:
    """Give the story that the chunk before made for the group it ended in, by group; none where that is no story."""
    making = counts.get("making")
    if not making or not Story.objects.standing().filter(pk=making["story"]).exists():
        return {}
    return {making["group"]: making["story"]}


def _summarise_again(work: LongWork) -> None:
    """Write the change summaries that a killed worker may not have come to: those of its last chunk."""
    last = work.changes.filter(pk__lte=work.cursor).order_by("-pk").values_list("subject", flat=True)
    versions = list(last[: CHUNK * 4])
    summarise_changes(set(Version.objects.filter(pk__in=versions).values_list("story", flat=True)))
