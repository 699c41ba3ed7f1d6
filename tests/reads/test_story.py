"""What the story screen shows of a version, in a flat number of queries."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from articles.models import Annotation, Story
from articles.reads.editions import MOST_COMPARED
from articles.reads.story import StoryPage, standing_story, story_page
from articles.text.article import Part, Reason, Role
from tests import factories

pytestmark = pytest.mark.django_db
QUERIES_OF_A_STORY = 18  # one for the bodies that the rail compares


def page_of(story: Story, reader: User, *, version: int | None = None, removed_of: int | None = None) -> StoryPage:
    page = story_page(story, version, reader, removed_of=removed_of)
    assert page is not None
    return page


def test_the_latest_version_is_shown_and_editions_stand_latest_first(reader: User) -> None:
    story = factories.make_story(versions=3)
    page = page_of(story, reader)
    assert [edition.number for edition in page.editions] == [3, 2, 1]
    assert page.shown.latest
    assert page.shown.before == page.editions[1].version
    assert page.first == page.editions[2].version


def test_a_version_is_shown_with_its_neighbours(reader: User) -> None:
    first, second, third = factories.make_story(versions=3).versions.in_order()
    page = page_of(first.story, reader, version=second.pk)
    assert page.neighbours == (first, third)


def test_a_version_of_another_story_is_not_shown(reader: User) -> None:
    story, other = factories.make_story(), factories.make_story(paragraphs=["Other."])
    assert story_page(story, other.latest_id, reader) is None


def test_a_merged_story_leads_to_where_it_went_in_the_end(db: None) -> None:
    last = factories.make_story()
    middle = factories.make_story(merged_into=last, paragraphs=["A."])
    first = factories.make_story(merged_into=middle, paragraphs=["B."])
    assert standing_story(first.pk) == last
    assert standing_story(10**9) is None


def test_notes_stand_in_the_order_of_their_passages_with_replies(reader: User, editor: User) -> None:
    version = factories.make_story().latest
    late = factories.make_note(version=version, author=editor, exact="Three ferries", text="Late")
    early = factories.make_note(version=version, author=editor, exact="The harbour", text="Early")
    reply = factories.make_reply(note=late, author=reader)
    page = page_of(version.story, reader)
    assert [note.annotation for note in page.notes] == [early, late]
    assert page.notes[1].replies == (reply,)


def test_a_note_of_another_version_stands_where_it_was_placed(reader: User, editor: User) -> None:
    story = factories.make_story(versions=2)
    first, second = story.versions.in_order()
    sure, moved, gone, new = (factories.make_note(version=first, author=editor) for _ in range(4))
    factories.make_placement(note=sure, version=second, start=0, end=3)
    factories.make_placement(note=moved, version=second, start=4, end=11, state="review")
    factories.make_placement(note=gone, version=second, state="orphan")
    notes = {note.annotation: note for note in page_of(story, reader).notes}
    assert [notes[note].state for note in (sure, moved, gone, new)] == ["placed", "review", "orphan", "unplaced"]
    assert notes[gone].passage is None
    segments = page_of(story, reader).blocks[0].paragraph.segments
    assert [(segment.text, segment.unsure) for segment in segments if segment.notes] == [
        ("The", False),
        ("harbour", True),
    ]


def test_resolved_and_deleted_notes_are_not_marked(reader: User, editor: User) -> None:
    version = factories.make_story().latest
    factories.make_note(version=version, author=editor, state=Annotation.State.RESOLVED)
    factories.make_note(version=version, author=editor, deleted_at=timezone.now())
    page = page_of(version.story, reader)
    assert (len(page.open_notes), len(page.resolved_notes)) == (0, 1)
    assert not any(segment.notes for block in page.blocks for segment in block.paragraph.segments)


def test_removed_lines_stand_before_the_paragraph_they_preceded(reader: User) -> None:
    version = factories.make_story(paragraphs=["First.", "Second."]).latest
    parts = [
        Part("Home | News\n", Role.REMOVED, Reason.NAVIGATION),
        Part("\n", Role.REMOVED, Reason.EMPTY),
        Part("First.\n", Role.BODY),
        Part("Advertisement\n", Role.REMOVED, Reason.ADVERTISEMENT),
        Part("Second.\n", Role.BODY),
        Part("© The Bay Courier\n", Role.REMOVED, Reason.LEGAL),
    ]
    factories.make_capture(version=version, parts=parts)
    page = page_of(version.story, reader, removed_of=0)
    assert [[gone.text for gone in block.gone] for block in page.blocks] == [["Home | News"], ["Advertisement"]]
    assert [(gone.text, gone.why, gone.part) for gone in page.gone_last] == [("© The Bay Courier", "legal footer", 5)]
    assert page.removal is not None
    assert page.removal.count == 3


def test_removed_lines_are_those_of_the_first_capture_that_lost_any(reader: User) -> None:
    version = factories.make_story(paragraphs=["First."]).latest
    factories.make_capture(version=version, parts=[Part("First.", Role.BODY)])
    lossy = factories.make_capture(
        version=version, parts=[Part("Menu\n", Role.REMOVED, Reason.NAVIGATION), Part("First.", Role.BODY)]
    )
    assert page_of(version.story, reader).removal is None
    removal = page_of(version.story, reader, removed_of=0).removal
    assert removal is not None
    assert removal.capture == lossy


def test_related_stories_say_why(reader: User) -> None:
    story, other = factories.make_story(), factories.make_story(headline="Ferries", paragraphs=["A."])
    factories.make_link(first=other, second=story, why=["3 rare names"])
    (related,) = page_of(story, reader).related
    assert (related.story, related.reasons) == (other, (("Same event", ("3 rare names",)),))


def test_a_story_that_is_related_and_shares_text_stands_once(reader: User) -> None:
    story, other, third, gone = (factories.make_story(headline=f"Story {n}") for n in range(4))
    Story.objects.filter(pk=gone.pk).update(merged_into=third)
    factories.make_link(first=story, second=gone, score=0.99)
    factories.make_link(first=story, second=other, kind="shares_text", why=["2 passages"], score=0.2)
    factories.make_link(first=story, second=third, score=0.5)
    factories.make_link(first=story, second=other, why=["3 rare names"], score=0.7)
    closest, last = page_of(story, reader).related
    assert (closest.story, last.story, closest.shares, last.shares) == (other, third, True, False)
    assert closest.reasons == (("Same event", ("3 rare names",)), ("Shares text", ("2 passages",)))


def test_suggestions_leave_out_what_was_decided(reader: User, editor: User) -> None:
    story = factories.make_story(headline="Harbour and ferries")
    harbours = factories.make_topic(label="Harbours")
    ferries = factories.make_topic(label="Ferries")
    rejected = factories.make_topic(label="Piers")
    factories.make_tag(story=story, topic=harbours, made_by=editor)
    factories.make_tag(story=story, topic=rejected, made_by=editor, state="rejected")
    page = page_of(story, reader)
    assert [tag.topic for tag in page.tags] == [harbours]
    assert [(one.topic, one.words) for one in page.suggested] == [(ferries, ("ferries",))]


def test_changed_since_read_is_said(reader: User) -> None:
    story = factories.make_story()
    factories.make_read_mark(reader=reader, story=story, read_at=story.changed_at - timedelta(hours=1))
    assert page_of(story, reader).read_before


def test_a_story_takes_as_many_queries_with_many_versions_notes_and_captures(
    reader: User, editor: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    story = factories.make_story(versions=8)
    for number in range(8):
        note = factories.make_note(version=story.latest, author=editor)
        factories.make_reply(note=note, author=reader)
        note.topics.add(factories.make_topic(label=f"T{number}"))
        factories.make_capture(version=story.latest, member=f"{number}.txt")
        factories.make_link(first=story, second=factories.make_story(paragraphs=[f"{number}."]))
    page_of(story, reader)
    with django_assert_max_num_queries(QUERIES_OF_A_STORY):
        page = page_of(story, reader)
        assert [(capture.dump.name, note.topics) for capture, note in zip(page.captures, page.notes, strict=True)]
        assert [related.story.source for related in page.related] == [None] * 8


def test_each_version_says_what_it_changed_against_the_one_before(reader: User) -> None:
    story = factories.make_story(versions=3)
    changes = [edition.changes for edition in page_of(story, reader).editions]
    assert [(one.added, one.removed) for one in changes if one] == [(1, 0), (1, 0)]
    assert changes[-1] is None


def test_of_two_or_very_many_versions_only_the_latest_says_what_changed_in_all(reader: User) -> None:
    for count in (2, MOST_COMPARED + 1):
        story = factories.make_story(versions=count, added=4, paragraphs=[f"Of {count}."])
        editions = page_of(story, reader).editions
        assert [edition.changes for edition in editions] == [story, *[None] * (count - 1)]
