"""Cleaning in the background: captures cleaned again, and debris learned, in slices of at most 30 s.

As with dumps the engine carries ids alone: where a slice ended is an argument of the next, and a task that comes twice
does what was done again, which changes nothing.
"""

import datetime as dt

from django_q.tasks import async_task

from articles.models import Dump, Source
from articles.pipeline.debris import learn_debris
from articles.pipeline.reclean import Scope, reclean

SLICE_SECONDS = 30  # as a dump's: other work comes in between


def queue_reclean(*, source_id: int | None = None, since: dt.date | None = None, after: int = 0) -> None:
    """Have a worker clean again the captures of a source, or all, received since a day, or ever, from an id on."""
    day = since.isoformat() if since else None
    async_task(reclean_queued, source_id, day, after, task_name=f"reclean after {after}", group="reclean")


def reclean_queued(source_id: int | None, since: str | None, after: int) -> str:
    """Clean for one slice and queue the next. Return what it came to, for the worker's log."""
    day = dt.date.fromisoformat(since) if since else None
    report = reclean(Scope(source_id, day), after=after, seconds=SLICE_SECONDS)
    if not report.done:
        queue_reclean(source_id=source_id, since=day, after=report.reached)
    return "; ".join(report.lines())


def queue_learning(dump: Dump) -> None:
    """Have a worker learn which lines recur over the sources that a dump brought."""
    async_task(learn_queued, dump.pk, 0, task_name=f"learn debris of dump {dump.pk}", group="debris")


def learn_queued(dump_id: int, after: int) -> str:
    """Learn of the dump's next source and queue the one after it. Return what it came to, for the worker's log."""
    source = Source.objects.filter(captures__dump=dump_id, pk__gt=after).order_by("pk").first()
    if source is None:
        return "every source is counted"
    learned = learn_debris(source)
    async_task(learn_queued, dump_id, source.pk, task_name=f"learn debris of dump {dump_id}", group="debris")
    return str(learned)
