"""Text work on many processes gives the same as in one, and a record that kills a process is a rejection."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from articles.pipeline import workers
from articles.pipeline.clean import prepare
from articles.pipeline.workers import portion, prepared_in_order
from articles.text.formats import Problem, Record, read_dump
from tests.pipeline.dump_texts import write_lines

PATIENCE = 30  # seconds for what takes one on an idle machine


@pytest.fixture
def records(tmp_path: Path) -> list[Record]:
    return list(read_dump(write_lines(tmp_path / "a.jsonl", range(60), broken=frozenset([7]))))


@pytest.fixture
def small_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "SMALL", 10)
    monkeypatch.setattr(workers, "_cores", lambda: 2)


@pytest.mark.usefixtures("small_is_large")
def test_processes_give_the_same_in_the_same_order(records: list[Record]) -> None:
    assert list(prepared_in_order(records)) == [prepare(record) for record in records]


def test_workers_end_when_the_ingest_is_killed() -> None:
    lines = [
        "import os, sys; from articles.pipeline.workers import _pool; pool = _pool(1)",
        "if __name__ == '__main__':",
        "    print(pool.submit(os.getpid).result(), flush=True)",
        "    os.kill(os.getpid(), 9)",
    ]
    ran = subprocess.run([sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=False)
    worker = int(ran.stdout)
    end = time.monotonic() + PATIENCE
    while Path(f"/proc/{worker}").exists() and time.monotonic() < end:
        time.sleep(0.1)
    assert not Path(f"/proc/{worker}").exists()


def test_portion_ends_with_the_item_that_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "PORTION_BYTES", 10)
    items = iter([4, 4, 4, 4, 20, 1])
    assert [portion(items, most=3, size=int) for _ in range(4)] == [[4, 4, 4], [4, 20], [1], []]


class Deadly(str):
    """A text that ends the process which it is sent to."""

    __slots__ = ()

    def __reduce__(self) -> tuple[object, ...]:
        return (os._exit, (1,))


@pytest.mark.usefixtures("small_is_large")
def test_record_that_kills_its_process_is_rejected_alone(records: list[Record]) -> None:
    deadly = type(records[30])(**{name: getattr(records[30], name) for name in records[30].__slots__})
    object.__setattr__(deadly, "text", Deadly("x"))
    made = list(prepared_in_order(_with(records, deadly)))
    assert [at for at, one in enumerate(made) if one.problem is Problem.FAILED] == [30]
    assert len(made) == 60


def _with(records: list[Record], deadly: Record) -> Iterator[Record]:
    yield from (deadly if at == 30 else record for at, record in enumerate(records))
