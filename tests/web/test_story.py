"""The story as a page, and topics put on it and taken off."""

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Decision, ReadMark, Story, StoryTopic, Topic
from articles.text.article import Part, Reason, Role
from tests import factories
from tests.pages import HTMX, outcomes, soup, texts

pytestmark = pytest.mark.django_db


def test_a_story_shows_its_latest_version(reader_client: Client) -> None:
    story = factories.make_story(
        versions=2, source=factories.make_source(), published="2020-09-23", byline="Ada Brandt"
    )
    response = reader_client.get(f"/stories/{story.pk}/")
    assert texts(response, "h1") == ["Harbour stays closed until Friday"]
    assert texts(response, "#body p")[-1] == "Addition 1 to the report."
    assert texts(response, ".credits b") == ["Ada Brandt"]
    assert "23 September 2020" in texts(response, ".credits")[0]
    assert len(soup(response).select(".versions li")) == 2


def test_a_version_shows_on_which_fields_its_captures_disagree(reader_client: Client) -> None:
    story = factories.make_story()
    imprints = [{"source": "vesselbay"}, {"byline": "Ivo Marek", "source": "argus"}]
    story.versions.update(conflicts={"source": ["argus", "vesselbay"], "imprints": imprints})
    response = reader_client.get(f"/stories/{story.pk}/")
    assert texts(response, ".conflicts summary") == ["The captures disagree on 1 field"]
    assert texts(response, ".conflicts dt, .conflicts dd bdi") == ["source", "argus", "vesselbay"]
    story.versions.update(conflicts={"imprints": imprints})
    assert texts(reader_client.get(f"/stories/{story.pk}/"), ".conflicts") == []


def test_of_every_reading_it_is_said_who_says_it_and_which_is_shown(reader_client: Client) -> None:
    story = factories.make_story(source=factories.make_source(name="Argus"))
    version = story.latest
    assert version
    said = [("001.txt", "Ivo Marek"), *((f"00{n}.txt", "Ada Brandt") for n in range(2, 7))]
    captures = [
        factories.make_capture(version=version, member=member, clean={"byline": byline, "published": "2020-09-23"})
        for member, byline in said
    ]
    days = ["2020-09-23", "2020-09-24T07:15+03:00"]
    story.versions.update(
        byline="Ada Brandt", published=days[0], conflicts={"byline": ["Ada Brandt", "Ivo Marek"], "published": days}
    )
    response = reader_client.get(f"/stories/{story.pk}/")
    assert texts(response, ".conflicts dd") == [
        "Ada Brandt shown 002.txt (Argus), 003.txt (Argus), 004.txt (Argus) and 2 more",
        "Ivo Marek 001.txt (Argus)",
        "23 Sep 2020 shown 001.txt (Argus), 002.txt (Argus), 003.txt (Argus) and 3 more",
        "24 Sep 2020, 07:15 +03:00 said by no capture that is kept",
    ]
    assert soup(response).select(".conflicts dd a")[3]["href"] == f"/captures/{captures[0].pk}/"
    story.versions.update(byline="")
    assert texts(reader_client.get(f"/stories/{story.pk}/"), ".conflicts dd")[2].startswith("None of these is shown")


def test_a_source_is_shown_by_another_spelling_of_its_name(reader_client: Client) -> None:
    story = factories.make_story(source=factories.make_source(name="Argus"))
    story.versions.update(conflicts={"source": ["ARGUS", "vesselbay"]})
    said = texts(reader_client.get(f"/stories/{story.pk}/"), ".conflicts dd")
    assert said[0].startswith("ARGUS shown")
    assert len(said) == 2


def test_an_earlier_version_says_that_it_is_not_the_latest(reader_client: Client) -> None:
    story = factories.make_story(versions=2)
    first = story.versions.in_order()[0]
    response = reader_client.get(f"/stories/{story.pk}/versions/{first.pk}/")
    assert texts(response, ".sincebar") == ["This is version 1 of 2. Read the latest"]


