from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.contrib.auth.models import User

from articles.editing.decisions import undo
from articles.editing.log import Conflict, Done, Refused
from articles.editing.stories import merge_stories, move_version, set_order, split_story
from articles.editing.topics import tag_story
from articles.models import (
    Annotation,
    Decision,
    GroupingConstraint,
    PairDoubt,
    Placement,
    Story,
    StoryLink,
    StoryTopic,
    Topic,
    Version,
)
from articles.models.search import matching_stories
from tests.factories import (
    PARAGRAPHS,
    make_capture,
    make_doubt,
    make_link,
    make_note,
    make_source,
    make_story,
    make_tag,
    make_topic,
    make_user,
    make_version,
)

OnCommit = Callable[..., AbstractContextManager[list[Callable[[], None]]]]
SECOND = ["The harbour of Vessel Bay opens on Friday, the port master said.", *PARAGRAPHS[1:]]
THIRD = ["Quite another report from the hills, where it snowed all night and all day."]


@pytest.fixture
def colleague(db: None) -> User:
    return make_user(username="carl", group="editor")


def decision_of(done: Done) -> Decision:
    return Decision.objects.get(pk=done.decision_id)


def fresh(story: Story) -> Story:
    return Story.objects.get(pk=story.pk)


def texts(story: Story) -> list[str]:
    """The first words of a story's versions, in order."""
    return [version.body.paragraphs[0] for version in Version.objects.filter(story=story).in_order()]


def constraints() -> set[tuple[int, int, str]]:
    return set(GroupingConstraint.objects.values_list("first", "second", "kind"))


@pytest.fixture
def two(db: None) -> tuple[Story, Story]:
    """Two stories of one version each, the earlier published first."""
    one = make_story(headline="Harbour closed", published="2020-09-01")
    return one, make_story(headline="Harbour opens", paragraphs=SECOND, published="2020-09-03")


def test_merge_moves_versions_and_leads_the_address_there(editor: User, two: tuple[Story, Story]):
    one, other = two
    make_capture(version=other.versions.get())
    done = merge_stories(one, by=editor, others=[other])
    assert texts(one) == [PARAGRAPHS[0], SECOND[0]]
    assert fresh(other).merged_into == one
    assert (fresh(one).version_count, fresh(one).capture_count, fresh(other).version_count) == (2, 1, 0)
    assert fresh(one).latest == one.versions.get(position=1)
    assert done.summary == "Merged “Harbour opens” into “Harbour closed”"


def test_merge_binds_every_later_grouping(editor: User, two: tuple[Story, Story]):
    one, other = two
    first, second = one.versions.get(), other.versions.get()
    merge_stories(one, by=editor, others=[other])
    assert constraints() == {(first.pk, second.pk, "together")}


def test_undo_of_a_merge_parts_the_stories_again(editor: User, colleague: User, two: tuple[Story, Story]):
    one, other = two
    shared, own = make_topic(label="Shared"), make_topic(label="Own")
    make_tag(story=one, topic=shared, made_by=editor)
    make_tag(story=other, topic=shared, made_by=colleague)
    make_tag(story=other, topic=own, made_by=colleague)
    third = make_story(headline="Third", paragraphs=THIRD)
    make_link(first=other, second=third, why=["both name the port"])
    make_link(first=one, second=other)
    older = make_story(headline="Older", paragraphs=["Old."])
    Story.objects.filter(pk=older.pk).update(merged_into=other)
    doubt = make_doubt(first=one.versions.get(), second=other.versions.get())

    done = merge_stories(one, by=editor, others=[other])
    assert set(StoryTopic.objects.filter(story=one).values_list("topic__label", flat=True)) == {"Shared", "Own"}
    assert (Topic.objects.get(label="Shared").story_count, Topic.objects.get(label="Own").story_count) == (1, 1)
    assert (fresh(one).topic_count, fresh(other).topic_count) == (2, 0)
    assert list(StoryLink.objects.values_list("first", "second")) == [(one.pk, third.pk)]
    assert fresh(older).merged_into == one
    assert PairDoubt.objects.get(pk=doubt.pk).answer == "same"

    undo(decision_of(done), by=editor)
    assert fresh(other).merged_into is None
    assert (fresh(one).topic_count, fresh(other).topic_count) == (1, 2)
    assert (texts(one), texts(other)) == ([PARAGRAPHS[0]], [SECOND[0]])
    assert set(StoryTopic.objects.filter(story=other).values_list("topic__label", "made_by__username")) == {
        ("Shared", "carl"),
        ("Own", "carl"),
    }
    assert Topic.objects.get(label="Shared").story_count == 2
    assert set(StoryLink.objects.values_list("first", "second")) == {(one.pk, other.pk), (other.pk, third.pk)}
    assert fresh(older).merged_into == other
    assert PairDoubt.objects.get(pk=doubt.pk).answer == "open"
    assert constraints() == set()
    assert (fresh(one).version_count, fresh(other).version_count) == (1, 1)
    assert (fresh(one).related_count, fresh(other).related_count) == (1, 2)


