"""A decision that was undone, taken again: the same comes of it, with an undo of its own, or it is refused."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import User

from articles.editing.captures import remove_line, set_role
from articles.editing.decisions import INVERSES, undo
from articles.editing.log import Conflict, Done, Refused
from articles.editing.moving import move_capture
from articles.editing.notes import annotate, delete_note, edit_note, reopen_note, reply, resolve_note
from articles.editing.redoing import AGAIN, acts_again, redoable
from articles.editing.review import answer_pair
from articles.editing.stories import merge_stories, move_version, set_order, split_story
from articles.editing.topics import (
    add_synonym,
    create_topic,
    merge_topics,
    move_topic,
    reject_suggestion,
    remove_synonym,
    rename_topic,
    tag_story,
    untag_story,
)
from articles.models import (
    Annotation,
    Capture,
    Decision,
    GroupingConstraint,
    LineRuling,
    PairDoubt,
    Placement,
    Story,
    StoryTopic,
    Topic,
    TopicSynonym,
    Version,
)
from articles.models.placements import place_missing
from articles.reads.decisions import newest_decision
from articles.text.article import Part, Role
from articles.text.group import fingerprint
from tests import factories

BODY = ("The harbour stays closed, the port master said.", "A ferry lies at the pier.", "The council meets on Friday.")
PARTS = tuple(Part(f"{paragraph}\n", Role.BODY) for paragraph in BODY)


@dataclass
class World:
    """Two stories, topics, a note of the editor's, captures and a pair that is asked about."""

    by: User
    story: Story
    other: Story
    ships: Topic
    ports: Topic
    note: Annotation
    pair: PairDoubt

    @property
    def versions(self) -> list[Version]:
        return list(self.story.versions.order_by("pk"))

    @property
    def capture(self) -> Capture:
        return Capture.objects.order_by("pk")[0]


@pytest.fixture
def world(editor: User) -> World:
    story = factories.make_story(headline="Harbour closed", paragraphs=BODY, source=factories.make_source())
    longer = factories.make_version(story=story, paragraphs=[*BODY, "It was the third time this year."])
    other = factories.make_story(headline="Snow", paragraphs=["It snowed in the hills all day."])
    for version in (story.versions.order_by("pk")[0], longer, other.latest):
        texts = tuple(version.body.paragraphs)
        version.body.fingerprint = fingerprint(texts, headline=version.headline, published=None).to_bytes()
        version.body.save()
    first = story.versions.order_by("pk")[0]
    for member in ("001.txt", "002.txt"):
        factories.make_capture(version=first, parts=PARTS, member=member)
    ships, ports = factories.make_topic(label="Ships"), factories.make_topic(label="Ports")
    factories.make_tag(story=story, topic=ports, made_by=editor)
    TopicSynonym.objects.create(topic=ships, label="Vessels")
    note = factories.make_note(version=longer, author=editor, exact="council", text="Which?")
    pair = factories.make_doubt(first=first, second=other.latest)
    return World(editor, story, other, ships, ports, note, pair)


