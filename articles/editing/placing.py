"""An editor's word on where a note stands on another version than the one it was made on: there, elsewhere, nowhere."""

from django.contrib.auth.models import User

from articles.editing.log import Act, Conflict, Done, Refused, blame, one_act, record, shortened
from articles.models import Annotation, Decision, Placement, Version
from articles.models.placements import place_everywhere, text_of

REVIEW, PLACED, ORPHAN = Placement.State.REVIEW, Placement.State.PLACED, Placement.State.ORPHAN


@one_act
def confirm_place(note: Annotation, *, by: User, version: Version, seen: int | None = None) -> Done:
    """Say that a note which may have moved stands where the machine found it. Conflict where it is not in doubt now."""
    note, version = _locked(note, version)
    row = Placement.objects.filter(annotation=note, version=version).first()
    if row is None or row.state != REVIEW or row.start is None or row.end is None:
        raise Conflict(f"The note is not in doubt here: {blame(_key(note, version))}. Look again.")
    return _settle(note, version, (row.start, row.end), by=by, seen=seen, said="Confirmed where a note stands: “{}”")


@one_act
def reject_place(note: Annotation, *, by: User, version: Version, seen: int | None = None) -> Done:
    """Say that a note's passage is not in this version. Conflict where that is known."""
    note, version = _locked(note, version)
    if Placement.objects.filter(annotation=note, version=version, state=ORPHAN).exists():
        raise Conflict(f"The note has no place here already: {blame(_key(note, version))}.")
    return _settle(note, version, None, by=by, seen=seen, said="Said that a note is not in a version: “{}”")


@one_act
def place_note(
    note: Annotation, *, by: User, version: Version, passage: tuple[int, int], exact: str, seen: int | None = None
) -> Done:
    """Say that a note stands at [start, end) of this version's text, in code points. Refused where not `exact` does."""
    note, version = _locked(note, version)
    start, end = passage
    there = text_of(version)[start:end]
    if not there.strip() or "".join(there.split()) != "".join(exact.split()):
        raise Refused("The text is not what you gave (any more): reload the page and paste the passage again")
    start, end = start + len(there) - len(there.lstrip()), end - len(there) + len(there.rstrip())
    return _settle(note, version, (start, end), by=by, seen=seen, said="Placed a note on a version: “{}”")


def undo_place(decision: Decision) -> None:
    """Give a note the place that it had before: an editor's, or the one that the machine finds."""
    detail = decision.detail
    note = Annotation.objects.select_for_update().get(pk=detail["subject"])
    rows = Placement.objects.filter(annotation=note, version=detail["version"])
    by_an_editor = bool(detail["before"].get("settled_by"))
    rows.update(**(detail["before"] if by_an_editor else {"settled_by": None, "exact": ""}))
    # An editor's place, too: its words may stand elsewhere in the text by now, or be gone.
    place_everywhere([Annotation.objects.select_related("version__body").get(pk=note.pk)])


def _settle(
    note: Annotation, version: Version, passage: tuple[int, int] | None, *, by: User, seen: int | None, said: str
) -> Done:
    row, _ = Placement.objects.get_or_create(annotation=note, version=version, defaults={"state": ORPHAN})
    before = {
        "state": row.state,
        "start": row.start,
        "end": row.end,
        "exact": row.exact,
        "settled_by": row.settled_by_id,
    }
    row.start, row.end = passage or (None, None)
    row.state, row.settled_by = PLACED if passage else ORPHAN, by
    row.exact = text_of(version)[slice(*passage)] if passage else ""
    row.save(update_fields=["state", "start", "end", "exact", "settled_by"])
    detail = {"version": version.pk, "before": before}
    summary = said.format(shortened(note.exact))
    act = Act("settle_place", summary, [_key(note, version)], note.pk, note.story_id, detail, [f"note {note.pk}"])
    return record(act, by=by, seen=seen)


def _locked(note: Annotation, version: Version) -> tuple[Annotation, Version]:
    """The note and the version as they are now. Refused where it was made there; Conflict where one is gone."""
    note = Annotation.objects.select_for_update().get(pk=note.pk)
    version = Version.objects.select_for_update(of=("self",)).select_related("body").get(pk=version.pk)
    if note.deleted_at:
        raise Conflict(f"The note was deleted: {blame(f'note {note.pk}')}.")
    if note.reply_to_id or note.version_id == version.pk:
        raise Refused("A note stands on the version it was made on where it was made; edit or delete it instead")
    if note.story_id != version.story_id:
        raise Conflict("The version stands in another story by now. Look again.")
    return note, version


def _key(note: Annotation, version: Version) -> str:
    return f"place of note {note.pk} on version {version.pk}"
