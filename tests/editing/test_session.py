"""Editors' acts in a random order: the store stays sound throughout, and undoing all of them gives the start back."""

import random
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db.models import Model

from articles.editing.captures import remove_line, restore_line
from articles.editing.decisions import undo
from articles.editing.log import Done, Refused
from articles.editing.notes import annotate, delete_note, resolve_note
from articles.editing.review import answer_pair
from articles.editing.stories import merge_stories, move_version, set_order, split_story
from articles.editing.topics import (
    add_synonym,
    create_topic,
    merge_topics,
    move_topic,
    reject_suggestion,
    rename_topic,
    tag_story,
    untag_story,
)
from articles.models import (
    Annotation,
    Capture,
    Decision,
    Dump,
    GroupingConstraint,
    LineRuling,
    PairDoubt,
    Placement,
    Source,
    Story,
    StoryLink,
    StoryTopic,
    Topic,
    TopicSynonym,
    Version,
    VersionBody,
)
from articles.models.indexing import index_stories
from articles.models.placements import text_of
from articles.models.upkeep import refresh_stories, summarise_changes
from articles.pipeline.check import check_store
from articles.text.article import Part, Reason, Role
from articles.text.group import fingerprint
from tests.factories import make_capture, make_doubt, make_link, make_source, make_story, make_topic, make_version

ACTS = 50
WORDS = ["harbour", "ferry", "pilot", "council", "storm", "bridge", "market", "school", "library", "museum"]


def sentences(rng: random.Random) -> tuple[str, ...]:
    return tuple(" ".join(rng.choices(WORDS, k=12)).capitalize() + "." for _ in range(rng.randint(3, 6)))


def fill(rng: random.Random) -> None:
    """Eight stories of one to three versions, as the pipeline would have stored them."""
    source = make_source(name="The Courier")
    for number in range(8):
        first = sentences(rng)
        story = make_story(headline=f"Story number {number} of the day", paragraphs=first, source=source)
        for _ in range(rng.randint(0, 2)):
            make_version(story=story, paragraphs=(*first, *sentences(rng)))
        for version in story.versions.all():
            as_stored(version)
        refresh_stories([story.pk])
    stories = list(Story.objects.order_by("pk"))
    for one, other in pairwise(stories):
        make_link(first=one, second=other)
        make_doubt(first=one.versions.first() or Version(), second=other.versions.first() or Version())
    refresh_links(stories)
    Source.objects.update(story_count=len(stories))
    captures = Capture.objects.count()
    Dump.objects.update(cursor=captures, captures_read=captures, new_stories=captures)
    index_stories([story.pk for story in stories])
    summarise_changes([story.pk for story in stories])
    for label in ("Shipping", "Weather", "Politics", "Culture"):
        make_topic(label=label)


def refresh_links(stories: Iterable[Story]) -> None:
    for story in stories:
        links = story.links_as_first.count() + story.links_as_second.count()
        Story.objects.filter(pk=story.pk).update(related_count=links)


def as_stored(version: Version) -> None:
    print_ = fingerprint(version.body.paragraphs, headline=version.headline, published=None)
    Version.objects.filter(pk=version.pk).update(digest=print_.digest, word_count=len(print_.word_array))
    version.body.fingerprint = print_.to_bytes()
    version.body.save()
    parts = [Part(f"{text}\n", Role.BODY) for text in version.body.paragraphs]
    parts.append(Part(f"Read more of {version.pk}\n", Role.REMOVED, Reason.RELATED))
    make_capture(version=version, parts=parts, member=f"{version.pk}.txt")


def state() -> dict[str, list[dict[str, Any]]]:
    """All that editors' acts can change, without the log, and without who and when."""
    left_out = {"made_at", "made_by_id", "answered_at", "edited_at", "id"}
    tables: dict[type[Model], set[str]] = {
        Story: set(),
        Version: {"pk"},
        VersionBody: {"pk"},
        StoryTopic: {"id"},
        Topic: {"pk"},
        TopicSynonym: {"id"},
        StoryLink: {"id"},
        PairDoubt: {"pk"},
        GroupingConstraint: {"id"},
        LineRuling: {"id"},
        Capture: {"pk"},
    }
    found = {}
    for table in tables:
        keep = left_out - ({"id"} if table in {Story, Version, Topic, Capture, PairDoubt} else set())
        rows = table._default_manager.exclude(pk=None)
        if table is Story:
            rows = rows.filter(merged_into=None)
        found[table.__name__] = sorted(
            ({key: value for key, value in row.items() if key not in keep} for row in rows.values()), key=str
        )
    return found


