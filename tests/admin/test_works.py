"""Long work in the panel: who begins it, what is shown of it while it runs, and what it would change."""

import datetime as dt
from pathlib import Path

import pytest
from django.test import Client
from django_q.models import OrmQ

from articles.models import GroupingDraft, LineRuling, LongWork, Source, Story, Version
from articles.models.upkeep import refresh_stories
from articles.pipeline.cleaning_jobs import queue_reclean
from articles.pipeline.ingest import ingest
from articles.pipeline.work_jobs import advance_work
from articles.text.article import Role
from tests.conftest import logged_in
from tests.factories import make_user
from tests.pages import soup, texts
from tests.pipeline.dump_texts import invented_body, write_lines
from tests.pipeline.group_texts import invented_article
from tests.pipeline.test_group import arrive

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/longwork/"


@pytest.fixture
def ruled(tmp_path: Path) -> Source:
    """Three captures of one source, a line of one of which is to go."""
    ingest(write_lines(tmp_path / "a.jsonl", range(3)))
    source, line = Source.objects.get(), invented_body(1)[2]
    LineRuling.objects.create(source=source, line=line.casefold(), role=Role.REMOVED, made_by=make_user())
    return source


def page_of(work: LongWork) -> str:
    return f"{LIST}{work.pk}/change/"


def test_a_manager_begins_a_dry_run_of_cleaning(ruled: Source, manager_client: Client) -> None:
    given = {"kind": "reclean", "dry_run": "1", "source": ruled.name, "since": "2020-01-01"}
    response = manager_client.post(f"{LIST}begin/", given, follow=True)
    work = LongWork.objects.get()
    assert (work.dry_run, work.arguments["source"], work.created_by.username) == (True, ruled.pk, "mona")
    assert OrmQ.objects.get().task["args"] == (work.pk,)
    assert texts(response, "#work b")[0] == "Waiting"
    assert soup(response).select_one("#work")["hx-trigger"] == "every 2s"


def test_what_would_change_is_read_on_the_page(ruled: Source, manager_client: Client) -> None:
    work = queue_reclean(dry_run=True)
    advance_work(work.pk)
    response = manager_client.get(page_of(work))
    assert texts(response, "#work li")[0] == "3 captures cleaned again: 1 would read differently"
    assert "5 → 4 paragraphs" in texts(response, ".change .help")[0]
    assert texts(response, ".change del")
    assert not soup(response).select_one("#work").get("hx-trigger")


def test_moves_are_read_on_the_page(manager_client: Client) -> None:
    _, second = arrive(invented_article(1), invented_article(1, more=8)).grouped
    other = Story.objects.create(headline="fell apart")
    Version.objects.filter(pk=second.version_id).update(story=other)
    refresh_stories({second.story_id, other.pk})
    manager_client.post(f"{LIST}begin/", {"kind": "regroup", "dry_run": "1"})
    work = LongWork.objects.get()
    advance_work(work.pk)
    response = manager_client.get(page_of(work))
    assert texts(response, ".change ins") == [f"story {second.story_id}"]
    assert "of the shorter text" in texts(response, ".change .help")[0]
    assert manager_client.get(soup(response).select_one(".change .help a")["href"]).status_code == 200


def test_progress_comes_as_a_part(ruled: Source, manager_client: Client) -> None:
    work = queue_reclean()
    LongWork.objects.filter(pk=work.pk).update(state="running", done=1, total=3)
    response = manager_client.get(f"{LIST}{work.pk}/part/")
    assert "1 of 3 (33%)" in texts(response, "#work p")[0]
    assert soup(response).select_one("progress")["value"] == "33"


def test_the_list_comes_with_the_state_once_there_is_more_to_list(ruled: Source, manager_client: Client) -> None:
    work = queue_reclean(dry_run=True)
    page = manager_client.get(page_of(work))
    assert texts(page, "#changes .help") == ["Nothing found so far."]
    asks = soup(page).select_one("#work")["hx-get"]
    assert not soup(manager_client.get(asks)).select("#changes")
    advance_work(work.pk)
    part = manager_client.get(asks)
    assert texts(part, "#work b")[0] == "Done"
    assert soup(part).select_one("#changes")["hx-swap-oob"] == "true"
    assert texts(part, "#changes .change del")


def test_a_list_that_stays_empty_says_so_once_the_work_ended(manager_client: Client) -> None:
    work = queue_reclean(dry_run=True)
    asks = soup(manager_client.get(page_of(work))).select_one("#work")["hx-get"]
    advance_work(work.pk)
    assert texts(manager_client.get(asks), "#changes .help") == ["Nothing."]