def test_unknown_stories_and_versions_are_not_found(reader_client: Client) -> None:
    story = factories.make_story()
    assert reader_client.get("/stories/999/").status_code == 404
    assert reader_client.get(f"/stories/{story.pk}/versions/999/").status_code == 404


def test_a_version_that_was_moved_is_found_where_it_stands(reader_client: Client) -> None:
    story = factories.make_story()
    other = factories.make_story(paragraphs=["A."])
    response = reader_client.get(f"/stories/{story.pk}/versions/{other.latest_id}/")
    assert response["Location"] == f"/stories/{other.pk}/versions/{other.latest_id}/"


def test_a_merged_story_redirects(reader_client: Client) -> None:
    into = factories.make_story()
    merged = factories.make_story(merged_into=into, paragraphs=["A."])
    assert reader_client.get(f"/stories/{merged.pk}/")["Location"] == f"/stories/{into.pk}/"


def test_captured_markup_is_shown_as_text(reader_client: Client) -> None:
    attack = "<img src=x onerror=alert(1)>"
    story = factories.make_story(headline=attack, paragraphs=[attack], standfirst=attack)
    version = factories.make_version(
        story=story, paragraphs=[attack, "b"], captions=[{"text": attack, "credit": attack}]
    )
    factories.make_capture(
        version=version, parts=[Part(attack, Role.REMOVED, Reason.SCRIPT)], url="javascript:alert(1)"
    )
    page = soup(reader_client.get(f"/stories/{story.pk}/?removed=0"))
    assert not page.select("main img")
    assert page.select_one("#body p").get_text() == attack
    assert page.select_one(".gone s").get_text() == attack
    assert not page.select('a[href^="javascript"]')


def test_article_text_takes_its_own_direction(reader_client: Client) -> None:
    story = factories.make_story(paragraphs=["הנמל ייסגר."], standfirst="הנמל")
    page = soup(reader_client.get(f"/stories/{story.pk}/"))
    assert {element["dir"] for element in page.select("h1, .standfirst, #body p")} == {"auto"}


def test_overlapping_notes_are_marks_that_take_focus(reader_client: Client, editor: User) -> None:
    version = factories.make_story(paragraphs=["One two three."]).latest
    first = factories.make_note(version=version, author=editor, exact="One two")
    second = factories.make_note(version=version, author=editor, exact="two three")
    marks = soup(reader_client.get(f"/stories/{version.story_id}/")).select("#body mark")
    assert [(mark.get_text(), mark["data-notes"], mark["tabindex"]) for mark in marks] == [
        ("One ", f"{first.pk}", "0"),
        ("two", f"{first.pk} {second.pk}", "0"),
        (" three", f"{second.pk}", "0"),
    ]


def test_removed_lines_show_in_place_with_their_reason(reader_client: Client) -> None:
    version = factories.make_story(paragraphs=["First.", "Second."]).latest
    parts = [Part("First.", Role.BODY), Part("Share this", Role.REMOVED, Reason.SHARE), Part("Second.", Role.BODY)]
    factories.make_capture(version=version, parts=parts)
    address = f"/stories/{version.story_id}/"
    assert not soup(reader_client.get(address)).select(".gone")
    response = reader_client.get(f"{address}?removed=0")
    assert texts(response, "#body > *") == ["First.", "Share this share bar", "Second."]


def test_reading_leaves_a_mark_only_by_post(reader_client: Client, reader: User) -> None:
    story = factories.make_story()
    reader_client.get(f"/stories/{story.pk}/")
    assert not ReadMark.objects.exists()
    assert reader_client.post(f"/stories/{story.pk}/read/", **HTMX).status_code == 204
    assert reader_client.post(f"/stories/{story.pk}/read/").status_code == 302
    assert ReadMark.objects.get().version == story.latest


