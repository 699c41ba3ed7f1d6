"""A version -> another wording, with what hangs on its text: its fingerprint, its shingles, the notes made on it.

On this floor because both write here: editors who rule on a line, and the machine when it cleans a capture again.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.models.grouping import GroupingConstraint, PairDoubt, Shingle
from articles.models.notes import Annotation
from articles.models.stories import Version
from articles.text.anchor import Selector, body_text, describe, place
from articles.text.group import Fingerprint


@dataclass(frozen=True, slots=True)
class Follows:
    """A note made on a version and where its passage stands in the new text; None where it is gone."""

    note: Annotation
    now: Selector | None


def write_text(version: Version, paragraphs: Sequence[str], print_: Fingerprint) -> None:
    """Give a version, stored or new, a text; its other columns are stored as they are. Needs `version.body` loaded."""
    version.digest, version.headline_key = print_.digest, print_.headline_key
    version.word_count = len(print_.word_array)
    version.save()
    body = version.body
    body.paragraphs, body.fingerprint = list(paragraphs), print_.to_bytes()
    body.version = version
    body.save()


def index_anew(version: Version, print_: Fingerprint | None, *, always: bool = False) -> None:
    """Make a version a candidate for grouping by its present text, where it was one before or must become one."""
    gone, _ = Shingle.objects.filter(version=version).delete()
    if print_ and (gone or always):
        Shingle.objects.bulk_create(Shingle(hash=key, version=version) for key in print_.keys)


def notes_on(version: Version, old: str, paragraphs: Sequence[str]) -> list[Follows]:
    """Where the notes made on a version stand once its text is these paragraphs and no longer `old`; stores nothing."""
    new, found = body_text(paragraphs), []
    for note in Annotation.objects.filter(version=version, start__isnull=False).select_related("author"):
        given = Selector(note.exact, note.prefix, note.suffix, note.start or 0, note.end or 0)
        there = place(given, old, new)
        sure = there.state == "placed" and there.start is not None and there.end is not None
        found.append(Follows(note, describe(new, there.start or 0, there.end or 0) if sure else None))
    return found


def store_notes(notes: Sequence[Follows]) -> None:
    """Anchor notes anew at the passages found for them; the others keep their quote."""
    for each in notes:
        if each.now:
            note, now = each.note, each.now
            note.exact, note.prefix, note.suffix = now.exact, now.prefix, now.suffix
            note.start, note.end = now.start, now.end
            note.save(update_fields=["exact", "prefix", "suffix", "start", "end"])


def worked_versions() -> QuerySet[Version]:
    """The versions that something of editors rests on, which therefore stay when they have no captures."""
    mine = {"version": OuterRef("pk")}
    either = Q(first=OuterRef("pk")) | Q(second=OuterRef("pk"))
    return Version.objects.filter(
        Exists(Annotation.objects.filter(**mine))
        | Q(order_basis=Version.OrderBasis.EDITOR)
        | Exists(GroupingConstraint.objects.filter(either))
        | Exists(PairDoubt.objects.exclude(answer=PairDoubt.Answer.OPEN).filter(either))
    )


def work_on(version: Version) -> list[str]:
    """What of editors rests on a version, in words; nothing where it may go once it has no captures."""
    answered = PairDoubt.objects.exclude(answer=PairDoubt.Answer.OPEN)
    work = {
        "notes": Annotation.objects.filter(version=version),
        "a place in an order": Version.objects.filter(pk=version.pk, order_basis=Version.OrderBasis.EDITOR),
        "an editor's word on grouping": GroupingConstraint.objects.filter(first=version)
        | GroupingConstraint.objects.filter(second=version),
        "an answer in review": answered.filter(first=version) | answered.filter(second=version),
    }
    return [name for name, rows in work.items() if rows.exists()]
