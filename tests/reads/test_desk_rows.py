"""What a row of the desk says: why a search found it, and the dates it is sorted by."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import Story
from articles.models.indexing import index_stories
from articles.reads.desk import ROWS, desk_page
from articles.reads.filters import Filters
from tests import factories
from tests.pages import soup

pytestmark = pytest.mark.django_db
BODY = (
    "The council met on Monday and heard nothing new about the harbour.",
    "A zeppelin was seen over the <b>pier</b> by the keeper of the lighthouse.",
)


def story_of(*paragraphs: str, headline: str = "Council meets", **columns: str) -> Story:
    story = factories.make_story(headline=headline, paragraphs=paragraphs or BODY, **columns)
    index_stories([story.pk])
    return story


def test_search_says_with_marked_words_why_a_story_was_found(reader_client: Client) -> None:
    story_of()
    (row,) = soup(reader_client.get("/", {"q": "zeppelin pier"})).select("[data-row]")
    assert [mark.get_text() for mark in row.select(".snippet mark")] == ["zeppelin", "pier"]
    assert "was seen over the" in row.select_one(".snippet").get_text()
    assert not row.select(".snippet b")
    assert not soup(reader_client.get("/")).select(".snippet")


def test_words_of_a_note_are_shown_as_such(reader_client: Client, editor: User) -> None:
    story = story_of()
    factories.make_note(version=story.versions.get(), author=editor, text="Ask the balloonist.")
    index_stories([story.pk])
    snippet = soup(reader_client.get("/", {"q": "balloonist"})).select_one(".snippet")
    assert snippet.get_text().startswith("in a note: ")
    assert snippet.mark.get_text() == "balloonist"


@pytest.mark.parametrize("words", ["", '"', "a OR", "***"])
def test_search_for_no_word_shows_no_snippet(reader: User, words: str) -> None:
    story_of()
    assert all(row.snippet is None for row in desk_page(Filters(words=words), reader).rows)


def test_snippets_of_a_page_take_a_flat_number_of_queries(
    reader: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    counts = []
    for stories in (1, ROWS - 1):
        for number in range(stories):
            story_of(f"A zeppelin was seen in the town of {number}.")
        with django_assert_num_queries(9):
            counts.append(sum(row.snippet is not None for row in desk_page(Filters(words="zeppelin"), reader).rows))
    assert counts == [1, ROWS]


def test_row_shows_the_date_of_the_version_whose_headline_it_shows(reader_client: Client) -> None:
    story = story_of(published="2025-03-04")
    factories.make_version(story=story, paragraphs=["Another text."], published="2025-03-07T11:30")
    meta = soup(reader_client.get("/")).select_one("[data-row] .meta")
    assert "7 Mar 2025, 11:30" in meta.get_text()
    assert "4 Mar 2025" not in meta.get_text()
    assert meta.select_one("[title='First published 4 Mar 2025']")


def test_row_says_when_it_changed_where_that_is_the_order(reader_client: Client) -> None:
    story_of(published="2025-03-04")
    assert soup(reader_client.get("/")).select_one(".changedat").get_text() == "came in just now"
    assert not soup(reader_client.get("/", {"sort": "published"})).select(".changedat")


def test_flags_of_a_row_lead_to_the_changes_they_count(reader_client: Client) -> None:
    story = factories.make_story(versions=2, quotes_reworded=2, numbers_changed=1, headline_changed=True, added=3)
    first, latest = (version.pk for version in story.versions.in_order())
    side = soup(reader_client.get("/")).select_one("[data-row] .side")
    assert {link["href"] for link in side.select("a.chip")} == {
        f"/compare/{first}/{latest}/?only={key}" for key in ("quote", "number", "headline", "added")
    }
    assert side.select_one("[data-compares]")["href"] == f"/compare/{first}/{latest}/"


def test_row_of_one_version_leads_to_no_comparison(reader_client: Client) -> None:
    factories.make_story(versions=1)
    assert not soup(reader_client.get("/")).select("[data-compares], .side a")


def test_what_changed_since_it_was_read_is_one_click_away(reader: User, reader_client: Client) -> None:
    story = factories.make_story(versions=2)
    seen = story.latest
    factories.make_read_mark(story=story, reader=reader, version=seen, versions_seen=2)
    latest = factories.make_version(story=story, paragraphs=["Another text."])
    (chip,) = soup(reader_client.get("/")).select("[data-row] .meta a.chip")
    assert seen
    assert chip["href"] == f"/compare/{seen.pk}/{latest.pk}/"
    assert chip.get_text().startswith("changed since you read it")


def test_version_merged_in_before_the_one_read_is_said_without_a_comparison(
    reader: User, reader_client: Client
) -> None:
    story = factories.make_story(versions=3)
    factories.make_read_mark(story=story, reader=reader, version=story.latest, versions_seen=2)
    (chip,) = soup(reader_client.get("/")).select("[data-row] .meta .chip")
    assert chip.name == "span"
