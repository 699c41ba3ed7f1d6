"""The decision log: who sees it, what each line says, its undo or why there is none, filters and pages."""

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.editing.decisions import undo
from articles.editing.stories import merge_stories, move_version
from articles.editing.topics import create_topic, rename_topic, tag_story
from articles.models import Decision, StoryTopic
from articles.reads.log import ROWS
from tests.factories import make_decision, make_story, make_topic, make_user
from tests.pages import HTMX, soup, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(db: None) -> User:
    return make_user(username="carl", group="editor")


def test_the_log_is_the_editors(clients: dict[str, Client]) -> None:
    codes = {name: client.get("/log/").status_code for name, client in clients.items()}
    assert codes == {"anonymous": 302, "reader": 403, "editor": 200, "manager": 200}
    assert soup(clients["editor"].get("/")).select_one("nav a[href='/log/']")["data-key"] == "g l"
    assert not soup(clients["reader"].get("/")).select("nav a[href='/log/']")


def test_an_empty_log_says_what_will_stand_in_it(editor_client: Client) -> None:
    assert texts(editor_client.get("/log/"), ".empty h2") == ["Nothing decided yet"]


def test_a_line_says_who_when_what_and_where(editor_client: Client, editor: User) -> None:
    story = make_story(headline="Harbour stays closed")
    done = tag_story(story, by=editor, topic=make_topic(label="Ships"))
    at = dt.datetime(2026, 11, 5, 13, 52, tzinfo=dt.UTC)
    Decision.objects.filter(pk=done.decision_id).update(made_at=at)
    page = editor_client.get("/log/")
    assert texts(page, "h2.sect") == ["5 November 2026"]
    assert texts(page, ".decision time") == ["13:52"]
    assert texts(page, ".decision .who") == ["edda"]
    assert texts(page, ".decision .what p")[0] == done.summary
    assert soup(page).select_one(".decision .what a")["href"] == f"/stories/{story.pk}/"


def test_what_was_done_to_a_topic_leads_there(editor_client: Client, editor: User) -> None:
    topic = make_topic(label="Ships")
    rename_topic(topic, by=editor, label="Vessels")
    assert soup(editor_client.get("/log/")).select_one(".decision .what a")["href"] == f"/topics/{topic.pk}/"


def test_a_topic_whose_making_was_undone_is_not_led_to(editor_client: Client, editor: User) -> None:
    done = create_topic("Ships", by=editor)
    undo(Decision.objects.get(pk=done.decision_id), by=editor)
    assert soup(editor_client.get("/log/")).select_one(".decision .what a")["href"] == f"#decision-{done.decision_id}"


def test_a_decision_is_undone_from_the_log_and_says_so(editor_client: Client, colleague: User) -> None:
    tag_story(make_story(), by=colleague, topic=make_topic())
    form = soup(editor_client.get("/log/?by=carl")).select_one(".decision form")
    given = {field["name"]: field["value"] for field in form.select("input")}
    page = editor_client.post(form["action"], given, follow=True)
    assert page.redirect_chain[-1][0] == "/log/?by=carl"
    assert not StoryTopic.objects.exists()
    assert texts(page, ".whynot")[0].startswith("Undone by edda on ")
    assert texts(page, ".decision del")
    assert not soup(page).select(".decision form")


def test_what_cannot_be_undone_says_why(editor_client: Client, editor: User, colleague: User) -> None:
    topic = make_topic(label="Ships")
    first = rename_topic(topic, by=editor, label="Vessels")
    rename_topic(topic, by=colleague, label="Boats")
    lost = make_decision(made_by=editor, kind="unheard of")
    page = soup(editor_client.get("/log/"))
    rows = {row["id"]: row for row in page.select(".decision")}
    assert "carl did this on " in rows[f"decision-{first.decision_id}"].select_one(".whynot").get_text()
    assert "no way back" in rows[f"decision-{lost.pk}"].select_one(".whynot").get_text()
    assert len(page.select(".decision form")) == 1


def test_what_the_log_says_is_what_undoing_says(editor_client: Client, editor: User) -> None:
    topic = make_topic(label="Ships")
    first = rename_topic(topic, by=editor, label="Vessels")
    second = rename_topic(topic, by=editor, label="Boats")
    assert len(soup(editor_client.get("/log/")).select(".decision form")) == 1
    undo(Decision.objects.get(pk=second.decision_id), by=editor)
    buttons = soup(editor_client.get("/log/")).select(".decision form input[name=decision]")
    assert [button["value"] for button in buttons] == [str(first.decision_id)]


