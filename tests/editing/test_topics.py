import json

import pytest
from django.contrib.auth.models import User

from articles.editing.decisions import undo
from articles.editing.log import Conflict, Done, Refused
from articles.editing.topics import (
    add_synonym,
    create_topic,
    import_media_topics,
    merge_topics,
    move_topic,
    reject_suggestion,
    remove_synonym,
    rename_topic,
    tag_story,
    untag_story,
)
from articles.models import Decision, Story, StoryTopic, Topic
from tests.factories import make_note, make_story, make_tag, make_topic, make_user


@pytest.fixture
def colleague(db: None) -> User:
    return make_user(username="carl", group="editor")


def decision_of(done: Done) -> Decision:
    return Decision.objects.get(pk=done.decision_id)


def word(story: Story, topic: Topic) -> str | None:
    return StoryTopic.objects.filter(story=story, topic=topic).values_list("state", flat=True).first()


def count(topic: Topic) -> int:
    return Topic.objects.get(pk=topic.pk).story_count


def path_labels(topic: Topic) -> list[str]:
    """The labels from the root down, read from the stored path."""
    path = Topic.objects.get(pk=topic.pk).path or ""
    return [Topic.objects.get(pk=int(path[at : at + 8])).label for at in range(0, len(path), 8)]


def test_tag_story_tags_counts_and_logs(editor: User):
    story, topic = make_story(), make_topic(label="Shipping")
    done = tag_story(story, by=editor, topic=topic)
    assert word(story, topic) == "tagged"
    assert count(topic) == 1
    assert (decision_of(done).kind, decision_of(done).story_id) == ("tag_story", story.pk)
    assert "Shipping" in done.summary


def test_a_story_counts_its_topics_through_tag_untag_and_undo(editor: User):
    story, topics = make_story(), [make_topic(label="Shipping"), make_topic(label="Ports")]
    reject_suggestion(story, by=editor, topic=make_topic(label="Sport"))
    counts = []
    for act in (tag_story, untag_story, tag_story):
        done = act(story, by=editor, topic=topics[0])
        counts.append(Story.objects.get(pk=story.pk).topic_count)
    tag_story(story, by=editor, topic=topics[1])
    counts.append(Story.objects.get(pk=story.pk).topic_count)
    undo(decision_of(done), by=editor)
    assert [*counts, Story.objects.get(pk=story.pk).topic_count] == [1, 0, 1, 2, 1]


def test_undo_of_a_tag_takes_it_off(editor: User):
    story, topic = make_story(), make_topic()
    undo(decision_of(tag_story(story, by=editor, topic=topic)), by=editor)
    assert word(story, topic) is None
    assert count(topic) == 0


def test_tagging_twice_says_who_was_first(editor: User, colleague: User):
    story, topic = make_story(), make_topic()
    tag_story(story, by=colleague, topic=topic)
    with pytest.raises(Conflict, match="carl did this"):
        tag_story(story, by=editor, topic=topic)


def test_tagging_overrides_a_rejection_and_undo_brings_it_back(editor: User, colleague: User):
    story, topic = make_story(), make_topic()
    reject_suggestion(story, by=colleague, topic=topic)
    done = tag_story(story, by=editor, topic=topic)
    assert word(story, topic) == "tagged"
    undo(decision_of(done), by=editor)
    assert word(story, topic) == "rejected"
    assert StoryTopic.objects.get(story=story).made_by == colleague


def test_untag_and_its_undo(editor: User):
    story, topic = make_story(), make_topic()
    make_tag(story=story, topic=topic, made_by=editor)
    done = untag_story(story, by=editor, topic=topic)
    assert (word(story, topic), count(topic)) == (None, 0)
    undo(decision_of(done), by=editor)
    assert (word(story, topic), count(topic)) == ("tagged", 1)


def test_untag_of_what_is_not_tagged_is_a_conflict(editor: User):
    with pytest.raises(Conflict):
        untag_story(make_story(), by=editor, topic=make_topic())


