"""Stories merged, split and put in order from the desk and from the story screen."""

import pytest
from django.test import Client

from articles.models import Decision, Story, Version
from tests import factories
from tests.pages import HTMX, outcomes, soup, texts

pytestmark = pytest.mark.django_db


def test_selected_stories_merge_into_the_one_with_most_versions(editor_client: Client) -> None:
    small = factories.make_story(headline="Small", paragraphs=["Other text."])
    large = factories.make_story(headline="Large", versions=2)
    response = editor_client.post("/stories/merge/", {"story": [small.pk, large.pk]}, **HTMX)
    assert response.status_code == 200
    assert texts(response, ".row h2") == ["Large"]
    small.refresh_from_db()
    assert small.merged_into == large
    editor_client.post("/undo/", {"decision": Decision.objects.get().pk})
    small.refresh_from_db()
    assert small.merged_into is None


def test_one_story_is_not_merged(editor_client: Client) -> None:
    story = factories.make_story()
    response = editor_client.post("/stories/merge/", {"story": [story.pk]}, **HTMX)
    assert response.status_code == 409
    assert not Decision.objects.exists()


def test_a_related_story_is_merged_from_its_place(editor_client: Client) -> None:
    story, other = factories.make_story(), factories.make_story(headline="Other", paragraphs=["Other text."])
    factories.make_link(first=story, second=other)
    assert soup(editor_client.get(f"/stories/{story.pk}/")).select_one(".relatedact")
    response = editor_client.post(f"/stories/{story.pk}/merge/{other.pk}/", **HTMX)
    assert len(soup(response).select(".versions li")) == 2


def test_versions_are_split_off(editor_client: Client) -> None:
    story = factories.make_story(versions=3)
    last = story.latest_id
    response = editor_client.post(f"/stories/{story.pk}/split/", {"split": [last]})
    assert response["Location"] == f"/stories/{story.pk}/"
    assert Version.objects.get(pk=last).story_id != story.pk
    assert Story.objects.standing().count() == 2


def test_versions_are_put_in_order(editor_client: Client) -> None:
    story = factories.make_story(versions=3)
    first, second, third = (version.pk for version in story.versions.in_order())
    given = {f"place-{first}": "3", f"place-{second}": "1", f"place-{third}": "2"}
    response = editor_client.post(f"/stories/{story.pk}/order/", given, **HTMX)
    assert response["HX-Redirect"] == f"/stories/{story.pk}/"
    assert [version.pk for version in story.versions.in_order()] == [second, third, first]
    assert "order set by an editor" in texts(editor_client.get(f"/stories/{story.pk}/"), ".versions li")[0]


@pytest.mark.parametrize("path", ["merge/", "{0}/merge/{1}/", "{0}/split/", "{0}/order/"])
def test_only_editors_group(clients: dict[str, Client], path: str) -> None:
    story = factories.make_story(versions=2)
    other = factories.make_story(paragraphs=["Other text."])
    given = {"story": [story.pk, other.pk], "split": [story.latest_id], f"place-{story.latest_id}": "1"}
    people = {name: clients[name] for name in ("anonymous", "reader")}
    assert outcomes(f"/stories/{path.format(story.pk, other.pk)}", people, **given) == {"anonymous": 302, "reader": 403}
    assert not Decision.objects.exists()
    assert clients["editor"].post(f"/stories/{path.format(story.pk, other.pk)}", given).status_code == 302
    assert Decision.objects.count() == 1


def test_a_story_named_by_its_address_is_merged_in(editor_client: Client) -> None:
    story, other = factories.make_story(), factories.make_story(headline="Other", paragraphs=["Other text."])
    given = {"other": f"http://testserver/stories/{other.pk}/versions/{other.latest_id}/?removed=0"}
    response = editor_client.post(f"/stories/{story.pk}/merge/", given)
    assert response["Location"] == f"/stories/{story.pk}/"
    other.refresh_from_db()
    assert other.merged_into == story


@pytest.mark.parametrize(
    "given", ["", "nothing", "999999", "/topics/1/", "1" * 40, "-1", "٣", "{1}", "/stories/1/" * 200_000 + " x"]
)
def test_a_story_that_is_not_there_is_not_merged(editor_client: Client, given: str) -> None:
    story = factories.make_story()
    response = editor_client.post(f"/stories/{story.pk}/merge/", {"other": given}, follow=True)
    assert "There is no story" in texts(response, ".undobar")[0]
    assert not Decision.objects.exists()


