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