def test_rejecting_is_for_one_story_only(editor: User):
    story, other, topic = make_story(), make_story(headline="Other"), make_topic()
    reject_suggestion(story, by=editor, topic=topic)
    assert (word(story, topic), word(other, topic)) == ("rejected", None)


def test_undo_is_refused_while_something_later_builds_on_it(editor: User, colleague: User):
    story, topic = make_story(), make_topic()
    first = tag_story(story, by=editor, topic=topic)
    second = untag_story(story, by=colleague, topic=topic)
    with pytest.raises(Conflict, match="carl did this"):
        undo(decision_of(first), by=editor)
    undo(decision_of(second), by=editor)
    undo(decision_of(first), by=editor)
    assert word(story, topic) is None


def test_undo_twice_says_who_did(editor: User, colleague: User):
    done = tag_story(make_story(), by=editor, topic=make_topic())
    undo(decision_of(done), by=colleague)
    with pytest.raises(Conflict, match="carl has undone this already"):
        undo(decision_of(done), by=editor)


def test_an_act_on_an_old_screen_is_refused_and_changes_nothing(editor: User, colleague: User):
    story, topic = make_story(), make_topic()
    seen = tag_story(story, by=editor, topic=topic).decision_id
    untag_story(story, by=colleague, topic=topic)
    with pytest.raises(Conflict, match="While you were looking, carl"):
        tag_story(story, by=editor, topic=topic, seen=seen)
    assert word(story, topic) is None


def test_create_topic_stands_in_the_tree(editor: User):
    top = Topic.objects.get(pk=create_topic("Politics", by=editor).subject_id)
    done = create_topic("  Arms   trade ", by=editor, broader=top, synonyms=["weapons sales"])
    topic = Topic.objects.get(pk=done.subject_id)
    assert (topic.label, topic.depth, path_labels(topic)) == ("Arms trade", 1, ["Politics", "Arms trade"])
    assert [synonym.label for synonym in topic.synonyms.all()] == ["weapons sales"]
    undo(decision_of(done), by=editor)
    assert not Topic.objects.filter(pk=topic.pk).exists()


@pytest.mark.parametrize("label", ["", "  ", "\x00", "x" * 121])
def test_create_topic_refuses_what_is_no_name(editor: User, label: str):
    with pytest.raises(Refused):
        create_topic(label, by=editor)


def test_create_topic_refuses_a_sibling_s_name_in_any_case(editor: User):
    create_topic("Politics", by=editor)
    with pytest.raises(Conflict, match="edda did this"):
        create_topic("POLITICS", by=editor)


def test_a_topic_in_use_is_not_undone_away(editor: User):
    done = create_topic("Politics", by=editor)
    make_tag(story=make_story(), topic=Topic.objects.get(), made_by=editor)
    with pytest.raises(Conflict, match="1 stories have it"):
        undo(decision_of(done), by=editor)


def test_rename_keeps_the_old_name_findable(editor: User):
    topic = make_topic(label="Arms")
    done = rename_topic(topic, by=editor, label="Arms trade", keep_as_synonym=True)
    topic.refresh_from_db()
    assert (topic.label, [synonym.label for synonym in topic.synonyms.all()]) == ("Arms trade", ["Arms"])
    undo(decision_of(done), by=editor)
    topic.refresh_from_db()
    assert (topic.label, list(topic.synonyms.all())) == ("Arms", [])


def test_synonyms_come_and_go(editor: User):
    topic = make_topic()
    added = add_synonym(topic, by=editor, label="ferries")
    with pytest.raises(Conflict):
        add_synonym(topic, by=editor, label="ferries")
    undo(decision_of(added), by=editor)
    with pytest.raises(Conflict):
        remove_synonym(topic, by=editor, label="ferries")
    add_synonym(topic, by=editor, label="ferries")
    removed = remove_synonym(topic, by=editor, label="ferries")
    undo(decision_of(removed), by=editor)
    assert topic.synonyms.count() == 1


