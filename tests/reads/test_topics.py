"""The topic tree, one topic's page, and what letters in a topic field may mean."""

from datetime import date

import pytest
from django.contrib.auth.models import User
from pytest_django import DjangoAssertNumQueries

from articles.reads.topic import WEEKS, standing_topic, topic_page
from articles.reads.topics import topic_choices, topic_named, topic_tree
from tests import factories

pytestmark = pytest.mark.django_db


def test_tree_puts_siblings_in_order_under_their_broader_topic(db: None) -> None:
    weather = factories.make_topic(label="weather")
    economy = factories.make_topic(label="Economy")
    factories.make_topic(label="Trade", broader=economy)
    factories.make_topic(label="Ports", broader=economy, synonyms=["harbours"])
    factories.make_topic(label="Merged", merged_into=weather)
    tree = topic_tree()
    assert [(branch.topic.label, branch.topic.depth) for branch in tree] == [
        ("Economy", 0),
        ("Ports", 1),
        ("Trade", 1),
        ("weather", 0),
    ]
    assert tree[1].synonyms == ("harbours",)


def test_a_story_with_two_narrower_topics_counts_once(editor: User) -> None:
    broad = factories.make_topic(label="Economy")
    story = factories.make_story()
    for label in ("Ports", "Trade"):
        factories.make_tag(story=story, topic=factories.make_topic(label=label, broader=broad), made_by=editor)
    assert [branch.under for branch in topic_tree()] == [1, 1, 1]


def test_tree_takes_as_many_queries_for_many_topics(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(20):
        factories.make_topic(label=str(number), synonyms=["a", "b"])
    with django_assert_max_num_queries(3):
        topic_tree()


def test_choices_find_labels_and_synonyms_best_first(db: None) -> None:
    economy = factories.make_topic(label="Economy")
    factories.make_topic(label="Airports", broader=economy)
    factories.make_topic(label="Ports", broader=economy)
    factories.make_topic(label="Shipping", synonyms=["port calls"])
    found = topic_choices("port")
    assert [(choice.topic.label, choice.synonym) for choice in found] == [
        ("Ports", ""),
        ("Shipping", "port calls"),
        ("Airports", ""),
    ]
    assert found[0].above == ("Economy",)
    assert topic_choices(" ") == ()


def test_a_topic_is_named_by_label_before_synonym_in_any_case(db: None) -> None:
    ports = factories.make_topic(label="Ports")
    shipping = factories.make_topic(label="Shipping", synonyms=["Ports", "Ferries"])
    assert topic_named("PORTS") == ports
    assert topic_named(" ferries ") == shipping
    assert topic_named("Ferr") is None
    assert topic_named("") is None


def test_a_merged_topic_leads_to_where_it_went(db: None) -> None:
    into = factories.make_topic(label="Ports")
    assert standing_topic(factories.make_topic(label="Harbours", merged_into=into).pk) == into


def test_topic_page_counts_weeks_up_to_the_last_with_a_story(editor: User) -> None:
    topic = factories.make_topic()
    for day in (date(2020, 9, 21), date(2020, 9, 23), date(2020, 9, 14)):
        story = factories.make_story(published_day=day, paragraphs=[str(day)])
        factories.make_tag(story=story, topic=topic, made_by=editor)
    weeks = topic_page(topic, editor).weeks
    assert len(weeks) == WEEKS
    assert [(week.monday, week.stories, week.height) for week in weeks[-2:]] == [
        (date(2020, 9, 14), 1, 50),
        (date(2020, 9, 21), 2, 100),
    ]


def test_topic_page_offers_stories_that_name_it(editor: User) -> None:
    topic = factories.make_topic(label="Piers", synonyms=["ferries"])
    tagged = factories.make_story(headline="Ferries tagged")
    naming = factories.make_story(headline="Ferries named", paragraphs=["A."])
    factories.make_tag(story=tagged, topic=topic, made_by=editor)
    page = topic_page(topic, editor)
    assert [(one.row.story, one.by) for one in page.rows] == [(tagged, "edda")]
    assert [(one.row.story, one.word) for one in page.suggested] == [(naming, "ferries")]


def test_topic_page_takes_as_many_queries_for_many_stories(
    editor: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    topic = factories.make_topic(label="Harbour")
    for number in range(12):
        story = factories.make_story(headline=f"Harbour {number}", source=factories.make_source())
        if number % 2:
            factories.make_tag(story=story, topic=topic, made_by=editor)
    topic_page(topic, editor)
    with django_assert_max_num_queries(20):
        page = topic_page(topic, editor)
        assert [one.row.story.source for one in page.rows]
