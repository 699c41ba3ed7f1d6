"""What an editor parts and what shares passages is linked, as the machine links it; undo takes the link back."""

import pytest
from django.contrib.auth.models import User

from articles.editing.decisions import undo
from articles.editing.log import Done
from articles.editing.moving import move_capture
from articles.editing.review import answer_pair
from articles.editing.stories import merge_stories, move_version, split_story
from articles.models import Decision, Story, StoryLink, Version
from tests.factories import make_capture, make_doubt, make_link, make_story
from tests.pipeline.group_texts import invented_article
from tests.pipeline.test_group import arrive

pytestmark = pytest.mark.django_db


def shared() -> set[tuple[int, int]]:
    return set(StoryLink.objects.filter(kind="shares_text").values_list("first", "second"))


def counts() -> dict[int, int]:
    return dict(Story.objects.standing().values_list("pk", "related_count"))


def undone(done: Done, by: User) -> None:
    undo(Decision.objects.get(pk=done.decision_id), by=by)


@pytest.fixture
def pair() -> tuple[Version, Version]:
    """Two versions of one story, as the machine made it."""
    for more in (0, 8):
        arrive(invented_article(1, more=more))
    first, second = Story.objects.get().versions.in_order()
    return first, second


def test_what_is_split_off_and_shares_passages_is_linked(editor: User, pair: tuple[Version, Version]):
    first, second = pair
    done = split_story(first.story, by=editor, versions=[second])
    new = Version.objects.get(pk=second.pk).story_id
    assert shared() == {(first.story_id, new)}
    link = StoryLink.objects.get()
    assert link.score >= 0.5
    assert "of the shorter text stands in the longer" in " ".join(link.why)
    assert counts() == {first.story_id: 1, new: 1}
    undone(done, editor)
    assert shared() == set()
    assert counts() == {first.story_id: 0}


def test_a_pair_answered_different_is_linked(editor: User, pair: tuple[Version, Version]):
    first, second = pair
    split = split_story(first.story, by=editor, versions=[second])
    StoryLink.objects.all().delete()
    doubt = make_doubt(first=first, second=second)
    done = answer_pair(doubt, by=editor, answer="different")
    assert shared() == {(first.story_id, split.subject_id)}
    assert counts() == {first.story_id: 1, split.subject_id: 1}
    undone(done, editor)
    assert shared() == set()
    assert set(counts().values()) == {0}


def test_a_pair_that_was_joined_for_now_and_is_answered_different_is_linked(
    editor: User, pair: tuple[Version, Version]
):
    first, second = pair
    done = answer_pair(make_doubt(first=first, second=second, joined=True), by=editor, answer="different")
    assert shared() == {(first.story_id, Version.objects.get(pk=second.pk).story_id)}
    undone(done, editor)
    assert shared() == set()


def test_a_version_moved_out_leaves_a_link(editor: User, pair: tuple[Version, Version]):
    first, second = pair
    to = Story.objects.get(pk=arrive(invented_article(2)).grouped[0].story_id)
    before = counts()
    done = move_version(second, by=editor, to=to)
    assert shared() == {(first.story_id, to.pk)}
    undone(done, editor)
    assert shared() == set()
    assert counts() == before


def test_a_capture_moved_out_of_its_text_leaves_a_link(editor: User, pair: tuple[Version, Version]):
    first, _ = pair
    capture = make_capture(version=first)
    make_capture(version=first, member="002.txt")
    done = move_capture(capture, by=editor, to=None)
    assert shared() == {(first.story_id, Version.objects.get(captures=capture).story_id)}
    undone(done, editor)
    assert shared() == set()


def test_a_link_that_was_there_outlives_the_undo(editor: User, pair: tuple[Version, Version]):
    first, second = pair
    split_story(first.story, by=editor, versions=[second])
    doubt = make_doubt(first=first, second=second)
    before = shared()
    done = answer_pair(doubt, by=editor, answer="different")
    undone(done, editor)
    assert shared() == before != set()


@pytest.mark.parametrize("act", ["answer", "split"])
def test_what_shares_no_passage_is_not_linked(editor: User, act: str):
    one, other = (arrive(invented_article(n)).grouped[0] for n in (1, 2))
    versions = Version.objects.in_bulk([one.version_id, other.version_id])
    first, second = versions[one.version_id], versions[other.version_id]
    if act == "answer":
        answer_pair(make_doubt(first=first, second=second), by=editor, answer="different")
    else:
        merge_stories(first.story, by=editor, others=[second.story])
        split_story(first.story, by=editor, versions=[Version.objects.get(pk=second.pk)])
    assert shared() == set()


def test_another_kind_of_link_stands_beside_it(editor: User, pair: tuple[Version, Version]):
    first, second = pair
    other = make_story(headline="Other", paragraphs=["Else."])
    make_link(first=first.story, second=other)
    done = split_story(first.story, by=editor, versions=[second])
    undone(done, editor)
    assert list(StoryLink.objects.values_list("kind", flat=True)) == ["related"]
