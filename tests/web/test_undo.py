"""Undo from any screen: where it leads, and the last act without a toast."""

import json

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.editing.captures import remove_line
from articles.editing.topics import rename_topic, tag_story
from articles.models import Capture, Decision, StoryTopic, Version
from articles.text.article import Part, Role
from articles.text.group import fingerprint
from tests import factories
from tests.pages import HTMX, outcomes, soup, texts

pytestmark = pytest.mark.django_db
BODY = ("The harbour stays closed, the port master said.", "A ferry lies at the pier, and another one off it.")
PARTS = tuple(Part(f"{paragraph}\n", Role.BODY) for paragraph in BODY)


@pytest.fixture
def capture(db: None) -> Capture:
    """A capture of a version that another capture has too."""
    version = factories.make_story(paragraphs=BODY).latest
    assert version
    version.body.fingerprint = fingerprint(BODY, headline=version.headline, published=None).to_bytes()
    version.body.save()
    factories.make_capture(version=version, parts=PARTS, member="002.txt")
    return factories.make_capture(version=version, parts=PARTS)


def made_version(capture: Capture, editor: User) -> tuple[int, str]:
    """Remove a line of one capture; return the decision, and the address of the version this made."""
    done = remove_line(capture, by=editor, part=1)
    version = Version.objects.get(captures=capture)
    return done.decision_id, f"/stories/{version.story_id}/versions/{version.pk}/"


def test_an_undo_that_takes_its_version_away_leads_to_the_story(
    editor_client: Client, editor: User, capture: Capture
) -> None:
    decision, address = made_version(capture, editor)
    response = editor_client.post("/undo/", {"decision": decision, "next": f"{address}?removed=1"}, follow=True)
    assert response.redirect_chain[-1][0] == f"/stories/{Version.objects.get().story_id}/"
    assert response.status_code == 200
    assert texts(response, "#undo span")[0].startswith("Undone: ")


def test_with_scripts_the_story_is_loaded_and_its_address_shown(
    editor_client: Client, editor: User, capture: Capture
) -> None:
    decision, address = made_version(capture, editor)
    response = editor_client.post("/undo/", {"decision": decision, "next": address}, **HTMX)
    there = json.loads(response["HX-Location"])
    assert there["path"] == there["push"] == f"/stories/{Version.objects.get().story_id}/"


@pytest.mark.parametrize(
    "where", ["/stories/999/", "/shared/998/999/", "/topics/999/", "/nowhere/", "//elsewhere.example/", ""]
)
def test_an_address_that_is_not_there_leads_to_what_is(editor_client: Client, editor: User, where: str) -> None:
    story = factories.make_story()
    done = tag_story(story, by=editor, topic=factories.make_topic())
    response = editor_client.post("/undo/", {"decision": done.decision_id, "next": where})
    assert response["Location"] == f"/stories/{story.pk}/"


def test_without_an_act_named_the_last_one_is_undone_and_said(editor_client: Client, editor: User) -> None:
    story = factories.make_story()
    for label in ("Ships", "Ports"):
        tag_story(story, by=editor, topic=factories.make_topic(label=label))
    said = [
        texts(editor_client.post("/undo/", {"next": "/"}, follow=True), "#undo span")[0] for _ in ("last", "first", "")
    ]
    assert [one.split(" with ")[-1] for one in said[:2]] == ["Ports", "Ships"]
    assert said[2].startswith("Nothing to undo")
    assert not StoryTopic.objects.exists()


def test_what_was_tagged_at_once_is_taken_back_at_once(editor_client: Client) -> None:
    stories = [factories.make_story(headline=f"Story {n}").pk for n in range(3)]
    factories.make_topic(label="Ships")
    editor_client.post("/stories/tag/", {"story": stories, "topic": "Ships", "next": ""})
    editor_client.post("/undo/", **HTMX, HTTP_HX_CURRENT_URL="http://testserver/topics/")
    assert not StoryTopic.objects.exists()


def test_the_last_act_is_offered_to_those_who_act(clients: dict[str, Client]) -> None:
    assert soup(clients["editor"].get("/")).select(".menu form[action='/undo/']")
    assert soup(clients["editor"].get("/")).select("#main ~ form [data-key=z]")
    assert not soup(clients["reader"].get("/")).select("form[action='/undo/']")
    assert outcomes("/undo/", clients) == {"anonymous": 302, "reader": 403, "editor": 302, "manager": 302}


