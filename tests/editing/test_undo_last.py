"""Undoing without saying which: the person's own last act, as long as it is recent and stands."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from articles.editing.decisions import last_acts, undo
from articles.editing.log import Conflict, Refused, told_together
from articles.editing.stories import set_order, split_story
from articles.editing.topics import rename_topic, tag_story, untag_story
from articles.models import Decision, Story, Topic
from tests.factories import make_decision, make_story, make_topic, make_user


@pytest.fixture
def colleague(db: None) -> User:
    return make_user(username="carl", group="editor")


def test_the_last_act_is_one_s_own_and_then_the_one_before(editor: User, colleague: User):
    story, topics = make_story(), [make_topic(label="Ships"), make_topic(label="Ports")]
    first, second = (tag_story(story, by=editor, topic=topic) for topic in topics)
    tag_story(make_story(headline="Other"), by=colleague, topic=topics[0])
    assert [one.pk for one in last_acts(editor)] == [second.decision_id]
    undo(last_acts(editor)[0], by=editor)
    assert [one.pk for one in last_acts(editor)] == [first.decision_id]
    undo(last_acts(editor)[0], by=editor)
    assert last_acts(editor) == ()


def test_acts_of_one_click_are_undone_together(editor: User):
    topic = make_topic()
    before = tag_story(make_story(), by=editor, topic=topic)
    done = [tag_story(make_story(headline=f"Story {n}"), by=editor, topic=topic) for n in range(3)]
    told_together(done)
    assert [one.pk for one in last_acts(editor)] == [one.decision_id for one in reversed(done)]
    for one in last_acts(editor):
        undo(one, by=editor)
    assert [one.pk for one in last_acts(editor)] == [before.decision_id]


def test_what_is_long_ago_or_has_no_way_back_is_no_last_act(editor: User):
    done = tag_story(make_story(), by=editor, topic=make_topic())
    make_decision(made_by=editor, kind="unheard of")
    assert [one.pk for one in last_acts(editor)] == [done.decision_id]
    Decision.objects.filter(pk=done.decision_id).update(made_at=timezone.now() - timedelta(minutes=61))
    assert last_acts(editor) == ()


def test_a_second_window_of_the_same_person_is_an_older_screen(editor: User):
    topic = make_topic(label="Ships")
    seen = make_decision(made_by=editor).pk
    rename_topic(topic, by=editor, label="Vessels", seen=seen)
    with pytest.raises(Conflict, match=r"In another window you did this .* to Vessels"):
        rename_topic(topic, by=editor, label="Boats", seen=seen)
    assert Topic.objects.get().label == "Vessels"


def test_a_screen_that_knew_of_no_decision_is_old_too(editor: User):
    topic = make_topic(label="Ships")
    rename_topic(topic, by=editor, label="Vessels", seen=0)
    with pytest.raises(Conflict):
        rename_topic(topic, by=editor, label="Boats", seen=0)


def test_the_same_order_again_is_no_act(editor: User):
    story = make_story(versions=3)
    order = list(story.versions.in_order())
    set_order(story, by=editor, versions=[order[1], order[0], order[2]])
    with pytest.raises(Refused, match="the order already"):
        set_order(story, by=editor, versions=[order[1], order[0], order[2]])
    assert Decision.objects.count() == 1


def test_the_order_of_the_machine_becomes_the_editor_s_once(editor: User):
    story = make_story(versions=2)
    order = list(story.versions.in_order())
    assert set_order(story, by=editor, versions=order).summary.startswith("Confirmed the order")
    with pytest.raises(Refused, match="the order already"):
        set_order(story, by=editor, versions=order)


def test_the_second_to_split_hears_who_did_it(editor: User, colleague: User):
    story = make_story(versions=2)
    seen = make_decision(made_by=editor).pk
    kept, left = story.versions.in_order()
    split_story(story, by=colleague, versions=[left], seen=seen)
    for version in (kept, left):
        with pytest.raises(Conflict, match=r"carl did this .*“Split 1 version off"):
            split_story(Story.objects.get(pk=story.pk), by=editor, versions=[version], seen=seen)
    assert Story.objects.count() == 2


def test_what_builds_on_an_act_is_found_however_many_came_between(editor: User):
    story, topic = make_story(), make_topic()
    first = tag_story(story, by=editor, topic=topic)
    Decision.objects.bulk_create(
        Decision(kind="tag_story", summary="Another", made_by=editor, detail={}) for _ in range(5_001)
    )
    untag_story(story, by=editor, topic=topic)
    make_decision(made_by=editor)
    with pytest.raises(Conflict, match="Something later builds on it"):
        undo(Decision.objects.get(pk=first.decision_id), by=editor)
