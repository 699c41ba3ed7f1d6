"""The bar after an undo: it offers to do again what was undone, where that is safe."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from articles.editing.topics import create_topic, tag_story, untag_story
from articles.models import Decision, Story, StoryTopic
from articles.web import decisions
from tests import factories
from tests.pages import HTMX, outcomes, soup, texts

pytestmark = pytest.mark.django_db


def offered(response: HttpResponse) -> dict[str, list[str]]:
    """Give what the bar's form of doing again sends; nothing where it offers that not."""
    fields: dict[str, list[str]] = {}
    for field in soup(response).select(".undobar form[action='/redo/'] input"):
        fields.setdefault(field["name"], []).append(field["value"])
    return fields


def undone(client: Client, *decisions: int) -> HttpResponse:
    return client.post("/undo/", {"decision": decisions, "next": "/"}, follow=True)


def test_what_was_undone_can_be_done_again_and_undone_again(editor_client: Client, editor: User) -> None:
    done = tag_story(factories.make_story(), by=editor, topic=factories.make_topic(label="Ports"))
    given = offered(undone(editor_client, done.decision_id))
    response = editor_client.post("/redo/", given, follow=True)
    assert texts(response, ".undobar.success span")[0].startswith("Tagged")
    assert StoryTopic.objects.get().state == "tagged"
    (undo,) = soup(response).select(".undobar form[action='/undo/'] [name=decision]")
    assert int(undo["value"]) == Decision.objects.newest_first()[0].pk != done.decision_id


def test_what_one_click_did_is_done_again_by_one(editor_client: Client) -> None:
    stories = [factories.make_story(headline=f"Story {number}").pk for number in range(3)]
    factories.make_topic(label="Ships")
    editor_client.post("/stories/tag/", {"story": stories, "topic": "Ships", "next": ""})
    given = offered(editor_client.post("/undo/", {"next": "/"}, follow=True))
    assert len(given["decision"]) == 3
    response = editor_client.post("/redo/", given, follow=True)
    assert StoryTopic.objects.filter(state="tagged").count() == 3
    editor_client.post("/undo/", {"next": "/"})
    assert not StoryTopic.objects.exists()
    said = texts(response, ".undobar.success span")[0]
    assert said.endswith("Tagged “Story 0” with Ships; Tagged “Story 1” with Ships; and 1 more")


def test_what_a_colleague_did_while_it_was_undone_was_not_seen(
    editor_client: Client, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    story, topic = factories.make_story(), factories.make_topic(label="Ports")
    done = tag_story(story, by=editor, topic=topic)
    colleague = factories.make_user(username="carl")
    taken_back = decisions.take_back

    def overtaken(*args: Any, **kwargs: Any) -> Any:
        came = taken_back(*args, **kwargs)
        tag_story(story, by=colleague, topic=topic)
        untag_story(story, by=colleague, topic=topic)
        return came

    monkeypatch.setattr(decisions, "take_back", overtaken)
    given = offered(undone(editor_client, done.decision_id))
    response = editor_client.post("/redo/", given, follow=True)
    assert texts(response, ".undobar.error span")
    assert not StoryTopic.objects.filter(state="tagged").exists()


def test_only_what_was_done_again_is_said(editor_client: Client) -> None:
    stories = [factories.make_story(headline=f"Story {number}") for number in range(3)]
    factories.make_topic(label="Ships")
    editor_client.post("/stories/tag/", {"story": [story.pk for story in stories], "topic": "Ships", "next": ""})
    given = offered(editor_client.post("/undo/", {"next": "/"}, follow=True))
    Story.objects.filter(pk=stories[2].pk).update(merged_into=stories[0])
    response = editor_client.post("/redo/", given, follow=True)
    assert texts(response, ".undobar.success span") == ["Tagged “Story 0” with Ships; Tagged “Story 1” with Ships"]
    assert "is part of another story now" in texts(response, ".undobar.error span")[0]


def test_it_is_not_offered_where_the_undo_forgot_what_it_takes(editor_client: Client, editor: User) -> None:
    response = undone(editor_client, create_topic("Harbours", by=editor).decision_id)
    assert texts(response, ".undobar.success span")
    assert not offered(response)


def test_it_is_refused_where_a_colleague_was_there_since(editor_client: Client, editor: User) -> None:
    story, topic = factories.make_story(), factories.make_topic(label="Ports")
    given = offered(undone(editor_client, tag_story(story, by=editor, topic=topic).decision_id))
    carl = factories.make_user(username="carl", group="editor")
    tag_story(story, by=carl, topic=topic)
    untag_story(story, by=carl, topic=topic)
    response = editor_client.post("/redo/", given, follow=True)
    assert "While you were looking, carl did this" in texts(response, ".undobar.error span")[0]
    assert soup(response).select_one(".undobar.error a")["href"] == f"/stories/{story.pk}/"
    assert not StoryTopic.objects.exists()


def test_a_second_click_does_nothing_more(editor_client: Client, editor: User) -> None:
    done = tag_story(factories.make_story(), by=editor, topic=factories.make_topic(label="Ports"))
    given = offered(undone(editor_client, done.decision_id))
    for _ in range(2):
        response = editor_client.post("/redo/", given, follow=True)
    assert "In another window you did this" in texts(response, ".undobar.error span")[-1]
    assert Decision.objects.count() == 2


@pytest.mark.parametrize(
    "given", [{}, {"decision": "1"}, {"decision": ["²", "9" * 19, "9" * 40]}, {"decision": "9999"}]
)
def test_what_was_not_undone_is_not_done_again(editor_client: Client, editor: User, given: dict[str, str]) -> None:
    factories.make_decision(made_by=editor)
    response = editor_client.post("/redo/", {**given, "next": "/"}, follow=True)
    assert texts(response, ".undobar.error span")[0].startswith("That cannot be done again")
    assert Decision.objects.count() == 1


def test_a_part_goes_on_where_one_was(editor_client: Client, editor: User) -> None:
    story = factories.make_story()
    done = tag_story(story, by=editor, topic=factories.make_topic(label="Ports"))
    given = {**offered(undone(editor_client, done.decision_id)), "next": [f"/stories/{story.pk}/"]}
    assert f'"path": "/stories/{story.pk}/"' in editor_client.post("/redo/", given, **HTMX)["HX-Location"]


def test_only_who_may_edit_does_again(clients: dict[str, Client]) -> None:
    assert outcomes("/redo/", clients) == {"anonymous": 302, "reader": 403, "editor": 302, "manager": 302}
    assert clients["editor"].get("/redo/").status_code == 405
