"""Cleaning again as long work: what is stored of each slice, and which captures read, or would read, differently."""

import datetime as dt
from typing import Any

from articles.models import LongWork, Source, WorkChange
from articles.pipeline.differences import Difference
from articles.pipeline.reclean import RecleanReport, Scope, reclean
from articles.pipeline.works import Begun, Slice, begin_once

# Captures listed with what changes of them: more than anyone reads; the counts are of all.
MOST_LISTED = 2_000
# What a report counts, added up over slices.
COUNTED = (
    "captures",
    "changed",
    "explained",
    "mended",
    "versions_made",
    "versions_rewritten",
    "versions_gone",
    "versions_kept_for_editors",
    "kept_whole",
    "busy",
)


def begin_reclean(
    *, source_id: int | None = None, since: dt.date | None = None, dry_run: bool = False, by: Any = None
) -> Begun:
    """Put into the list, once, that captures are cleaned again: of a source or all, received since a day or ever."""
    source = Source.objects.filter(pk=source_id).first() if source_id else None
    arguments = {
        "source": source_id,
        "source_name": str(source) if source else "",
        "since": since.isoformat() if since else None,
    }
    return begin_once(LongWork.Kind.RECLEAN, dry_run=dry_run, arguments=arguments, by=by)


def scope_of(work: LongWork) -> Scope:
    """Give the captures that a work is about."""
    since = work.arguments.get("since")
    return Scope(work.arguments.get("source"), dt.date.fromisoformat(since) if since else None)


def report_of(work: LongWork) -> RecleanReport:
    """Give what a work came to so far."""
    counts = {name: int(work.counts.get(name, 0)) for name in COUNTED}
    return RecleanReport(dry_run=work.dry_run, reached=work.cursor, done=not work.is_unfinished, **counts)


def advance_reclean(part: Slice) -> None:
    """Clean again until the slice is over, saving after every batch."""
    work, scope = part.work, scope_of(part.work)
    if work.total is None:
        part.save(total=scope.rows().count())
    before = {name: int(work.counts.get(name, 0)) for name in COUNTED}
    found: list[Difference] = []
    left = MOST_LISTED - work.changes.count()

    def save(report: RecleanReport) -> None:
        nonlocal left
        rows = [WorkChange(work=work, subject=each.capture_id, detail=each.as_json()) for each in found[: max(0, left)]]
        left -= len(rows)
        found.clear()
        counts = {name: count + getattr(report, name) for name, count in before.items()}
        part.save(rows, cursor=report.reached, done=counts["captures"], counts=counts)

    report = reclean(
        scope,
        after=work.cursor,
        until=part.until,
        dry_run=work.dry_run,
        on_change=found.append if left > 0 else None,
        on_progress=save,
    )
    if report.done:
        part.finish()
