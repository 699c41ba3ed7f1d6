"""Background work: a dump advances in slices of at most 30 s, each a django-q2 task that queues the next.

The engine only carries the dump's number. Which records are stored is in the database, so that a task that comes twice,
late or never does no harm: one that finds the dump leased to another reader ends, and `queue_waiting_dumps` queues what
no one reads.
"""

from django_q.models import OrmQ, Schedule
from django_q.tasks import async_task

from articles.models import Dump
from articles.models.upkeep import summarise_due
from articles.pipeline.cleaning_jobs import queue_learning
from articles.pipeline.dumps import claim_dump, new_owner, pause_dump, waiting_dumps
from articles.pipeline.ingest import advance
from articles.pipeline.undo import undo_dump
from articles.pipeline.work_jobs import queue_waiting_works

# Short enough that other dumps and other work come in between, long enough that going on costs nothing beside it.
SLICE_SECONDS = 30
LOOK_EVERY = 1  # minutes between two looks for dumps whose task was lost: with its worker, or to an error
LONGEST_QUEUE = 50  # tasks; behind so many a look would only add doubles
UNDONE_AT_ONCE = 200  # captures taken back while a person waits: some 3 s


def queue_dump(dump: Dump) -> None:
    """Have a worker advance the dump; queued twice, it is still read once."""
    async_task(advance_dump, dump.pk, task_name=f"dump {dump.pk}", group="dumps")


def queue_undo(dump: Dump) -> None:
    """Have a worker take the dump back; interrupted, the task comes again and goes on."""
    async_task(undo_queued, dump.pk, task_name=f"undo dump {dump.pk}", group="dumps")


def undo_or_queue(dump: Dump) -> str:
    """Take a small dump back at once, leave a large one to a worker. Return in words what was done."""
    if dump.captures_read <= UNDONE_AT_ONCE:
        return f"{dump.name} was taken back: {'; '.join(undo_dump(dump).lines())}."
    pause_dump(dump)
    queue_undo(dump)
    return f"{dump.name} is being taken back in the background; what editors worked on stays."


def undo_queued(dump_id: int) -> str:
    """Take a dump back for one slice and queue the next. Return what was removed and kept, for the worker's log."""
    dump = Dump.objects.filter(pk=dump_id).first()
    if dump is None:
        return f"dump {dump_id} is gone"
    report = undo_dump(dump, seconds=SLICE_SECONDS)
    if not report.done:
        queue_undo(dump)
    return "; ".join(report.lines())


def advance_dump(dump_id: int) -> str:
    """Read a dump for one slice and queue the next where more is left. Return what happened, for the worker's log."""
    dump = Dump.objects.filter(pk=dump_id).first()
    owner = new_owner()
    if dump is None or not claim_dump(dump, owner=owner):
        return f"dump {dump_id} is paused, finished, or read by another worker"
    reached = advance(dump, owner=owner, seconds=SLICE_SECONDS)
    if reached.held:
        go_on = queue_learning if reached.done else queue_dump
        go_on(dump)
    return f"dump {dump_id} is at record {dump.cursor:,}: {dump.state}"


def queue_waiting_dumps() -> int:
    """Queue every dump that should be read and is not: after a power cut, or when a worker starts. Return how many."""
    waiting = waiting_dumps()
    for dump in waiting:
        queue_dump(dump)
    return len(waiting)


def look_for_lost_dumps() -> int:
    """Queue the dumps, and the long work, that no one is at, unless they may still be in a long queue. How many.

    Then stories that a killed process had changed and not compared are compared: last, so that one which cannot be, and
    of which the process may have died, keeps nothing else from going on.
    """
    queued = 0 if OrmQ.objects.count() > LONGEST_QUEUE else queue_waiting_dumps() + queue_waiting_works()
    summarise_due()
    return queued


def keep_looking() -> None:
    """Have the worker look for lost dumps every minute, from now on and after every start."""
    Schedule.objects.update_or_create(
        name="look for lost dumps",
        defaults={
            "func": "articles.pipeline.jobs.look_for_lost_dumps",
            "schedule_type": Schedule.MINUTES,
            "minutes": LOOK_EVERY,
            "repeats": -1,
        },
    )
