"""Prepared records -> rows: captures with their bodies, rejections, versions and stories, and the dump's cursor.

Everything of one batch is one transaction, so that a process killed at any moment has stored a record wholly or not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import F

from articles.models import Capture, CaptureBody, Dump, Rejection, Source
from articles.models.indexing import index_stories
from articles.models.placements import place_missing
from articles.models.search import forget_search
from articles.pipeline.clean import Prepared
from articles.pipeline.dumps import lease_end
from articles.pipeline.group import Arrival, Fate, Grouped, GroupReport, place_articles
from articles.pipeline.report import Counts
from articles.pipeline.turns import in_turn
from articles.text.source_name import KEY_LENGTH, is_site, source_key

NOTHING = GroupReport(grouped=(), changed=(), to_summarise=(), joined=(), doubts=0)


class LeaseLostError(Exception):
    """Someone else paused the dump or reads it now; what was not committed is theirs to do."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What a batch came to, and the stories whose change summary is due."""

    counts: Counts
    to_summarise: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """Where records ended, by the caller's keys."""

    report: GroupReport
    by_key: dict[int, Grouped]
    sources: dict[str, Source]

    def columns(self, key: int, one: Prepared) -> dict[str, Any]:
        """Give the columns of the capture that a record becomes, all but its dump and number."""
        grouped = self.by_key.get(key)
        return {
            "member": one.place.member,
            "record": one.place.record,
            "offset": one.place.offset,
            "digest": one.digest,
            "size": one.size,
            "media_kind": one.media_kind,
            "media_type": one.media_type,
            "charset": one.charset,
            "url": one.url,
            "captured": one.captured,
            "source_id": _source_of(one, self.sources),
            "headline": (one.article.headline or "")[:1000] if one.article else "",
            "state": Capture.State.KEPT if grouped else Capture.State.REJECTED,
            "version_id": grouped.version_id if grouped else None,
        }


def store_batch(dump: Dump, prepared: Sequence[Prepared], *, owner: str, seconds: float) -> Stored:
    """Store a batch that follows the dump's cursor, and move the cursor, in one transaction.

    `seconds` is the time the batch took to prepare. Raises LeaseLostError, and stores nothing, when `owner` does not
    hold the dump any more.
    """
    stored = in_turn(partial(_store_batch, dump, prepared, owner=owner, seconds=seconds))
    dump.refresh_from_db()
    return stored


def _store_batch(dump: Dump, prepared: Sequence[Prepared], *, owner: str, seconds: float) -> Stored:
    first = dump.cursor
    there = set(dump.captures.filter(number__gte=first, number__lt=first + len(prepared)).values_list("number"))
    numbered = [(first + at, one) for at, one in enumerate(prepared) if (first + at,) not in there]
    report = store_records(dump, numbered)
    counts = counts_of(report, read=len(prepared), rejected=sum(one.problem is not None for _, one in numbered))
    _advance(dump, counts, owner=owner, seconds=seconds)
    return Stored(counts, report.to_summarise)


def store_records(dump: Dump, numbered: Sequence[tuple[int, Prepared]]) -> GroupReport:
    """Store records under their numbers, place their articles, and make the stories findable; within a transaction."""
    placed = place_prepared(numbered)
    rows = [Capture(dump=dump, number=number, **placed.columns(number, one)) for number, one in numbered]
    captures = Capture.objects.bulk_create(rows)
    pairs = list(zip(captures, (one for _, one in numbered), strict=True))
    CaptureBody.objects.bulk_create(
        CaptureBody(capture=capture, raw=one.raw, clean=one.clean or {}, parts=one.parts) for capture, one in pairs
    )
    Rejection.objects.bulk_create(
        Rejection(capture=capture, problem=one.problem, detail=one.detail, excerpt=one.excerpt)
        for capture, one in pairs
        if one.problem
    )
    make_findable(placed.report)
    return placed.report


def place_prepared(keyed: Sequence[tuple[int, Prepared]]) -> Placed:
    """Attach what is an article to its version and story, each under the caller's own key; within a transaction."""
    sources = sources_named({one.article.source for _, one in keyed if one.article and one.article.source})
    arrivals = [
        Arrival(key, one.article, one.fingerprint, _source_of(one, sources))
        for key, one in keyed
        if one.article and one.fingerprint
    ]
    report = place_articles(arrivals) if arrivals else NOTHING
    return Placed(report, {grouped.key: grouped for grouped in report.grouped}, sources)


def make_findable(report: GroupReport) -> None:
    """Let search read what changed, and place the notes of stories on their new versions."""
    index_stories(report.changed)
    place_missing(report.changed)
    forget_search(report.joined)


def sources_named(names: set[str]) -> dict[str, Source]:
    """Give the sources of these names by their keys, made where they are new; a paper's name replaces a site's."""
    by_key = {source_key(name): name[:KEY_LENGTH] for name in sorted(names, key=is_site, reverse=True)}
    by_key.pop("", None)
    known = Source.objects.in_bulk(list(by_key), field_name="key")
    new = [Source(name=name, key=key) for key, name in by_key.items() if key not in known]
    if new:
        Source.objects.bulk_create(new, ignore_conflicts=True)
        known |= Source.objects.in_bulk([source.key for source in new], field_name="key")
    for key, source in known.items():
        if is_site(source.name) and not is_site(by_key[key]):
            source.name = by_key[key]
            source.save(update_fields=["name"])
    return known


def _source_of(one: Prepared, sources: dict[str, Source]) -> int | None:
    source = sources.get(source_key(one.article.source)) if one.article and one.article.source else None
    return source.pk if source else None


def counts_of(report: GroupReport, *, read: int, rejected: int) -> Counts:
    """Count what became of a batch."""
    fates = [grouped.fate for grouped in report.grouped]
    return Counts(
        read=read,
        new_stories=fates.count(Fate.NEW_STORY),
        new_versions=fates.count(Fate.NEW_VERSION),
        same_text=fates.count(Fate.SAME_TEXT),
        rejected=rejected,
    )


def _advance(dump: Dump, counts: Counts, *, owner: str, seconds: float) -> None:
    held = Dump.objects.filter(pk=dump.pk, lease_owner=owner, state=Dump.State.READING, cursor=dump.cursor)
    moved = held.update(
        cursor=F("cursor") + counts.read,
        captures_read=F("captures_read") + counts.read,
        new_stories=F("new_stories") + counts.new_stories,
        new_versions=F("new_versions") + counts.new_versions,
        same_text=F("same_text") + counts.same_text,
        rejected=F("rejected") + counts.rejected,
        seconds=F("seconds") + seconds,
        lease_until=lease_end(),
        attempts=0,
    )
    if moved != 1:
        raise LeaseLostError(f"dump {dump.pk} was paused, undone or taken over at record {dump.cursor:,}")