def test_a_split_of_a_version_that_was_split_off_says_by_whom(editor_client: Client, manager_client: Client) -> None:
    story = factories.make_story(versions=3)
    last = story.versions.in_order().last()
    assert last
    given = {"split": last.pk, "seen": 0}
    manager_client.post(f"/stories/{story.pk}/split/", given)
    response = editor_client.post(f"/stories/{story.pk}/split/", given, follow=True)
    assert "mona did this" in texts(response, ".undobar.error span")[0]
    assert Decision.objects.count() == 1


def test_a_paragraph_removed_on_the_screen_goes_from_the_text_and_not_into_a_version(
    editor_client: Client, capture: Capture
) -> None:
    response = editor_client.post(f"/captures/{capture.pk}/lines/1/remove/", **HTMX)
    assert texts(response, "#body > p") == [BODY[0]]
    version = Version.objects.get()
    assert version.captures.count() == 2
    editor_client.post("/undo/", {"next": "/"})
    assert Version.objects.select_related("body").get().body.paragraphs == list(BODY)


def test_a_dismissed_rejection_is_taken_up_again_by_undo_or_in_its_place(manager_client: Client) -> None:
    rejection = factories.make_rejection()
    address = f"/ingest/rejections/{rejection.pk}"
    said = texts(manager_client.post(f"{address}/dismiss/", follow=True), ".undobar span")
    assert said[0].startswith("Dismissed the rejected record bay.zip: ")
    assert texts(manager_client.post(f"{address}/dismiss/", follow=True), ".undobar.error span")
    manager_client.post("/undo/", {"next": "/ingest/"})
    rejection.refresh_from_db()
    assert rejection.state == "open"
    manager_client.post(f"{address}/dismiss/")
    page = soup(manager_client.get("/ingest/?all=1"))
    manager_client.post(page.select_one(f"#rejection-{rejection.pk} form")["action"])
    rejection.refresh_from_db()
    assert rejection.state == "open"
    manager_client.post("/undo/", {"next": "/ingest/"})
    rejection.refresh_from_db()
    assert rejection.state == "dismissed"


def test_an_undo_that_is_refused_is_said_and_then_passed_over(editor_client: Client, editor: User) -> None:
    topics = [factories.make_topic(label=label) for label in ("Ships", "Ports", "Piers")]
    for topic in topics[:2]:
        tag_story(factories.make_story(), by=editor, topic=topic)
    colleague = factories.make_user(username="carl", group="editor")
    blocked = rename_topic(topics[2], by=editor, label="Jetties")
    rename_topic(topics[2], by=colleague, label="Moles")
    said = texts(editor_client.post("/undo/", {"next": "/review/"}, follow=True), "#undo span")
    assert "carl did this on" in said[0]
    assert said[0].count("Undo now takes back what you did before it: Tagged") == 1
    said = [texts(editor_client.post("/undo/", {"next": "/review/"}, follow=True), "#undo span")[0] for _ in range(3)]
    assert [one.split(" with ")[-1] for one in said[:2]] == ["Ports", "Ships"]
    assert said[2].startswith("Nothing else to undo: ")
    assert Decision.objects.get(pk=blocked.decision_id).undone_at is None


def test_a_refused_undo_names_the_acts_of_one_click_that_come_next(editor_client: Client, editor: User) -> None:
    stories = [factories.make_story(headline=f"Story {number}").pk for number in range(3)]
    topic = factories.make_topic(label="Ships")
    editor_client.post("/stories/tag/", {"story": stories, "topic": "Ships", "next": ""})
    blocked = rename_topic(topic, by=editor, label="Vessels")
    rename_topic(topic, by=factories.make_user(username="carl", group="editor"), label="Boats")
    said = texts(
        editor_client.post("/undo/", {"decision": blocked.decision_id, "next": "/"}, follow=True), ".error span"
    )
    assert said[0].endswith("before it: Tagged “Story 0” with Ships; Tagged “Story 1” with Ships; and 1 more")
    said = texts(editor_client.post("/undo/", {"next": "/"}, follow=True), "#undo span")
    assert said[0] == "Undone: Tagged “Story 2” with Ships; Tagged “Story 1” with Ships; and 1 more"