ACTS: dict[str, Callable[[World], Done]] = {
    "tag_story": lambda at: tag_story(at.story, by=at.by, topic=at.ships),
    "untag_story": lambda at: untag_story(at.story, by=at.by, topic=at.ports),
    "reject_suggestion": lambda at: reject_suggestion(at.other, by=at.by, topic=at.ports),
    "rename_topic": lambda at: rename_topic(at.ships, by=at.by, label="Boats", keep_as_synonym=True),
    "add_synonym": lambda at: add_synonym(at.ships, by=at.by, label="Barges"),
    "remove_synonym": lambda at: remove_synonym(at.ships, by=at.by, label="Vessels"),
    "move_topic": lambda at: move_topic(at.ships, by=at.by, broader=at.ports),
    "merge_topics": lambda at: merge_topics(at.ships, by=at.by, into=at.ports),
    "annotate": lambda at: annotate(at.versions[0], by=at.by, passage=(4, 11), exact="harbour", text="Which?"),
    "reply": lambda at: reply(at.note, by=at.by, text="The town's."),
    "edit_note": lambda at: edit_note(at.note, by=at.by, text="Which one?", topics=[at.ships]),
    "resolve_note": lambda at: resolve_note(at.note, by=at.by),
    "delete_note": lambda at: delete_note(at.note, by=at.by),
    "merge_stories": lambda at: merge_stories(at.story, by=at.by, others=[at.other]),
    "split_story": lambda at: split_story(at.story, by=at.by, versions=at.versions[1:]),
    "move_version": lambda at: move_version(at.versions[1], by=at.by, to=at.other),
    "move_capture": lambda at: move_capture(at.capture, by=at.by, to=None),
    "move_capture there": lambda at: move_capture(at.capture, by=at.by, to=at.other),
    "set_order": lambda at: set_order(at.story, by=at.by, versions=at.versions[::-1]),
    "answer_pair": lambda at: answer_pair(at.pair, by=at.by, answer="same"),
    "answer_pair no": lambda at: answer_pair(at.pair, by=at.by, answer="different"),
    "set_role": lambda at: remove_line(at.capture, by=at.by, part=1),
    "set_role alike": lambda at: remove_line(at.capture, by=at.by, part=1, alike=True),
    "set_role everywhere": lambda at: set_role(at.capture, by=at.by, part=2, role=Role.CAPTION, everywhere=True),
}


def state() -> list[Any]:
    """All that editors can change, by names instead of ids where a new row takes the place of an old one."""
    stories = Version.objects.order_by("pk").values_list("story__headline", "digest", "position")
    return [
        sorted((*row, captures) for row, captures in zip(stories, _captures(), strict=True)),
        sorted(StoryTopic.objects.values_list("story", "topic__label", "state")),
        sorted(Topic.objects.values_list("label", "broader__label", "merged_into__label"), key=str),
        sorted(TopicSynonym.objects.values_list("topic__label", "label")),
        [
            (note.text, note.state, note.deleted_at is None, [topic.label for topic in note.topics.all()])
            for note in Annotation.objects.filter(deleted_at=None).order_by("pk")
        ],
        list(PairDoubt.objects.values_list("answer", flat=True)),
        sorted(LineRuling.objects.values_list("line", "role", "source", "capture"), key=str),
        sorted(GroupingConstraint.objects.values_list("kind", flat=True)),
    ]


def _captures() -> list[list[str]]:
    versions = Version.objects.order_by("pk").prefetch_related("captures")
    return [sorted(capture.member for capture in version.captures.all()) for version in versions]


def decision_of(done: Done) -> Decision:
    return Decision.objects.get(pk=done.decision_id)


def again(done: Done, by: User, *, seen: int | None = None) -> Done:
    """Take back what was done and do it again."""
    undo(decision_of(done), by=by)
    (act,) = acts_again(redoable([done.decision_id], by=by), by=by, seen=newest_decision() if seen is None else seen)
    return act()


@pytest.mark.parametrize("name", ACTS)
def test_what_was_undone_is_done_again_and_undone_again(world: World, name: str):
    before = state()
    done = ACTS[name](world)
    after = state()
    assert after != before
    anew = again(done, world.by)
    assert (anew.decision_id != done.decision_id, decision_of(anew).kind) == (True, name.split(maxsplit=1)[0])
    assert state() == after
    undo(decision_of(anew), by=world.by)
    assert state() == before


def test_a_note_is_opened_again_again(world: World):
    resolve_note(world.note, by=world.by)
    again(reopen_note(world.note, by=world.by), world.by)
    assert Annotation.objects.get(pk=world.note.pk).state == "open"


def test_every_kind_that_is_offered_has_an_undo_and_is_tried_here():
    assert set(AGAIN) <= set(INVERSES)
    assert set(AGAIN) == {name.split(maxsplit=1)[0] for name in ACTS} | {"reopen_note"}


