"""An editor's word on a line of a capture: restore it, remove it, say what it is; here, or for the whole source."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from articles.editing.log import Act, Conflict, Done, Refused, blame, one_act, record, shortened
from articles.editing.relocation import story_key
from articles.editing.rewriting import rewrite, write_back
from articles.models import Capture, CaptureBody, Decision, LineRuling
from articles.text.article import Part, Role
from articles.text.group.fold import folded_line
from articles.text.keeping import unpacked_parts
from articles.text.rulings import effective

_SAID = {Role.BODY: "Restored a line", Role.REMOVED: "Removed a line", Role.CAPTION: "Made a line a caption"}


def restore_line(capture: Capture, *, by: User, part: int, everywhere: bool = False, seen: int | None = None) -> Done:
    """Put a line that cleaning left out back into the article's text, where it stood."""
    return set_role(capture, by=by, part=part, role=Role.BODY, everywhere=everywhere, seen=seen)


def remove_line(capture: Capture, *, by: User, part: int, everywhere: bool = False, seen: int | None = None) -> Done:
    """Take a line out of the article."""
    return set_role(capture, by=by, part=part, role=Role.REMOVED, everywhere=everywhere, seen=seen)


@one_act
def set_role(
    capture: Capture, *, by: User, part: int, role: Role, everywhere: bool = False, seen: int | None = None
) -> Done:
    """Say what line `part` (0-based among the capture's parts) is in the article, and make the article so.

    With `everywhere` the same line has that role in every later capture of the source, too. Conflict where it has it
    already, or its version reads differently by now; Refused where there is no such line or nothing would be left.
    """
    capture = Capture.objects.select_for_update(of=("self",)).select_related("version").get(pk=capture.pk)
    rulings = {row.part: row for row in LineRuling.objects.filter(capture=capture) if row.part is not None}
    parts = effective(_parts(capture), {at: Role(row.role) for at, row in rulings.items()})
    if capture.version is None or not 0 <= part < len(parts) or not parts[part].text.strip():
        raise Refused("There is no such line in this capture (any more): reload the page")
    is_that = parts[part].role == role
    if is_that and not everywhere:
        raise Conflict(f"The line is that already: {blame(_key(capture.pk, part))}.")
    before = rulings.get(part)
    rewritten = None if is_that else rewrite(capture, parts, part, role=role)
    detail = {
        "capture": capture.pk,
        "part": part,
        "before": {"role": before.role, "by": before.made_by_id} if before else None,
        "source": _for_source(capture, parts[part].text, role, by) if everywhere else None,
        "rewritten": rewritten,
        "ruling": _rule(capture.pk, part, parts[part].text, role, by) if rewritten else None,
    }
    story_id = capture.version.story_id
    where = " in every capture of the source" if everywhere else ""
    summary = f"{_SAID.get(role, f'Made a line the {role}')}{where}: “{shortened(parts[part].text)}”"
    touches = [_key(capture.pk, part), *(_text_keys(rewritten) if rewritten else ())]
    act = Act("set_role", summary, touches, capture.pk, story_id, detail, [story_key(story_id)])
    return record(act, by=by, seen=seen)


def undo_role(decision: Decision) -> None:
    """Give a line its role from before, and the article its text; where that was cleaned anew, the line alone."""
    detail = decision.detail
    capture = Capture.objects.select_for_update().get(pk=detail["capture"])
    if detail["rewritten"]:
        try:
            with transaction.atomic():
                write_back(capture, detail["rewritten"])
        except Conflict:
            _say_back(capture, detail)
        _unrule(capture, detail)
    if detail["source"]:
        LineRuling.objects.filter(pk=detail["source"]).delete()


def _say_back(capture: Capture, detail: Mapping[str, Any]) -> None:
    """Give a line its role from before in a text that was cleaned anew since; nothing where the line is gone from it.

    Conflict where the text was changed otherwise, or a note stands on what would go.
    """
    row = LineRuling.objects.filter(capture=capture, pk=detail.get("ruling") or 0).first()
    if row is None:
        raise Conflict(f"The version reads differently by now: {blame(_key(capture.pk, detail['part']))}.")
    if row.part is None:
        return
    cleaned = _parts(capture)
    rulings = LineRuling.objects.filter(capture=capture, part__isnull=False)
    parts = effective(cleaned, {each.part: Role(each.role) for each in rulings if each.part is not None})
    role = Role(detail["before"]["role"]) if detail["before"] else cleaned[row.part].role
    if role != parts[row.part].role:
        rewrite(capture, parts, row.part, role=role)


def _unrule(capture: Capture, detail: Mapping[str, Any]) -> None:
    """Take a ruling back; a later cleaning may have given its line another number, or lost it."""
    named = {"pk": detail["ruling"]} if detail.get("ruling") else {"part": detail["part"]}
    row = LineRuling.objects.filter(capture=capture, **named).first()
    before = detail["before"]
    if row and before:
        row.role, row.made_by_id = before["role"], before["by"]
        row.save(update_fields=["role", "made_by"])
    elif row:
        row.delete()


def _rule(capture_id: int, part: int, text: str, role: Role, by: User) -> int:
    row, _ = LineRuling.objects.update_or_create(
        capture_id=capture_id, part=part, defaults={"line": folded_line(text), "role": role, "made_by": by}
    )
    return row.pk


def _for_source(capture: Capture, text: str, role: Role, by: User) -> int:
    """Have the line mean the same in every later capture of the source. Refused where the source is not known."""
    if capture.source_id is None:
        raise Refused("This capture's source is not known, so there are no others to apply it to")
    line = folded_line(text)
    if LineRuling.objects.filter(source=capture.source_id, line=line, role=role).exists():
        raise Conflict("The line is that for the whole source already")
    return LineRuling.objects.create(source_id=capture.source_id, line=line, role=role, made_by=by).pk


def _parts(capture: Capture) -> tuple[Part, ...]:
    """The capture's parts as cleaning left them; none where nothing was stored."""
    return unpacked_parts(bytes(CaptureBody.objects.get(pk=capture.pk).parts))


def _text_keys(rewritten: Mapping[str, Any]) -> list[str]:
    """Two acts on the text of one version build on each other."""
    return [f"text of version {pk}" for pk in (rewritten["from"], rewritten["to"])]


def _key(capture_id: int, part: int) -> str:
    return f"line {part} of capture {capture_id}"
