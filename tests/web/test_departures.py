"""Arriving by the old address of a story that is part of another: how it came there is said."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles.editing.decisions import undo
from articles.editing.moving import move_capture
from articles.editing.review import answer_pair
from articles.editing.stories import merge_stories, split_story
from articles.models import Decision, Story
from tests import factories
from tests.pages import soup, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def carl(db: None) -> User:
    return factories.make_user(username="carl", group="editor")


@pytest.fixture
def two(db: None) -> tuple[Story, Story]:
    """A story that will go, and the one it goes into."""
    gone = factories.make_story(headline="Ferry strike", paragraphs=["The crews walked out."])
    return gone, factories.make_story(headline="Harbour closed")


def said(client: Client, path: str) -> list[str]:
    """Return what the bar says to who arrives by this address."""
    return texts(client.get(path, follow=True), ".undobar span")


def test_who_arrives_by_an_old_address_is_told_who_merged_it_and_when(
    editor_client: Client, reader_client: Client, carl: User, two: tuple[Story, Story]
) -> None:
    gone, into = two
    merge_stories(into, by=carl, others=[gone])
    told = f"“Ferry strike” was merged into this story by carl on {timezone.localdate():%d %b %Y}."
    response = editor_client.get(f"/stories/{gone.pk}/", follow=True)
    assert texts(response, ".undobar.info span") == [f"{told} What editors did to it"]
    assert soup(response).select_one(".undobar a")["href"] == f"/log/?story={gone.pk}"
    assert said(editor_client, f"/stories/{into.pk}/") == []
    assert said(reader_client, f"/stories/{gone.pk}/") == [told]
    assert said(reader_client, f"/stories/{gone.pk}/versions/{gone.latest_id}/") == [told]


def test_an_answer_and_a_moved_capture_that_merged_are_said_too(
    reader_client: Client, carl: User, two: tuple[Story, Story]
) -> None:
    gone, into = sorted(two, key=lambda story: story.pk, reverse=True)
    answer_pair(factories.make_doubt(first=gone.latest, second=into.latest), by=carl, answer="same")
    assert said(reader_client, f"/stories/{gone.pk}/")[0].startswith(f"“{gone}” was merged into this story by carl on ")
    twin = factories.make_story(headline="Twin", paragraphs=["The crews walked out."])
    capture = factories.make_capture(version=twin.latest)
    move_capture(capture, by=carl, to=into)
    assert said(reader_client, f"/stories/{twin.pk}/")[0].startswith("“Twin” was merged into this story by carl on ")


def test_a_split_that_was_undone_is_said(reader_client: Client, editor: User, carl: User) -> None:
    story = factories.make_story(versions=2)
    done = split_story(story, by=editor, versions=[story.latest])
    undo(Decision.objects.get(), by=carl)
    (told,) = said(reader_client, f"/stories/{done.made_story_id}/")
    assert "was undone by carl on" in told


def test_what_the_machine_joined_names_nobody(reader_client: Client, two: tuple[Story, Story]) -> None:
    gone, into = two
    Story.objects.filter(pk=gone.pk).update(merged_into=into)
    assert said(reader_client, f"/stories/{gone.pk}/") == [
        "“Ferry strike” is part of this story since captures were grouped."
    ]


def test_a_version_that_was_moved_away_says_nothing_of_a_story_that_stands(
    reader_client: Client, two: tuple[Story, Story]
) -> None:
    story, other = two
    assert said(reader_client, f"/stories/{story.pk}/versions/{other.latest_id}/") == []


def test_what_a_story_went_into_is_named_where_it_took_over_the_headline(
    reader_client: Client, carl: User, two: tuple[Story, Story]
) -> None:
    gone, into = two
    merge_stories(into, by=carl, others=[gone])
    Story.objects.filter(pk=into.pk).update(headline="Ferry strike")
    (told,) = said(reader_client, f"/stories/{gone.pk}/")
    assert told.endswith(": Merged “Ferry strike” into “Harbour closed”.")
