"""Cleaning in the background: captures cleaned again as long work, and debris learned source by source."""

import datetime as dt
from typing import Any

from django_q.tasks import async_task

from articles.models import Dump, LongWork, Source
from articles.pipeline.debris import learn_debris
from articles.pipeline.reclean_work import begin_reclean
from articles.pipeline.work_jobs import queue_work
from articles.pipeline.works import Begun


def queue_reclean(
    *, source_id: int | None = None, since: dt.date | None = None, dry_run: bool = False, by: Any = None
) -> LongWork:
    """Have a worker clean again the captures of a source, or all, received since a day, or ever; asked twice, once."""
    return ask_reclean(source_id=source_id, since=since, dry_run=dry_run, by=by).work


def ask_reclean(
    *, source_id: int | None = None, since: dt.date | None = None, dry_run: bool = False, by: Any = None
) -> Begun:
    """Do as `queue_reclean`; say also whether the same was waiting or running already."""
    begun = begin_reclean(source_id=source_id, since=since, dry_run=dry_run, by=by)
    if begun.new:
        queue_work(begun.work)
    return begun


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
