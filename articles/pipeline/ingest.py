"""A dump -> captures, versions and stories: read, clean, group, index, in small transactions that can stop anywhere.

The dump's row says how many records are stored, and is written in the transaction that stores them: whoever goes on
begins there, so that a kill, a pause or a power cut loses nothing and doubles nothing.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection, reset_queries

from articles.models import Dump, Rejection
from articles.models.upkeep import summarise_changes, summarise_due
from articles.pipeline.captures import LeaseLostError, Stored, store_batch
from articles.pipeline.dumps import (
    claim_dump,
    fail_dump,
    finish_dump,
    new_owner,
    register_dump,
    release_dump,
)
from articles.pipeline.rehearsal import rehearse
from articles.pipeline.report import LISTED, Counts, IngestReport, RejectedRecord
from articles.pipeline.rulings import ruled_batch
from articles.pipeline.workers import portion, prepared_in_order
from articles.text.formats import Place, count_records, read_dump

# Rows carry search text: with 25 a transaction editors' writes wait 17 to 41 ms (95th percentile), with 200 a second.
BATCH = 25

Progress = Callable[[Dump], None]


@dataclass(frozen=True, slots=True)
class Slice:
    """What one slice came to: whether the dump is read to its end, and whether this reader still holds it."""

    done: bool
    held: bool = True


def ingest(path: Path, *, dry_run: bool = False, on_progress: Progress | None = None) -> IngestReport:
    """Ingest what lies at `path`, whole, in this process and its workers, and say what it came to.

    The same content twice changes nothing; a dump that was stopped goes on. With `dry_run` nothing is stored. Raises
    OSError when `path` cannot be read.
    """
    if dry_run:
        return rehearse(path)
    began = time.monotonic()
    registered = register_dump(path)
    dump = registered.dump
    if registered.known:
        return IngestReport(dump.name, dump_id=dump.pk, state=dump.state, known=True)
    before = _counts_of(dump)
    owner = new_owner()
    if not claim_dump(dump, owner=owner):
        said = f"another process reads it now ({dump.lease_owner}); it goes on there"
        return IngestReport(dump.name, dump_id=dump.pk, state=dump.state, error=said)
    summarise_due()  # of the batch after which an earlier run of it was killed
    advance(dump, owner=owner, on_progress=on_progress)
    return _report(dump, before=before, seconds=time.monotonic() - began)


def advance(dump: Dump, *, owner: str, seconds: float | None = None, on_progress: Progress | None = None) -> Slice:
    """Read a claimed dump on from its cursor, to its end or for `seconds` after the first batch is stored.

    Coming to the cursor is not counted: in a compressed dump it takes as long as all that was read before.
    A dump whose file cannot be read is marked as failed, with the reason. A fault in storing is raised after the lease
    is given back, so that the next reader tries again.
    """
    began: float | None = None
    try:
        for stored in _batches(dump, owner):
            _after_batch(dump, stored, on_progress)
            began = began or time.monotonic()
            if seconds is not None and time.monotonic() - began >= seconds:
                release_dump(dump, owner=owner)
                return Slice(done=False)
    except LeaseLostError:
        dump.refresh_from_db()
        return Slice(done=False, held=False)
    except OSError as error:
        cure = "put the file back or let newsdesk read it, then resume the dump"
        fail_dump(dump, owner=owner, error=f"{dump.path}: {error.strerror or error}: {cure}")
        return Slice(done=True)
    except BaseException:
        release_dump(dump, owner=owner)
        raise
    return Slice(done=True, held=finish_dump(dump, owner=owner))


def _after_batch(dump: Dump, stored: Stored, on_progress: Progress | None) -> None:
    if stored.to_summarise:
        summarise_changes(stored.to_summarise)
    if on_progress:
        on_progress(dump)


def _batches(dump: Dump, owner: str) -> Iterator[Stored]:
    """Prepare and store batch after batch; between two, leave the database to editors for as long as it was held."""
    if dump.expected is None and dump.cursor == 0:
        Dump.objects.filter(pk=dump.pk).update(expected=count_records(Path(dump.path)))
    prepared = prepared_in_order(read_dump(Path(dump.path), after=_last_place(dump)))
    mark = free_from = time.monotonic()
    held = 0.0
    try:
        while batch := ruled_batch(portion(prepared, most=BATCH, size=lambda one: len(one.raw))):
            _leave_to_editors(held, free_from)
            began = time.monotonic()
            stored = store_batch(dump, batch, owner=owner, seconds=began - mark)
            free_from = time.monotonic()
            mark, held = began, free_from - began
            if settings.DEBUG:
                reset_queries()  # Django keeps the last 9,000 with all their values: gigabytes of articles
            yield stored
    finally:
        prepared.close()


def _leave_to_editors(held: float, free_from: float) -> None:
    """Sleep until the database was free for as long as it was held; only SQLite has one writer at a time."""
    if connection.vendor == "sqlite":
        time.sleep(max(0.0, free_from + held - time.monotonic()))


def _last_place(dump: Dump) -> Place | None:
    last = dump.captures.filter(number=dump.cursor - 1).first() if dump.cursor else None
    return Place(last.member, last.record, last.offset) if last else None


def _counts_of(dump: Dump) -> Counts:
    return Counts(dump.captures_read, dump.new_stories, dump.new_versions, dump.same_text, dump.rejected)


def _report(dump: Dump, *, before: Counts, seconds: float) -> IngestReport:
    """Say what this run added to a dump, and which of its records were rejected."""
    after = _counts_of(dump)
    made = Counts(*(getattr(after, name) - getattr(before, name) for name in Counts.__slots__))
    rejections = Rejection.objects.filter(capture__dump=dump, capture__number__gte=before.read).select_related(
        "capture"
    )
    listed = [
        RejectedRecord(str(each.capture), each.problem, each.detail, each.excerpt)
        for each in rejections.order_by("capture__number")[:LISTED]
    ]
    return IngestReport(dump.name, dump.pk, dump.state, seconds=seconds, counts=made, rejected=listed, error=dump.error)
