"""Stored captures -> what today's cleaner and today's rulings make of them, in batches that can stop anywhere.

Every capture is kept as it was received, so a better cleaner, a ruling for a source or learned debris reaches the old
captures too. What editors did stays: their words on lines, notes, topics and grouping. A second run changes nothing.
"""

import datetime as dt
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.db import connection, models, reset_queries

from articles.models import Capture, CaptureBody, LineRuling, Rejection, Story, Version
from articles.models.indexing import index_stories
from articles.models.placements import place_missing, place_notes
from articles.models.upkeep import NO_CHANGES, refresh_stories, summarise_changes, summarise_due
from articles.pipeline.again import Again, Looked, look_at, places_now, rulings_on
from articles.pipeline.captures import sources_named
from articles.pipeline.clean import Prepared
from articles.pipeline.differences import Difference, difference
from articles.pipeline.rejections import settle_rejections
from articles.pipeline.retelling import Settled, retell
from articles.pipeline.stored import record_of
from articles.pipeline.turns import hold, in_turn
from articles.pipeline.workers import portion, prepared_in_order
from articles.text.article import CleanArticle
from articles.text.formats import Record
from articles.text.keeping import unpacked_parts
from articles.text.source_name import source_key

# As in an ingest: rows carry search text, and editors wait while a transaction runs.
BATCH = 25
# Times a capture is tried that an editor ruled on while it was being cleaned.
MOST_TRIES = 3


@dataclass(frozen=True, slots=True)
class Scope:
    """Which captures: of a source, and received since a day; all without. Rejected records have no source."""

    source_id: int | None = None
    since: dt.date | None = None

    def rows(self) -> "models.QuerySet[Capture]":
        """Give the captures, unordered."""
        rows = Capture.objects.all()
        if self.source_id is not None:
            rows = rows.filter(source=self.source_id)
        return rows.filter(created_at__date__gte=self.since) if self.since else rows


@dataclass(slots=True)
class RecleanReport:
    """What a run came to. `reached` is the last capture's id looked at, `done` whether it was the last there is.

    `explained` counts captures of which only what was left out, or why, is told otherwise. `kept_whole` counts those of
    which today's cleaner leaves nothing: they stay as they were. `busy` counts those that an editor was at work on; run
    it again.
    """

    dry_run: bool = False
    done: bool = True
    reached: int = 0
    captures: int = 0
    changed: int = 0
    explained: int = 0
    mended: int = 0
    versions_made: int = 0
    versions_rewritten: int = 0
    versions_gone: int = 0
    versions_kept_for_editors: int = 0
    kept_whole: int = 0
    busy: int = 0

    def as_json(self) -> dict[str, Any]:
        """Give the report as JSON can hold it."""
        return asdict(self)

    def lines(self) -> list[str]:
        """Give the report in words, one line each."""
        would = "would read" if self.dry_run else "read"
        said = [f"{self.captures:,} captures cleaned again: {self.changed:,} {would} differently"]
        if self.explained:
            said += [f"{self.explained:,} captures differ only in what is left out of them, or why"]
        said += [f"{self.mended:,} rejected records {'would become' if self.dry_run else 'are'} articles"]
        if not self.dry_run:
            counts = f"{self.versions_rewritten:,} rewritten, {self.versions_made:,} made, {self.versions_gone:,} gone"
            said += [f"versions: {counts}, {self.versions_kept_for_editors:,} kept for editors' work on them"]
        if self.kept_whole:
            said += [f"{self.kept_whole:,} captures stay as they were: today's cleaner finds no text in them"]
        if self.busy:
            said += [f"{self.busy:,} captures were left alone: editors ruled on them meanwhile; run it again"]
        return said


OnChange = Callable[[Difference], None]
OnProgress = Callable[[RecleanReport], None]


def reclean(
    scope: Scope,
    *,
    after: int = 0,
    until: float | None = None,
    dry_run: bool = False,
    on_change: OnChange | None = None,
    on_progress: OnProgress | None = None,
) -> RecleanReport:
    """Clean the captures of the scope that follow the id `after`; say what it came to.

    All of them, or until time.monotonic() is `until`. With `dry_run` nothing is stored; `on_change` is called with
    every difference either way.
    """
    report = RecleanReport(dry_run=dry_run, reached=after)
    if not dry_run:
        summarise_due()  # of the batch after which an earlier run was killed
    cleaned = _cleaned(scope, after)
    try:
        while batch := dict(portion(cleaned, most=BATCH, size=lambda each: len(each[1].raw))):
            held = _do(batch, report, on_change)
            report.reached = max(batch)
            if on_progress:
                on_progress(report)
            if settings.DEBUG:
                reset_queries()
            if until is not None and time.monotonic() >= until:
                report.done = False
                break
            if connection.vendor == "sqlite":
                time.sleep(held)
    finally:
        cleaned.close()
    return report


