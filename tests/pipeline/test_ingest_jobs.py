"""Background work carries only a dump's number; the dump's own row says what is left to do."""

from pathlib import Path

import pytest
from django_q.models import OrmQ, Schedule

from articles.models import Capture, Dump
from articles.pipeline import jobs
from articles.pipeline.dumps import MOST_ATTEMPTS, claim_dump, new_owner, register_dump
from articles.pipeline.jobs import (
    LONGEST_QUEUE,
    advance_dump,
    keep_looking,
    look_for_lost_dumps,
    queue_dump,
    queue_waiting_dumps,
)
from tests.pipeline.dump_texts import write_lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def dump(tmp_path: Path) -> Dump:
    return register_dump(write_lines(tmp_path / "a.jsonl", range(30))).dump


def test_slice_that_is_not_done_queues_the_next(dump: Dump, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "SLICE_SECONDS", 0)
    assert advance_dump(dump.pk) == f"dump {dump.pk} is at record 25: reading"
    assert OrmQ.objects.count() == 1
    advance_dump(dump.pk)
    advance_dump(dump.pk)
    dump.refresh_from_db()
    assert (dump.state, Capture.objects.count()) == (Dump.State.DONE, 30)


def test_dump_queued_twice_is_read_once(dump: Dump) -> None:
    queue_dump(dump)
    queue_dump(dump)
    advance_dump(dump.pk)
    assert "finished" in advance_dump(dump.pk)
    assert Capture.objects.count() == 30


def test_worker_queues_what_a_dead_one_left(dump: Dump) -> None:
    claim_dump(dump, owner=f"{new_owner().split(':')[0]}:999999999:x")
    assert queue_waiting_dumps() == 1


def test_worker_leaves_what_a_living_one_reads(dump: Dump) -> None:
    claim_dump(dump, owner=new_owner())
    assert queue_waiting_dumps() == 0


def test_dump_that_kills_its_readers_fails_with_the_cure(dump: Dump) -> None:
    for _ in range(MOST_ATTEMPTS):
        assert claim_dump(dump, owner="gone")
    assert not claim_dump(dump, owner="gone")
    assert dump.state == Dump.State.FAILED
    assert "then resume the dump" in dump.error


def test_lost_dump_is_queued_again_unless_the_queue_is_long(dump: Dump) -> None:
    assert look_for_lost_dumps() == 1
    for _ in range(LONGEST_QUEUE):
        queue_dump(dump)
    assert look_for_lost_dumps() == 0


def test_worker_looks_for_lost_dumps_by_one_schedule_however_often_it_starts() -> None:
    keep_looking()
    keep_looking()
    schedule = Schedule.objects.get()
    assert (schedule.minutes, schedule.repeats) == (1, -1)
