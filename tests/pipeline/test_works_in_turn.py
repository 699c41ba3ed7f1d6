"""Equal work asked for again: once while the first waits, once more behind one that has begun."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django_q.models import OrmQ

from articles.models import LineRuling, LongWork, Source, Version
from articles.pipeline.cleaning_jobs import queue_reclean
from articles.pipeline.ingest import ingest
from articles.pipeline.jobs import look_for_lost_dumps
from articles.pipeline.work_jobs import advance_work, ask_regroup
from articles.pipeline.works import pause_work, stop_work, waiting_works
from articles.text.article import Role
from tests.factories import make_user
from tests.pipeline.dump_texts import invented_body, write_lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LongWork:
    """A cleaning of three captures that has passed the first."""
    monkeypatch.setattr("articles.pipeline.reclean.BATCH", 1)
    monkeypatch.setattr("articles.pipeline.work_jobs.SLICE_SECONDS", 0)
    ingest(write_lines(tmp_path / "a.jsonl", range(3)))
    work = queue_reclean()
    advance_work(work.pk)
    return work


def waiting_tasks() -> list[int]:
    """Give the numbers of the works that the queue has tasks for, and empty it."""
    numbers = [task.task["args"][0] for task in OrmQ.objects.order_by("pk")]
    OrmQ.objects.all().delete()
    return numbers


def test_what_has_begun_is_followed_by_the_same_once(begun: LongWork) -> None:
    second, third = queue_reclean(), queue_reclean()
    assert second.pk == third.pk != begun.pk


def test_what_is_said_after_its_capture_was_passed_is_done_by_the_second(begun: LongWork) -> None:
    line = invented_body(0)[2].casefold()
    LineRuling.objects.create(source=Source.objects.get(), line=line, role=Role.REMOVED, made_by=make_user())
    queue_reclean()
    while tasks := waiting_tasks():
        for number in tasks:
            advance_work(number)
    assert set(LongWork.objects.values_list("state", flat=True)) == {LongWork.State.DONE}
    assert sorted(len(version.body.paragraphs) for version in Version.objects.all()) == [4, 5, 5]


def test_the_second_does_not_begin_while_the_first_is_under_way(begun: LongWork) -> None:
    second = queue_reclean()
    assert "behind another" in advance_work(second.pk)
    waiting_tasks()
    assert look_for_lost_dumps() == 1
    assert waiting_tasks() == [begun.pk]


@pytest.mark.parametrize("end", [stop_work, pause_work])
def test_the_second_begins_when_the_first_is_stopped_or_paused(begun: LongWork, end: object) -> None:
    second = queue_reclean()
    waiting_tasks()
    end(LongWork.objects.get(pk=begun.pk))  # type: ignore[operator]  # either of two
    look_for_lost_dumps()
    assert waiting_tasks() == [second.pk]


def test_stopping_the_first_in_the_panel_lets_the_second_begin_at_once(begun: LongWork) -> None:
    second = queue_reclean()
    waiting_tasks()
    stop_work(LongWork.objects.get(pk=begun.pk))
    advance_work(begun.pk)  # what the panel queues, to clear away
    assert waiting_tasks() == [second.pk]


def test_a_regroup_that_has_begun_is_not_followed_by_another(begun: LongWork) -> None:
    first = ask_regroup().work
    LongWork.objects.filter(pk=first.pk).update(state=LongWork.State.RUNNING, total=3)
    again = ask_regroup()
    assert (again.work.pk, again.new) == (first.pk, False)


def test_what_waits_for_no_other_is_found_in_one_query(
    begun: LongWork, django_assert_num_queries: Callable[[int], AbstractContextManager[None]]
) -> None:
    queue_reclean()
    dry = queue_reclean(dry_run=True)
    with django_assert_num_queries(1):
        found = waiting_works()
    assert [work.pk for work in found] == [begun.pk, dry.pk]