class Session:
    """One editor who does whatever comes to mind."""

    def __init__(self, by: User, seed: int) -> None:
        self.by, self.rng = by, random.Random(seed)  # noqa: S311 - acts to test with, no secret

    def act(self) -> Done:
        acts: list[Callable[[], Done]] = [
            lambda: tag_story(self.story(), by=self.by, topic=self.topic()),
            lambda: untag_story(self.story(), by=self.by, topic=self.topic()),
            lambda: reject_suggestion(self.story(), by=self.by, topic=self.topic()),
            lambda: create_topic(self.word(), by=self.by, broader=self.topic()),
            lambda: rename_topic(self.topic(), by=self.by, label=self.word()),
            lambda: add_synonym(self.topic(), by=self.by, label=self.word()),
            lambda: move_topic(self.topic(), by=self.by, broader=self.topic()),
            lambda: merge_topics(self.topic(), by=self.by, into=self.topic()),
            lambda: merge_stories(self.story(), by=self.by, others=[self.story()]),
            self.split,
            lambda: move_version(self.version(), by=self.by, to=self.story()),
            self.order,
            lambda: answer_pair(self.one(PairDoubt), by=self.by, answer=self.rng.choice(["same", "different", "skip"])),
            self.note,
            lambda: resolve_note(self.one(Annotation), by=self.by),
            lambda: delete_note(self.one(Annotation), by=self.by),
            self.rule,
        ]
        return self.rng.choice(acts)()

    def one(self, table: Any) -> Any:
        rows = list(table.objects.order_by("pk"))
        if not rows:
            raise Refused("there is none")
        return self.rng.choice(rows)

    def story(self) -> Story:
        return self.rng.choice(list(Story.objects.standing().order_by("pk")))

    def version(self) -> Version:
        return self.rng.choice(list(Version.objects.order_by("pk")))

    def topic(self) -> Topic:
        return self.rng.choice(list(Topic.objects.standing().order_by("pk")))

    def word(self) -> str:
        return f"Topic {self.rng.randrange(1000)}"

    def split(self) -> Done:
        story = self.story()
        return split_story(story, by=self.by, versions=list(story.versions.in_order())[1:])

    def order(self) -> Done:
        story = self.story()
        versions = list(story.versions.in_order())
        self.rng.shuffle(versions)
        return set_order(story, by=self.by, versions=versions)

    def note(self) -> Done:
        version = self.version()
        body = text_of(version)
        start = self.rng.randrange(len(body) - 20)
        return annotate(version, by=self.by, passage=(start, start + 20), exact=body[start : start + 20], text="Hm.")

    def rule(self) -> Done:
        capture = self.one(Capture)
        count = len(capture.version.body.paragraphs)
        if self.rng.random() < 0.5:
            return remove_line(capture, by=self.by, part=self.rng.randrange(count))
        return restore_line(capture, by=self.by, part=count)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_session_leaves_the_store_sound_and_can_be_undone(
    editor: User, seed: int, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        fill(random.Random(seed))  # noqa: S311 - texts to test with, no secret
    assert not check_store()
    before = state()
    session, done = Session(editor, seed), 0
    for _ in range(ACTS):
        with django_capture_on_commit_callbacks(execute=True):
            try:
                session.act()
                done += 1
            except Refused:
                pass
        assert not check_store()
    assert done > ACTS / 4
    assert Placement.objects.filter(annotation__deleted_at=None).exclude(version__story__merged_into=None).count() == 0
    for decision in Decision.objects.order_by("-pk"):
        with django_capture_on_commit_callbacks(execute=True):
            undo(decision, by=editor)
    assert not check_store()
    assert state() == before
