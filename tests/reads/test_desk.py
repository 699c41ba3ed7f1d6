"""The desk's pages: what matches, in which order, in how many queries."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from articles.models import Story, StoryTopic
from articles.reads.desk import ROWS, desk_page, matching
from articles.reads.facets import facets
from articles.reads.filters import Filters, Month
from tests import factories

pytestmark = pytest.mark.django_db
QUERIES_OF_A_PAGE = 9  # rows, count, tags, decided, labels, synonyms, topics suggested, read marks, latest dates
QUERIES_OF_FACETS = 19  # ten shows, three for topics, sources, week, months, and the sets they are counted over


def headlines(reader: User, **filters: Any) -> list[str]:
    return [row.story.headline for row in desk_page(Filters(**filters), reader).rows]


def all_pages(reader: User, sort: str) -> list[int]:
    filters: Filters | None = Filters(sort=sort)
    seen: list[int] = []
    while filters:
        page = desk_page(filters, reader)
        seen += [row.story.pk for row in page.rows]
        filters = page.next_page
    return seen


@pytest.mark.parametrize("sort", ["changed", "published"])
def test_pages_show_every_story_once_in_order(reader: User, sort: str) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    for number in range(2 * ROWS + 3):
        day = None if number % 4 == 0 else date(2026, 1, 1 + number % 3)
        factories.make_story(headline=str(number), changed_at=start + timedelta(minutes=number % 5), published_day=day)
    seen = all_pages(reader, sort)
    order = ["-changed_at", "-id"]
    expected = list(Story.objects.order_by(*order).values_list("pk", flat=True))
    if sort == "published":
        dated = Story.objects.filter(published_day__isnull=False).order_by("-published_day", "-id")
        undated = Story.objects.filter(published_day__isnull=True).order_by("-id")
        expected = [story.pk for story in [*dated, *undated]]
    assert seen == expected


def test_a_key_that_is_none_shows_the_first_page(reader: User) -> None:
    factories.make_story(headline="One")
    assert headlines(reader, after="no key") == ["One"]
    assert headlines(reader, after="yesterday~3") == ["One"]
    assert headlines(reader, after="none~3") == ["One"]
    assert headlines(reader, after="0001-01-01T00:00:00+14:00~3") == ["One"]
    assert headlines(reader, after="9999-12-31T23:59:59-14:00~3", sort="published") == ["One"]


def test_topic_brings_stories_of_narrower_topics(reader: User, editor: User) -> None:
    broad = factories.make_topic(label="Economy")
    narrow = factories.make_topic(label="Ports", broader=broad)
    story = factories.make_story(headline="Tagged")
    factories.make_story(headline="Not tagged", paragraphs=["Other."])
    factories.make_tag(story=story, topic=narrow, made_by=editor)
    assert headlines(reader, topic=broad.pk) == ["Tagged"]


def test_a_rejected_topic_is_no_tag(reader: User, editor: User) -> None:
    topic = factories.make_topic()
    story = factories.make_story(headline="Rejected")
    factories.make_tag(story=story, topic=topic, made_by=editor, state=StoryTopic.State.REJECTED)
    assert headlines(reader, topic=topic.pk) == []
    assert headlines(reader, shows=("untagged",)) == ["Rejected"]


def test_an_unknown_topic_matches_nothing(reader: User) -> None:
    factories.make_story()
    assert headlines(reader, topic=999) == []


def test_words_are_looked_for_in_headline_and_body(reader: User) -> None:
    factories.make_story(headline="Harbour closed")
    factories.make_story(headline="Council meets", paragraphs=["About the budget."])
    assert headlines(reader, words="budget") == ["Council meets"]
    assert headlines(reader, words='"AND (') == []


def test_shows_narrow_the_list(reader: User, editor: User) -> None:
    plain = factories.make_story(headline="Plain")
    factories.make_story(headline="Twice", versions=2, paragraphs=["A."])
    factories.make_story(headline="Reworded", quotes_reworded=1, paragraphs=["B."])
    factories.make_note(version=plain.latest, author=reader)
    factories.make_note(version=factories.make_story(headline="Theirs", paragraphs=["C."]).latest, author=editor)
    assert headlines(reader, shows=("versions",)) == ["Twice"]
    assert headlines(reader, shows=("quotes",)) == ["Reworded"]
    assert headlines(reader, shows=("notes",)) == ["Plain"]


@pytest.mark.parametrize(
    ("show", "column"),
    [
        ("quotes", "quotes_reworded"),
        ("numbers", "numbers_changed"),
        ("names", "names_changed"),
        ("headline", "headline_changed"),
        ("attribution", "attributions_changed"),
    ],
)
def test_each_kind_of_change_has_a_filter_served_by_an_index_of_its_own(reader: User, show: str, column: str) -> None:
    factories.make_story(headline="Plain")
    factories.make_story(headline="Flagged", paragraphs=["A."], **{column: True})
    assert headlines(reader, shows=(show,)) == ["Flagged"]
    plan = matching(Filters(shows=(show,)), reader).order_by("-changed_at", "-id").explain()
    if connection.vendor == "sqlite":
        assert f"story_{column}" in plan


def test_kinds_of_change_combine(reader: User) -> None:
    factories.make_story(headline="Number", numbers_changed=1)
    factories.make_story(headline="Both", numbers_changed=1, names_changed=2, paragraphs=["A."])
    both = Filters(shows=("numbers", "names"))
    assert [row.story.headline for row in desk_page(both, reader).rows] == ["Both"]
    shown = {choice.label: choice for choice in facets(both, reader, topic=None).shows}
    assert (shown["Number changed"].chosen, shown["Number changed"].filters.shows) == (True, ("names",))
    assert (shown["All stories"].count, shown["Name changed"].count, shown["Headline changed"].count) == (2, 1, 0)


def test_changed_since_read_compares_the_times(reader: User) -> None:
    now = timezone.now()
    changed = factories.make_story(headline="Changed", changed_at=now)
    same = factories.make_story(headline="Same", changed_at=now - timedelta(days=2), paragraphs=["A."])
    factories.make_story(headline="Never read", paragraphs=["B."])
    for story in (changed, same):
        factories.make_read_mark(reader=reader, story=story, read_at=now - timedelta(days=1))
    page = desk_page(Filters(shows=("changed",)), reader)
    assert [(row.story.headline, row.unread) for row in page.rows] == [("Changed", True)]


def test_a_version_older_than_my_reading_is_a_change_where_i_did_not_see_it(reader: User) -> None:
    now = timezone.now()
    merged_in = factories.make_story(headline="One more", versions=2, changed_at=now - timedelta(days=2))
    seen = factories.make_story(headline="Seen", versions=2, changed_at=now - timedelta(days=2), paragraphs=["A."])
    factories.make_read_mark(reader=reader, story=merged_in, read_at=now, versions_seen=1)
    factories.make_read_mark(reader=reader, story=seen, read_at=now, versions_seen=2)
    page = desk_page(Filters(shows=("changed",)), reader)
    assert [(row.story.headline, row.unread) for row in page.rows] == [("One more", True)]


def test_merged_stories_are_not_listed(reader: User) -> None:
    into = factories.make_story(headline="Whole")
    factories.make_story(headline="Merged", merged_into=into, paragraphs=["A."])
    assert headlines(reader) == ["Whole"]


def test_month_and_source_narrow(reader: User) -> None:
    source = factories.make_source()
    factories.make_story(headline="Ours", source=source, year=2020, month=9)
    factories.make_story(headline="Theirs", year=2020, month=10, paragraphs=["A."])
    assert headlines(reader, month=Month(2020, 9)) == ["Ours"]
    assert headlines(reader, month=Month(2020, 10)) == ["Theirs"]
    assert headlines(reader, source=source.pk) == ["Ours"]


def test_a_page_takes_as_many_queries_for_one_story_as_for_many(
    reader: User, editor: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    topic = factories.make_topic(label="Harbours")
    for number in range(ROWS):
        story = factories.make_story(headline=f"Harbour {number}", source=factories.make_source(), versions=2)
        if number:
            factories.make_tag(story=story, topic=factories.make_topic(label=f"T{number}"), made_by=editor)
    desk_page(Filters(), reader)
    with django_assert_max_num_queries(QUERIES_OF_A_PAGE):
        page = desk_page(Filters(), reader)
        assert [row.topics for row in page.rows]
        assert [row.story.source.name for row in page.rows if row.story.source]
    assert any(topic == one.topic for row in page.rows for one in row.suggested)


def test_facets_take_a_flat_number_of_queries(
    reader: User, editor: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    broad = factories.make_topic(label="Economy")
    for number in range(15):
        source = factories.make_source(name=f"Paper {number}", story_count=1)
        story = factories.make_story(headline=str(number), source=source, year=2020, month=1 + number % 12)
        factories.make_tag(story=story, topic=factories.make_topic(label=f"T{number}", broader=broad), made_by=editor)
    with django_assert_max_num_queries(QUERIES_OF_FACETS):
        facets(Filters(topic=broad.pk), reader, topic=broad)


def test_facets_count_what_a_click_leads_to(reader: User, editor: User) -> None:
    broad = factories.make_topic(label="Economy")
    narrow = factories.make_topic(label="Ports", broader=broad)
    source = factories.make_source(story_count=2)
    both = factories.make_story(headline="Both", source=source, year=2020, month=9)
    factories.make_story(headline="Other", source=source, year=2020, month=10, paragraphs=["A."])
    for topic in (broad, narrow):
        factories.make_tag(story=both, topic=topic, made_by=editor)
    for asked in (
        Filters(),
        Filters(month=Month(2020, 9)),
        Filters(topic=narrow.pk),
        Filters(source=source.pk),
        Filters(shows=("untagged",)),
    ):
        topic = narrow if asked.topic else None
        shown = facets(asked, reader, topic=topic)
        for choice in (*shown.shows, *shown.topics, *shown.sources, *shown.dates):
            if not choice.chosen:
                assert (choice.label, choice.count) == (choice.label, desk_page(choice.filters, reader).count)


def test_facets_give_no_figures_where_a_narrowed_list_is_very_long(
    reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = factories.make_source(story_count=3)
    for number in range(3):
        factories.make_story(headline=f"Harbour {number}", source=source, year=2020, month=9)
    monkeypatch.setattr("articles.reads.facets.MOST_COUNTED", 2)
    narrowed = facets(Filters(words="harbour"), reader, topic=None)
    assert {choice.count for choice in (*narrowed.shows, *narrowed.sources, *narrowed.dates)} == {None}
    assert [choice.label for choice in narrowed.sources] == ["The Bay Courier"]
    assert facets(Filters(), reader, topic=None).shows[0].count == 3
