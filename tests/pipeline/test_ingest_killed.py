"""An ingest that is killed at any moment loses nothing and doubles nothing."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.pipeline.dump_texts import write_lines

ROOT = Path(__file__).resolve().parents[2]
RECORDS = 160
PATIENCE = 120  # seconds for what takes five on an idle machine


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A site of its own, outside the tests' database, because a killed process needs committed rows."""
    own = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    own |= {
        "NEWSDESK_DATA_DIR": str(tmp_path / "data"),
        "NEWSDESK_DEBUG": "1",
        "DJANGO_SETTINGS_MODULE": "newsdesk.settings",
    }
    subprocess.run(manage("migrate", "-v0"), env=own, check=True, cwd=ROOT)
    return own


def manage(*arguments: str) -> list[str]:
    return [sys.executable, "manage.py", *arguments, "--skip-checks"]


def ask(folder: Path, question: str) -> list[tuple[int, ...]]:
    with closing(sqlite3.connect(folder / "data" / "newsdesk.sqlite3", timeout=10)) as database:
        return database.execute(question).fetchall()


def cursors(folder: Path, process: "subprocess.Popen[bytes]") -> Iterator[int]:
    """Give the dump's cursor again and again, until the process ends."""
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        found = ask(folder, "SELECT cursor FROM articles_dump")
        yield found[0][0] if found else 0
        time.sleep(0.005)


def kill_after(folder: Path, environment: dict[str, str], path: Path, records: int) -> int:
    """Start an ingest, kill it and its workers once `records` are stored; give the cursor it left."""
    process = subprocess.Popen(
        manage("ingest", str(path)), env=environment, cwd=ROOT, start_new_session=True, stderr=subprocess.DEVNULL
    )
    for cursor in cursors(folder, process):
        if cursor >= records:
            os.killpg(process.pid, signal.SIGKILL)
            break
    process.wait()
    return ask(folder, "SELECT cursor FROM articles_dump")[0][0]


def test_killed_ingest_goes_on_without_loss_or_double(tmp_path: Path, environment: dict[str, str]) -> None:
    path = write_lines(tmp_path / "a.jsonl", range(RECORDS), broken=frozenset(range(9, RECORDS, 25)))
    left = [kill_after(tmp_path, environment, path, records) for records in (1, 50, 100)]
    assert 0 < left[0] < left[1] < left[2] < RECORDS, left
    done = subprocess.run(manage("ingest", str(path)), env=environment, cwd=ROOT, check=True, capture_output=True)
    assert b"records read" in done.stdout
    assert ask(tmp_path, "SELECT count(*), count(DISTINCT number), max(number) FROM articles_capture") == [
        (RECORDS, RECORDS, RECORDS - 1)
    ]
    assert ask(tmp_path, "SELECT count(*) FROM articles_story") == [(RECORDS - 7,)]
    assert ask(tmp_path, "SELECT captures_read, new_stories, rejected FROM articles_dump") == [
        (RECORDS, RECORDS - 7, 7)
    ]
    subprocess.run(manage("check_store", "--bytes"), env=environment, cwd=ROOT, check=True)
