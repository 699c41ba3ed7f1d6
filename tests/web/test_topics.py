"""The topics' screens: the tree, one topic, its acts, its feed, and the choices under a field."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Decision, StoryTopic, Topic
from tests import factories
from tests.pages import HTMX, outcomes, soup, texts

pytestmark = pytest.mark.django_db


def test_the_tree_lists_topics_with_their_synonyms(reader_client: Client) -> None:
    economy = factories.make_topic(label="Economy")
    factories.make_topic(label="Ports", broader=economy, synonyms=["harbours"])
    response = reader_client.get("/topics/")
    assert texts(response, ".tree li") == ["Economy 0 stories", "Ports also harbours 0 stories"]
    assert not soup(response).select(".newtopic")


def test_a_topic_is_made_under_another(editor_client: Client) -> None:
    economy = factories.make_topic(label="Economy")
    given = {"label": "Ports", "broader": economy.pk, "synonyms": "harbours, quays"}
    response = editor_client.post("/topics/", given, **HTMX)
    assert response.status_code == 200
    made = Topic.objects.get(label="Ports")
    assert made.broader == economy
    assert [synonym.label for synonym in made.synonyms.all()] == ["harbours", "quays"]


def test_a_topic_without_a_name_comes_back(editor_client: Client) -> None:
    response = editor_client.post("/topics/", {"label": " ", "synonyms": "kept"}, **HTMX)
    assert response.status_code == 422
    assert texts(response, ".newtopic .wrong") == ["Type the topic's name."]
    assert soup(response).select_one("#new-synonyms")["value"] == "kept"


def test_a_topic_shows_its_place_its_stories_and_who_tagged_them(reader_client: Client, editor: User) -> None:
    economy = factories.make_topic(label="Economy")
    ports = factories.make_topic(label="Ports", broader=economy, notation="medtop:20000593")
    factories.make_topic(label="Quays", broader=ports)
    factories.make_tag(story=factories.make_story(), topic=ports, made_by=editor)
    response = reader_client.get(f"/topics/{ports.pk}/")
    assert texts(response, ".trail a") == ["Topics", "Economy"]
    assert texts(response, ".below .chip") == ["Quays 0"]
    assert "medtop:20000593" in texts(response, ".facts")[0]
    assert "tagged by edda" in texts(response, ".row .meta")[0]


def test_a_merged_topic_redirects(reader_client: Client) -> None:
    into = factories.make_topic(label="Ports")
    merged = factories.make_topic(label="Harbours", merged_into=into)
    assert reader_client.get(f"/topics/{merged.pk}/")["Location"] == f"/topics/{into.pk}/"
    assert reader_client.get("/topics/999/").status_code == 404


def test_a_topic_is_renamed_moved_and_given_synonyms(editor_client: Client) -> None:
    economy = factories.make_topic(label="Economy")
    topic = factories.make_topic(label="Harbours")
    address = f"/topics/{topic.pk}/"
    assert editor_client.post(f"{address}rename/", {"label": "Ports", "keep": "1"})["Location"] == address
    assert editor_client.post(f"{address}move/", {"topic": "economy"})["Location"] == address
    response = editor_client.post(f"{address}synonyms/", {"label": "quays"}, **HTMX)
    assert "“quays”" in texts(response, ".facts")[0]
    editor_client.post(f"{address}synonyms/remove/", {"label": "quays"})
    topic.refresh_from_db()
    assert (topic.label, topic.broader) == ("Ports", economy)
    assert [synonym.label for synonym in topic.synonyms.all()] == ["Harbours"]


def test_a_merge_leads_to_the_topic_that_stands(editor_client: Client, editor: User) -> None:
    into, topic = factories.make_topic(label="Ports"), factories.make_topic(label="Harbours")
    factories.make_tag(story=factories.make_story(), topic=topic, made_by=editor)
    response = editor_client.post(f"/topics/{topic.pk}/merge/", {"topic": "Ports"}, **HTMX)
    assert response["HX-Redirect"] == f"/topics/{into.pk}/"
    assert StoryTopic.objects.get().topic == into


def test_a_form_that_does_not_hold_stays_open_with_its_reason(editor_client: Client) -> None:
    topic = factories.make_topic(label="Ports")
    response = editor_client.post(f"/topics/{topic.pk}/merge/", {"topic": "Zeppelins"}, **HTMX)
    assert response.status_code == 422
    assert texts(response, "details[open] .wrong") == ["There is no topic “Zeppelins”."]


def test_a_topic_cannot_go_under_itself(editor_client: Client) -> None:
    topic = factories.make_topic(label="Ports")
    response = editor_client.post(f"/topics/{topic.pk}/move/", {"topic": "Ports"}, **HTMX)
    assert response.status_code == 409
    assert texts(response, "details[open] .wrong")


def test_stories_that_name_a_topic_are_tagged_or_left_from_its_screen(editor_client: Client) -> None:
    topic = factories.make_topic(label="Ferries")
    tagged = factories.make_story(headline="Ferries one")
    left = factories.make_story(headline="Ferries two", paragraphs=["A."])
    editor_client.post(f"/topics/{topic.pk}/tag/", {"story": tagged.pk})
    response = editor_client.post(f"/topics/{topic.pk}/tag/", {"story": left.pk, "reject": "1"}, **HTMX)
    assert texts(response, "[aria-labelledby=tagged-title] h2 a") == ["Ferries one"]
    assert not soup(response).select(".naming")


def test_the_feed_holds_the_stories_as_text(reader_client: Client, editor: User) -> None:
    topic = factories.make_topic(label="Ports")
    factories.make_tag(story=factories.make_story(headline="A <b> &\x07"), topic=topic, made_by=editor)
    response = reader_client.get(f"/topics/{topic.pk}/feed/")
    assert response["Content-Type"].startswith("application/atom+xml")
    assert "<title>A &lt;b&gt; &amp;</title>" in response.content.decode()


def test_choices_say_where_a_topic_stands(reader_client: Client) -> None:
    factories.make_topic(label="Ports", broader=factories.make_topic(label="Economy"), synonyms=["quays"])
    response = reader_client.get("/topics/choices/?q=quay")
    (choice,) = soup(response).select("[role=option]")
    assert choice["data-label"] == "Ports"
    assert choice.select_one("small").get_text() == "Economy · also “quays”"


@pytest.mark.parametrize(
    "path", ["", "{}/rename/", "{}/move/", "{}/merge/", "{}/synonyms/", "{}/synonyms/remove/", "{}/tag/"]
)
def test_only_editors_change_topics(clients: dict[str, Client], path: str) -> None:
    topic = factories.make_topic(label="Ports", synonyms=["quays"])
    factories.make_topic(label="Harbours")
    story = factories.make_story()
    given = {"label": "quays" if "remove" in path else "Piers", "topic": "Harbours", "story": story.pk}
    people = {name: clients[name] for name in ("anonymous", "reader")}
    assert outcomes(f"/topics/{path.format(topic.pk)}", people, **given) == {"anonymous": 302, "reader": 403}
    assert not Decision.objects.exists()
    assert clients["editor"].post(f"/topics/{path.format(topic.pk)}", given).status_code == 302
    assert Decision.objects.count() == 1


def test_a_topic_is_found_by_its_name_or_some_letters(reader_client: Client) -> None:
    topic = factories.make_topic(label="Ports", synonyms=["quays"])
    assert reader_client.get("/topics/?q=QUAYS")["Location"] == f"/topics/{topic.pk}/"
    assert texts(reader_client.get("/topics/?q=por"), ".foundtopics a") == ["Ports"]
    assert texts(reader_client.get("/topics/?q=zep"), ".foundtopics") == ["There is no topic “zep”."]


def test_a_long_tree_shows_its_outline_first(reader_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.web.topics.LONG_TREE", 2)
    economy = factories.make_topic(label="Economy")
    ports = factories.make_topic(label="Ports", broader=economy)
    factories.make_topic(label="Quays", broader=ports)
    assert texts(reader_client.get("/topics/"), ".tree a") == ["Economy", "Ports"]
    assert texts(reader_client.get("/topics/?all=1"), ".tree a") == ["Economy", "Ports", "Quays"]


def test_a_name_that_is_taken_leads_to_the_topic_that_has_it(editor_client: Client) -> None:
    there = factories.make_topic(label="Ferries", broader=factories.make_topic(label="Transport"))
    response = editor_client.post("/topics/", {"label": "ferries"}, **HTMX)
    assert response.status_code == 409
    assert texts(response, ".newtopic .wrong") == [
        "There is one already: Ferries, under Transport. Open Transport › Ferries"
    ]
    assert soup(response).select_one(".newtopic .wrong a")["href"] == f"/topics/{there.pk}/"
    assert soup(response).select_one("#new-label")["value"] == "ferries"
    editor_client.post("/topics/", {"label": "ferries", "namesake": "1"}, **HTMX)
    assert Topic.objects.filter(label="ferries").exists()


def test_a_rename_to_a_name_that_is_taken_offers_to_merge(editor_client: Client) -> None:
    into, topic = factories.make_topic(label="Ferries"), factories.make_topic(label="Boats")
    response = editor_client.post(f"/topics/{topic.pk}/rename/", {"label": "FERRIES"})
    assert response.status_code == 409
    assert soup(response).select_one("#rename-label")["value"] == "FERRIES"
    button = soup(response).select_one("details[open] button[name=topic]")
    editor_client.post(button["formaction"], {"topic": button["value"], "label": "FERRIES"})
    topic.refresh_from_db()
    assert topic.merged_into == into


def test_a_synonym_that_is_another_topic_s_name_offers_to_merge_that(editor_client: Client) -> None:
    topic, other = factories.make_topic(label="Ships"), factories.make_topic(label="Ferries")
    response = editor_client.post(f"/topics/{topic.pk}/synonyms/", {"label": "ferries"}, **HTMX)
    form = soup(response).select_one(f"form[action='/topics/{other.pk}/merge/']")
    assert form.select_one("[name=topic]")["value"] == "Ships"
    assert not topic.synonyms.exists()


def test_two_windows_of_one_person_do_not_rename_over_each_other(editor_client: Client) -> None:
    topic = factories.make_topic(label="Ships")
    editor_client.post(f"/topics/{topic.pk}/rename/", {"label": "Vessels", "seen": 0})
    response = editor_client.post(f"/topics/{topic.pk}/rename/", {"label": "Boats", "seen": 0}, **HTMX)
    assert response.status_code == 409
    assert texts(response, "details[open] .wrong")[0].startswith("In another window you did this")
    assert soup(response).select_one("#rename-label")["value"] == "Boats"
    topic.refresh_from_db()
    assert topic.label == "Vessels"
