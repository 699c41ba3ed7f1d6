import pytest
from django.contrib.auth.models import User

from articles.editing.decisions import undo
from articles.editing.log import Conflict, Done
from articles.editing.review import answer_pair
from articles.models import Decision, GroupingConstraint, PairDoubt, Story
from tests.factories import PARAGRAPHS, make_doubt, make_story, make_tag, make_topic, make_user

SECOND = ["The harbour of Vessel Bay opens on Friday, the port master said.", *PARAGRAPHS[1:]]


def decision_of(done: Done) -> Decision:
    return Decision.objects.get(pk=done.decision_id)


@pytest.fixture
def apart(db: None) -> PairDoubt:
    """A doubt about versions of two stories."""
    one, other = make_story(), make_story(headline="Other", paragraphs=SECOND)
    return make_doubt(first=one.versions.get(), second=other.versions.get())


@pytest.fixture
def joined(db: None) -> PairDoubt:
    """A doubt about two versions that the machine put into one story, of three."""
    story = make_story(versions=3)
    first, _, third = story.versions.in_order()
    return make_doubt(first=first, second=third, joined=True)


def answer_of(doubt: PairDoubt) -> str:
    return PairDoubt.objects.get(pk=doubt.pk).answer


def kinds() -> list[str]:
    return sorted(GroupingConstraint.objects.values_list("kind", flat=True))


def test_same_merges_the_stories(editor: User, apart: PairDoubt):
    done = answer_pair(apart, by=editor, answer="same")
    assert answer_of(apart) == "same"
    assert Story.objects.standing().get().version_count == 2
    assert kinds() == ["together"]
    undo(decision_of(done), by=editor)
    assert (answer_of(apart), Story.objects.standing().count(), kinds()) == ("open", 2, [])


def test_same_keeps_the_story_that_editors_worked_on(editor: User, apart: PairDoubt):
    make_tag(story=apart.second.story, topic=make_topic(), made_by=editor)
    answer_pair(apart, by=editor, answer="same")
    assert Story.objects.standing().get() == apart.second.story


def test_same_for_what_is_together_only_binds(editor: User, joined: PairDoubt):
    answer_pair(joined, by=editor, answer="same")
    assert (Story.objects.standing().count(), kinds()) == (1, ["together"])


def test_different_keeps_stories_apart(editor: User, apart: PairDoubt):
    done = answer_pair(apart, by=editor, answer="different")
    assert (answer_of(apart), Story.objects.standing().count(), kinds()) == ("different", 2, ["apart"])
    undo(decision_of(done), by=editor)
    assert (answer_of(apart), kinds()) == ("open", [])


def test_different_parts_what_the_machine_joined(editor: User, joined: PairDoubt):
    done = answer_pair(joined, by=editor, answer="different")
    assert sorted(Story.objects.standing().values_list("version_count", flat=True)) == [1, 2]
    assert kinds() == ["apart", "apart"]
    undo(decision_of(done), by=editor)
    assert (Story.objects.standing().get().version_count, kinds()) == (3, [])


def test_a_skipped_pair_can_still_be_answered(editor: User, apart: PairDoubt):
    done = answer_pair(apart, by=editor, answer="skip")
    assert (answer_of(apart), kinds()) == ("skipped", [])
    answer_pair(apart, by=editor, answer="different")
    with pytest.raises(Conflict, match="Something later"):
        undo(decision_of(done), by=editor)


def test_a_second_answer_says_who_was_first(editor: User, apart: PairDoubt):
    answer_pair(apart, by=make_user(username="carl", group="editor"), answer="different")
    with pytest.raises(Conflict, match="carl has answered this pair: different"):
        answer_pair(apart, by=editor, answer="same")
