"""An editor's word on a line that recurs over a source: it is debris, or it is kept. Undoable like any decision."""

from django.contrib.auth.models import User
from django.utils import timezone

from articles.editing.log import Act, Conflict, Done, Refused, blame, one_act, record, shortened
from articles.models import DebrisLine, Decision

_SAID = {DebrisLine.Ruling.DEBRIS: "Called a line debris", DebrisLine.Ruling.KEPT: "Kept a line"}


@one_act
def rule_debris(line_id: int, *, by: User, ruling: DebrisLine.Ruling, seen: int | None = None) -> Done:
    """Say that a line is debris in every later capture of its source, or that it never is.

    Captures of before follow when they are cleaned again. Conflict where that was said already; Refused where the line
    is gone.
    """
    row = DebrisLine.objects.select_for_update(of=("self",)).select_related("source").filter(pk=line_id).first()
    if row is None or ruling not in _SAID:
        raise Refused("There is no such line (any more): reload the page")
    if row.ruling == ruling:
        raise Conflict(f"The line is {row.get_ruling_display().lower()} already: {blame(_key(row))}.")
    detail = {"line": row.pk, "ruling": str(ruling), "before": row.ruling, "by": row.ruled_by_id}
    row.ruling, row.ruled_by, row.ruled_at = ruling, by, timezone.now()
    row.save(update_fields=["ruling", "ruled_by", "ruled_at"])
    summary = f"{_SAID[ruling]} of {row.source}: “{shortened(row.text)}”"
    return record(Act("rule_debris", summary, [_key(row)], row.pk, None, detail), by=by, seen=seen)


def undo_ruling(decision: Decision) -> None:
    """Give a line the ruling it had before. Conflict where it has another by now."""
    detail = decision.detail
    row = DebrisLine.objects.select_for_update().filter(pk=detail["line"], ruling=detail["ruling"]).first()
    if row is None:
        raise Conflict("The line was ruled on again, or its source is gone.")
    row.ruling, row.ruled_by_id = detail["before"], detail["by"]
    row.ruled_at = timezone.now() if detail["by"] else None
    row.save(update_fields=["ruling", "ruled_by", "ruled_at"])


def _key(row: DebrisLine) -> str:
    return f"recurring line {row.pk}"
