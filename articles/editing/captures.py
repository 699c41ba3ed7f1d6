"""An editor's word on a line of a capture: restore it, remove it, say what it is.

In this capture, in all of the same text, or for the whole source.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.editing.log import Act, Conflict, Done, Refused, blame, name_of, one_act, record, shortened
from articles.editing.relocation import story_key
from articles.editing.rewriting import rewrite, write_back
from articles.models import Capture, CaptureBody, Decision, LineRuling
from articles.models.debris import standing_words
from articles.text.article import Part, Role
from articles.text.group.fold import folded_line
from articles.text.keeping import unpacked_parts
from articles.text.rulings import effective

_SAID = {Role.BODY: "Restored a line", Role.REMOVED: "Removed a line", Role.CAPTION: "Made a line a caption"}


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of one capture: its 0-based index among the parts, what cleaning made of it, an earlier word on it."""

    capture: Capture
    parts: tuple[Part, ...]
    at: int
    cleaned: Role
    ruling: LineRuling | None

    @property
    def part(self) -> Part:
        """The part itself, editors' words in force."""
        return self.parts[self.at]


def restore_line(
    capture: Capture, *, by: User, part: int, everywhere: bool = False, alike: bool = False, seen: int | None = None
) -> Done:
    """Put a line that cleaning left out back into the article's text, where it stood."""
    return set_role(capture, by=by, part=part, role=Role.BODY, everywhere=everywhere, alike=alike, seen=seen)


def remove_line(
    capture: Capture, *, by: User, part: int, everywhere: bool = False, alike: bool = False, seen: int | None = None
) -> Done:
    """Take a line out of the article."""
    return set_role(capture, by=by, part=part, role=Role.REMOVED, everywhere=everywhere, alike=alike, seen=seen)


@one_act
def set_role(  # noqa: PLR0913 - whose word, on what, how far it reaches, and what the screen knew
    capture: Capture,
    *,
    by: User,
    part: int,
    role: Role,
    everywhere: bool = False,
    alike: bool = False,
    seen: int | None = None,
) -> Done:
    """Say what line `part` (0-based among the capture's parts) is in the article, and make the article so.

    With `alike` the word is for all captures of the version that hold the same line: one text stays one version. With
    `everywhere` the line has that role in every later capture of the source, too. Conflict where it has it already, or
    its version reads differently by now; Refused where there is no such line or nothing would be left.
    """
    capture = Capture.objects.select_for_update(of=("self",)).select_related("version").get(pk=capture.pk)
    line = next(iter(_lines([capture], part)), None)
    if capture.version is None or line is None or not line.part.text.strip():
        raise Refused("There is no such line in this capture (any more): reload the page")
    is_that = line.part.role == role
    if is_that and not everywhere:
        raise Conflict(f"The line is that already: {blame(_key(capture.pk, part))}.")
    story_id, text = capture.version.story_id, line.part.text
    source = _for_source(capture, text, role, by) if everywhere else None
    lines = [line, *(_alike(line) if alike else ())]
    rewritten = None if is_that else rewrite([one.capture for one in lines], line.parts, part, role=role)
    ruled = [_ruled(one, role, by if rewritten else None) for one in lines]
    where = " in every capture of the source" if everywhere else ""
    summary = f"{_SAID.get(role, f'Made a line the {role}')}{where}: “{shortened(text)}”"
    touches = [*(_key(one.capture.pk, one.at) for one in lines), *(_text_keys(rewritten) if rewritten else ())]
    said = {"role": role, "line": folded_line(text), "alike": alike}
    detail = {**ruled[0], **said, "also": ruled[1:], "source": source, "rewritten": rewritten}
    act = Act("set_role", summary, touches, capture.pk, story_id, detail, [story_key(story_id)])
    return record(act, by=by, seen=seen)


def role_again(detail: Mapping[str, Any], *, by: User, seen: int | None = None) -> Done:
    """Take a word on a line again that was undone. Conflict where another line stands there by now."""
    capture = Capture.objects.select_for_update().get(pk=detail["capture"])  # no cleaning comes in between
    line = next(iter(_lines([capture], detail["part"])), None)
    if line is None or folded_line(line.part.text) != detail["line"]:
        raise Conflict("The capture was cleaned again since: its lines stand elsewhere. Look again.")
    reach = {"everywhere": bool(detail["source"]), "alike": bool(detail["alike"])}
    return set_role(capture, by=by, part=line.at, role=Role(detail["role"]), seen=seen, **reach)