def _cleaned(scope: Scope, after: int) -> Generator[tuple[int, Prepared], None, None]:
    """Clean capture after capture, in the order of their ids, on as many cores as there are."""
    waiting: deque[int] = deque()

    def records() -> Iterator[Record]:
        last = after
        while ids := list(scope.rows().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
            for pk in ids:
                capture = Capture.objects.select_related("body").filter(pk=pk).first()
                if capture:
                    waiting.append(pk)
                    yield record_of(capture)
            last = ids[-1]

    prepared = prepared_in_order(records())
    try:
        for one in prepared:
            yield waiting.popleft(), one
    finally:
        prepared.close()


def _do(batch: dict[int, Prepared], report: RecleanReport, on_change: OnChange | None) -> float:
    """Look at a batch and store what changed of it; give the seconds that the database was held."""
    report.captures += len(batch)
    looked = look_at(batch)
    report.kept_whole += len(looked.lost)
    if on_change:
        for change in _differences(looked):
            on_change(change)
    report.mended += sum(one.article is not None for _, one in looked.tried)
    told = sum(each.reads_differently for each in looked.changed)
    report.changed += told
    report.explained += len(looked.changed) - told
    if report.dry_run or not (looked.changed or looked.tried):
        return 0.0
    began = time.monotonic()
    busy = _store(looked, report)
    held = time.monotonic() - began
    for _ in range(MOST_TRIES):
        if not busy:
            break
        busy = _store(look_at({pk: batch[pk] for pk in busy if pk in batch}), report)
    report.busy += len(busy)
    return held


def _differences(looked: Looked) -> Iterator[Difference]:
    for each in filter(lambda each: each.reads_differently, looked.changed):
        yield difference(each.capture, each.retold.before, each.retold.article)
    for rejection, one in looked.tried:
        if one.article:
            yield difference(rejection.capture, CleanArticle(), one.article)


def _store(looked: Looked, report: RecleanReport) -> list[int]:
    """Store what changed, in one transaction; give the captures that an editor changed since they were looked at."""
    done, settled, due = in_turn(partial(_settle, looked))
    summarise_changes(due)
    report.versions_made += len(settled.made)
    report.versions_rewritten += len(settled.rewritten)
    report.versions_gone += len(settled.gone)
    report.versions_kept_for_editors += len(settled.kept_for_editors)
    return [each.capture.pk for each in looked.changed if each.capture.pk not in done]


def _settle(looked: Looked) -> tuple[set[int], Settled, set[int]]:
    """Store what changed; give the captures done, what became of versions, and the stories whose summary is due."""
    names = {each.retold.article.source or "" for each in looked.changed} - {""}
    story_of = dict(Version.objects.filter(pk__in=_versions_of(looked)).values_list("pk", "story"))
    hold(story_of, stories=set(story_of.values()))
    still = _still(looked)
    sources = sources_named(names)
    ids = {name: sources[key].pk for name in names if (key := source_key(name)) in sources}
    _write_captures(still, ids)
    settled = retell([each.retold for each in still if each.reads_differently], ids)
    open_ones = set(Rejection.objects.to_do().filter(pk__in=[row.pk for row, _ in looked.tried]))
    tried = [pair for pair in looked.tried if pair[0] in open_ones]
    due = set(settle_rejections(tried)) | settled.stories
    _move_rulings(_places_of_mended(tried, looked))
    refresh_stories(settled.stories)
    Story.objects.filter(pk__in=settled.stories, version_count__lt=2).update(**NO_CHANGES)
    place_notes(settled.made | settled.rewritten)
    place_missing(settled.stories)
    index_stories(settled.stories)
    return {each.capture.pk for each in still}, settled, due


def _versions_of(looked: Looked) -> set[int]:
    return {each.capture.version_id for each in looked.changed if each.capture.version_id}


def _still(looked: Looked) -> list[Again]:
    """Give what nobody changed since it was looked at."""
    ids = [each.capture.pk for each in looked.changed]
    versions = dict(Capture.objects.filter(pk__in=ids).values_list("pk", "version"))
    rulings = rulings_on(ids)
    return [
        each
        for each in looked.changed
        if versions.get(each.capture.pk) == each.capture.version_id
        and _said(rulings.get(each.capture.pk, ())) == _said(looked.rulings.get(each.capture.pk, ()))
    ]


def _said(rulings: Sequence[LineRuling]) -> list[tuple[int, int | None, str]]:
    return [(row.pk, row.part, row.role) for row in rulings]


def _write_captures(changed: Sequence[Again], sources: dict[str, int]) -> None:
    """Store what cleaning made of captures, and where the lines that editors ruled on stand now."""
    for each in changed:
        capture, article = each.capture, each.retold.article
        capture.headline = (article.headline or "")[:1000]
        capture.source_id = sources.get(article.source or "", capture.source_id)
        capture.body.clean, capture.body.parts = each.prepared.clean or {}, each.prepared.parts
    Capture.objects.bulk_update([each.capture for each in changed], ["headline", "source"])
    CaptureBody.objects.bulk_update([each.capture.body for each in changed], ["clean", "parts"])
    _move_rulings({pk: at for each in changed for pk, at in each.places.items()})


def _places_of_mended(tried: Sequence[tuple[Rejection, Prepared]], looked: Looked) -> dict[int, int | None]:
    """Give where the lines stand that editors marked in records which are articles by now."""
    mended = [(row, one) for row, one in tried if one.article]
    found = (places_now(unpacked_parts(one.parts), looked.rulings.get(row.capture_id, ())) for row, one in mended)
    return {pk: at for places in found for pk, at in places.items()}


def _move_rulings(places: Mapping[int, int | None]) -> None:
    """Store where the lines of rulings, by id, stand now."""
    moved = [row for row in LineRuling.objects.filter(pk__in=places) if row.part != places[row.pk]]
    LineRuling.objects.filter(pk__in=[row.pk for row in moved]).update(part=None)  # two may change places
    for row in moved:
        row.part = places[row.pk]
    LineRuling.objects.bulk_update(moved, ["part"])
