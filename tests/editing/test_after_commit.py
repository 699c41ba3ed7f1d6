"""What follows an act once it is stored: a fault in it is logged, and what PostgreSQL takes back is done again."""

import logging
from collections.abc import Collection
from types import SimpleNamespace

import psycopg
import pytest
from django.db import OperationalError

from articles.editing import log
from articles.editing.log import MOST_DEADLOCKS, after_commit, one_act

pytestmark = pytest.mark.django_db


def test_a_fault_after_an_act_is_logged_and_not_raised(caplog, django_capture_on_commit_callbacks):
    def fail(_: Collection[int]) -> None:
        raise ValueError("no index")

    with caplog.at_level(logging.ERROR), django_capture_on_commit_callbacks(execute=True):
        after_commit(fail, [1])
    assert "no index" in caplog.text


@pytest.mark.parametrize("deadlocks", [1, MOST_DEADLOCKS, MOST_DEADLOCKS + 1])
def test_what_deadlocks_took_back_is_done_again_up_to_a_bound(monkeypatch, deadlocks: int):
    monkeypatch.setattr(log, "connection", SimpleNamespace(in_atomic_block=False))  # a test's own transaction apart
    tries: list[Collection[int]] = []

    def index(story_ids: Collection[int]) -> None:
        tries.append(story_ids)
        if len(tries) <= deadlocks:
            raise OperationalError("deadlock detected") from psycopg.errors.DeadlockDetected()

    if deadlocks > MOST_DEADLOCKS:
        with pytest.raises(OperationalError):
            one_act(index)([1])
    else:
        one_act(index)([1])
    assert len(tries) == min(deadlocks, MOST_DEADLOCKS) + 1
