"""Keeps the notes of a story placed on every version of it.

On this floor because both the machine's and the editors' writes end here: whoever adds, moves or rewrites versions
calls `place_missing` for their stories, or `place_notes` where a text changed; whoever writes a note, or moves versions
between stories, calls `place_everywhere`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from articles.models.notes import Annotation, Placement
from articles.models.stories import Story, Version
from articles.text.anchor import Selector, body_text, place


def text_of(version: Version) -> str:
    """The text of a version that notes count in. Needs `version.body` loaded."""
    return body_text(version.body.paragraphs)


def place_notes(version_ids: Collection[int]) -> int:
    """Place every standing note of these versions' stories on them; give how many placements were written.

    Two milliseconds a note and version. To be called for versions that are new to their story or have a new text.
    """
    versions = list(Version.objects.filter(pk__in=version_ids).select_related("body"))
    notes = Annotation.objects.standing().threads().filter(story__in={version.story_id for version in versions})
    placements: list[Placement] = []
    for note in notes.select_related("version__body"):
        placements += _placed(note, [version for version in versions if version.story_id == note.story_id])
    return write_placements(placements)


def place_missing(story_ids: Collection[int]) -> int:
    """Place the standing notes of these stories on the versions that they have no place on yet; give how many.

    One query where none of the stories has a note: most batches of an ingest.
    """
    notes = list(Annotation.objects.standing().threads().filter(story__in=story_ids).select_related("version__body"))
    if not notes:
        return 0
    known = set(Placement.objects.filter(annotation__in=notes).values_list("annotation", "version"))
    versions: dict[int, list[Version]] = defaultdict(list)
    for version in Version.objects.filter(story__in={note.story_id for note in notes}).select_related("body"):
        versions[version.story_id].append(version)
    placements: list[Placement] = []
    for note in notes:
        placements += _placed(note, [row for row in versions[note.story_id] if (note.pk, row.pk) not in known])
    return write_placements(placements)


def place_everywhere(notes: Iterable[Annotation]) -> int:
    """Place these notes on every version of their stories, and take them off all others; give how many were placed."""
    placements: list[Placement] = []
    for note in notes:
        versions = Version.objects.filter(story=note.story_id).select_related("body")
        placements += _placed(note, list(versions))
    Placement.objects.filter(annotation__in={row.annotation_id for row in placements}).exclude(
        version__story=F("annotation__story")
    ).delete()
    return write_placements(placements)


def places_on(versions: Iterable[Version], selector: Selector, old: str) -> list[Placement]:
    """Where a passage of `old` stands on each of these versions, as rows that have no note yet and are not stored."""
    found = [(version, place(selector, old, text_of(version))) for version in versions]
    return [Placement(version=version, state=place.state, start=place.start, end=place.end) for version, place in found]


def count_notes(story_ids: Collection[int]) -> None:
    """Count the standing notes of these stories anew; replies are part of their note."""
    standing = Annotation.objects.standing().threads().filter(story=OuterRef("pk")).order_by()
    counted = standing.values("story").annotate(count=Count("*")).values("count")
    Story.objects.filter(pk__in=story_ids).update(note_count=Coalesce(Subquery(counted), 0))


def _placed(note: Annotation, versions: Iterable[Version]) -> list[Placement]:
    selector = Selector(note.exact, note.prefix, note.suffix, note.start or 0, note.end or 0)
    rows = places_on(versions, selector, text_of(note.version))
    for row in rows:
        row.annotation = note
    return rows


def write_placements(placements: list[Placement]) -> int:
    """Store placements over what was there; where an editor settled one, that stands while its words do."""
    settled = _settled(placements)
    Placement.objects.bulk_create(
        [settled.get((row.annotation_id, row.version_id), row) for row in placements],
        update_conflicts=True,
        unique_fields=["annotation", "version"],
        update_fields=["state", "start", "end", "settled_by", "exact"],
    )
    return len(placements)


def _settled(placements: Sequence[Placement]) -> dict[tuple[int, int], Placement]:
    """Give, by note and version, the places that editors settled, moved with their words; none whose words are gone."""
    said = Placement.objects.filter(settled_by__isnull=False)
    rows = said.filter(
        annotation__in={row.annotation_id for row in placements}, version__in={row.version_id for row in placements}
    )
    texts = {row.version_id: row.version for row in placements}
    found = ((row, text_of(texts[row.version_id])) for row in rows if row.version_id in texts)
    kept = (_with_words(row, text) for row, text in found)
    return {(row.annotation_id, row.version_id): row for row in kept if row}


def _with_words(row: Placement, text: str) -> Placement | None:
    """Give a settled place where its words stand by now; None where they are gone, or stand several times."""
    if row.start is not None and row.end is not None and text[row.start : row.end] != row.exact:
        if text.count(row.exact) != 1:
            return None
        row.start = text.index(row.exact)
        row.end = row.start + len(row.exact)
    return Placement(
        annotation_id=row.annotation_id,
        version_id=row.version_id,
        state=row.state,
        start=row.start,
        end=row.end,
        settled_by_id=row.settled_by_id,
        exact=row.exact,
    )
