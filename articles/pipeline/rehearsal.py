"""A dump -> what its ingest would come to, with nothing stored: the dry run."""

import time
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from django.db import transaction

from articles.models import Dump
from articles.models.captures import place_in_words
from articles.pipeline.captures import counts_of, store_records
from articles.pipeline.clean import Prepared
from articles.pipeline.report import LISTED, Counts, IngestReport, RejectedRecord
from articles.pipeline.rulings import ruled_batch
from articles.pipeline.workers import portion, prepared_in_order
from articles.text.formats import dump_digest, read_dump

# These many records are placed for trial, in a transaction that is taken back: about two seconds in which editors wait.
PLACED = 500


def rehearse(path: Path) -> IngestReport:
    """Read and clean every record, place the first PLACED ones for trial, and store nothing.

    Beyond PLACED the report counts what is read and rejected, and says so. Raises OSError when `path` cannot be read.
    """
    began = time.monotonic()
    digest = dump_digest(path)
    known = Dump.objects.filter(digest=digest, state=Dump.State.DONE).first()
    if known:
        return IngestReport(known.name, dump_id=known.pk, known=True, dry_run=True)
    report = IngestReport(path.resolve().name, dry_run=True)
    prepared = prepared_in_order(read_dump(path))
    first = portion(prepared, most=PLACED, size=lambda one: len(one.raw))
    report.counts = _placed_and_taken_back(digest, first)
    beyond = _read_on(report, chain(first, prepared)) - len(first)
    if beyond:
        report.error = f"the last {beyond:,} records were read and cleaned, but not placed for trial"
    report.seconds = time.monotonic() - began
    return report


def _placed_and_taken_back(digest: str, prepared: Sequence[Prepared]) -> Counts:
    with transaction.atomic():
        trial = Dump(digest=f"trial {digest}"[:64], name="dry run", path="")
        trial.save()
        counts = counts_of(store_records(trial, list(enumerate(ruled_batch(prepared)))), read=0, rejected=0)
        transaction.set_rollback(True)
    return counts


def _read_on(report: IngestReport, prepared: Iterator[Prepared]) -> int:
    """Count and list what is read; give how many records there are."""
    for one in prepared:
        report.counts.read += 1
        if one.problem:
            report.counts.rejected += 1
            if len(report.rejected) < LISTED:
                place = place_in_words(one.place.member, one.place.record)
                report.rejected.append(RejectedRecord(place, one.problem, one.detail, one.excerpt))
    return report.counts.read
