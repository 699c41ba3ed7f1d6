from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier, Event
from time import sleep

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction

from articles.editing.decisions import undo
from articles.editing.log import Done, Refused
from articles.editing.moving import move_capture
from articles.editing.notes import annotate
from articles.editing.placing import confirm_place
from articles.editing.redoing import acts_again, redoable
from articles.editing.review import answer_pair
from articles.editing.stories import merge_stories, split_story
from articles.editing.topics import add_synonym, create_topic, merge_topics, move_topic, rename_topic, tag_story
from articles.models import Decision, LongWork, Story, StoryTopic, Topic, Version
from articles.models.placements import text_of
from articles.pipeline.cleaning_jobs import ask_reclean
from articles.pipeline.moves import Move, move_versions
from articles.pipeline.turns import one_writer
from articles.reads.decisions import newest_decision
from tests.factories import make_capture, make_doubt, make_note, make_placement, make_story, make_topic, make_user

pytestmark = [
    pytest.mark.skipif(
        connection.vendor == "sqlite", reason="SQLite lets one act write at a time; give DATABASE_URL of a PostgreSQL"
    ),
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


WAITING = 0.5  # seconds in which the other act comes to where it has to wait


@pytest.fixture
def editors(transactional_db: None) -> tuple[User, User]:
    return make_user(username="edda"), make_user(username="carl")


def at_once(*acts: Callable[[], Done]) -> list[str]:
    """Do the acts in threads that start together; give "done" or "refused" for each, in order."""
    start = Barrier(len(acts))

    def attempt(act: Callable[[], Done]) -> str:
        try:
            start.wait(timeout=10)
            act()
        except Refused:
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(attempt, acts))


def test_one_topic_is_tagged_once(editors: tuple[User, User]):
    story, topic = make_story(), make_topic()
    ends = at_once(*(partial(tag_story, story, by=by, topic=topic) for by in editors))
    assert sorted(ends) == ["done", "refused"]
    assert (StoryTopic.objects.count(), Topic.objects.get().story_count) == (1, 1)


def test_a_story_goes_into_one_other(editors: tuple[User, User]):
    one, two, three = (make_story(headline=f"Story {n}", paragraphs=[f"Text {n}."]) for n in range(3))
    edda, carl = editors
    ends = at_once(
        partial(merge_stories, one, by=edda, others=[two]), partial(merge_stories, three, by=carl, others=[two])
    )
    assert sorted(ends) == ["done", "refused"]
    assert Story.objects.get(pk=two.pk).merged_into_id in {one.pk, three.pk}
    assert Decision.objects.count() == 1


def test_two_stories_do_not_go_into_each_other(editors: tuple[User, User]):
    one, two = (make_story(headline=f"Story {n}", paragraphs=[f"Text {n}."]) for n in range(2))
    edda, carl = editors
    ends = at_once(
        partial(merge_stories, one, by=edda, others=[two]), partial(merge_stories, two, by=carl, others=[one])
    )
    assert sorted(ends) == ["done", "refused"]
    assert Story.objects.standing().get().versions.count() == 2


def test_a_version_is_split_off_once(editors: tuple[User, User]):
    story = make_story(versions=3)
    version = story.versions.get(position=2)
    ends = at_once(*(partial(split_story, story, by=by, versions=[version]) for by in editors))
    assert sorted(ends) == ["done", "refused"]
    assert Version.objects.count() == 3
    assert Story.objects.count() == 2


def test_a_decision_is_undone_once(editors: tuple[User, User]):
    done = tag_story(make_story(), by=editors[0], topic=make_topic())
    decision = Decision.objects.get(pk=done.decision_id)
    assert sorted(at_once(*(partial(undo, decision, by=by) for by in editors))) == ["done", "refused"]
    assert Topic.objects.get().story_count == 0


def test_a_pair_is_answered_once(editors: tuple[User, User]):
    one, two = make_story(), make_story(headline="Other", paragraphs=["Other."])
    doubt = make_doubt(first=one.versions.get(), second=two.versions.get())
    edda, carl = editors
    ends = at_once(
        partial(answer_pair, doubt, by=edda, answer="same"), partial(answer_pair, doubt, by=carl, answer="different")
    )
    assert sorted(ends) == ["done", "refused"]


def test_topics_do_not_come_to_stand_under_each_other(editors: tuple[User, User]):
    one, two = make_topic(label="One"), make_topic(label="Two")
    edda, carl = editors
    at_once(partial(move_topic, one, by=edda, broader=two), partial(move_topic, two, by=carl, broader=one))
    assert Topic.objects.filter(broader=None).count() >= 1
    for topic in Topic.objects.all():
        assert topic.path == ((topic.broader.path or "") if topic.broader else "") + f"{topic.pk:08d}"


