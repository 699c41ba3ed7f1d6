"""What an editor sends for a story that another merged away meanwhile: it is refused and never lands elsewhere."""

import pytest
from django.test import Client

from articles.editing.stories import merge_stories
from articles.models import Annotation, Decision, Story, StoryTopic, Topic
from articles.web.decisions import REFUSED
from articles.web.screens import INVALID
from tests import factories
from tests.pages import HTMX, soup, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def away(db: None) -> tuple[Story, Story]:
    """A story that carl merged into another, and that other."""
    gone = factories.make_story(headline="Ferry strike", paragraphs=["The ferry crews walked out on Monday."])
    into = factories.make_story(headline="Harbour closed")
    merge_stories(into, by=factories.make_user(username="carl", group="editor"), others=[gone])
    return gone, into


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("topics/", {"topic": "Ports"}),
        ("topics/", {"topic": "Zeppelins", "make": "1"}),
        ("topics/{topic}/remove/", {}),
        ("topics/{topic}/reject/", {}),
        ("split/", {"split": ["{version}"]}),
        ("order/", {}),
        ("move/", {"split": ["{version}"], "to": "{other}"}),
        ("merge/", {"other": "{other}"}),
        ("merge/{other}/", {}),
    ],
)
def test_nothing_meant_for_a_merged_story_lands_where_it_went(
    editor_client: Client, away: tuple[Story, Story], path: str, given: dict[str, object]
) -> None:
    gone, into = away
    other = factories.make_story(headline="Other", paragraphs=["Other text."])
    names = {"topic": factories.make_topic(label="Ports").pk, "version": gone.latest_id, "other": other.pk}
    filled = {
        name: [one.format(**names) for one in value] if isinstance(value, list) else str(value).format(**names)
        for name, value in given.items()
    }
    response = editor_client.post(f"/stories/{gone.pk}/{path.format(**names)}", filled, follow=True)
    (said,) = texts(response, ".undobar.error span")
    assert said.startswith("“Ferry strike” is part of another story now: carl did this on ")
    assert soup(response).select_one(".undobar span a")["href"] == f"/stories/{into.pk}/"
    assert Decision.objects.count() == 1
    assert not StoryTopic.objects.exists()
    assert list(Topic.objects.values_list("label", flat=True)) == ["Ports"]


def test_a_note_meant_for_a_merged_story_is_refused_with_its_words(
    editor_client: Client, away: tuple[Story, Story]
) -> None:
    gone, into = away
    text = "The ferry crews walked out on Monday."
    given = {"exact": text, "start": 0, "end": len(text), "text": "How many crews?"}
    response = editor_client.post(f"/stories/{gone.pk}/versions/{gone.latest_id}/notes/", given, **HTMX)
    assert response.status_code == 422
    assert not Annotation.objects.exists()
    (wrong,) = [one for one in texts(response, ".wrong") if "part of another story" in one]
    assert "carl did this on" in wrong
    assert soup(response).select_one(f".wrong a[href='/stories/{into.pk}/']")
    assert "How many crews?" in [area.get_text().strip() for area in soup(response).select("textarea")]


def test_tagging_selected_stories_says_which_were_merged_away_and_tags_the_others(
    editor_client: Client, away: tuple[Story, Story]
) -> None:
    gone, into = away
    standing = factories.make_story(headline="Other", paragraphs=["Other text."])
    factories.make_topic(label="Ports")
    given = {"story": [gone.pk, standing.pk], "topic": "Ports"}
    response = editor_client.post("/stories/tag/", given, **HTMX)
    assert set(StoryTopic.objects.values_list("story", flat=True)) == {standing.pk}
    done, refused = texts(response, ".undobar span")
    assert done == "Tagged “Other” with Ports"
    assert refused.startswith("Not tagged: “Ferry strike” is part of another story now: carl did this on ")
    assert soup(response).select_one(".undobar.error a")["href"] == f"/stories/{into.pk}/"


@pytest.mark.parametrize("given", [{"topic": "Ports"}, {"topic": "Zeppelins", "make": "1"}])
def test_tagging_only_stories_merged_away_writes_nothing(
    editor_client: Client, away: tuple[Story, Story], given: dict[str, str]
) -> None:
    factories.make_topic(label="Ports")
    response = editor_client.post("/stories/tag/", {"story": [away[0].pk], **given}, **HTMX)
    assert response.status_code == 409
    (said,) = texts(response, ".undobar span")
    assert said.startswith("Not tagged: “Ferry strike”")
    assert Decision.objects.count() == 1
    assert Topic.objects.count() == 1


def test_a_story_merged_away_is_not_tagged_from_its_topic(editor_client: Client, away: tuple[Story, Story]) -> None:
    topic = factories.make_topic(label="Ports")
    response = editor_client.post(f"/topics/{topic.pk}/tag/", {"story": [away[0].pk]}, follow=True)
    assert "is part of another story now: carl did this on" in texts(response, ".undobar.error span")[0]
    assert not StoryTopic.objects.exists()


def test_a_new_topic_for_a_story_that_is_gone_is_refused_before_it_is_asked_for(
    editor_client: Client, away: tuple[Story, Story]
) -> None:
    gone, _ = away
    for given in ({"topic": "Unheard of"}, {"topic": "Unheard of", "make": "on"}):
        response = editor_client.post(f"/stories/{gone.pk}/topics/", given, **HTMX)
        assert response.status_code == REFUSED
        assert "“Ferry strike” is part of another story now" in texts(response, ".undobar.error span")[0]
        assert "Unheard of" not in response.content.decode()
    assert not Topic.objects.exists()
    assert not StoryTopic.objects.exists()


def test_a_new_topic_for_stories_of_which_one_is_gone_says_so_before_it_is_made(
    editor_client: Client, away: tuple[Story, Story]
) -> None:
    gone, into = away
    given = {"topic": "Unheard of", "story": [gone.pk, into.pk]}
    asked = editor_client.post("/stories/tag/", given, **HTMX)
    assert asked.status_code == INVALID
    assert "“Ferry strike” is part of another story now" in texts(asked, ".undobar.error span")[0]
    made = editor_client.post("/stories/tag/", {**given, "story": [into.pk], "make": "on"}, **HTMX)
    assert "Made the topic Unheard of and tagged 1 story with it" in texts(made, ".undobar span")[0]


def test_a_merge_from_an_old_desk_leads_to_where_a_story_went(editor_client: Client, away: tuple[Story, Story]) -> None:
    gone, into = away
    other = factories.make_story(headline="Other", paragraphs=["Other text."])
    response = editor_client.post("/stories/merge/", {"story": [gone.pk, other.pk], "seen": "0"}, **HTMX)
    assert response.status_code == REFUSED
    assert texts(response, ".error span")[0].startswith("“Ferry strike” is part of another story now: carl did this")
    assert soup(response).select_one(".error a")["href"] == f"/stories/{into.pk}/"


def test_a_merge_from_an_old_desk_leads_to_the_story_that_was_worked_on(
    editor_client: Client, away: tuple[Story, Story]
) -> None:
    _, into = away
    other = factories.make_story(headline="Other", paragraphs=["Other text."])
    given = {"story": [into.pk, other.pk], "seen": "0"}
    link = soup(editor_client.post("/stories/merge/", given, **HTMX)).select_one(".error a")
    assert (link["href"], link.get_text()) == (f"/stories/{into.pk}/", "Open the story")
    there = editor_client.post(f"/stories/{into.pk}/merge/{other.pk}/", {"seen": "0"}, **HTMX)
    assert "While you were looking" in texts(there, ".error span")[0]
    assert not soup(there).select(".error a")
