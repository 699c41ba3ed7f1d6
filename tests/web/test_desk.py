"""The desk as a page: rows, filters, empty states, parts for htmx, tagging many at once."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Decision, StoryTopic
from tests import factories
from tests.pages import HTMX, outcomes, soup, texts

pytestmark = pytest.mark.django_db


def test_a_row_shows_what_the_story_holds(reader_client: Client, editor: User) -> None:
    story = factories.make_story(
        headline="Harbour closed",
        standfirst="Until Friday.",
        byline="Ada Brandt",
        source=factories.make_source(),
        published="2020-09-23T00:32",
        versions=2,
        kept=3,
        edited=6,
        quotes_reworded=2,
        added=9,
        removed=1,
        doubts=["published"],
    )
    factories.make_tag(story=story, topic=factories.make_topic(label="Ports"), made_by=editor)
    page = soup(reader_client.get("/"))
    assert [link.get_text() for link in page.select(".row h2 a")] == ["Harbour closed"]
    (meta,) = texts(reader_client.get("/"), ".row .meta")
    assert meta == "The Bay Courier 23 Sep 2020, 00:32 ? Ada Brandt Ports"
    chips = [chip.get_text(strip=True) for chip in page.select(".row .side .chip")]
    assert chips == ["2 quotes reworded", "+9", "−1"]
    assert page.select_one(".row svg.bar")["aria-label"] == "kept 3, edited 6, added 9, removed 1"


def test_article_text_is_shown_as_text(reader_client: Client) -> None:
    factories.make_story(headline="<script>alert(1)</script>", standfirst="<b>bold</b>")
    page = soup(reader_client.get("/"))
    assert page.select_one(".row h2 a").get_text() == "<script>alert(1)</script>"
    assert not page.select(".row script, .row b:not(.meta b):not(.side b)")


def test_htmx_gets_the_part_and_others_the_page(reader_client: Client) -> None:
    part = reader_client.get("/", **HTMX)
    assert soup(part).select_one("#desk")
    assert not soup(part).select("title")
    assert "HX-Request" in part["Vary"]
    assert soup(reader_client.get("/")).select("title")
    assert soup(reader_client.get("/", HTTP_HX_HISTORY_RESTORE_REQUEST="true", **HTMX)).select("title")


def test_nothing_ingested_shows_the_way_in_to_who_may(reader_client: Client, manager_client: Client) -> None:
    assert texts(manager_client.get("/"), ".empty a") == ["Ingest a dump"]
    assert texts(reader_client.get("/"), ".empty a") == []
    assert texts(reader_client.get("/"), ".empty h2") == ["No stories yet"]


def test_no_hits_lead_back_to_all_stories(reader_client: Client) -> None:
    factories.make_story()
    response = reader_client.get("/?q=zeppelin")
    assert texts(response, ".empty h2") == ["No story matches"]
    assert soup(response).select_one(".empty a")["href"] == "/"


def test_the_count_says_what_is_listed(reader_client: Client) -> None:
    factories.make_story(headline="Harbour closed")
    (count,) = texts(reader_client.get("/?q=harbour"), "#desk-count")
    assert count.startswith("1 story with “ harbour ”")


def test_readers_get_no_boxes_to_select(reader_client: Client, editor_client: Client) -> None:
    factories.make_story()
    assert not soup(reader_client.get("/")).select(".pick, #tagging")
    assert soup(editor_client.get("/")).select(".pick, #tagging")


def test_tagging_many_is_one_act_with_one_undo(editor_client: Client) -> None:
    topic = factories.make_topic(label="Ports", synonyms=["harbours"])
    stories = [factories.make_story(paragraphs=[str(number)]) for number in range(3)]
    response = editor_client.post(
        "/stories/tag/", {"story": [stories[0].pk, stories[2].pk], "topic": "HARBOURS", "next": "?q=closed"}
    )
    assert response["Location"] == "/?q=closed"
    assert set(StoryTopic.objects.values_list("story_id", "topic_id")) == {
        (stories[0].pk, topic.pk),
        (stories[2].pk, topic.pk),
    }
    page = soup(editor_client.get("/"))
    assert page.select_one(".undobar span").get_text() == "Tagged 2 stories with Ports"
    decisions = [field["value"] for field in page.select(".undobar [name=decision]")]
    editor_client.post("/undo/", {"decision": decisions, "next": "/?q=closed"})
    assert not StoryTopic.objects.exists()


def test_tagging_many_leaves_out_those_that_have_the_topic(editor_client: Client, editor: User) -> None:
    topic = factories.make_topic(label="Ports")
    story = factories.make_story()
    factories.make_tag(story=story, topic=topic, made_by=editor)
    editor_client.post("/stories/tag/", {"story": [story.pk], "topic": "Ports"})
    assert not Decision.objects.exists()
    assert "already" in texts(editor_client.get("/"), ".undobar span")[0]


def test_an_unknown_topic_comes_back_with_the_form(editor_client: Client) -> None:
    story = factories.make_story()
    response = editor_client.post("/stories/tag/", {"story": [story.pk], "topic": "Zeppelins"}, **HTMX)
    assert response.status_code == 422
    assert texts(response, "#tagging .wrong") == ["There is no topic “Zeppelins”."]


def test_an_unknown_topic_keeps_what_was_selected_and_can_be_made(editor_client: Client) -> None:
    stories = [factories.make_story(headline=f"Story {n}") for n in range(3)]
    given = {"story": [stories[0].pk, stories[2].pk], "topic": "Zeppelins", "next": ""}
    page = soup(editor_client.post("/stories/tag/", given, **HTMX))
    assert {box["value"] for box in page.select(".pick input[checked]")} == {str(stories[0].pk), str(stories[2].pk)}
    assert page.select_one("#tag-topic")["value"] == "Zeppelins"
    assert page.select_one("#tagging button[name=make]").get_text() == "Make the new topic “Zeppelins”"
    response = editor_client.post("/stories/tag/", given | {"make": "1"}, **HTMX)
    assert texts(response, ".undobar span") == ["Made the topic Zeppelins and tagged 2 stories with it"]
    assert set(StoryTopic.objects.values_list("story", flat=True)) == {stories[0].pk, stories[2].pk}
    editor_client.post("/undo/", {"next": "/"})
    assert not StoryTopic.objects.exists()


def test_tagging_without_a_selection_says_so(editor_client: Client) -> None:
    factories.make_story()
    factories.make_topic(label="Ports")
    response = editor_client.post("/stories/tag/", {"topic": "Ports"}, **HTMX)
    assert texts(response, ".undobar.error span") == ["Select stories first, then tag them."]


def test_only_editors_tag_many(clients: dict[str, Client]) -> None:
    factories.make_topic(label="Ports")
    story = factories.make_story()
    found = outcomes("/stories/tag/", clients, story=story.pk, topic="Ports")
    assert found == {"anonymous": 302, "reader": 403, "editor": 302, "manager": 302}
    assert StoryTopic.objects.get().made_by.username == "edda"
