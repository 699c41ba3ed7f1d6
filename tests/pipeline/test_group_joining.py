"""Stories that the machine joins keep editors' words on topics, and never hold one text twice."""

import pytest

from articles.models import StoryTopic, Version
from articles.pipeline.joining import join_stories
from tests.factories import make_story, make_topic, make_user

pytestmark = pytest.mark.django_db
TAGGED, REJECTED = StoryTopic.State.TAGGED, StoryTopic.State.REJECTED


@pytest.mark.parametrize(("there", "going"), [(REJECTED, TAGGED), (TAGGED, REJECTED), (TAGGED, TAGGED)])
def test_tagged_wins_where_two_stories_say_otherwise(there, going):
    editor, topic = make_user(group="editor"), make_topic()
    target = make_story(paragraphs=["The first text of the two, told in full."])
    other = make_story(paragraphs=["The second text, which says it in other words."])
    StoryTopic.objects.create(story=target, topic=topic, state=there, made_by=editor)
    StoryTopic.objects.create(story=other, topic=topic, state=going, made_by=editor)
    join_stories({other.pk: target.pk})
    assert StoryTopic.objects.get(story=target, topic=topic).state == TAGGED
    target.refresh_from_db()
    assert target.topic_count == 1


def test_two_stories_of_one_text_do_not_both_go_into_a_third():
    target = make_story(paragraphs=["Quite another text."])
    older, younger = make_story(paragraphs=["A text printed twice."]), make_story(paragraphs=["A text printed twice."])
    Version.objects.filter(story=younger).update(digest=Version.objects.get(story=older).digest)
    assert join_stories({older.pk: target.pk, younger.pk: target.pk}) == {older.pk: target.pk}
    assert Version.objects.filter(story=target).count() == 2