def test_what_its_undo_has_forgotten_is_not_offered(editor: User):
    done = create_topic("Harbours", by=editor)
    undo(decision_of(done), by=editor)
    assert redoable([done.decision_id], by=editor) == ()


def test_what_stands_is_not_offered(world: World):
    assert redoable([tag_story(world.story, by=world.by, topic=world.ships).decision_id], by=world.by) == ()


@pytest.mark.parametrize("name", ["annotate", "delete_note"])
def test_a_note_that_comes_back_stands_on_versions_that_came_while_it_was_gone(world: World, name: str):
    done = ACTS[name](world)
    if name == "annotate":
        undo(decision_of(done), by=world.by)
    came = factories.make_version(story=world.story, paragraphs=[*BODY, "Nobody was hurt."])
    place_missing([world.story.pk])
    if name == "annotate":
        (act,) = acts_again(redoable([done.decision_id], by=world.by), by=world.by, seen=newest_decision())
        act()
    else:
        undo(decision_of(done), by=world.by)
    assert Placement.objects.get(annotation=done.subject_id, version=came).state != "orphan"


def test_another_s_note_is_not_brought_back(world: World):
    done = ACTS["annotate"](world)
    undo(decision_of(done), by=world.by)
    assert redoable([done.decision_id], by=factories.make_user(username="carl", group="editor")) == ()


def test_what_an_older_release_did_not_keep_is_not_offered(world: World):
    done = ACTS["set_order"](world)
    decision = decision_of(done)
    undo(decision, by=world.by)
    decision = decision_of(done)
    del decision.detail["wanted"]
    decision.save()
    assert redoable([done.decision_id], by=world.by) == ()


def test_what_another_touched_since_is_refused(world: World):
    done = tag_story(world.story, by=world.by, topic=world.ships)
    undo(decision_of(done), by=world.by)
    seen = newest_decision()
    carl = factories.make_user(username="carl", group="editor")
    tag_story(world.story, by=carl, topic=world.ships)
    untag_story(world.story, by=carl, topic=world.ships)
    (act,) = acts_again(redoable([done.decision_id], by=world.by), by=world.by, seen=seen)
    with pytest.raises(Conflict, match="While you were looking, carl did this"):
        act()


def test_what_is_gone_is_refused(world: World):
    topic = Topic.objects.get(pk=create_topic("Harbours", by=world.by).subject_id)
    done = tag_story(world.story, by=world.by, topic=topic)
    undo(decision_of(done), by=world.by)
    topic.delete()
    (act,) = acts_again(redoable([done.decision_id], by=world.by), by=world.by, seen=newest_decision())
    with pytest.raises(Refused, match="gone by now"):
        act()


def test_a_line_that_stands_elsewhere_since_a_cleaning_is_refused(world: World):
    done = ACTS["set_role"](world)
    undo(decision_of(done), by=world.by)
    body = world.capture.body
    body.parts = factories.make_capture(parts=(Part("Read more\n", Role.REMOVED), *PARTS)).body.parts
    body.save()
    (act,) = acts_again(redoable([done.decision_id], by=world.by), by=world.by, seen=newest_decision())
    with pytest.raises(Conflict, match="cleaned again since"):
        act()


@pytest.mark.parametrize("name", ["edit_note", "rename_topic", "add_synonym", "remove_synonym", "move_topic"])
def test_nothing_is_done_again_to_a_topic_that_is_part_of_another_by_now(world: World, name: str):
    done = ACTS[name](world)
    undo(decision_of(done), by=world.by)
    merge_topics(world.ships, by=world.by, into=Topic.objects.get(pk=create_topic("Trade", by=world.by).subject_id))
    before = state()
    (act,) = acts_again(redoable([done.decision_id], by=world.by), by=world.by, seen=newest_decision())
    with pytest.raises(Refused, match="gone by now"):
        act()
    assert state() == before
