"""An editor's word on a story's topics: tagged, no longer tagged, or a suggestion rejected for this story."""

from django.contrib.auth.models import User
from django.db.models import F

from articles.editing.log import Act, Conflict, Done, Refused, blame, one_act, record, shortened
from articles.editing.relocation import departed
from articles.models import Decision, Story, StoryTopic, Topic
from articles.models.upkeep import count_topics

TAGGED = StoryTopic.State.TAGGED
REJECTED = StoryTopic.State.REJECTED
LONGEST_TRAIL = 50  # merges one after another that are followed

# What each act makes of the word, and how the log says it.
_ACTS: dict[str, tuple[StoryTopic.State | None, str]] = {
    "tag_story": (TAGGED, "Tagged “{story}” with {topic}"),
    "untag_story": (None, "Took {topic} off “{story}”"),
    "reject_suggestion": (REJECTED, "Rejected {topic} for “{story}”"),
}


@one_act
def tag_story(story: Story, *, by: User, topic: Topic, seen: int | None = None) -> Done:
    """Tag the story with the topic, or with the topic it was merged into. Conflict where it is tagged already."""
    topic = _standing(topic)
    before = _word(story, topic)
    if before and before.state == TAGGED:
        raise Conflict(f"The story has the topic {topic.label} already: {blame(_key(story.pk, topic.pk))}.")
    return _decide("tag_story", story, topic, before, by=by, seen=seen)


@one_act
def untag_story(story: Story, *, by: User, topic: Topic, seen: int | None = None) -> Done:
    """Take the topic off the story. Conflict where it is not tagged with it any more."""
    before = _word(story, topic)
    if before is None or before.state != TAGGED:
        raise Conflict(f"The story is not tagged with {topic.label}: {blame(_key(story.pk, topic.pk))}.")
    return _decide("untag_story", story, topic, before, by=by, seen=seen)


@one_act
def reject_suggestion(story: Story, *, by: User, topic: Topic, seen: int | None = None) -> Done:
    """Have the topic no longer suggested for this story. Conflict where an editor tagged or rejected it already."""
    topic = _standing(topic)
    before = _word(story, topic)
    if before:
        raise Conflict(f"{topic.label} is {before.state} for this story: {blame(_key(story.pk, topic.pk))}.")
    return _decide("reject_suggestion", story, topic, before, by=by, seen=seen)


def undo_word(decision: Decision) -> None:
    """Give a story and topic the word back that they had before."""
    detail = decision.detail
    now = StoryTopic.objects.filter(story=detail["story"], topic=detail["topic"]).first()
    if (now.state if now else None) != detail["after"]:
        since = blame(_key(detail["story"], detail["topic"]), f"story {detail['story']}", f"topic {detail['topic']}")
        raise Conflict(f"The topic is not as this act left it: {since}.")
    before = detail["before"]
    by = User.objects.get(pk=before["by"]) if before else decision.made_by
    _say(detail["story"], detail["topic"], before["state"] if before else None, by=by)


def _say(story_id: int, topic_id: int, state: str | None, *, by: User) -> None:
    """Make the word on a story and topic what it should be, and keep the counts of both."""
    now = StoryTopic.objects.filter(story=story_id, topic=topic_id).first()
    change = (state == TAGGED) - (now is not None and now.state == TAGGED)
    if state is None:
        StoryTopic.objects.filter(story=story_id, topic=topic_id).delete()
    else:
        StoryTopic.objects.update_or_create(
            story_id=story_id, topic_id=topic_id, defaults={"state": state, "made_by": by}
        )
    if change:
        Topic.objects.filter(pk=topic_id).update(story_count=F("story_count") + change)
        count_topics([story_id])


def _word(story: Story, topic: Topic) -> StoryTopic | None:
    """What was said on a story and topic; the story is locked, so that no second editor says it meanwhile."""
    locked = Story.objects.select_for_update().get(pk=story.pk)
    if locked.merged_into_id:
        raise departed(locked)
    return StoryTopic.objects.filter(story=story, topic=topic).first()


def _standing(topic: Topic) -> Topic:
    """The topic, or the one that it was merged into."""
    topic = Topic.objects.get(pk=topic.pk)
    for _ in range(LONGEST_TRAIL):
        if topic.merged_into is None:
            return topic
        topic = topic.merged_into
    raise Refused(f"{topic.label} was merged in a circle; ask whoever keeps the database")


def _decide(kind: str, story: Story, topic: Topic, before: StoryTopic | None, *, by: User, seen: int | None) -> Done:
    """Say the word that the act stands for, and write the act into the log."""
    after, words = _ACTS[kind]
    _say(story.pk, topic.pk, after, by=by)
    act = Act(
        kind,
        words.format(story=shortened(str(story)), topic=topic.label),
        touches=[_key(story.pk, topic.pk)],
        subject_id=topic.pk,
        story_id=story.pk,
        detail={
            "story": story.pk,
            "topic": topic.pk,
            "after": after,
            "before": {"state": before.state, "by": before.made_by_id} if before else None,
        },
    )
    return record(act, by=by, seen=seen)


def _key(story_id: int, topic_id: int) -> str:
    return f"topic {topic_id} of story {story_id}"
