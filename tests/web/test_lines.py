"""An editor's word on a line of a capture, given on the story's screen."""

import pytest
from django.test import Client

from articles.models import Decision, LineRuling, Story
from articles.text.article import Part, Reason, Role
from tests import factories
from tests.pages import HTMX, outcomes, soup, texts

pytestmark = pytest.mark.django_db


def capture_with_a_lost_line() -> tuple[Story, int]:
    version = factories.make_story(
        paragraphs=["First paragraph.", "Second paragraph."], source=factories.make_source()
    ).latest
    parts = [
        Part("First paragraph.\n", Role.BODY),
        Part("Lost sentence of the report.\n", Role.REMOVED, Reason.OUTSIDE),
        Part("Second paragraph.\n", Role.BODY),
    ]
    capture = factories.make_capture(version=version, parts=parts)
    return version.story, capture.pk


def test_a_line_is_restored_in_its_place_and_undone(editor_client: Client) -> None:
    story, capture = capture_with_a_lost_line()
    response = editor_client.post(f"/captures/{capture}/lines/1/restore/", **HTMX)
    assert response.status_code == 200
    assert texts(response, "#body > p") == ["First paragraph.", "Lost sentence of the report.", "Second paragraph."]
    assert not soup(response).select(".gone")
    assert texts(response, ".unkeep span") == ["restored by edda"]
    (back,) = soup(response).select("#undo input[name=next]")
    assert back["value"] == f"/stories/{story.pk}/?removed={capture}"
    editor_client.post("/undo/", {"decision": Decision.objects.get().pk})
    response = editor_client.get(f"/stories/{story.pk}/?removed=0")
    assert texts(response, ".gone s") == ["Lost sentence of the report."]


def test_a_paragraph_is_removed_as_by_an_editor(editor_client: Client) -> None:
    _, capture = capture_with_a_lost_line()
    response = editor_client.post(f"/captures/{capture}/lines/2/remove/", **HTMX)
    assert texts(response, "#body > p") == ["First paragraph."]
    assert texts(response, ".gone .why") == ["outside the article", "removed by an editor"]
    assert texts(response, ".gone .by") == ["by edda"]


def test_a_line_that_is_not_there_is_refused(editor_client: Client) -> None:
    _, capture = capture_with_a_lost_line()
    assert editor_client.post(f"/captures/{capture}/lines/99/restore/", **HTMX).status_code == 409
    assert editor_client.post("/captures/999/lines/0/restore/").status_code == 404


@pytest.mark.parametrize(("part", "act"), [(1, "restore"), (2, "remove"), (1, "role")])
def test_only_editors_rule_on_lines(clients: dict[str, Client], part: int, act: str) -> None:
    _, capture = capture_with_a_lost_line()
    found = outcomes(f"/captures/{capture}/lines/{part}/{act}/", clients, role="headline")
    assert found == {"anonymous": 302, "reader": 403, "editor": 302, "manager": 302}
    assert Decision.objects.count() == 1


def test_a_line_is_made_the_headline_and_shown_as_the_editor_s_word(editor_client: Client) -> None:
    story, capture = capture_with_a_lost_line()
    response = editor_client.post(f"/captures/{capture}/lines/1/role/", {"role": "headline"}, **HTMX)
    assert texts(response, "#headline") == ["Lost sentence of the report."]
    assert texts(response, ".said .why, .said .by") == ["headline", "by edda"]
    editor_client.post("/undo/", {"decision": Decision.objects.get().pk})
    response = editor_client.get(f"/stories/{story.pk}/?removed=0")
    assert texts(response, "#headline") == ["Harbour stays closed until Friday"]
    assert not soup(response).select(".said")


def test_the_menu_of_a_line_is_a_form_that_works_without_javascript(editor_client: Client) -> None:
    story, capture = capture_with_a_lost_line()
    response = editor_client.get(f"/stories/{story.pk}/?removed=0")
    forms = soup(response).select("details.says form")
    assert [form["action"] for form in forms] == [f"/captures/{capture}/lines/{at}/role/" for at in (0, 1, 2)]
    values = [button["value"] for button in forms[0].select("button[name=role]")]
    assert values == ["headline", "standfirst", "byline", "caption", "contributors"]
    assert forms[0].select_one("input[name=everywhere]")


def test_a_line_is_ruled_on_for_the_whole_source(editor_client: Client) -> None:
    _, capture = capture_with_a_lost_line()
    editor_client.post(f"/captures/{capture}/lines/1/role/", {"role": "caption", "everywhere": "1"})
    rulings = LineRuling.objects.order_by("pk").values_list("source__name", "role")
    assert sorted(map(str, rulings)) == ["('The Bay Courier', 'caption')", "(None, 'caption')"]


@pytest.mark.parametrize("role", ["", "nonsense", "source"])
def test_a_line_is_nothing_else(editor_client: Client, role: str) -> None:
    _, capture = capture_with_a_lost_line()
    assert editor_client.post(f"/captures/{capture}/lines/1/role/", {"role": role}).status_code == 400
    assert not LineRuling.objects.exists()


@pytest.mark.parametrize(("part", "act"), [(1, "restore"), (2, "remove"), (1, "role")])
def test_without_scripts_one_comes_back_to_the_line(editor_client: Client, part: int, act: str) -> None:
    story, capture = capture_with_a_lost_line()
    address = editor_client.post(f"/captures/{capture}/lines/{part}/{act}/", {"role": "headline"})["Location"]
    assert address == f"/stories/{story.pk}/?removed={capture}#line-{part}"
    assert len(soup(editor_client.get(address)).select(f"#line-{part}")) == 1