def undo_role(decision: Decision) -> None:
    """Give a line its role from before, and the article its text; where that was cleaned anew, the line alone."""
    detail = decision.detail
    ruled = [detail, *detail.get("also", ())]
    captures = Capture.objects.select_for_update().in_bulk([one["capture"] for one in ruled])
    if detail["rewritten"]:
        try:
            with transaction.atomic():
                write_back([captures[one["capture"]] for one in ruled], detail["rewritten"])
        except Conflict:
            _say_back(ruled)
        for one in ruled:
            _unrule(captures[one["capture"]], one)
    if detail["source"]:
        LineRuling.objects.filter(pk=detail["source"]).delete()


def _say_back(ruled: Sequence[Mapping[str, Any]]) -> None:
    """Give lines their role from before in texts that were cleaned anew since; nothing where a line is gone from one.

    Conflict where a text was changed otherwise, or a note stands on what would go.
    """
    texts: dict[int | None, list[_Line]] = defaultdict(list)
    for one in ruled:
        row = LineRuling.objects.filter(capture=one["capture"], pk=one.get("ruling") or 0).first()
        if row is None:
            raise Conflict(f"The version reads differently by now: {blame(_key(one['capture'], one['part']))}.")
        if row.part is not None:
            line = _lines([Capture.objects.get(pk=one["capture"])], row.part)[0]
            texts[line.capture.version_id].append(line)
    before = {one["capture"]: one["before"] for one in ruled}
    for line, *others in texts.values():
        said = before[line.capture.pk]
        role = Role(said["role"]) if said else line.cleaned
        if role != line.part.role:
            rewrite([line.capture, *(one.capture for one in others)], line.parts, line.at, role=role)


def _lines(captures: Sequence[Capture], at: int | None = None, *, like: _Line | None = None) -> list[_Line]:
    """Line `at` of each capture, or the line of each that says the same as `like` and is the same; none where none."""
    rulings: dict[int, dict[int, LineRuling]] = defaultdict(dict)
    for row in LineRuling.objects.filter(capture__in=captures, part__isnull=False):
        rulings[row.capture_id or 0][row.part or 0] = row
    bodies = CaptureBody.objects.in_bulk([capture.pk for capture in captures])
    found = []
    for capture in captures:
        words = rulings[capture.pk]
        stored = unpacked_parts(bytes(bodies[capture.pk].parts))
        parts = effective(stored, {number: Role(row.role) for number, row in words.items()})
        number = at if like is None else _same(parts, like)
        if number is not None and 0 <= number < len(parts):
            found.append(_Line(capture, parts, number, stored[number].role, words.get(number)))
    return found


def _alike(line: _Line) -> list[_Line]:
    """The same line of the other captures of its version."""
    others = Capture.objects.select_for_update(of=("self",)).filter(version=line.capture.version_id)
    return _lines(list(others.exclude(pk=line.capture.pk).order_by("pk")), like=line)


def _same(parts: Sequence[Part], like: _Line) -> int | None:
    """The index of the part that says the same as a line of another capture; the second such one for the second."""
    key, role = folded_line(like.part.text), like.part.role
    before = sum(part.role == role and folded_line(part.text) == key for part in like.parts[: like.at])
    same = [at for at, part in enumerate(parts) if part.role == role and folded_line(part.text) == key]
    return same[before] if before < len(same) else None


def _ruled(line: _Line, role: Role, by: User | None) -> dict[str, Any]:
    """Store an editor's word on a line, where there is one to store. Return what `_unrule` needs."""
    before = {"role": line.ruling.role, "by": line.ruling.made_by_id} if line.ruling else None
    ruling = _rule(line.capture.pk, line.at, line.part.text, role, by) if by else None
    return {"capture": line.capture.pk, "part": line.at, "before": before, "ruling": ruling}


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
    said = standing_words(LineRuling.objects.filter(source=capture.source_id, line=line))
    same = next((one for one in said if one.role == role), None)
    if same:
        when = f"{timezone.localtime(same.made_at):%d %b %Y, %H:%M}"
        raise Conflict(f"The line is that for the whole source already: {name_of(same.made_by)} said so on {when}.")
    return LineRuling.objects.create(source_id=capture.source_id, line=line, role=role, made_by=by).pk


def _text_keys(rewritten: Mapping[str, Any]) -> list[str]:
    """Two acts on the text of one version build on each other."""
    return [f"text of version {pk}" for pk in (rewritten["from"], rewritten["to"])]


def _key(capture_id: int, part: int) -> str:
    return f"line {part} of capture {capture_id}"
