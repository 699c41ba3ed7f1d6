from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.contrib.auth.models import User

from articles.editing.decisions import undo
from articles.editing.log import Conflict, Done, Refused
from articles.editing.notes import annotate, delete_note, edit_note, reopen_note, reply, resolve_note
from articles.models import Annotation, Decision, Placement, Story, Version
from articles.models.placements import place_missing, place_notes, text_of
from articles.models.search import matching_stories
from tests.factories import PARAGRAPHS, make_note, make_reply, make_story, make_topic, make_user, make_version

QUOTE = "said Ada Brandt. She did not say"

OnCommit = Callable[..., AbstractContextManager[list[Callable[[], None]]]]


@pytest.fixture
def colleague(db: None) -> User:
    return make_user(username="carl", group="editor")


def decision_of(done: Done) -> Decision:
    return Decision.objects.get(pk=done.decision_id)


def note_of(done: Done) -> Annotation:
    return Annotation.objects.get(pk=done.subject_id)


def write(version: Version, by: User, quote: str = QUOTE, text: str = "Who says so?") -> Done:
    start = text_of(version).index(quote)
    return annotate(version, by=by, passage=(start, start + len(quote)), exact=quote, text=text)


def places(note: Annotation) -> list[tuple[int, str, str]]:
    """Position of the version, state, and the words there."""
    rows = Placement.objects.filter(annotation=note).select_related("version__body").order_by("version__position")
    return [(row.version.position, row.state, text_of(row.version)[row.start or 0 : row.end or 0]) for row in rows]


def test_annotate_keeps_the_passage_and_what_stands_beside_it(editor: User):
    story = make_story()
    done = write(story.versions.get(), editor)
    note = note_of(done)
    assert (note.exact, note.author, note.state) == (QUOTE, editor, "open")
    assert note.prefix.endswith("single ship in,” ")
    assert note.suffix.startswith(" who would pay")
    assert Story.objects.get(pk=story.pk).note_count == 1


def test_annotate_shows_the_note_on_every_other_version(editor: User):
    story = make_story()
    make_version(story=story, paragraphs=["Quite new at the top.", *PARAGRAPHS])
    make_version(story=story, paragraphs=["Nothing of the old text is left in this one."])
    note = note_of(write(story.versions.get(position=0), editor))
    assert places(note) == [(0, "placed", QUOTE), (1, "placed", QUOTE), (2, "orphan", "")]


def test_a_note_is_placed_on_versions_that_come_later(editor: User):
    story = make_story()
    note = note_of(write(story.versions.get(), editor))
    later = make_version(story=story, paragraphs=[*PARAGRAPHS[1:], "More."])
    assert place_notes([later.pk]) == 1
    assert places(note)[1] == (1, "placed", QUOTE)
    assert place_notes([later.pk]) == 1


def test_only_missing_places_are_looked_for(
    editor: User, django_assert_num_queries: Callable[[int], AbstractContextManager[None]]
):
    story, without = make_story(), make_story(headline="Without", paragraphs=["No notes."])
    note = note_of(write(story.versions.get(), editor))
    Placement.objects.filter(annotation=note).update(state="review")
    make_version(story=story, paragraphs=[*PARAGRAPHS[1:], "More."])
    assert place_missing([story.pk, without.pk]) == 1
    assert places(note) == [(0, "review", QUOTE), (1, "placed", QUOTE)]
    with django_assert_num_queries(1):
        assert place_missing([without.pk]) == 0


def test_annotate_ignores_white_space_that_a_browser_changed(editor: User):
    version = make_story().versions.get()
    quote = "port master said.\n“We cannot"
    start = text_of(version).index(quote)
    done = annotate(
        version, by=editor, passage=(start - 1, start + len(quote)), exact=" port master said.“We  cannot", text="?"
    )
    assert note_of(done).exact == quote


@pytest.mark.parametrize(
    ("passage", "exact"), [((0, 5), "wrong"), ((5, 5), ""), ((900, 950), "x"), ((-9, -2), ""), ((3, 4), " ")]
)
def test_annotate_refuses_a_passage_that_is_not_there(editor: User, passage: tuple[int, int], exact: str):
    with pytest.raises(Refused, match="select the passage again"):
        annotate(make_story().versions.get(), by=editor, passage=passage, exact=exact, text="?")
    assert not Annotation.objects.exists()


def test_annotate_refuses_a_text_that_changes_while_the_note_is_placed(editor: User, monkeypatch: pytest.MonkeyPatch):
    version = make_story().versions.get()

    def change_meanwhile(*_args: object) -> list[Placement]:
        Version.objects.filter(pk=version.pk).update(digest="0" * 64)
        return []

    monkeypatch.setattr("articles.editing.notes.places_on", change_meanwhile)
    with pytest.raises(Conflict, match="changed or moved"):
        write(version, editor)
    assert not Annotation.objects.exists()


def test_a_note_needs_words_or_a_topic(editor: User):
    version = make_story().versions.get()
    with pytest.raises(Refused, match="needs some words"):
        write(version, editor, text=" \x00 ")
    with pytest.raises(Refused, match="the most"):
        write(version, editor, text="x" * 10_001)
    done = annotate(version, by=editor, passage=(0, 3), exact="The", text="", topics=[make_topic()])
    assert note_of(done).topics.count() == 1


