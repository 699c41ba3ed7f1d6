"""An editor's word on one line of a capture -> the text of its version, and the way back.

Captures of the same text share a version: a capture whose text is changed by an editor leaves that version for the one
that has its new text, or for a new one; where the word is for all captures of the version, it is rewritten in place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core import serializers

from articles.editing.log import Conflict, Refused, blame, name_of, shortened
from articles.editing.relocation import bring_up_to_date, version_key
from articles.models import Capture, Version, VersionBody
from articles.models.placements import text_of
from articles.models.upkeep import day_of
from articles.models.wording import index_anew, notes_on, store_notes, work_on, write_text
from articles.text.article import Part, Role
from articles.text.group import Fingerprint, fingerprint, stored_fingerprint
from articles.text.rulings import NotInBody, put_in, take_out

COLUMNS = ("digest", "headline", "headline_key", "standfirst", "byline", "word_count")
BODY_COLUMNS = ("paragraphs", "captions", "contributors", "fingerprint")
FIELDS = {Role.HEADLINE: "headline", Role.STANDFIRST: "standfirst", Role.BYLINE: "byline"}
WIDTHS = {"headline": 1000, "byline": 500}  # code points: the columns' widths


@dataclass(frozen=True, slots=True)
class Wording:
    """What of a version an editor's word on a line can change."""

    paragraphs: tuple[str, ...]
    captions: tuple[dict[str, str | None], ...]
    fields: Mapping[str, str]  # headline, standfirst, byline, contributors


def rewrite(captures: Sequence[Capture], parts: Sequence[Part], part: int, *, role: Role) -> dict[str, Any]:
    """Make the version of these captures read as if `parts[part]` had the role. Return what `write_back` needs.

    They are captures of one version, and the line is theirs all; `parts` are the first one's. Refused where that leaves
    no paragraph, or where the version that would go has editors' work on it.
    """
    version = Version.objects.select_for_update(of=("self",)).select_related("body").get(captures=captures[0])
    wording = _changed(_wording(version), parts, part, role)
    if not wording.paragraphs:
        raise Refused("Then nothing would be left of the article: keep one paragraph at least")
    old = stored_fingerprint(bytes(version.body.fingerprint))
    day = old.published if old else day_of(version.published, "")
    print_ = fingerprint(wording.paragraphs, headline=wording.fields["headline"] or None, published=day)
    twin = Version.objects.filter(story=version.story_id, digest=print_.digest).exclude(pk=version.pk).first()
    moving = [capture.pk for capture in captures]
    shared = Capture.objects.filter(version=version).exclude(pk__in=moving).exists()
    stored, left = serializers.serialize("json", [version, version.body]), version.pk
    apart = shared and print_.digest != version.digest
    how, target = "moved" if twin else "made" if apart else "in place", twin or version
    if how == "made":
        target = _made(version, wording, print_)
    elif how == "in place":
        _write(version, wording, print_)
    Capture.objects.filter(pk__in=moving).update(version=target)
    if how == "moved" and not shared:
        how = "dropped"
        _drop(version)
    bring_up_to_date([version.story_id])
    return {"how": how, "from": left, "to": target.pk, "digest": print_.digest, "stored": stored}


def write_back(captures: Sequence[Capture], detail: Mapping[str, Any]) -> None:
    """Give the captures their version from before. Conflict where that changed since."""
    if any(capture.version_id != detail["to"] for capture in captures):
        raise Conflict(f"A capture belongs to another version by now: {blame(version_key(detail['to']))}.")
    target = Version.objects.select_for_update(of=("self",)).select_related("body").get(pk=detail["to"])
    if target.digest != detail["digest"]:
        raise Conflict(f"The version reads differently by now: {blame(version_key(detail['to']))}.")
    version, body = _read(detail["stored"])
    if detail["how"] == "in place":
        _restore(target, version, body)
    elif detail["how"] == "dropped":
        version.story_id = target.story_id
        version.save(force_insert=True)
        body.save(force_insert=True)
        index_anew(version, stored_fingerprint(bytes(body.fingerprint)), always=True)
    Capture.objects.filter(pk__in=[capture.pk for capture in captures]).update(version=detail["from"])
    if detail["how"] == "made":
        _drop(target)
    bring_up_to_date([target.story_id])