def test_a_version_that_came_in_while_the_page_was_open_stays_unread(reader_client: Client) -> None:
    story = factories.make_story(versions=2)
    page = soup(reader_client.get(f"/stories/{story.pk}/"))
    form = {field["name"]: field["value"] for field in page.select(".readmark input")}
    factories.make_version(story=story, paragraphs=["Came meanwhile."])
    reader_client.post(f"/stories/{story.pk}/read/", form)
    story.refresh_from_db()
    (link,) = soup(reader_client.get(f"/stories/{story.pk}/")).select(".sincebar a")
    assert link["href"] == f"/compare/{form['latest']}/{story.latest_id}/"
    reader_client.post(f"/stories/{story.pk}/read/", {"latest": "999", "versions": "7"})
    assert (ReadMark.objects.get().versions_seen, ReadMark.objects.get().version) == (3, story.latest)


def test_the_rail_numbers_each_version_and_draws_what_it_changed(reader_client: Client) -> None:
    story = factories.make_story(versions=3, published="2020-09-23")
    response = reader_client.get(f"/stories/{story.pk}/")
    said = texts(response, ".versions li > .quiet")
    assert [line.split(" ·")[0] for line in said] == ["version 3", "version 2", "version 1"]
    bars = soup(response).select(".versions li svg.bar")
    assert [bar["aria-label"] for bar in bars] == ["kept 6, added 1", "kept 5, added 1"]


def test_everyone_who_reads_may_mark_read(clients: dict[str, Client]) -> None:
    story = factories.make_story()
    assert outcomes(f"/stories/{story.pk}/read/", clients) == dict.fromkeys(clients, 302)
    assert ReadMark.objects.count() == 3


def test_tagging_by_htmx_gives_the_part_with_its_undo(editor_client: Client) -> None:
    story, topic = factories.make_story(), factories.make_topic(label="Ports")
    response = editor_client.post(f"/stories/{story.pk}/topics/", {"topic": "ports"}, **HTMX)
    assert response.status_code == 200
    assert texts(response, "#topics .chip a") == ["Ports"]
    assert soup(response).select_one("#undo[hx-swap-oob] [name=decision]")
    assert StoryTopic.objects.get().topic == topic


def test_tagging_without_javascript_redirects_to_the_version(editor_client: Client) -> None:
    story = factories.make_story(versions=2)
    factories.make_topic(label="Ports")
    first = story.versions.in_order()[0]
    response = editor_client.post(f"/stories/{story.pk}/topics/", {"topic": "Ports", "version": first.pk})
    assert response["Location"] == f"/stories/{story.pk}/versions/{first.pk}/"


def test_an_unknown_topic_is_offered_to_be_made(editor_client: Client) -> None:
    story = factories.make_story()
    address = f"/stories/{story.pk}/topics/"
    response = editor_client.post(address, {"topic": "Zeppelins"}, **HTMX)
    assert response.status_code == 422
    assert soup(response).select_one(".addtopic input[name=topic]")["value"] == "Zeppelins"
    assert soup(response).select_one(".addtopic button[name=make]")
    editor_client.post(address, {"topic": "Zeppelins", "make": "1"}, **HTMX)
    assert StoryTopic.objects.get().topic == Topic.objects.get(label="Zeppelins")


def test_a_second_editor_is_told_who_was_first(editor_client: Client, manager_client: Client, editor: User) -> None:
    story = factories.make_story()
    factories.make_topic(label="Ports")
    address = f"/stories/{story.pk}/topics/"
    editor_client.post(address, {"topic": "Ports"})
    response = manager_client.post(address, {"topic": "Ports"}, **HTMX)
    assert response.status_code == 409
    assert "edda" in texts(response, ".undobar.error span")[0]


def test_untagging_and_its_undo(editor_client: Client, editor: User) -> None:
    story, topic = factories.make_story(), factories.make_topic(label="Ports")
    factories.make_tag(story=story, topic=topic, made_by=editor)
    editor_client.post(f"/stories/{story.pk}/topics/{topic.pk}/remove/")
    assert not StoryTopic.objects.exists()
    response = editor_client.post("/undo/", {"decision": Decision.objects.get().pk, "next": f"/stories/{story.pk}/"})
    assert response["Location"] == f"/stories/{story.pk}/"
    assert StoryTopic.objects.get().state == StoryTopic.State.TAGGED


