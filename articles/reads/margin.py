"""The notes beside one version of a story: where each stands on it, its topics, and what was replied."""

from collections import defaultdict
from dataclasses import dataclass

from articles.models import Annotation, Placement, Topic, Version
from articles.reads.passages import Passage

UNPLACED = "unplaced"  # not looked for on this version yet


@dataclass(frozen=True, slots=True)
class Note:
    """A note as the margin shows it. `state` is placed, review, orphan or unplaced; `here`: made on this version.

    `settled_by` names the editor by whose word it stands so.
    """

    annotation: Annotation
    state: str
    passage: Passage | None
    here: bool
    topics: tuple[Topic, ...] = ()
    replies: tuple[Annotation, ...] = ()
    settled_by: str = ""

    @property
    def number(self) -> int:
        """The 1-based number of the version it was made on."""
        return self.annotation.version.position + 1

    @property
    def resolved(self) -> bool:
        """True where it asks for nothing any more."""
        return self.annotation.state == Annotation.State.RESOLVED


def notes_beside(version: Version) -> tuple[Note, ...]:
    """Return the story's notes in the order of their passages, those without a place last, in four queries."""
    standing = Annotation.objects.standing().filter(story_id=version.story_id).select_related("author", "version")
    placed = Placement.objects.filter(version=version, annotation__deleted_at__isnull=True)
    places = {placement.annotation_id: placement for placement in placed.select_related("settled_by")}
    replies: dict[int, list[Annotation]] = defaultdict(list)
    threads: list[Annotation] = []
    for annotation in standing.prefetch_related("topics").order_by("created_at", "pk"):
        if annotation.reply_to_id:
            replies[annotation.reply_to_id].append(annotation)
        else:
            threads.append(annotation)
    notes = [_note(thread, places.get(thread.pk), version, replies[thread.pk]) for thread in threads]
    return tuple(sorted(notes, key=_place))


def _note(annotation: Annotation, placement: Placement | None, version: Version, replies: list[Annotation]) -> Note:
    here = annotation.version_id == version.pk
    start, end, state = annotation.start, annotation.end, str(Placement.State.PLACED)
    if not here:
        start, end = (placement.start, placement.end) if placement else (None, None)
        state = placement.state if placement else UNPLACED
    unsure = state == Placement.State.REVIEW
    passage = Passage(annotation.pk, start, end, unsure) if start is not None and end is not None else None
    settler = placement.settled_by.get_username() if placement and placement.settled_by and not here else ""
    return Note(annotation, state, passage, here, tuple(annotation.topics.all()), tuple(replies), settler)


def _place(note: Note) -> tuple[bool, int, int]:
    return (note.passage is None, note.passage.start if note.passage else 0, note.annotation.pk)


def note_of(note_id: int) -> Annotation | None:
    """Return the note or reply, deleted ones too: an act on one says who deleted it; None where there is none."""
    return Annotation.objects.select_related("author").filter(pk=note_id).first()


def thread_gone(note: Annotation) -> Annotation | None:
    """Return the note of whose thread this is where it was deleted, and what is said there now has no place."""
    note = Annotation.objects.select_related("reply_to").get(pk=note.pk)
    thread = note.reply_to or note
    return thread if thread.deleted_at or note.deleted_at else None