def _read(stored: str) -> tuple[Version, VersionBody]:
    """A version and its body as they were stored with a decision. Refused where the tables have changed since."""
    rows = [row.object for row in serializers.deserialize("json", stored, ignorenonexistent=True)]
    version, body = rows
    if not isinstance(version, Version) or not isinstance(body, VersionBody):
        raise Refused("This was stored by an older newsdesk and cannot be brought back")
    return version, body


def _wording(version: Version) -> Wording:
    body = version.body
    fields = {name: getattr(version, name) for name in FIELDS.values()}
    return Wording(tuple(body.paragraphs), tuple(body.captions), {**fields, "contributors": body.contributors})


def _changed(wording: Wording, parts: Sequence[Part], part: int, role: Role) -> Wording:
    """The wording with one part taken out of where it was and put in where it shall be."""
    text = " ".join(parts[part].text.split())
    paragraphs, captions = wording.paragraphs, wording.captions
    if parts[part].role == Role.BODY:
        try:
            paragraphs = take_out(paragraphs, parts, part)
        except NotInBody as missing:
            raise Conflict(f"{missing}: the version reads differently by now. Reload the page.") from missing
    elif role == Role.BODY:
        paragraphs = put_in(paragraphs, parts, part)
    if parts[part].role == Role.CAPTION:
        captions = tuple(caption for caption in captions if caption["text"] != text)
    elif role == Role.CAPTION:
        captions = (*captions, {"text": text, "credit": None})
    return Wording(paragraphs, captions, _fields(wording.fields, text, was=parts[part].role, role=role))


def _fields(fields: Mapping[str, str], text: str, *, was: Role, role: Role) -> dict[str, str]:
    """The single fields, with the text in the one that it shall be, and out of the one that it was."""
    changed = dict(fields)
    for name, of in {**FIELDS, Role.CONTRIBUTORS: "contributors"}.items():
        if role == name:
            changed[of] = text[: WIDTHS.get(of)]
        elif was == name and changed[of] == text:
            changed[of] = ""
    return changed


def _write(version: Version, wording: Wording, print_: Fingerprint) -> None:
    """Give a version a new wording; its notes follow their passages."""
    old = text_of(version) if version.pk else None
    for name in FIELDS.values():
        setattr(version, name, wording.fields[name])
    version.body.captions, version.body.contributors = list(wording.captions), wording.fields["contributors"]
    write_text(version, wording.paragraphs, print_)
    if old is not None:
        _notes_follow(version, old)
    index_anew(version, print_, always=old is None)


def _made(version: Version, wording: Wording, print_: Fingerprint) -> Version:
    """A new version like this one, with another wording."""
    new = Version.objects.select_related("body").get(pk=version.pk)
    body = VersionBody.objects.get(pk=version.pk)
    new.pk, new.order_basis, new.order_why = None, Version.OrderBasis.CAPTURED, ""
    new.body = body
    _write(new, wording, print_)
    return new


def _restore(version: Version, row: Version, body: VersionBody) -> None:
    """Give a version that was rewritten in place its wording from before."""
    text = text_of(version)
    for name in COLUMNS:
        setattr(version, name, getattr(row, name))
    for name in BODY_COLUMNS:
        setattr(version.body, name, getattr(body, name))
    version.save()
    version.body.save()
    _notes_follow(version, text)
    index_anew(version, stored_fingerprint(bytes(body.fingerprint)))


def _drop(version: Version) -> None:
    """Remove a version without captures. Refused where editors' work rests on it."""
    found = work_on(version) + (["other captures"] if version.captures.exists() else [])
    if found:
        raise Refused(f"The version that would go has {' and '.join(found)} on it: settle that first")
    version.delete()


def _notes_follow(version: Version, old: str) -> None:
    """Anchor the notes made on a version anew after its text changed from `old`.

    Conflict where a note stands on what is gone. A deleted note keeps its quote, in case both come back.
    """
    notes = notes_on(version, old, version.body.paragraphs)
    for each in notes:
        if each.now is None and each.note.deleted_at is None:
            who, quote = name_of(each.note.author), shortened(each.note.exact)
            raise Conflict(f"A note of {who} stands on what would go: “{quote}”. Have it deleted first.")
    store_notes(notes)
