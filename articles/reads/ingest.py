"""The ingest screen: dumps with how far they have come, and rejected records with what to do about each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count
from django.utils import timezone

from articles.models import Capture, Dump, Rejection
from articles.reads.ingest_words import CURES, WHYS, Cure
from articles.text.formats.record import Problem
from articles.text.row_id import row_id

DUMPS_A_PAGE = 30
REJECTIONS_A_PAGE = 25
MOST_COUNTED = 1_000  # rejections counted for the heading; beyond, "1,000+" says enough
UNTAKEN = timedelta(seconds=20)  # a worker takes a waiting dump within a second or two; later, none is running


@dataclass(frozen=True, slots=True)
class DumpRow:
    """One dump of the table. `percent` and `seconds_left` are None where the end is not known."""

    id: int
    name: str
    format: str
    size: int
    by: str
    state: str
    words: str
    error: str
    percent: int | None
    records_a_second: int | None
    seconds_left: int | None
    seconds: float
    read: int
    new_stories: int
    new_versions: int
    same_text: int
    rejected: int
    created_at: datetime
    untaken: bool
    kept: int

    @property
    def live(self) -> bool:
        """Whether it will have come further in a moment."""
        return self.state in (Dump.State.QUEUED, Dump.State.READING)

    @property
    def can_resume(self) -> bool:
        """Whether reading can be taken up again."""
        return self.state in (Dump.State.PAUSED, Dump.State.FAILED)

    @property
    def undone_words(self) -> str:
        """What an undo removed and what it kept."""
        if not self.kept:
            return "everything it brought was removed" if self.read else "it had brought nothing"
        gone = max(0, self.read - self.kept)
        words = f"{self.kept:,} capture{'s' if self.kept > 1 else ''} kept for editors’ work on them"
        return f"{gone:,} capture{'s' if gone != 1 else ''} removed, {words}"

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return self.state != Dump.State.UNDONE


@dataclass(frozen=True, slots=True)
class RejectionRow:
    """One rejected record: where it stood, why it became no article, and the cure."""

    id: int
    capture_id: int
    dump_id: int
    dump: str
    place: str
    why: str
    detail: str
    excerpt: str
    cure: Cure
    state: str

    @property
    def is_open(self) -> bool:
        """Whether something is left to do."""
        return self.state == Rejection.State.OPEN

    @property
    def is_dismissed(self) -> bool:
        """Whether someone said that nothing is to be done; it can be taken up again."""
        return self.state == Rejection.State.DISMISSED


@dataclass(frozen=True, slots=True)
class RejectionFilters:
    """What the list of rejections is narrowed to; `before` and `dumps_before` are ids that a page begins below."""

    dump: int | None = None
    problem: str = ""
    before: int | None = None
    all: bool = False
    dumps_before: int | None = None


@dataclass(frozen=True, slots=True)
class Rejections:
    """One page of rejections. `to_do` is how many are open, at most MOST_COUNTED (`more_to_do` beyond)."""

    rows: tuple[RejectionRow, ...]
    filters: RejectionFilters
    next_before: int | None
    to_do: int
    more_to_do: bool
    dump_name: str
    problems: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Dumps:
    """One page of dumps, newest first."""

    rows: tuple[DumpRow, ...]
    next_before: int | None

    @property
    def live(self) -> bool:
        """Whether the page should look again in a moment."""
        return any(row.live for row in self.rows)


def rejection_filters(given: Mapping[str, str]) -> RejectionFilters:
    """Read a query string; what makes no sense is left out."""
    problem = given.get("problem", "")
    return RejectionFilters(
        dump=row_id(given.get("dump")),
        problem=problem if problem in set(Problem) else "",
        before=row_id(given.get("before")),
        all=given.get("all") == "1",
        dumps_before=row_id(given.get("dumps_before")),
    )


def dumps_page(*, before: int | None = None) -> Dumps:
    """Return the dumps, newest first, below the id `before`; two queries."""
    dumps = Dump.objects.select_related("created_by").order_by("-id")
    if before is not None:
        dumps = dumps.filter(pk__lt=before)
    found = list(dumps[: DUMPS_A_PAGE + 1])
    undone = [dump.pk for dump in found if dump.state == Dump.State.UNDONE]
    counts = Capture.objects.filter(dump__in=undone).order_by().values_list("dump").annotate(count=Count("*"))
    kept = dict(counts) if undone else {}
    rows = tuple(_dump_row(dump, kept=kept.get(dump.pk, 0)) for dump in found[:DUMPS_A_PAGE])
    return Dumps(rows, rows[-1].id if len(found) > DUMPS_A_PAGE else None)


def dump_to_act_on(dump_id: int) -> Dump:
    """Return the dump itself, for the pipeline's acts. Raises Dump.DoesNotExist."""
    return Dump.objects.get(pk=dump_id)