def test_undo_of_a_note_takes_it_away(editor: User):
    story = make_story()
    done = write(story.versions.get(), editor)
    undo(decision_of(done), by=editor)
    assert not Annotation.objects.standing().exists()
    assert Story.objects.get(pk=story.pk).note_count == 0


def test_undo_of_a_note_that_was_answered_is_a_conflict(editor: User, colleague: User):
    done = write(make_story().versions.get(), editor)
    answered = reply(note_of(done), by=colleague, text="The port master.")
    with pytest.raises(Conflict, match="carl has answered"):
        undo(decision_of(done), by=editor)
    undo(decision_of(answered), by=colleague)
    undo(decision_of(done), by=editor)


def test_notes_are_found_by_search_after_the_act(editor: User, django_capture_on_commit_callbacks: OnCommit):
    story = make_story()
    with django_capture_on_commit_callbacks(execute=True):
        done = write(story.versions.get(), editor, text="zeppelin")
    assert Story.objects.filter(id__in=matching_stories("zeppelin")).exists()
    with django_capture_on_commit_callbacks(execute=True):
        undo(decision_of(done), by=editor)
    assert not Story.objects.filter(id__in=matching_stories("zeppelin")).exists()


def test_answers_go_to_the_note_and_are_undone_one_by_one(editor: User, colleague: User):
    note = make_note(version=make_story().versions.get(), author=editor)
    first = reply(note, by=colleague, text="One")
    second = reply(note_of(first), by=editor, text="Two")
    assert note_of(second).reply_to == note
    undo(decision_of(first), by=colleague)
    assert [answer.text for answer in note.replies.standing()] == ["Two"]


def test_a_deleted_note_is_not_answered(editor: User, colleague: User):
    note = make_note(version=make_story().versions.get(), author=colleague)
    delete_note(note, by=colleague)
    with pytest.raises(Conflict, match="carl deleted this note at"):
        reply(note, by=editor, text="Too late")


def test_delete_hides_a_note_and_undo_brings_it_back(editor: User):
    story = make_story()
    note = make_note(version=story.versions.get(), author=editor)
    make_reply(note=note, author=editor)
    done = delete_note(note, by=editor)
    assert Story.objects.get(pk=story.pk).note_count == 0
    undo(decision_of(done), by=editor)
    assert Annotation.objects.standing().threads().get() == note
    assert Story.objects.get(pk=story.pk).note_count == 1


def test_only_who_wrote_a_note_changes_or_deletes_it(editor: User, colleague: User):
    note = make_note(version=make_story().versions.get(), author=editor)
    for act in (lambda: edit_note(note, by=colleague, text="Mine"), lambda: delete_note(note, by=colleague)):
        with pytest.raises(Refused, match="edda wrote this note"):
            act()


def test_edit_changes_words_and_topics_and_undo_brings_them_back(editor: User):
    old, new = make_topic(label="Old"), make_topic(label="New")
    note = make_note(version=make_story().versions.get(), author=editor, text="Before")
    note.topics.add(old)
    first = edit_note(note, by=editor, text="After", topics=[new])
    second = edit_note(note, by=editor, text="Later")
    note.refresh_from_db()
    assert (note.text, [topic.label for topic in note.topics.all()]) == ("Later", ["New"])
    edited_first = first and Decision.objects.get(pk=second.decision_id).detail["edited_at"]
    undo(decision_of(second), by=editor)
    note.refresh_from_db()
    assert note.text == "After"
    assert note.edited_at
    assert note.edited_at.isoformat() == edited_first
    undo(decision_of(first), by=editor)
    note.refresh_from_db()
    assert (note.text, note.edited_at, [topic.label for topic in note.topics.all()]) == ("Before", None, ["Old"])


def test_settling_and_its_undo(editor: User, colleague: User):
    note = make_note(version=make_story().versions.get(), author=editor)
    resolved = resolve_note(note, by=colleague)
    with pytest.raises(Conflict, match="resolved already: carl"):
        resolve_note(note, by=editor)
    opened = reopen_note(note, by=editor)
    with pytest.raises(Conflict, match="Something later"):
        undo(decision_of(resolved), by=colleague)
    undo(decision_of(opened), by=editor)
    note.refresh_from_db()
    assert note.state == "resolved"
    undo(decision_of(resolved), by=editor)
    note.refresh_from_db()
    assert note.state == "open"


def test_an_answer_is_not_settled_by_itself(editor: User):
    note = make_note(version=make_story().versions.get(), author=editor)
    with pytest.raises(Refused):
        resolve_note(make_reply(note=note, author=editor), by=editor)


def test_writing_a_note_takes_a_flat_number_of_queries(
    editor: User, django_assert_max_num_queries: Callable[[int], AbstractContextManager[None]]
):
    story = make_story(versions=8)
    with django_assert_max_num_queries(20):
        write(story.versions.get(position=0), editor)