def test_move_takes_what_stands_under_a_topic_along(editor: User):
    politics, economy = make_topic(label="Politics"), make_topic(label="Economy")
    trade = make_topic(label="Trade", broader=politics)
    tariffs = make_topic(label="Tariffs", broader=trade)
    done = move_topic(trade, by=editor, broader=economy)
    assert path_labels(tariffs) == ["Economy", "Trade", "Tariffs"]
    move_topic(Topic.objects.get(pk=economy.pk), by=editor, broader=politics)
    assert path_labels(tariffs) == ["Politics", "Economy", "Trade", "Tariffs"]
    assert Topic.objects.get(pk=tariffs.pk).depth == 3
    undo(decision_of(done), by=editor)
    assert path_labels(tariffs) == ["Politics", "Trade", "Tariffs"]


def test_move_refuses_a_circle(editor: User):
    politics = make_topic(label="Politics")
    trade = make_topic(label="Trade", broader=politics)
    tariffs = make_topic(label="Tariffs", broader=trade)
    for under in (politics, trade, tariffs):
        with pytest.raises(Refused):
            move_topic(politics, by=editor, broader=under)
    assert path_labels(tariffs) == ["Politics", "Trade", "Tariffs"]


def test_move_refuses_more_levels_than_a_path_holds(editor: User):
    topic = None
    for depth in range(50):
        topic = make_topic(label=f"Level {depth}", broader=topic)
    top = make_topic(label="Top")
    with pytest.raises(Refused, match="levels deep"):
        create_topic("Too deep", by=editor, broader=topic)
    with pytest.raises(Refused, match="levels deep"):
        move_topic(Topic.objects.get(label="Level 0"), by=editor, broader=top)


def test_merge_brings_everything_over_and_undo_brings_it_back(editor: User, colleague: User):
    arms, weapons = make_topic(label="Arms trade", synonyms=["arms"]), make_topic(label="Weapons", synonyms=["guns"])
    exports = make_topic(label="Exports", broader=weapons)
    both, only, rejected = make_story(headline="Both"), make_story(headline="Only"), make_story(headline="Rejected")
    make_tag(story=both, topic=arms, made_by=editor)
    make_tag(story=both, topic=weapons, made_by=colleague)
    make_tag(story=only, topic=weapons, made_by=colleague)
    make_tag(story=rejected, topic=weapons, made_by=colleague)
    make_tag(story=rejected, topic=arms, made_by=editor, state="rejected")
    note = make_note(version=both.latest, author=editor)
    note.topics.add(weapons)

    done = merge_topics(weapons, by=editor, into=arms)
    weapons.refresh_from_db()
    assert weapons.merged_into == arms
    assert [word(story, arms) for story in (both, only, rejected)] == ["tagged"] * 3
    assert (count(arms), count(weapons)) == (3, 0)
    assert [Story.objects.get(pk=story.pk).topic_count for story in (both, only, rejected)] == [1, 1, 1]
    assert {synonym.label for synonym in arms.synonyms.all()} == {"arms", "Weapons", "guns"}
    assert path_labels(exports) == ["Arms trade", "Exports"]
    assert [topic.label for topic in note.topics.all()] == ["Arms trade"]

    undo(decision_of(done), by=editor)
    assert Topic.objects.get(pk=weapons.pk).merged_into is None
    assert [word(story, weapons) for story in (both, only, rejected)] == ["tagged"] * 3
    assert [word(story, arms) for story in (both, only, rejected)] == ["tagged", None, "rejected"]
    assert (count(arms), count(weapons)) == (1, 3)
    assert [Story.objects.get(pk=story.pk).topic_count for story in (both, only, rejected)] == [2, 1, 1]
    assert {synonym.label for synonym in arms.synonyms.all()} == {"arms"}
    assert path_labels(exports) == ["Weapons", "Exports"]
    assert [topic.label for topic in note.topics.all()] == ["Weapons"]
    assert StoryTopic.objects.get(story=both, topic=weapons).made_by == colleague