def test_a_story_that_went_into_this_one_is_said_to_be_this_story(editor_client: Client) -> None:
    story = factories.make_story()
    gone = factories.make_story(headline="Other", paragraphs=["Other text."])
    editor_client.post(f"/stories/{story.pk}/merge/", {"other": str(gone.pk)}, follow=True)
    response = editor_client.post(f"/stories/{story.pk}/merge/", {"other": str(gone.pk)}, follow=True)
    assert "That is one story already" in texts(response, ".undobar")[0]


def test_versions_are_moved_to_a_story_named_and_back_with_one_undo(editor_client: Client) -> None:
    story, to = factories.make_story(versions=3), factories.make_story(headline="Other", paragraphs=["Other text."])
    moved = [version.pk for version in story.versions.in_order()][1:]
    response = editor_client.post(f"/stories/{story.pk}/move/", {"split": moved, "to": str(to.pk)}, follow=True)
    assert len(texts(response, ".versions li")) == 3
    undo = [field["value"] for field in soup(response).select(".undobar [name=decision]")]
    editor_client.post("/undo/", {"decision": undo})
    assert story.versions.count() == 3


def test_versions_that_left_the_story_meanwhile_are_not_moved_from_where_they_are(editor_client: Client) -> None:
    story, to = factories.make_story(versions=3), factories.make_story(headline="Other", paragraphs=["Other text."])
    first, second, third = (version.pk for version in story.versions.in_order())
    editor_client.post(f"/stories/{story.pk}/split/", {"split": [third]})
    given = {"split": [second, third], "to": str(to.pk)}
    response = editor_client.post(f"/stories/{story.pk}/move/", given, follow=True)
    assert "not in this story any more" in texts(response, ".undobar")[-1]
    assert set(story.versions.values_list("pk", flat=True)) == {first, second}


def test_a_capture_is_moved_to_a_story_of_its_own(editor_client: Client) -> None:
    story = factories.make_story()
    capture, _ = factories.make_capture(version=story.latest), factories.make_capture(version=story.latest)
    response = editor_client.post(f"/captures/{capture.pk}/move/", {"own": "1"}, **HTMX)
    assert response["HX-Redirect"] == f"/stories/{story.pk}/"
    assert Version.objects.get(captures=capture).story_id != story.pk


def test_a_capture_is_not_moved_to_a_story_that_is_not_there(editor_client: Client) -> None:
    story = factories.make_story()
    capture = factories.make_capture(version=story.latest)
    response = editor_client.post(f"/captures/{capture.pk}/move/", {"to": "nowhere"}, follow=True)
    assert "There is no story “nowhere”" in texts(response, ".undobar")[0]


def test_a_merge_from_an_older_desk_says_what_changed_first(editor_client: Client) -> None:
    from tests.conftest import logged_in

    stories = [factories.make_story(headline=f"Story {n}", paragraphs=[f"Text {n}."]) for n in range(3)]
    seen = soup(editor_client.get("/")).select_one("#tagging [name=seen]")["value"]
    colleague = logged_in(factories.make_user(username="carl", group="editor"))
    colleague.post("/stories/merge/", {"story": [stories[0].pk, stories[1].pk]})
    later = editor_client.post("/stories/merge/", {"story": [stories[0].pk, stories[2].pk], "seen": seen}, follow=True)
    assert "While you were looking, carl did this" in texts(later, ".undobar")[0]
    gone = editor_client.post("/stories/merge/", {"story": [stories[1].pk, stories[2].pk]}, follow=True)
    assert "is part of another story now: carl did this" in texts(gone, ".undobar")[0]


@pytest.mark.parametrize("path", ["stories/{0}/merge/", "stories/{0}/move/", "captures/{1}/move/"])
def test_moving_is_the_editors(clients: dict[str, Client], path: str) -> None:
    story = factories.make_story()
    capture = factories.make_capture(version=story.latest)
    codes = outcomes(f"/{path.format(story.pk, capture.pk)}", clients)
    assert codes == {"anonymous": 302, "reader": 403, "editor": 302, "manager": 302}
