"""A process killed between storing a batch and comparing its stories leaves them due; whoever goes on compares them."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from articles.models import Story
from articles.models.stories import SUMMARY_DUE
from articles.models.upkeep import NO_CHANGES, summarise_due, wrongly_summarised
from articles.pipeline.ingest import ingest
from articles.pipeline.jobs import look_for_lost_dumps
from articles.pipeline.reclean import Scope, reclean
from tests.pipeline.group_texts import invented_article
from tests.pipeline.reclean_texts import write_capture
from tests.pipeline.test_group import arrive

pytestmark = pytest.mark.django_db
NOTHING = Scope(since=dt.date(2999, 1, 1))


@pytest.fixture
def due() -> Story:
    """A story of two versions that are not compared yet."""
    arrive(invented_article(1), invented_article(1, more=3))
    story = Story.objects.get()
    assert wrongly_summarised([story.pk])
    return story


def test_an_ingest_that_goes_on_compares_what_the_killed_one_did_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_args: Any) -> None:
        raise KeyboardInterrupt

    for number, more in enumerate(("", "Nobody at the town hall would say anything more about it on Friday.")):
        write_capture(tmp_path / "dump", 1, name=f"{number}.txt", more=more)
    with monkeypatch.context() as once:
        once.setattr("articles.pipeline.ingest.summarise_changes", killed)
        with pytest.raises(KeyboardInterrupt):
            ingest(tmp_path / "dump")
    story = Story.objects.get()
    assert story.version_count == 2
    assert wrongly_summarised([story.pk])
    ingest(tmp_path / "dump")
    assert not wrongly_summarised([story.pk])


@pytest.mark.parametrize("go_on", [summarise_due, look_for_lost_dumps, lambda: reclean(NOTHING)])
def test_whoever_goes_on_compares_what_is_due(due: Story, go_on: Any) -> None:
    go_on()
    assert not wrongly_summarised([due.pk])
    assert summarise_due() == 0


def test_a_dry_run_writes_no_summary(due: Story) -> None:
    reclean(NOTHING, dry_run=True)
    assert wrongly_summarised([due.pk])


def test_a_story_of_one_version_or_a_merged_one_is_not_due(due: Story) -> None:
    summarise_due()
    arrive(invented_article(2))
    into = Story.objects.exclude(pk=due.pk).get()
    Story.objects.filter(pk=due.pk).update(merged_into=into, **NO_CHANGES)
    assert summarise_due() == 0


def test_what_is_due_is_found_by_its_index(due: Story) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL walks a table of one row whatever indexes it has")
    plan = Story.objects.filter(SUMMARY_DUE).order_by("pk").values_list("pk", flat=True).explain()
    assert "story_summary_due" in plan


def test_a_story_that_cannot_be_compared_keeps_no_dump_from_going_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> None:
        raise MemoryError

    queued: list[str] = []
    monkeypatch.setattr("articles.pipeline.jobs.summarise_due", fails)
    monkeypatch.setattr("articles.pipeline.jobs.queue_waiting_dumps", lambda: queued.append("dump") or 1)
    with pytest.raises(MemoryError):
        look_for_lost_dumps()
    assert queued == ["dump"]
