"""An editor says where a note stands on another version: it holds through later runs, and is undone."""

import pytest
from django.contrib.auth.models import User

from articles.editing.decisions import undo
from articles.editing.log import Conflict, Done, Refused
from articles.editing.notes import annotate, delete_note
from articles.editing.placing import confirm_place, place_note, reject_place
from articles.models import Annotation, Decision, Placement, Story, Version, VersionBody
from articles.models.placements import place_everywhere, place_notes, text_of
from tests.factories import make_story, make_user, make_version

QUOTE = "The harbour of Vessel Bay will stay closed until Friday, the port master said."
MOVED = "The harbour of Vessel Bay may open on Sunday, a spokesman of the port said."


@pytest.fixture
def colleague(db: None) -> User:
    return make_user(username="carl", group="editor")


@pytest.fixture
def later(editor: User) -> Version:
    """The second version of a story, on which a note of the first may have moved."""
    story = make_story(paragraphs=[QUOTE, "Three ferries were sent to the northern pier."])
    version = make_version(story=story, paragraphs=["Ferries were sent.", MOVED, "All else stays as it was."])
    annotate(story.versions.get(position=0), by=editor, passage=(0, len(QUOTE)), exact=QUOTE, text="Who says so?")
    start = text_of(version).index(MOVED)
    Placement.objects.filter(version=version).update(state="review", start=start, end=start + 26)
    return version


def note() -> Annotation:
    return Annotation.objects.get(reply_to=None)


def at(version: Version) -> tuple[str, str]:
    """How sure the note's place is, and the words there."""
    row = Placement.objects.get(version=version)
    body = VersionBody.objects.get(pk=version.pk)
    text = "\n".join(body.paragraphs)
    return row.state, text[row.start : row.end] if row.start is not None else ""


def decision_of(done: Done) -> Decision:
    return Decision.objects.get(pk=done.decision_id)


def test_a_place_in_doubt_is_confirmed(editor: User, later: Version):
    confirm_place(note(), by=editor, version=later)
    assert at(later) == ("placed", MOVED[:26])
    with pytest.raises(Conflict, match="edda did this"):
        confirm_place(note(), by=editor, version=later)


def test_a_note_is_placed_elsewhere_without_the_space_around(editor: User, later: Version):
    text = text_of(later)
    start = text.index(MOVED)
    place_note(note(), by=editor, version=later, passage=(start - 1, start + len(MOVED)), exact=MOVED)
    assert at(later) == ("placed", MOVED)


def test_a_passage_that_is_not_there_is_refused(editor: User, later: Version):
    with pytest.raises(Refused, match="not what you gave"):
        place_note(note(), by=editor, version=later, passage=(0, 5), exact="Other")


def test_a_note_can_be_said_to_be_nowhere(editor: User, later: Version):
    reject_place(note(), by=editor, version=later)
    assert at(later) == ("orphan", "")
    with pytest.raises(Conflict, match="no place here already"):
        reject_place(note(), by=editor, version=later)


def test_an_editors_word_holds_when_notes_are_placed_again(editor: User, later: Version):
    start = text_of(later).index(MOVED)
    place_note(note(), by=editor, version=later, passage=(start, start + len(MOVED)), exact=MOVED)
    place_everywhere(Annotation.objects.select_related("version__body"))
    assert at(later) == ("placed", MOVED)


def test_a_settled_place_follows_its_words_into_a_new_wording(editor: User, later: Version):
    start = text_of(later).index(MOVED)
    place_note(note(), by=editor, version=later, passage=(start, start + len(MOVED)), exact=MOVED)
    VersionBody.objects.filter(pk=later.pk).update(paragraphs=["A new first line.", "Another.", MOVED])
    place_notes([later.pk])
    assert at(later) == ("placed", MOVED)
    VersionBody.objects.filter(pk=later.pk).update(paragraphs=["Nothing of it is left."])
    place_notes([later.pk])
    assert at(later) == ("orphan", "")
    assert Placement.objects.get(version=later).settled_by is None


def test_undo_gives_the_machines_place_back(editor: User, later: Version):
    place_everywhere(Annotation.objects.select_related("version__body"))
    before = at(later)
    done = place_note(note(), by=editor, version=later, passage=(0, 7), exact="Ferries")
    undo(decision_of(done), by=editor)
    assert at(later) == before
    assert Placement.objects.get(version=later).settled_by is None


def test_undo_gives_an_earlier_word_back(editor: User, later: Version):
    confirm_place(note(), by=editor, version=later)
    undo(decision_of(reject_place(note(), by=editor, version=later)), by=editor)
    assert at(later) == ("placed", MOVED[:26])


def test_undo_gives_an_earlier_word_back_where_its_words_stand_by_now(editor: User, later: Version):
    start = text_of(later).index(MOVED)
    place_note(note(), by=editor, version=later, passage=(start, start + len(MOVED)), exact=MOVED)
    done = reject_place(note(), by=editor, version=later)
    VersionBody.objects.filter(pk=later.pk).update(paragraphs=["A new first line.", "Another.", MOVED])
    undo(decision_of(done), by=editor)
    assert at(later) == ("placed", MOVED)


def test_the_later_editor_sees_what_was_said_first(editor: User, colleague: User, later: Version):
    seen = Decision.objects.latest("pk").pk
    confirm_place(note(), by=editor, version=later)
    with pytest.raises(Conflict, match="While you were looking, edda did this"):
        reject_place(note(), by=colleague, version=later, seen=seen)


def test_a_note_is_not_placed_where_it_was_made_nor_once_deleted(editor: User, later: Version):
    first = Story.objects.get().versions.get(position=0)
    with pytest.raises(Refused, match="was made on"):
        reject_place(note(), by=editor, version=first)
    delete_note(note(), by=editor)
    with pytest.raises(Conflict, match="was deleted"):
        reject_place(note(), by=editor, version=later)