def rejections_page(filters: RejectionFilters) -> Rejections:
    """Return the rejections that are to do (or all), newest first; three queries at most."""
    rejections = Rejection.objects.select_related("capture__dump")
    if filters.dump is not None:
        rejections = rejections.filter(capture__dump=filters.dump)
    if filters.problem:
        rejections = rejections.filter(problem=filters.problem)
    if not filters.all:
        rejections = rejections.filter(state=Rejection.State.OPEN)
    page = rejections.filter(pk__lt=filters.before) if filters.before is not None else rejections
    found = list(page.order_by("-id")[: REJECTIONS_A_PAGE + 1])
    counted = len(Rejection.objects.to_do().values_list("pk")[: MOST_COUNTED + 1])
    rows = tuple(_rejection_row(rejection) for rejection in found[:REJECTIONS_A_PAGE])
    return Rejections(
        rows=rows,
        filters=filters,
        next_before=rows[-1].id if len(found) > REJECTIONS_A_PAGE else None,
        to_do=min(counted, MOST_COUNTED),
        more_to_do=counted > MOST_COUNTED,
        dump_name=Dump.objects.filter(pk=filters.dump).values_list("name", flat=True).first() or ""
        if filters.dump is not None
        else "",
        problems=tuple((str(problem), WHYS[problem]) for problem in Problem),
    )


def rejection_row(rejection: Rejection) -> RejectionRow:
    """Return a rejection as the list and the capture's screen show it. Needs its capture and dump loaded."""
    return _rejection_row(rejection)


def place_of(capture: Capture) -> str:
    """Return where in its dump a capture stood, in words: "a/b.warc, record 8,112 at byte 377,120,884"."""
    words = capture.member if capture.member != capture.dump.name else ""
    if capture.record or capture.offset:
        words += f"{', ' if words else ''}record {capture.record + 1:,}"
    if capture.offset:
        words += f" at byte {capture.offset:,}"
    return words or "the whole file"


def _rejection_row(rejection: Rejection) -> RejectionRow:
    capture = rejection.capture
    problem = Problem(rejection.problem)
    return RejectionRow(
        id=rejection.pk,
        capture_id=capture.pk,
        dump_id=capture.dump_id,
        dump=capture.dump.name,
        place=place_of(capture),
        why=WHYS[problem],
        detail=rejection.detail,
        excerpt=rejection.excerpt,
        cure=CURES[problem],
        state=rejection.state,
    )


def _dump_row(dump: Dump, *, kept: int) -> DumpRow:
    percent = dump.cursor * 100 // dump.expected if dump.expected else None
    rate = dump.captures_read / dump.seconds if dump.seconds and dump.captures_read else None
    left = (dump.expected - dump.cursor) / rate if dump.expected and rate else None
    return DumpRow(
        id=dump.pk,
        name=dump.name,
        format=dump.format,
        size=dump.size,
        by=dump.created_by.get_username() if dump.created_by else "command line",
        state=dump.state,
        words=Dump.State(dump.state).label,
        error=dump.error,
        percent=percent,
        records_a_second=round(rate) if rate and rate >= 1 else None,
        seconds_left=round(left) if left else None,
        seconds=dump.seconds,
        read=dump.captures_read,
        new_stories=dump.new_stories,
        new_versions=dump.new_versions,
        same_text=dump.same_text,
        rejected=dump.rejected,
        created_at=dump.created_at,
        untaken=_is_untaken(dump),
        kept=kept,
    )


def _is_untaken(dump: Dump) -> bool:
    """Return whether the dump should be read and no one reads it: none began, or whose lease ran out went away."""
    late = timezone.now() - UNTAKEN
    if dump.state == Dump.State.QUEUED:
        return dump.created_at < late and (dump.lease_until is None or dump.lease_until < late)
    return dump.state == Dump.State.READING and dump.lease_until is not None and dump.lease_until < late
