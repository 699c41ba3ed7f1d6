import pytest
from django.contrib.auth.models import User

from articles.editing.captures import remove_line, restore_line, set_role
from articles.editing.decisions import undo
from articles.editing.log import Conflict, Done, Refused
from articles.editing.notes import annotate, delete_note
from articles.models import Annotation, Capture, Decision, LineRuling, Story, Version
from articles.models.placements import text_of
from articles.text.article import Part, Reason, Role
from articles.text.group import fingerprint
from tests.factories import make_capture, make_source, make_story, make_user, make_version

PARTS = (
    Part("Harbour closed\n", Role.HEADLINE),
    Part("The harbour stays closed, the port master said.\n", Role.BODY),
    Part("Three ferries were sent away.\n", Role.REMOVED, Reason.RELATED),
    Part("A ferry at the pier. Photo: Ada Brandt\n", Role.BODY),
    Part("The council meets on Friday to discuss it.\n", Role.BODY),
)
BODY = tuple(part.text.strip() for part in PARTS if part.role == Role.BODY)
WITH_FERRIES = (BODY[0], "Three ferries were sent away.", *BODY[1:])


def decision_of(done: Done) -> Decision:
    return Decision.objects.get(pk=done.decision_id)


def set_text(version: Version, paragraphs: tuple[str, ...]) -> None:
    """Give a version of the factories the digest and fingerprint that the pipeline would."""
    print_ = fingerprint(paragraphs, headline=version.headline, published=None)
    Version.objects.filter(pk=version.pk).update(digest=print_.digest, word_count=len(print_.word_array))
    version.body.fingerprint = print_.to_bytes()
    version.body.save()


@pytest.fixture
def capture(db: None) -> Capture:
    story = make_story(headline="Harbour closed", paragraphs=BODY, source=make_source())
    version = story.versions.get()
    set_text(version, BODY)
    return make_capture(version=version, parts=PARTS)


def paragraphs(capture: Capture) -> tuple[str, ...]:
    return tuple(Version.objects.select_related("body").get(captures=capture).body.paragraphs)


def test_restore_puts_the_line_back_where_it_stood(editor: User, capture: Capture):
    version = capture.version
    done = restore_line(capture, by=editor, part=2)
    assert paragraphs(capture) == WITH_FERRIES
    assert Capture.objects.get().version == version
    assert LineRuling.objects.get(capture=capture, part=2).role == "body"
    assert done.summary == "Restored a line: “Three ferries were sent away.”"
    undo(decision_of(done), by=editor)
    assert paragraphs(capture) == BODY
    assert not LineRuling.objects.exists()


def test_a_restored_line_changes_what_the_version_is_known_by(editor: User, capture: Capture):
    before = Version.objects.get().digest
    done = restore_line(capture, by=editor, part=2)
    now = Version.objects.get()
    assert now.digest == fingerprint(WITH_FERRIES, headline="Harbour closed", published=None).digest
    assert now.word_count == 29
    undo(decision_of(done), by=editor)
    assert Version.objects.get().digest == before


def test_a_line_becomes_a_caption(editor: User, capture: Capture):
    done = set_role(capture, by=editor, part=3, role=Role.CAPTION)
    body = Version.objects.select_related("body").get().body
    assert body.paragraphs == [BODY[0], BODY[2]]
    assert body.captions == [{"text": BODY[1], "credit": None}]
    undo(decision_of(done), by=editor)
    body.refresh_from_db()
    assert (tuple(body.paragraphs), body.captions) == (BODY, [])


def test_a_line_becomes_the_headline_of_version_and_story(editor: User, capture: Capture):
    done = set_role(capture, by=editor, part=4, role=Role.HEADLINE)
    assert Version.objects.get().headline == BODY[2]
    assert Story.objects.get().headline == BODY[2]
    undo(decision_of(done), by=editor)
    assert Story.objects.get().headline == "Harbour closed"