def test_a_rejected_suggestion_is_gone(editor_client: Client) -> None:
    story = factories.make_story(headline="Ferries sent north")
    topic = factories.make_topic(label="Ferries")
    address = f"/stories/{story.pk}/"
    assert texts(editor_client.get(address), ".suggestions button.chip") == ["+ Ferries"]
    response = editor_client.post(f"{address}topics/{topic.pk}/reject/", **HTMX)
    assert texts(response, ".suggestions button.chip") == []


@pytest.mark.parametrize("path", ["topics/", "topics/{topic}/remove/", "topics/{topic}/reject/"])
def test_only_editors_decide_on_topics(clients: dict[str, Client], path: str) -> None:
    story, topic = factories.make_story(), factories.make_topic(label="Ports")
    found = outcomes(f"/stories/{story.pk}/{path.format(topic=topic.pk)}", clients, topic="Ports")
    assert found == {"anonymous": 302, "reader": 403, "editor": 302, "manager": 302}
    assert Decision.objects.count() <= 1


def test_undo_by_htmx_reloads_the_place(editor_client: Client) -> None:
    story = factories.make_story()
    factories.make_topic(label="Ports")
    editor_client.post(f"/stories/{story.pk}/topics/", {"topic": "Ports"})
    decision = Decision.objects.get().pk
    response = editor_client.post("/undo/", {"decision": decision, "next": f"/stories/{story.pk}/"}, **HTMX)
    assert response.status_code == 204
    assert f'"path": "/stories/{story.pk}/"' in response["HX-Location"]


@pytest.mark.parametrize("to", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""])
def test_undo_leads_nowhere_but_here(editor_client: Client, to: str) -> None:
    assert editor_client.post("/undo/", {"decision": "1", "next": to})["Location"] == "/"


def test_undo_of_a_number_that_no_decision_has_changes_nothing(editor_client: Client) -> None:
    assert editor_client.post("/undo/", {"decision": "9" * 5000}).status_code == 302


def test_only_editors_undo(clients: dict[str, Client]) -> None:
    assert outcomes("/undo/", clients, decision=1) == {"anonymous": 302, "reader": 403, "editor": 302, "manager": 302}


def test_get_is_no_way_to_act(editor_client: Client) -> None:
    story, topic = factories.make_story(), factories.make_topic()
    for path in ("topics/", f"topics/{topic.pk}/remove/", "read/"):
        assert editor_client.get(f"/stories/{story.pk}/{path}").status_code == 405
    assert Story.objects.count() == 1


def test_a_story_is_exported_as_a_file(reader_client: Client) -> None:
    story = factories.make_story(versions=2)
    response = reader_client.get(f"/stories/{story.pk}/export/")
    assert response["Content-Disposition"] == f'attachment; filename="story-{story.pk}.json"'
    assert len(response.json()["versions"]) == 2
    assert reader_client.get("/stories/999/export/").status_code == 404


def test_what_a_version_does_not_say_is_lent_by_the_story(reader_client: Client) -> None:
    story = factories.make_story(byline="Ada Brandt", source=factories.make_source())
    version = factories.make_version(story=story, paragraphs=["Bare text."], byline="", source=None)
    response = reader_client.get(f"/stories/{story.pk}/versions/{version.pk}/")
    assert texts(response, ".credits .lent bdi") == ["Ada Brandt", "The Bay Courier"]


def test_a_date_that_only_the_file_s_name_says_is_shown_as_that(reader_client: Client) -> None:
    story = factories.make_story()
    story.versions.update(captured="2026-03-31", doubts=["captured"], order_basis="captured")
    Story.objects.filter(pk=story.pk).update(published_day=dt.date(2026, 3, 31))
    page = soup(reader_client.get(f"/stories/{story.pk}/"))
    assert "no date, its file’s name says 31 Mar 2026" in " ".join(page.select_one("article").get_text().split())
    assert "its file’s name says 31 Mar 2026" in " ".join(page.select_one(".versions li").get_text().split())
    assert [chip.get_text() for chip in page.select(".chip.doubt")] == ["date doubtful"]
    (meta,) = soup(reader_client.get("/")).select(".row .meta")
    assert "no date, file of 31 Mar 2026" in meta.get_text()
