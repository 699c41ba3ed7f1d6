"""A capture moved to another story: where it comes to stand, what follows it, and the way back."""

import pytest
from django.contrib.auth.models import User
from django.db.models import Count

from articles.editing.decisions import undo
from articles.editing.log import Conflict, Done, Refused
from articles.editing.moving import move_capture
from articles.editing.stories import merge_stories, move_version
from articles.models import Capture, Decision, GroupingConstraint, Placement, Story, Version
from tests.factories import digest_of, make_capture, make_note, make_story, make_user

OTHER = ["Quite another report from the hills, where it snowed all night and all day."]


@pytest.fixture
def colleague(db: None) -> User:
    return make_user(username="carl", group="editor")


@pytest.fixture
def two(db: None) -> tuple[Story, Story]:
    """A story whose one text has two captures, and another with one."""
    one, other = make_story(headline="Harbour closed"), make_story(headline="Snow", paragraphs=OTHER)
    make_capture(version=one.latest)
    make_capture(version=one.latest)
    make_capture(version=other.latest)
    return one, other


def decision_of(done: Done) -> Decision:
    return Decision.objects.get(pk=done.decision_id)


def held() -> dict[int, tuple[int, int]]:
    """Each standing story's versions and captures, as it counts them; what it counts is what there is."""
    rows = Story.objects.standing().annotate(real=Count("versions__captures"))
    assert all(story.capture_count == story.real for story in rows)
    return {story.pk: (story.version_count, story.capture_count) for story in rows}


def home(capture: Capture) -> int:
    return Version.objects.get(captures=capture).story_id


def test_a_capture_moves_to_a_story_of_its_own_and_back(editor: User, two: tuple[Story, Story]):
    one, _ = two
    before = held()
    capture = one.latest.captures.first()
    done = move_capture(capture, by=editor, to=None)
    assert home(capture) not in before
    assert held()[one.pk] == (1, 1)
    assert held()[home(capture)] == (1, 1)
    undo(decision_of(done), by=editor)
    assert held() == before
    assert home(capture) == one.pk


def test_a_capture_moves_to_another_story_as_a_version_of_it(editor: User, two: tuple[Story, Story]):
    one, other = two
    before, capture = held(), one.latest.captures.first()
    done = move_capture(capture, by=editor, to=other)
    assert held() == {one.pk: (1, 1), other.pk: (2, 2)}
    undo(decision_of(done), by=editor)
    assert held() == before
    assert Version.objects.count() == 2


def test_what_was_parted_stays_apart_and_what_was_joined_together(editor: User, two: tuple[Story, Story]):
    one, other = two
    capture = one.latest.captures.first()
    done = move_capture(capture, by=editor, to=other)
    new = Version.objects.get(captures=capture)
    kinds = {frozenset((row.first_id, row.second_id)): row.kind for row in GroupingConstraint.objects.all()}
    assert kinds == {frozenset((new.pk, one.latest_id)): "apart", frozenset((new.pk, other.latest_id)): "together"}
    undo(decision_of(done), by=editor)
    assert not GroupingConstraint.objects.exists()


def test_a_text_that_is_there_takes_the_capture_in(editor: User, two: tuple[Story, Story]):
    one, other = two
    first, second = one.latest.captures.order_by("pk")
    move_capture(first, by=editor, to=other)
    move_capture(second, by=editor, to=other)
    assert held() == {other.pk: (2, 3)}
    assert Story.objects.get(pk=one.pk).merged_into == other
    assert Version.objects.get(captures=first) == Version.objects.get(captures=second)


def test_the_version_and_story_that_went_come_back(editor: User, two: tuple[Story, Story]):
    one, other = two
    first, second = one.latest.captures.order_by("pk")
    move_capture(first, by=editor, to=other)
    before, words = held(), set(GroupingConstraint.objects.values_list("first", "second", "kind"))
    done = move_capture(second, by=editor, to=other)
    undo(decision_of(done), by=editor)
    assert held() == before
    assert home(second) == one.pk
    assert Story.objects.get(pk=one.pk).merged_into is None
    assert set(GroupingConstraint.objects.values_list("first", "second", "kind")) == words


def test_the_only_capture_takes_its_version_along(editor: User, two: tuple[Story, Story]):
    one, other = two
    done = move_capture(other.latest.captures.get(), by=editor, to=one)
    assert decision_of(done).kind == "merge_stories"
    assert Story.objects.get(pk=other.pk).merged_into == one


def test_a_version_with_a_note_does_not_go(editor: User, two: tuple[Story, Story]):
    one, other = two
    first, second = one.latest.captures.order_by("pk")
    make_note(version=one.latest, author=editor)
    move_capture(first, by=editor, to=other)
    with pytest.raises(Refused, match="A note stands"):
        move_capture(second, by=editor, to=other)
    assert home(second) == one.pk


def test_where_an_editor_said_that_a_note_stands_comes_back_with_the_version(editor: User):
    story = make_story(paragraphs=OTHER, versions=2)
    first, last = story.versions.in_order()
    capture, away = make_capture(version=last), make_story(headline="Snow", paragraphs=["Snow fell on the hills."])
    move_capture(make_capture(version=last), by=editor, to=away)
    place = {"state": "orphan", "settled_by": editor}
    Placement.objects.create(annotation=make_note(version=first, author=editor), version=last, **place)
    undo(decision_of(move_capture(capture, by=editor, to=away)), by=editor)
    assert Placement.objects.get(version=last).settled_by == editor


def test_the_later_editor_sees_who_moved_it(editor: User, colleague: User, two: tuple[Story, Story]):
    one, other = two
    capture = one.latest.captures.first()
    move_capture(capture, by=editor, to=other)
    with pytest.raises(Conflict, match="edda did this"):
        move_capture(capture, by=colleague, to=None, seen=0)
    with pytest.raises(Conflict, match="already: edda did this"):
        move_capture(capture, by=colleague, to=other)


def test_a_move_is_not_undone_under_a_later_one(editor: User, two: tuple[Story, Story]):
    one, other = two
    capture = one.latest.captures.first()
    done = move_capture(capture, by=editor, to=other)
    move_capture(capture, by=editor, to=one)
    with pytest.raises(Conflict, match="Something later builds on it"):
        undo(decision_of(done), by=editor)


def test_an_undo_does_not_bring_a_version_into_a_story_that_went_into_another(editor: User):
    one, two, three = (make_story(headline=f"Story {n}", paragraphs=[f"Text {n}."], versions=2) for n in range(3))
    moved = move_version(one.versions.first(), by=editor, to=two)
    merge_stories(three, by=editor, others=[one])
    with pytest.raises(Conflict, match="is part of another story now"):
        undo(Decision.objects.get(pk=moved.decision_id), by=editor)
    assert not Version.objects.filter(story__merged_into__isnull=False).exists()


@pytest.mark.parametrize("merged", [True, False])
def test_an_undo_does_not_leave_a_story_without_a_version(editor: User, merged: bool):
    one, two, three = (make_story(headline=f"Story {n}", paragraphs=[f"Text {n}."], versions=2) for n in range(3))
    if merged:
        first = merge_stories(two, by=editor, others=[one])
    else:
        first = move_version(one.versions.first(), by=editor, to=two)
    for version in Version.objects.filter(
        digest__in=[digest_of("Text 1."), digest_of("Text 1.\nAddition 1 to the report.")]
    ):
        move_version(version, by=editor, to=three)
    own = list(two.versions.all())
    with pytest.raises(Conflict, match="would be left without a version"):
        undo(Decision.objects.get(pk=first.decision_id), by=editor)
    assert list(two.versions.all()) == own != []