def test_a_capture_that_shares_its_text_gets_a_version_of_its_own(editor: User, capture: Capture):
    version = capture.version
    assert version
    other = make_capture(version=version, parts=PARTS, member="002.txt")
    done = remove_line(capture, by=editor, part=3)
    assert (paragraphs(capture), paragraphs(other)) == ((BODY[0], BODY[2]), BODY)
    assert Story.objects.get().version_count == 2
    undo(decision_of(done), by=editor)
    assert paragraphs(capture) == BODY
    assert (Version.objects.count(), Story.objects.get().version_count) == (1, 1)


def test_a_capture_whose_text_becomes_another_version_s_joins_it(editor: User, capture: Capture):
    story = Story.objects.get()
    twin = make_version(story=story, paragraphs=WITH_FERRIES)
    set_text(twin, WITH_FERRIES)
    make_capture(version=twin, member="002.txt")
    left = capture.version
    done = restore_line(capture, by=editor, part=2)
    assert Capture.objects.get(pk=capture.pk).version == twin
    assert list(story.versions.all()) == [twin]
    assert Story.objects.get().latest == twin
    undo(decision_of(done), by=editor)
    assert Capture.objects.get(pk=capture.pk).version == left
    assert paragraphs(capture) == BODY
    assert story.versions.count() == 2


def test_a_version_with_notes_does_not_go(editor: User, capture: Capture):
    story = Story.objects.get()
    twin = make_version(story=story, paragraphs=WITH_FERRIES)
    set_text(twin, WITH_FERRIES)
    version = Version.objects.get(captures=capture)
    annotate(version, by=editor, passage=(0, 11), exact="The harbour", text="?")
    with pytest.raises(Refused, match="has notes on it"):
        restore_line(capture, by=editor, part=2)
    assert paragraphs(capture) == BODY


def test_notes_follow_their_passage(editor: User, capture: Capture):
    version = Version.objects.select_related("body").get()
    start = text_of(version).index("The council")
    note_id = annotate(version, by=editor, passage=(start, start + 11), exact="The council", text="?").subject_id
    done = restore_line(capture, by=editor, part=2)
    note = Annotation.objects.get(pk=note_id)
    assert text_of(Version.objects.get())[note.start or 0 : note.end] == "The council"
    assert note.placements.get().state == "placed"
    undo(decision_of(done), by=editor)
    assert Annotation.objects.get(pk=note_id).start == start


def test_a_line_with_a_note_on_it_stays(editor: User, capture: Capture):
    version = Version.objects.select_related("body").get()
    start = text_of(version).index("The council")
    done = annotate(version, by=editor, passage=(start, start + 11), exact="The council", text="?")
    with pytest.raises(Conflict, match="A note of edda stands on what would go: “The council”"):
        remove_line(capture, by=editor, part=4)
    deleted = delete_note(Annotation.objects.get(pk=done.subject_id), by=editor)
    removed = remove_line(capture, by=editor, part=4)
    with pytest.raises(Conflict, match="is gone from its version"):
        undo(decision_of(deleted), by=editor)
    undo(decision_of(removed), by=editor)
    undo(decision_of(deleted), by=editor)
    assert Annotation.objects.standing().get().start == start


def test_rulings_on_one_text_are_undone_last_first(editor: User, capture: Capture):
    first = restore_line(capture, by=editor, part=2)
    second = remove_line(capture, by=editor, part=3)
    with pytest.raises(Conflict, match="Something later"):
        undo(decision_of(first), by=editor)
    undo(decision_of(second), by=editor)
    undo(decision_of(first), by=editor)
    assert paragraphs(capture) == BODY


def test_a_line_can_be_restored_and_removed_again(editor: User, capture: Capture):
    restore_line(capture, by=editor, part=2)
    with pytest.raises(Conflict, match="edda did this"):
        restore_line(capture, by=editor, part=2)
    done = remove_line(capture, by=editor, part=2)
    assert paragraphs(capture) == BODY
    undo(decision_of(done), by=editor)
    assert LineRuling.objects.get().role == "body"


def test_a_ruling_for_the_whole_source_is_kept_beside(editor: User, capture: Capture):
    done = restore_line(capture, by=editor, part=2, everywhere=True)
    ruling = LineRuling.objects.get(source=capture.source)
    assert (ruling.line, ruling.role) == ("three ferries were sent away.", "body")
    undo(decision_of(done), by=editor)
    assert not LineRuling.objects.exists()