def test_merged_notes_are_placed_on_all_versions_and_taken_off_again(editor: User, two: tuple[Story, Story]):
    one, other = two
    note = make_note(version=other.versions.get(), author=editor, exact="Three ferries were sent")
    done = merge_stories(one, by=editor, others=[other])
    assert Annotation.objects.get(pk=note.pk).story == one
    assert set(Placement.objects.values_list("version__position", "state")) == {(0, "placed"), (1, "placed")}
    assert (fresh(one).note_count, fresh(other).note_count) == (1, 0)
    undo(decision_of(done), by=editor)
    assert Annotation.objects.get(pk=note.pk).story == other
    assert list(Placement.objects.values_list("version__story", flat=True)) == [other.pk]
    assert (fresh(one).note_count, fresh(other).note_count) == (0, 1)


def test_after_a_merge_search_and_change_summary_are_right(
    editor: User, two: tuple[Story, Story], django_capture_on_commit_callbacks: OnCommit
):
    one, other = two
    with django_capture_on_commit_callbacks(execute=True):
        done = merge_stories(one, by=editor, others=[other])
    assert list(Story.objects.filter(id__in=matching_stories("opens"))) == [one]
    assert fresh(one).edited + fresh(one).added > 0
    with django_capture_on_commit_callbacks(execute=True):
        undo(decision_of(done), by=editor)
    assert list(Story.objects.filter(id__in=matching_stories("opens"))) == [other]
    assert fresh(one).edited + fresh(one).added == 0


def test_sources_are_counted_after_a_merge_and_its_undo(editor: User):
    source = make_source(name="The Courier", story_count=2)
    one = make_story(source=source)
    other = make_story(source=source, paragraphs=SECOND)
    done = merge_stories(one, by=editor, others=[other])
    source.refresh_from_db()
    assert source.story_count == 1
    undo(decision_of(done), by=editor)
    source.refresh_from_db()
    assert source.story_count == 2


def test_merge_of_a_story_that_is_gone_says_who_merged_it(editor: User, colleague: User, two: tuple[Story, Story]):
    one, other = two
    third = make_story(headline="Third", paragraphs=THIRD)
    merge_stories(third, by=colleague, others=[other])
    with pytest.raises(Conflict, match=r"carl did this.*into “Third”"):
        merge_stories(one, by=editor, others=[other])
    with pytest.raises(Conflict, match="carl"):
        merge_stories(other, by=editor, others=[one])


def test_a_second_editor_sees_first_what_changed(editor: User, colleague: User, two: tuple[Story, Story]):
    one, other = two
    third = make_story(headline="Third", paragraphs=THIRD)
    seen = tag_story(one, by=editor, topic=make_topic()).decision_id
    merge_stories(one, by=colleague, others=[third])
    with pytest.raises(Conflict, match="While you were looking, carl"):
        merge_stories(other, by=editor, others=[one], seen=seen)
    assert fresh(one).merged_into is None


def test_a_second_editor_sees_first_what_changed_though_his_act_would_change_nothing(
    editor: User, colleague: User, grown: Story
):
    seen = tag_story(make_story(), by=editor, topic=make_topic(label="Harbours")).decision_id
    first = grown.versions.get(position=0)
    split_story(grown, by=colleague, versions=[first])
    with pytest.raises(Conflict, match="While you were looking, carl"):
        set_order(grown, by=editor, versions=list(grown.versions.in_order()), seen=seen)
    with pytest.raises(Conflict, match="While you were looking, carl"):
        merge_stories(grown, by=editor, others=[grown], seen=seen)


def test_merge_refuses_nothing_and_twins(editor: User, two: tuple[Story, Story]):
    one, _ = two
    twin = make_story(headline="Twin")
    for others in ([], [one], [twin]):
        with pytest.raises(Refused):
            merge_stories(one, by=editor, others=others)
    assert fresh(twin).merged_into is None


def test_undo_of_a_merge_waits_for_a_later_split(editor: User, two: tuple[Story, Story]):
    one, other = two
    merged = merge_stories(one, by=editor, others=[other])
    split = split_story(one, by=editor, versions=[one.versions.get(position=1)])
    with pytest.raises(Conflict, match="Something later builds on it"):
        undo(decision_of(merged), by=editor)
    undo(decision_of(split), by=editor)
    undo(decision_of(merged), by=editor)
    assert (texts(one), texts(other)) == ([PARAGRAPHS[0]], [SECOND[0]])


def test_undo_of_a_merge_leaves_what_came_since(editor: User, two: tuple[Story, Story]):
    one, other = two
    done = merge_stories(one, by=editor, others=[other])
    make_version(story=one, paragraphs=THIRD, published="2020-09-09")
    undo(decision_of(done), by=editor)
    assert (texts(one), texts(other)) == ([PARAGRAPHS[0], THIRD[0]], [SECOND[0]])


