"""An editor's word on the lines of a rejected capture: which are its text, headline, ...; a retry makes it an article.

Apart from `articles.editing.captures`, since a rejected capture has no version whose text could change with the word.
"""

from collections.abc import Collection

from django.contrib.auth.models import User

from articles.editing.log import Act, Conflict, Done, Refused, blame, one_act, record, shortened
from articles.models import Capture, CaptureBody, Decision, LineRuling
from articles.text.article import Role
from articles.text.group.fold import folded_line
from articles.text.keeping import unpacked_parts


@one_act
def mark_lines(capture: Capture, *, by: User, parts: Collection[int], role: Role, seen: int | None = None) -> Done:
    """Say what these lines (0-based among the capture's parts) of a rejected capture are; in force when it is retried.

    Refused where there is no such line; Conflict where the capture is part of a version by now.
    """
    capture = Capture.objects.select_for_update(of=("self",)).get(pk=capture.pk)
    if capture.version_id is not None:
        raise Conflict("The capture is an article by now: reload the page")
    lines = [part.text for part in unpacked_parts(bytes(CaptureBody.objects.get(pk=capture.pk).parts))]
    wanted = sorted(set(parts))
    if not wanted or not all(0 <= at < len(lines) and lines[at].strip() for at in wanted):
        raise Refused("There is no such line in this capture (any more): reload the page")
    before = {str(row.part): [row.role, row.made_by_id] for row in _rulings(capture, wanted)}
    for at in wanted:
        words = {"line": folded_line(lines[at]), "role": role, "made_by": by}
        LineRuling.objects.update_or_create(capture=capture, part=at, defaults=words)
    many = f"Marked {len(wanted)} lines" if len(wanted) > 1 else "Marked a line"
    what = "not of the article" if role == Role.REMOVED else role
    act = Act(
        kind="mark_lines",
        summary=f"{many} of a rejected capture as {what}: “{shortened(lines[wanted[0]])}”",
        touches=[f"line {at} of capture {capture.pk}" for at in wanted],
        subject_id=capture.pk,
        detail={"capture": capture.pk, "parts": wanted, "before": before},
    )
    return record(act, by=by, seen=seen)


def undo_marks(decision: Decision) -> None:
    """Give the lines what was said of them before. Conflict where the capture became an article with these words."""
    detail = decision.detail
    capture = Capture.objects.select_for_update(of=("self",)).get(pk=detail["capture"])
    if capture.version_id is not None:
        key = f"line {detail['parts'][0]} of capture {capture.pk}"
        raise Conflict(f"The capture is an article by now, so its lines are changed there: {blame(key)}.")
    for row in _rulings(capture, detail["parts"]):
        before = detail["before"].get(str(row.part))
        if before:
            row.role, row.made_by_id = before
            row.save(update_fields=["role", "made_by"])
        else:
            row.delete()


def _rulings(capture: Capture, parts: Collection[int]) -> list[LineRuling]:
    return list(LineRuling.objects.filter(capture=capture, part__in=parts))