def test_tagging_with_a_merged_topic_tags_with_the_one_that_stands(editor: User):
    arms, weapons, story = make_topic(label="Arms"), make_topic(label="Weapons"), make_story()
    merge_topics(weapons, by=editor, into=arms)
    tag_story(story, by=editor, topic=weapons)
    assert (word(story, arms), word(story, weapons)) == ("tagged", None)


def test_merge_refuses_itself_its_own_branch_and_what_is_merged(editor: User):
    politics, other = make_topic(label="Politics"), make_topic(label="Other")
    trade = make_topic(label="Trade", broader=politics)
    for topic, into in ((politics, politics), (politics, trade)):
        with pytest.raises(Refused):
            merge_topics(topic, by=editor, into=into)
    merge_topics(trade, by=editor, into=other)
    with pytest.raises(Conflict, match="edda did this"):
        merge_topics(trade, by=editor, into=politics)


def test_undo_of_a_merge_waits_for_what_was_built_on_it(editor: User):
    first, second, third = (make_topic(label=label) for label in ("First", "Second", "Third"))
    one = merge_topics(first, by=editor, into=second)
    two = merge_topics(second, by=editor, into=third)
    with pytest.raises(Conflict):
        undo(decision_of(one), by=editor)
    undo(decision_of(two), by=editor)
    undo(decision_of(one), by=editor)
    assert Topic.objects.standing().count() == 3


def concept(number: int, label: str, broader: int | None = None, **more: str) -> dict[str, object]:
    given = {"uri": f"http://x/{number}", "qcode": f"medtop:{number}", "prefLabel": {"en-US": label}, **more}
    return given | ({"broader": [f"http://x/{broader}"]} if broader else {})


VOCABULARY = [
    concept(2, "diplomacy", 1),
    concept(1, "politics"),
    concept(3, "treaty", 2),
    concept(4, "gone", 1, retired="2020"),
    concept(5, ""),
    concept(6, "summit", 4),
]


def as_file(concepts: list[dict[str, object]]) -> bytes:
    return json.dumps({"conceptSet": concepts}).encode()


def test_import_makes_the_tree_without_what_is_retired(editor: User):
    report = import_media_topics(as_file(VOCABULARY), by=editor)
    assert (report.made, report.adopted) == (4, 0)
    assert path_labels(Topic.objects.get(notation="medtop:3")) == ["politics", "diplomacy", "treaty"]
    assert path_labels(Topic.objects.get(notation="medtop:6")) == ["politics", "summit"]


def test_import_again_changes_nothing_and_keeps_what_editors_did(editor: User):
    import_media_topics(as_file(VOCABULARY), by=editor)
    rename_topic(Topic.objects.get(label="treaty"), by=editor, label="Treaties")
    report = import_media_topics(as_file(VOCABULARY), by=editor)
    assert (report.made, report.done) == (0, None)
    assert Topic.objects.get(notation="medtop:3").label == "Treaties"


def test_import_takes_up_editors_topics_of_the_same_name(editor: User):
    own = make_topic(label="Politics")
    assert import_media_topics(as_file(VOCABULARY), by=editor).adopted == 1
    assert Topic.objects.get(notation="medtop:1") == own


def test_undo_of_an_import_removes_it_unless_used(editor: User):
    own = make_topic(label="Politics")
    done = import_media_topics(as_file(VOCABULARY), by=editor).done
    assert done
    tag = make_tag(story=make_story(), topic=Topic.objects.get(label="treaty"), made_by=editor)
    with pytest.raises(Conflict, match="treaty is in use"):
        undo(decision_of(done), by=editor)
    tag.delete()
    undo(decision_of(done), by=editor)
    assert list(Topic.objects.values_list("label", "notation")) == [(own.label, "")]


@pytest.mark.parametrize("raw", [b"", b"[]", b"{}", b'{"conceptSet": [1]}', b"\xff\xfe"])
def test_import_refuses_another_file(editor: User, raw: bytes):
    with pytest.raises(Refused, match="Media Topics"):
        import_media_topics(raw, by=editor)
