"""What is done once an act is stored: a fault in it is logged, and what PostgreSQL takes back is done again."""

import logging

import psycopg
import pytest
from django.db import OperationalError, transaction

from articles.editing.log import after_commit, one_act

pytestmark = pytest.mark.django_db(transaction=True)


def test_fault_after_an_act_is_logged_and_not_raised(caplog):
    def fail(_: object) -> None:
        raise ValueError("no index")

    with caplog.at_level(logging.ERROR), transaction.atomic():
        after_commit(fail, [1])
    assert "no index" in caplog.text


def test_what_a_deadlock_took_back_is_done_again():
    tries: list[object] = []

    def index(story_ids: object) -> None:
        tries.append(story_ids)
        if len(tries) == 1:
            raise OperationalError("deadlock detected") from psycopg.errors.DeadlockDetected()

    with transaction.atomic():
        after_commit(one_act(index), [1])
    assert tries == [[1], [1]]
