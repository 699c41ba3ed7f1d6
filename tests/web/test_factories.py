"""The factories hold the constraints of the tables."""

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


def test_factories_make_rows_that_hold_all_constraints() -> None:
    editor = factories.make_user(username="edda", group="editor")
    story = factories.make_story(versions=2, source=factories.make_source(story_count=1))
    other = factories.make_story(headline="Ferries sent north", paragraphs=["Another text."])
    first, second = story.versions.in_order()
    factories.make_capture(version=first)
    factories.make_rejection()
    topic = factories.make_topic(label="Ports", broader=factories.make_topic(), synonyms=["harbours"])
    factories.make_tag(story=story, topic=topic, made_by=editor)
    note = factories.make_note(version=second, author=editor)
    factories.make_reply(note=note, author=editor)
    factories.make_placement(note=note, version=first, state="orphan")
    factories.make_link(first=other, second=story)
    factories.make_doubt(first=first, second=other.latest)
    factories.make_decision(made_by=editor, story=story)
    factories.make_read_mark(reader=editor, story=story)
    story.refresh_from_db()
    assert (story.version_count, story.capture_count, story.note_count) == (2, 1, 1)
    assert topic.path
    assert topic.depth == 1