def test_a_word_on_a_source_can_be_said_again_after_its_opposite(editor: User, capture: Capture):
    for act in (restore_line, remove_line, restore_line):
        act(capture, by=editor, part=2, everywhere=True)
    assert LineRuling.objects.filter(source=capture.source).latest("pk").role == "body"
    with pytest.raises(Conflict):
        restore_line(capture, by=editor, part=2, everywhere=True)


@pytest.mark.parametrize("part", [-1, 5, 999])
def test_a_line_that_is_not_there_is_refused(editor: User, capture: Capture, part: int):
    with pytest.raises(Refused, match="no such line"):
        restore_line(capture, by=editor, part=part)


def test_the_last_paragraph_stays(editor: User, capture: Capture):
    for part in (1, 3):
        remove_line(capture, by=editor, part=part)
    with pytest.raises(Refused, match="nothing would be left"):
        remove_line(capture, by=editor, part=4)


def test_a_ruling_of_this_capture_is_made_one_for_the_whole_source(editor: User, capture: Capture):
    restore_line(capture, by=editor, part=2)
    done = restore_line(capture, by=editor, part=2, everywhere=True)
    assert done.summary.startswith("Restored a line in every capture of the source")
    assert LineRuling.objects.filter(source=capture.source).count() == 1
    undo(decision_of(done), by=editor)
    assert paragraphs(capture) == WITH_FERRIES
    assert LineRuling.objects.get().capture == capture


def test_a_line_becomes_a_caption_of_a_version_that_captures_share(editor: User, capture: Capture):
    make_capture(version=capture.version, parts=PARTS, member="002.txt")
    done = set_role(capture, by=editor, part=2, role=Role.CAPTION)
    assert Version.objects.select_related("body").get().body.captions == [
        {"text": "Three ferries were sent away.", "credit": None}
    ]
    undo(decision_of(done), by=editor)
    assert Version.objects.select_related("body").get().body.captions == []


def test_a_word_for_all_captures_of_a_text_keeps_them_one_version(editor: User, capture: Capture):
    shifted = (Part("Port Herald\n", Role.REMOVED, Reason.NAVIGATION), *PARTS)
    other = make_capture(version=capture.version, parts=shifted, member="002.txt")
    done = remove_line(capture, by=editor, part=3, alike=True)
    assert paragraphs(capture) == paragraphs(other) == (BODY[0], BODY[2])
    assert Version.objects.count() == 1
    assert set(LineRuling.objects.values_list("capture", "part")) == {(capture.pk, 3), (other.pk, 4)}
    assert Decision.objects.count() == 1
    undo(decision_of(done), by=editor)
    assert paragraphs(capture) == paragraphs(other) == BODY
    assert not LineRuling.objects.exists()


def test_a_line_that_only_one_capture_has_is_restored_in_it_alone(editor: User, capture: Capture):
    parts = tuple(part for part in PARTS if part.reason != Reason.RELATED)
    other = make_capture(version=capture.version, parts=parts, member="002.txt")
    restore_line(capture, by=editor, part=2, alike=True)
    assert (paragraphs(capture), paragraphs(other)) == (WITH_FERRIES, BODY)


def test_all_captures_of_a_text_join_the_version_that_reads_so(editor: User, capture: Capture):
    story = Story.objects.get()
    twin = make_version(story=story, paragraphs=WITH_FERRIES)
    set_text(twin, WITH_FERRIES)
    other = make_capture(version=capture.version, parts=PARTS, member="002.txt")
    left = capture.version
    done = restore_line(capture, by=editor, part=2, alike=True)
    assert list(story.versions.all()) == [twin]
    undo(decision_of(done), by=editor)
    assert {one.version for one in Capture.objects.filter(pk__in=[capture.pk, other.pk])} == {left}


def test_who_said_the_same_for_the_source_before_is_named(editor: User, capture: Capture):
    restore_line(capture, by=editor, part=2, everywhere=True)
    colleague = make_user(username="carl", group="editor")
    with pytest.raises(Conflict, match=r"whole source already: edda said so on \d\d \w{3} \d{4}"):
        restore_line(capture, by=colleague, part=2, everywhere=True)