def test_the_log_of_one_editor(editor_client: Client, editor: User, colleague: User) -> None:
    for by in (editor, colleague, colleague):
        make_decision(made_by=by)
    assert texts(editor_client.get("/log/?by=carl"), ".who") == ["carl", "carl"]
    assert texts(editor_client.get("/log/?by=nobody"), ".empty h2") == ["Nothing here"]
    chosen = soup(editor_client.get("/log/?by=carl")).select("#log-by option[selected]")
    assert [option["value"] for option in chosen] == ["carl"]


def test_the_log_of_one_story_has_what_came_into_it_and_what_left_it(editor_client: Client, editor: User) -> None:
    one, two, three, other = (make_story(headline=f"Story {n}", paragraphs=[f"{n}."], versions=2) for n in range(4))
    topic = make_topic()
    tagged = tag_story(two, by=editor, topic=topic)
    merged = merge_stories(one, by=editor, others=[two])
    left = move_version(one.versions.first(), by=editor, to=three)
    tag_story(other, by=editor, topic=topic)
    page = soup(editor_client.get(f"/log/?story={one.pk}"))
    found = [row["id"] for row in page.select(".decision")]
    assert found == [f"decision-{done.decision_id}" for done in (left, merged, tagged)]
    assert page.select_one(".aboutstory a")["href"] == f"/stories/{one.pk}/"
    assert texts(editor_client.get("/log/?story=999999"), ".empty h2") == ["There is no story 999999"]


@pytest.mark.parametrize(
    "given", ["?story=²", "?story=" + "9" * 40, "?after=none", "?by=" + "x" * 999, "?by=%00e", "?after=-1"]
)
def test_an_address_of_any_kind_gives_a_page(editor_client: Client, editor: User, given: str) -> None:
    make_decision(made_by=editor)
    assert editor_client.get(f"/log/{given}").status_code == 200


def test_pages_follow_each_other_without_gap(editor_client: Client, editor: User) -> None:
    made = [make_decision(made_by=editor).pk for _ in range(ROWS + 3)]
    first = editor_client.get("/log/?by=edda")
    older = soup(first).select_one("[data-next-page]")["href"]
    make_decision(made_by=editor)
    second = editor_client.get(older)
    rows = [
        int(row["id"].removeprefix("decision-")) for page in (first, second) for row in soup(page).select("[data-row]")
    ]
    assert rows == made[::-1]
    assert not soup(second).select("[data-next-page]")
    assert soup(second).select_one(".pager a")["href"] == "/log/?by=edda"


def test_with_scripts_a_part_comes(editor_client: Client, editor: User) -> None:
    make_decision(made_by=editor)
    response = editor_client.get("/log/", **HTMX)
    assert not soup(response).select("html head title")
    assert soup(response).select("#log .decision")
    assert "HX-Request" in response["Vary"]


def test_the_log_asks_as_often_for_many_as_for_one(editor_client: Client, editor: User) -> None:
    asked = []
    for _ in range(2):
        for number in range(6):
            topic = make_topic(label=f"Topic {len(asked)} {number}")
            story = make_story(headline=f"Story {len(asked)} {number}")
            tag_story(story, by=editor, topic=topic)
            rename_topic(topic, by=editor, label=f"Other {len(asked)} {number}")
            rename_topic(topic, by=editor, label=f"Third {len(asked)} {number}")
        with CaptureQueriesContext(connection) as queries:
            editor_client.get("/log/")
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_today_is_called_so(editor_client: Client, editor: User) -> None:
    make_decision(made_by=editor)
    day = timezone.localdate()
    assert texts(editor_client.get("/log/"), "h2.sect")[0] == f"Today, {day.day} {day:%B %Y}"


def test_the_story_leads_to_its_log(editor_client: Client, reader_client: Client) -> None:
    story = make_story()
    link = f"a[href='/log/?story={story.pk}']"
    assert soup(editor_client.get(f"/stories/{story.pk}/")).select(link)
    assert not soup(reader_client.get(f"/stories/{story.pk}/")).select(link)