def test_work_is_paused_resumed_and_stopped(ruled: Source, manager_client: Client) -> None:
    work = queue_reclean()
    for act, state in (("pause", "paused"), ("resume", "queued"), ("stop", "stopped")):
        manager_client.post(f"{LIST}{work.pk}/do/{act}/")
        work.refresh_from_db()
        assert work.state == state
    response = manager_client.post(f"{LIST}{work.pk}/do/resume/", follow=True)
    assert "nothing was done" in texts(response, ".messagelist")[0]


@pytest.mark.parametrize("given", ["²", "9" * 5_000, "none"])
def test_an_address_without_a_number_is_no_work(manager_client: Client, given: str) -> None:
    assert manager_client.get(f"{LIST}{given}/change/").status_code == 404


def test_a_worker_clears_away_what_stopped_work_held(manager_client: Client) -> None:
    work = LongWork.objects.create(kind="regroup")
    GroupingDraft.objects.create(work=work, version=1, root=1)
    manager_client.post(f"{LIST}{work.pk}/do/stop/")
    assert GroupingDraft.objects.exists()
    advance_work(*OrmQ.objects.get().task["args"])
    assert not GroupingDraft.objects.exists()


def test_a_second_regroup_is_refused_in_words(manager_client: Client) -> None:
    manager_client.post(f"{LIST}begin/", {"kind": "regroup"})
    response = manager_client.post(f"{LIST}begin/", {"kind": "regroup"}, follow=True)
    assert "is under way" in texts(response, ".messagelist")[0]
    assert LongWork.objects.count() == 1


@pytest.mark.parametrize("kind", ["reclean", "regroup"])
def test_a_double_click_queues_once_and_leads_to_the_one(ruled: Source, manager_client: Client, kind: str) -> None:
    given = {"kind": kind, "dry_run": "1"}
    first, second = (manager_client.post(f"{LIST}begin/", given, follow=True) for _ in range(2))
    assert first.redirect_chain == second.redirect_chain
    assert "waits for a worker already: nothing was added" in texts(second, ".messagelist")[0]
    assert (LongWork.objects.count(), OrmQ.objects.count()) == (1, 1)


def test_what_waits_behind_an_equal_work_says_so(ruled: Source, manager_client: Client) -> None:
    first = queue_reclean()
    LongWork.objects.filter(pk=first.pk).update(state=LongWork.State.RUNNING, total=3)
    asked = manager_client.post(f"{LIST}begin/", {"kind": "reclean"}, follow=True)
    assert f"is in the queue behind {first}" in texts(asked, ".messagelist")[0]
    assert texts(asked, "#work > p")[0] == f"Waiting for the end of {first}"
    again = manager_client.post(f"{LIST}begin/", {"kind": "reclean"}, follow=True)
    assert f"waits for the end of {first} already: nothing was added" in texts(again, ".messagelist")[0]


def test_other_captures_or_an_ended_work_are_cleaned_again(ruled: Source, manager_client: Client) -> None:
    for given in ({}, {"since": "2026-01-01"}, {"dry_run": "1"}, {"source": ruled.name}):
        manager_client.post(f"{LIST}begin/", {"kind": "reclean", **given})
    assert LongWork.objects.count() == 4
    LongWork.objects.update(state=LongWork.State.DONE)
    manager_client.post(f"{LIST}begin/", {"kind": "reclean"})
    assert LongWork.objects.filter(state=LongWork.State.QUEUED).count() == 1


def test_a_source_that_is_not_there_is_named(manager_client: Client) -> None:
    response = manager_client.post(f"{LIST}begin/", {"kind": "reclean", "source": "Nobody"}, follow=True)
    assert "There is no source “Nobody”" in texts(response, ".messagelist")[0]


def test_an_editor_of_the_staff_reads_and_begins_nothing(ruled: Source) -> None:
    client = logged_in(make_user(username="stef", group="editor", staff=True))
    work = queue_reclean(dry_run=True)
    advance_work(work.pk)
    assert texts(client.get(page_of(work)), ".change del")
    assert not soup(client.get(LIST)).select(".begin")
    assert client.post(f"{LIST}begin/", {"kind": "reclean"}).status_code == 404
    assert client.post(f"{LIST}{work.pk}/do/stop/").status_code == 404


def test_who_may_not_open_the_panel_sees_nothing(ruled: Source, editor_client: Client) -> None:
    work = queue_reclean()
    assert {editor_client.get(address).status_code for address in (LIST, page_of(work), f"{LIST}{work.pk}/part/")} == {
        302
    }


def test_the_list_asks_as_often_for_many_as_for_one(ruled: Source, manager_client: Client) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    asked = []
    for month in (1, 2):
        for day in range(1, 5):
            queue_reclean(source_id=ruled.pk, since=dt.date(2026, month, day))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            manager_client.get(LIST)
        asked.append(len(queries))
    assert asked[0] == asked[1]