def test_an_undo_refused_from_its_own_button_is_passed_over_by_key(editor_client: Client, editor: User) -> None:
    story, topic = factories.make_story(), factories.make_topic(label="Ships")
    tag_story(story, by=editor, topic=topic)
    blocked = rename_topic(topic, by=editor, label="Vessels")
    rename_topic(topic, by=factories.make_user(username="carl", group="editor"), label="Boats")
    editor_client.post("/undo/", {"decision": blocked.decision_id, "next": "/"}, follow=True)
    assert StoryTopic.objects.exists()
    editor_client.post("/undo/", **HTMX, HTTP_HX_CURRENT_URL="http://testserver/review/")
    assert not StoryTopic.objects.exists()


def test_an_undo_of_another_s_act_that_is_refused_says_nothing_of_one_s_own(
    editor_client: Client, editor: User
) -> None:
    topic, carl = factories.make_topic(label="Ships"), factories.make_user(username="carl", group="editor")
    blocked = rename_topic(topic, by=carl, label="Vessels")
    rename_topic(topic, by=carl, label="Boats")
    tag_story(factories.make_story(), by=editor, topic=topic)
    said = texts(
        editor_client.post("/undo/", {"decision": blocked.decision_id, "next": "/"}, follow=True), "#undo span"
    )
    assert said[0].endswith("Undo that first.")


def test_what_was_undone_before_one_of_several_was_refused_is_said(editor_client: Client, editor: User) -> None:
    story, topic = factories.make_story(), factories.make_topic(label="Ships")
    blocked = rename_topic(topic, by=editor, label="Vessels")
    rename_topic(topic, by=factories.make_user(username="carl", group="editor"), label="Boats")
    done = tag_story(story, by=editor, topic=topic)
    response = editor_client.post(
        "/undo/", {"decision": [blocked.decision_id, done.decision_id], "next": "/"}, follow=True
    )
    first, second = texts(response, "#undo span")
    assert first.startswith("Undone: Tagged")
    assert "Something later builds on it" in second


def test_a_refused_undo_is_tried_again_first_when_what_hindered_it_is_gone(
    manager_client: Client, editor_client: Client, manager: User
) -> None:
    story, other = factories.make_story(versions=2), factories.make_story(headline="Other", paragraphs=["Else."])
    older = tag_story(factories.make_story(headline="Third"), by=manager, topic=factories.make_topic(label="Ships"))
    manager_client.post(f"/stories/{story.pk}/merge/{other.pk}/", {"seen": older.decision_id}, follow=True)
    editor_client.post(f"/stories/{story.pk}/split/", {"split": other.latest_id})
    said = texts(manager_client.post("/undo/", {"next": "/"}, follow=True), "#undo span")
    assert "Something later builds on it" in said[0]
    editor_client.post("/undo/", {"next": "/"})
    said = [texts(manager_client.post("/undo/", {"next": "/"}, follow=True), "#undo span")[0] for _ in range(3)]
    assert said[0].startswith("Undone: Merged “Other”")
    assert said[1].startswith("Undone: Tagged")
    assert said[2].startswith("Nothing to undo: ")


def test_a_refused_undo_is_passed_over_as_long_as_it_is_hindered(
    manager_client: Client, editor_client: Client, manager: User
) -> None:
    story, topics = factories.make_story(), [factories.make_topic(label=label) for label in ("Ships", "Ports")]
    for topic in topics:
        tag_story(story, by=manager, topic=topic)
    rename_topic(topics[0], by=manager, label="Vessels")
    colleague = factories.make_user(username="carl", group="editor")
    rename_topic(topics[0], by=colleague, label="Boats")
    manager_client.post("/undo/", {"next": "/"}, follow=True)
    said = [texts(manager_client.post("/undo/", {"next": "/"}, follow=True), "#undo span")[0] for _ in range(3)]
    assert [one.split(" with ")[-1] for one in said[:2]] == ["Ports", "Ships"]
    assert said[2].startswith("Nothing else to undo: ")


@pytest.mark.parametrize("htmx", [{}, HTMX])
def test_a_split_leads_to_the_story_that_it_made(editor_client: Client, htmx: dict[str, str]) -> None:
    story = factories.make_story(versions=3)
    last = story.versions.in_order().last()
    assert last
    editor_client.post(f"/stories/{story.pk}/split/", {"split": last.pk, "seen": 0}, **htmx)
    link = soup(editor_client.get(f"/stories/{story.pk}/")).select_one("#undo span a")
    last.refresh_from_db()
    assert (link["href"], link.get_text()) == (f"/stories/{last.story_id}/", "Open the new story")
    assert last.story_id != story.pk