@pytest.fixture
def grown(editor: User) -> Story:
    """A story of three versions, with a note on the last and a topic."""
    story = make_story(versions=3, published="2020-09-01")
    make_note(version=story.versions.get(position=2), author=editor, exact="Addition 2")
    make_tag(story=story, topic=make_topic(), made_by=editor)
    return story


def test_split_makes_a_story_of_its_own(editor: User, grown: Story):
    kept = list(grown.versions.filter(position__lt=2).values_list("pk", flat=True))
    moved = grown.versions.get(position=2)
    done = split_story(grown, by=editor, versions=[moved])
    new = Story.objects.get(pk=done.subject_id)
    assert (grown.versions.count(), list(new.versions.all())) == (2, [moved])
    assert (new.headline, new.latest, new.version_count, new.note_count) == (grown.headline, moved, 1, 1)
    assert list(Placement.objects.values_list("version", flat=True)) == [moved.pk]
    assert not new.story_topics.exists()
    assert constraints() == {(pk, moved.pk, "apart") for pk in kept}


def test_undo_of_a_split_brings_together_and_redirects(editor: User, grown: Story):
    done = split_story(grown, by=editor, versions=[grown.versions.get(position=2)])
    undo(decision_of(done), by=editor)
    assert [version.position for version in grown.versions.in_order()] == [0, 1, 2]
    assert Story.objects.get(pk=done.subject_id).merged_into == grown
    assert constraints() == set()
    assert (fresh(grown).note_count, fresh(grown).version_count) == (1, 3)


def test_undo_of_a_split_is_refused_once_the_new_story_lives(editor: User, grown: Story):
    done = split_story(grown, by=editor, versions=[grown.versions.get(position=2)])
    tag_story(Story.objects.get(pk=done.subject_id), by=editor, topic=Topic.objects.get())
    with pytest.raises(Conflict, match="topics or versions of its own"):
        undo(decision_of(done), by=editor)


def test_split_refuses_none_all_and_strangers(editor: User, grown: Story):
    stranger = make_story(headline="Other", paragraphs=THIRD).versions.get()
    for versions in ([], list(grown.versions.all()), [stranger]):
        with pytest.raises(Refused):
            split_story(grown, by=editor, versions=versions)


def test_split_overrides_an_earlier_merge_and_undo_restores_its_word(editor: User, two: tuple[Story, Story]):
    one, other = two
    pair = (one.versions.get().pk, other.versions.get().pk)
    merge_stories(one, by=editor, others=[other])
    done = split_story(one, by=editor, versions=[Version.objects.get(pk=pair[1])])
    assert constraints() == {(*pair, "apart")}
    undo(decision_of(done), by=editor)
    assert constraints() == {(*pair, "together")}


def test_move_version_binds_both_ways(editor: User, grown: Story):
    target = make_story(headline="Target", paragraphs=SECOND)
    moved, there = grown.versions.get(position=2), target.versions.get()
    left = list(grown.versions.filter(position__lt=2).values_list("pk", flat=True))
    done = move_version(moved, by=editor, to=target)
    assert (fresh(grown).version_count, fresh(target).version_count) == (2, 2)
    assert (fresh(grown).note_count, fresh(target).note_count) == (0, 1)
    assert constraints() == {(pk, moved.pk, "apart") for pk in left} | {(moved.pk, there.pk, "together")}
    undo(decision_of(done), by=editor)
    assert (fresh(grown).version_count, fresh(target).version_count) == (3, 1)
    assert constraints() == set()


def test_moving_the_only_version_merges_the_story(editor: User, two: tuple[Story, Story]):
    one, other = two
    move_version(other.versions.get(), by=editor, to=one)
    assert fresh(other).merged_into == one


def test_move_version_to_where_it_is_is_a_conflict(editor: User, grown: Story):
    with pytest.raises(Conflict):
        move_version(grown.versions.get(position=0), by=editor, to=grown)


def test_set_order_stands_and_undo_gives_the_machine_s_back(editor: User, grown: Story):
    before = list(grown.versions.in_order())
    done = set_order(grown, by=editor, versions=before[::-1])
    assert list(grown.versions.in_order()) == before[::-1]
    assert {version.order_basis for version in grown.versions.all()} == {"editor"}
    assert fresh(grown).latest == before[0]
    assert grown.versions.get(position=0).order_why == "Set by edda"
    undo(decision_of(done), by=editor)
    assert list(grown.versions.in_order()) == before
    assert "editor" not in {version.order_basis for version in grown.versions.all()}


def test_set_order_wants_all_versions(editor: User, grown: Story):
    with pytest.raises(Conflict, match="other versions by now"):
        set_order(grown, by=editor, versions=list(grown.versions.all())[:2])


def test_a_merge_of_many_stories_takes_a_bounded_number_of_queries(
    editor: User, django_assert_max_num_queries: Callable[[int], AbstractContextManager[None]]
):
    target = make_story(headline="Target")
    others = [make_story(headline=f"Other {n}", paragraphs=[f"Report number {n} from the hills."]) for n in range(12)]
    with django_assert_max_num_queries(60):
        merge_stories(target, by=editor, others=others)
