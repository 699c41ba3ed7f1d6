"""The rail beside a story's text: its versions, told apart."""

import pytest
from django.test import Client

from tests import factories
from tests.pages import soup

pytestmark = pytest.mark.django_db


def test_versions_merged_wrongly_are_told_apart_in_the_rail_and_where_they_are_split(editor_client: Client) -> None:
    story = factories.make_story(headline="Ferry strike", source=factories.make_source(name="The Gazette"))
    own, wrong = (
        story.latest,
        factories.make_version(
            story=story,
            headline="Harbour closed",
            source=factories.make_source(name="The Bay Courier"),
            published="2020-09-23T00:32",
            paragraphs=["Other text."],
        ),
    )
    response = editor_client.get(f"/stories/{story.pk}/")
    page = soup(response)
    latest, first = page.select(".versions li")
    assert latest.select_one(".ownheadline").get_text() == "Harbour closed"
    assert latest.select_one(".ownsource").get_text() == "The Bay Courier"
    assert latest.select_one(".versionname").get_text() == "published 23 Sep 2020, 00:32"
    assert not first.select(".ownheadline, .ownsource")
    rows = {box["value"]: " ".join(box.parent.get_text(" ").split()) for box in page.select("input[name=split]")}
    assert rows == {
        str(own.pk): "version 1 Ferry strike The Gazette · no date",
        str(wrong.pk): "version 2 Harbour closed The Bay Courier · published 23 Sep 2020, 00:32",
    }


def test_versions_of_one_headline_are_not_each_told_by_it_where_they_are_split(editor_client: Client) -> None:
    story = factories.make_story(headline="Ferry strike")
    factories.make_version(story=story, paragraphs=["Other text."])
    page = soup(editor_client.get(f"/stories/{story.pk}/"))
    assert len(page.select("input[name=split]")) == 2
    assert not page.select(".arrange .ownheadline")
