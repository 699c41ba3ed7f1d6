"""The admin panel: who may open it, what can be done there, and that no page counts or loads a whole table."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_q.models import OrmQ

from articles.admin.panel import ROWS_A_PAGE
from articles.models import Capture, Dump, Rejection, Source, Story, Version
from tests.factories import (
    make_capture,
    make_dump,
    make_rejection,
    make_source,
    make_story,
    make_topic,
    make_user,
)
from tests.pages import soup, texts

pytestmark = pytest.mark.django_db

AREAS = ["dump", "capture", "rejection", "source", "topic", "story", "version"]
FILTERED = {
    "capture": "state__exact=rejected",
    "rejection": "state__exact=open",
    "story": "headline_changed__exact=0",
    "version": "order_basis__exact=captured",
}
COUNTED = 250  # the bound of these tests, so that they need not make thousands of rows
MANY = COUNTED + ROWS_A_PAGE  # more rows than are ever counted


def area(name: str) -> str:
    return f"/admin/articles/{name}/"


def act(client, name: str, action: str, *rows: int):
    return client.post(area(name), {"action": action, "_selected_action": [str(row) for row in rows]}, follow=True)


@pytest.fixture
def rows():
    dump = make_dump(state=Dump.State.READING)
    make_rejection(dump=dump)
    make_topic(synonyms=["Ports"])
    story = make_story(source=make_source(story_count=1))
    make_capture(version=story.latest, dump=dump)
    return dump


@pytest.mark.parametrize("name", AREAS)
def test_panel_is_for_managers_alone(rows, clients, name):
    codes = {who: client.get(area(name)).status_code for who, client in clients.items()}
    assert codes == {"anonymous": 302, "reader": 302, "editor": 302, "manager": 200}


@pytest.mark.parametrize("name", AREAS)
def test_every_row_opens_and_none_can_be_deleted(rows, manager_client, name):
    link = soup(manager_client.get(area(name))).select_one("#result_list tbody th a")["href"]
    page = manager_client.get(link)
    assert page.status_code == 200
    assert not soup(page).select(".deletelink")
    assert manager_client.post(link.replace("/change/", "/delete/"), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("name", ["dump", "capture", "rejection", "story", "version"])
def test_what_the_pipeline_wrote_is_not_changed_by_hand(rows, manager_client, name):
    link = soup(manager_client.get(area(name))).select_one("#result_list tbody th a")["href"]
    assert not soup(manager_client.get(link)).select("input[name=_save]")
    assert manager_client.get(f"{area(name)}add/").status_code == 403


@pytest.mark.parametrize(
    ("name", "words", "found"),
    [
        ("dump", "bay", 1),
        ("capture", "001.txt", 1),
        ("rejection", "bad.txt", 1),
        ("source", "courier", 1),
        ("topic", "ports", 1),
        ("story", "harbour ferries", 1),
        ("version", "harbour ferries", 1),
        ("story", "nowhere", 0),
        ("story", 'AND "', 0),
        ("version", "  ", 1),
    ],
)
def test_search_finds_by_words(rows, manager_client, name, words, found):
    response = manager_client.get(area(name), {"q": words})
    assert len(soup(response).select("#result_list tbody tr")) == found


def test_pause_and_resume_move_dumps(rows, manager_client):
    act(manager_client, "dump", "pause", rows.pk)
    assert Dump.objects.get(pk=rows.pk).state == Dump.State.PAUSED
    act(manager_client, "dump", "resume", rows.pk)
    assert Dump.objects.get(pk=rows.pk).state == Dump.State.QUEUED
    assert OrmQ.objects.count() == 1


def test_undo_takes_the_dump_back_and_says_what_went(rows, manager_client):
    response = act(manager_client, "dump", "undo", rows.pk)
    assert Dump.objects.get(pk=rows.pk).state == Dump.State.UNDONE
    assert "was taken back" in texts(response, ".messagelist")[0]


def test_retry_of_a_dump_tries_its_rejections_again(rows, manager_client):
    response = act(manager_client, "dump", "retry", rows.pk)
    assert "0 records are articles now, 1 are still rejected" in texts(response, ".messagelist")[0]


def test_rejections_are_dismissed_and_retried(rows, manager_client):
    rejection = Rejection.objects.get()
    assert "still rejected" in texts(act(manager_client, "rejection", "retry", rejection.pk), ".messagelist")[0]
    act(manager_client, "rejection", "dismiss", rejection.pk)
    rejection.refresh_from_db()
    assert rejection.state == Rejection.State.DISMISSED


@pytest.mark.parametrize(("name", "action"), [("dump", "undo"), ("rejection", "dismiss")])
def test_actions_are_not_for_staff_who_may_only_look(rows, name, action, client):
    from django.contrib.auth.models import Permission

    looker = make_user(username="lea", staff=True)
    looker.user_permissions.add(*Permission.objects.filter(codename=f"view_{name}"))
    client.force_login(looker)
    assert client.get(area(name)).status_code == 200
    act(client, name, action, rows.pk if name == "dump" else Rejection.objects.get().pk)
    assert Dump.objects.get().state == Dump.State.READING
    assert Rejection.objects.get().state == Rejection.State.OPEN


def test_source_is_renamed_and_keeps_its_key(rows, manager_client):
    source = Source.objects.get()
    manager_client.post(f"{area('source')}{source.pk}/change/", {"name": "Bay Courier", "key": "stolen"})
    source.refresh_from_db()
    assert (source.name, source.key) == ("Bay Courier", "the bay courier")


def test_dump_leads_to_its_rejections(rows, manager_client):
    Dump.objects.update(rejected=1)
    link = soup(manager_client.get(area("dump"))).select_one("td.field-rejected_records a")["href"]
    assert len(soup(manager_client.get(link)).select("#result_list tbody tr")) == 1


@pytest.fixture
def many_captures(rows, monkeypatch):
    monkeypatch.setattr("articles.admin.panel.MOST_COUNTED", COUNTED)
    dump = make_dump(name="large.warc")
    captures = [
        Capture(dump=dump, number=number, member="large.warc", digest=f"{number:064}", state="rejected")
        for number in range(MANY)
    ]
    Capture.objects.bulk_create(captures, batch_size=500)
    ids = Capture.objects.filter(dump=dump).values_list("pk", flat=True)
    Rejection.objects.bulk_create([Rejection(capture_id=pk, problem="empty") for pk in ids], batch_size=500)
    story = Story.objects.get()
    versions = [Version(story=story, digest=f"{number:064}", headline=f"Version {number}") for number in range(MANY)]
    Version.objects.bulk_create(versions, batch_size=500)
    Story.objects.bulk_create([Story(headline=f"Story {number}") for number in range(MANY)], batch_size=500)


@pytest.mark.parametrize("query", ["", "?p=3", "filtered", "?q=large", "?q=nowhere"])
@pytest.mark.parametrize(("name", "filtered"), list(FILTERED.items()))
def test_list_of_many_rows_takes_few_queries_and_reads_no_more_than_it_shows(
    many_captures, manager_client, name, filtered, query
):
    query = query.replace("filtered", f"?{filtered}")
    with CaptureQueriesContext(connection) as context:
        response = manager_client.get(area(name) + query)
    assert response.status_code == 200
    asked = [one["sql"] for one in context if f'FROM "articles_{name}"' in one["sql"]]
    assert len(context) <= 9
    assert asked
    for sql in asked:
        assert "COUNT(" not in sql
        # The list itself has no LIMIT where the count before it found less than a page.
        assert " LIMIT " in sql or "SELECT DISTINCT" in sql or not soup(response).select("#result_list tbody tr")
        assert "articles_capturebody" not in sql
        assert "articles_versionbody" not in sql


def test_paginator_stops_counting_where_no_one_leafs(many_captures, manager_client):
    response = manager_client.get(area("capture"))
    assert f"{COUNTED} captures" in texts(response, ".paginator")[0]


def test_page_of_a_row_loads_no_choices_of_a_large_table(many_captures, manager_client):
    for name in ("capture", "rejection", "version", "story"):
        link = soup(manager_client.get(area(name))).select_one("#result_list tbody th a")["href"]
        with CaptureQueriesContext(connection) as context:
            manager_client.get(link)
        assert len(context) <= 12
        assert not [one for one in context if "articles_capturebody" in one["sql"]]


def test_stories_merged_into_others_are_listed_only_where_asked_for(manager_client):
    into = make_story(headline="Stands")
    make_story(headline="Hollow", merged_into=into)
    listed = {
        query: set(texts(manager_client.get(area("story") + query), "#result_list tbody th"))
        for query in ("", "?merged=yes", "?merged=all")
    }
    assert listed == {"": {"Stands"}, "?merged=yes": {"Hollow"}, "?merged=all": {"Stands", "Hollow"}}


def test_panel_names_the_icon(manager_client):
    assert "icon" in soup(manager_client.get("/admin/")).select_one("link[rel=icon]")["href"]
