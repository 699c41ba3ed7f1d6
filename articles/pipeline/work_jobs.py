"""Long work in the background: slices of at most 30 s, each a django-q2 task that queues the next.

As with dumps the engine carries the work's number alone; a task that comes twice, late or never does no harm.
"""

import time
from collections.abc import Callable, Mapping
from types import MappingProxyType

from django_q.tasks import async_task

from articles.models import LongWork
from articles.pipeline.dumps import new_owner
from articles.pipeline.reclean_work import advance_reclean
from articles.pipeline.regroup import advance_regroup
from articles.pipeline.works import (
    Begun,
    LeaseLost,
    Slice,
    begin_once,
    claim_work,
    fail_work,
    forget_ended,
    is_same,
    release_work,
    waiting_works,
)

SLICE_SECONDS = 30  # as a dump's: other work comes in between

DOES: Mapping[str, Callable[[Slice], None]] = MappingProxyType(
    {LongWork.Kind.RECLEAN: advance_reclean, LongWork.Kind.REGROUP: advance_regroup}
)


def queue_work(work: LongWork) -> None:
    """Have a worker go on with the work; queued twice, it is still done once."""
    async_task(advance_work, work.pk, task_name=f"long work {work.pk}", group="works")


def ask_regroup(*, dry_run: bool = False, by: object = None) -> Begun:
    """Have a worker group everything anew; asked twice, it is done once. Raises UnderWay while another such run is."""
    begun = begin_once(LongWork.Kind.REGROUP, dry_run=dry_run, by=by)
    if begun.new:
        queue_work(begun.work)
    return begun


def advance_work(work_id: int) -> str:
    """Do the work for one slice and queue the next where more is left. Return where it is, for the worker's log."""
    work = LongWork.objects.filter(pk=work_id).first()
    owner = new_owner()
    if work is None:
        return f"there is no long work {work_id}"
    if not claim_work(work, owner=owner):
        _after(work)
        return f"long work {work_id} is paused, ended, behind another, or in another worker's hands"
    try:
        DOES[work.kind](Slice(work, owner, time.monotonic() + SLICE_SECONDS))
    except LeaseLost as lost:
        return str(lost)
    except Exception as error:
        fail_work(work, owner=owner, error=f"{type(error).__name__} after no. {work.cursor:,}: {error}")
        raise
    release_work(work, owner=owner)
    work.refresh_from_db()
    if work.state == LongWork.State.RUNNING:
        queue_work(work)
    else:
        _after(work)
    return f"{work} is at {work.done:,}: {work.state}"


def _after(work: LongWork) -> None:
    """Let what waited behind ended work begin, and remove what that held, for one slice; the next goes on."""
    if not work.is_unfinished:
        for one in waiting_works():
            if is_same(one, work):
                queue_work(one)
    if not forget_ended(until=time.monotonic() + SLICE_SECONDS):
        queue_work(work)


def queue_waiting_works() -> int:
    """Queue all work that should go on and that no one is at. Return how much."""
    waiting = waiting_works()
    for work in waiting:
        queue_work(work)
    return len(waiting)
