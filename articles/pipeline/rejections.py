"""Rejected records -> another try with today's reader and cleaner; what becomes an article is placed as any other."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from django.db.models import F

from articles.models import Capture, CaptureBody, Dump, LineRuling, Rejection
from articles.models.upkeep import summarise_changes
from articles.pipeline.captures import make_findable, place_prepared
from articles.pipeline.clean import Prepared, prepare
from articles.pipeline.group import Fate
from articles.pipeline.rulings import ruled_batch, with_own_words
from articles.pipeline.stored import record_of
from articles.pipeline.turns import in_turn

COUNTED = MappingProxyType(
    {Fate.NEW_STORY: "new_stories", Fate.NEW_VERSION: "new_versions", Fate.SAME_TEXT: "same_text"}
)


@dataclass(frozen=True, slots=True)
class RetryReport:
    """How many records became articles, and how many are rejected still."""

    mended: int
    still_rejected: int


def retry_rejections(rejection_ids: Iterable[int]) -> RetryReport:
    """Read and clean rejected records again, with editors' words on their lines in force.

    Those that are articles now are placed, and their rejections mended.
    """
    rows = Rejection.objects.filter(pk__in=list(rejection_ids), capture__state=Capture.State.REJECTED)
    rejections = list(
        rows.select_related("capture__body", "capture__dump").order_by("capture__dump", "capture__number")
    )
    cleaned = ruled_batch([prepare(record_of(rejection.capture)) for rejection in rejections])
    rulings: dict[int, list[LineRuling]] = defaultdict(list)
    for row in LineRuling.objects.filter(capture__rejection__in=rejections).order_by("pk"):
        rulings[row.capture_id or 0].append(row)
    tried = [
        (rejection, with_own_words(one, rulings[rejection.capture_id]))
        for rejection, one in zip(rejections, cleaned, strict=True)
    ]
    due = in_turn(partial(settle_rejections, tried))
    summarise_changes(due)
    mended = sum(one.article is not None for _, one in tried)
    return RetryReport(mended=mended, still_rejected=len(tried) - mended)


def settle_rejections(tried: Sequence[tuple[Rejection, Prepared]]) -> tuple[int, ...]:
    """Store what became articles and why the others are rejected still; within a transaction.

    Gives the stories whose change summary is due.
    """
    for rejection, one in tried:
        rejection.problem, rejection.detail = one.problem or rejection.problem, one.detail or rejection.detail
    Rejection.objects.bulk_update([each for each, one in tried if not one.article], ["problem", "detail"])
    return _keep([(rejection, one) for rejection, one in tried if one.article])


def dismiss_rejections(rejection_ids: Iterable[int]) -> int:
    """Take rejections off the list of what is to do; their captures stay. Return how many were on it."""
    open_ones = Rejection.objects.filter(pk__in=list(rejection_ids), state=Rejection.State.OPEN)
    return open_ones.update(state=Rejection.State.DISMISSED)


def _keep(mended: Sequence[tuple[Rejection, Prepared]]) -> tuple[int, ...]:
    """Place what became articles; give the stories whose change summary is due."""
    placed = place_prepared([(rejection.capture_id, one) for rejection, one in mended])
    for rejection, one in mended:
        columns = placed.columns(rejection.capture_id, one)
        Capture.objects.filter(pk=rejection.capture_id).update(**columns)
        body = CaptureBody.objects.filter(pk=rejection.capture_id)
        body.update(clean=one.clean or {}, parts=one.parts)
        counted = COUNTED[placed.by_key[rejection.capture_id].fate]
        Dump.objects.filter(pk=rejection.capture.dump_id).update(
            rejected=F("rejected") - 1, **{counted: F(counted) + 1}
        )
    Rejection.objects.filter(pk__in=[each.pk for each, _ in mended]).update(state=Rejection.State.MENDED)
    make_findable(placed.report)
    return placed.report.to_summarise