def test_a_topic_is_merged_once(editors: tuple[User, User]):
    one, two, three = (make_topic(label=label) for label in ("One", "Two", "Three"))
    edda, carl = editors
    ends = at_once(partial(merge_topics, one, by=edda, into=two), partial(merge_topics, one, by=carl, into=three))
    assert sorted(ends) == ["done", "refused"]


def test_a_name_is_given_once(editors: tuple[User, User]):
    ends = at_once(*(partial(create_topic, "Shipping", by=by) for by in editors))
    assert sorted(ends) == ["done", "refused"]
    ends = at_once(*(partial(add_synonym, Topic.objects.get(), by=by, label="ferries") for by in editors))
    assert sorted(ends) == ["done", "refused"]


def test_a_capture_is_moved_once(editors: tuple[User, User]):
    story, other = make_story(), make_story(headline="Other", paragraphs=["Other text."])
    capture, _ = make_capture(version=story.latest), make_capture(version=story.latest)
    edda, carl = editors
    ends = at_once(partial(move_capture, capture, by=edda, to=other), partial(move_capture, capture, by=carl, to=other))
    assert sorted(ends) == ["done", "refused"]
    assert Version.objects.filter(story=other).count() == 2


def test_two_captures_that_leave_a_version_at_once_leave_none_without(editors: tuple[User, User]):
    story = make_story()
    stories = [make_story(headline=f"Story {n}", paragraphs=[f"Text {n}."]) for n in range(2)]
    captures = [make_capture(version=story.latest) for _ in editors]
    for other in stories:
        make_capture(version=other.latest)
    acts = zip(captures, editors, stories, strict=True)
    assert at_once(*(partial(move_capture, one, by=by, to=to) for one, by, to in acts)) == ["done", "done"]
    assert not Version.objects.filter(captures=None).exists()


def test_a_version_that_gets_a_note_in_that_moment_is_not_moved_by_the_machine(editors: tuple[User, User]):
    story, other = make_story(), make_story(headline="Other", paragraphs=["Other text."])
    text = text_of(Version.objects.select_related("body").get(pk=story.latest_id))
    noted, moved = Event(), Event()

    def annotate_slowly() -> None:
        try:
            with transaction.atomic():
                annotate(story.latest, by=editors[0], passage=(0, 5), exact=text[:5], text="Says who?")
                noted.set()
                moved.wait(timeout=5)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        waits = pool.submit(annotate_slowly)
        noted.wait(timeout=10)
        with one_writer():
            done = move_versions([Move(story.latest_id, story.pk, other.pk, other.latest_id, "", "alike")])
        moved.set()
        waits.result(timeout=10)
    assert (done.moved, Version.objects.get(pk=story.latest_id).story_id) == (0, story.pk)


def test_a_note_is_placed_once_from_one_screen(editors: tuple[User, User]):
    story = make_story(versions=2)
    first, second = story.versions.in_order()
    note = make_note(version=first, author=editors[0])
    make_placement(note=note, version=second, state="review", start=0, end=5)
    ends = at_once(*(partial(confirm_place, note, by=by, version=second, seen=0) for by in editors))
    assert sorted(ends) == ["done", "refused"]


def test_what_another_does_while_an_act_is_done_again_is_not_overridden(editors: tuple[User, User]):
    edda, carl = editors
    topic = make_topic(label="Ships")
    done = rename_topic(topic, by=edda, label="Boats")
    undo(Decision.objects.get(pk=done.decision_id), by=edda)
    (again,) = acts_again(redoable([done.decision_id], by=edda), by=edda, seen=newest_decision())
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            rename_topic(topic, by=carl, label="Vessels")
            ends = pool.submit(at_once, again)
            sleep(WAITING)
        assert ends.result(timeout=10) == ["refused"]
    assert Topic.objects.get().label == "Vessels"


def test_work_asked_for_by_two_clicks_in_one_moment_is_queued_once(editors: tuple[User, User]):
    start = Barrier(4)

    def ask() -> bool:
        try:
            start.wait(timeout=10)
            return ask_reclean(by=editors[0]).new
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        new = [each.result(timeout=20) for each in [pool.submit(ask) for _ in range(4)]]
    assert sorted(new) == [False, False, False, True]
    assert LongWork.objects.count() == 1
