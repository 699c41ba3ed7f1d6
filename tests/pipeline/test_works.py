"""Long work: goes on where it stopped, is done by one at a time, paused and stopped; what it changes is listed."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django_q.models import OrmQ

from articles.editing.stories import merge_stories
from articles.models import GroupingDraft, LineRuling, LongWork, Source, Story, Version, WorkChange
from articles.models.upkeep import refresh_stories
from articles.pipeline.cleaning_jobs import queue_reclean
from articles.pipeline.ingest import ingest
from articles.pipeline.jobs import look_for_lost_dumps
from articles.pipeline.regroup import advance_regroup, begin_regroup, regroup
from articles.pipeline.turns import OvertakenError, in_turn
from articles.pipeline.work_jobs import advance_work
from articles.pipeline.works import (
    MOST_ATTEMPTS,
    LeaseLost,
    Slice,
    UnderWay,
    claim_work,
    forget_ended,
    pause_work,
    resume_work,
    stop_work,
)
from articles.text.article import Role
from tests.factories import make_user
from tests.pipeline.dump_texts import invented_body, write_lines
from tests.pipeline.group_texts import invented_article
from tests.pipeline.test_group import arrive

pytestmark = pytest.mark.django_db
DEAD = "elsewhere:1:gone"


@pytest.fixture
def scattered(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Three articles in two versions each, every version in a story of its own; chunks and slices of the smallest."""
    monkeypatch.setattr("articles.pipeline.partition.CHUNK", 2)
    monkeypatch.setattr("articles.pipeline.regroup.CHUNK", 1)
    monkeypatch.setattr("articles.pipeline.work_jobs.SLICE_SECONDS", 0)
    for number in range(1, 4):
        _, second = arrive(invented_article(number), invented_article(number, more=8)).grouped
        other = Story.objects.create(headline=f"fell apart {number}")
        Version.objects.filter(pk=second.version_id).update(story=other)
        refresh_stories({second.story_id, other.pk})
    return homes()


@pytest.fixture
def ruled(tmp_path: Path) -> Source:
    """Three captures of one source, a line of one of which is to go."""
    ingest(write_lines(tmp_path / "a.jsonl", range(3)))
    source, line = Source.objects.get(), invented_body(1)[2]
    LineRuling.objects.create(source=source, line=line.casefold(), role=Role.REMOVED, made_by=make_user())
    return source


def homes() -> list[int]:
    return list(Version.objects.order_by("pk").values_list("story", flat=True))


def finish(work: LongWork) -> int:
    """Do all slices of a work; give how many there were."""
    slices = 1
    while "running" in advance_work(work.pk):
        slices += 1
        assert slices < 50
    work.refresh_from_db()
    return slices


def test_regroup_goes_on_slice_by_slice_and_comes_to_the_same(scattered: list[int]) -> None:
    work = begin_regroup()
    assert finish(work) > 4
    assert (work.state, work.counts) == (LongWork.State.DONE, {"versions": 6, "moves": 3, "moved": 3})
    assert homes()[::2] == homes()[1::2] == scattered[::2]
    assert not GroupingDraft.objects.exists()


def test_comparing_goes_on_with_the_groups_that_are_not_listed_yet(
    scattered: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.pipeline.moves.TOLD_AT_ONCE", 1)
    work = begin_regroup(dry_run=True)
    assert finish(work) > 6
    assert [change.detail["target"] for change in work.changes.order_by("pk")] == scattered[::2]


def test_what_is_lost_at_its_commit_and_done_again_counts_once(
    scattered: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost_once(act: Callable[[], Any]) -> Any:  # as where an editor holds a row that a foreign key names
        with suppress(OvertakenError), transaction.atomic():
            act()
            raise OvertakenError
        return in_turn(act)

    monkeypatch.setattr("articles.pipeline.regroup.in_turn", lost_once)
    work = begin_regroup()
    finish(work)
    assert (work.done, work.counts) == (3, {"versions": 6, "moves": 3, "moved": 3})


def test_a_dry_run_of_regroup_lists_the_moves_and_makes_none(scattered: list[int]) -> None:
    work = begin_regroup(dry_run=True)
    finish(work)
    assert homes() == scattered
    assert [change.detail["target"] for change in work.changes.order_by("pk")] == scattered[::2]
    assert all("of the shorter text" in change.detail["why"] for change in work.changes.all())


def test_a_killed_worker_is_taken_over_where_it_stopped(scattered: list[int]) -> None:
    work = begin_regroup()
    advance_work(work.pk)
    LongWork.objects.filter(pk=work.pk).update(lease_owner=DEAD, lease_until="2020-01-01T00:00Z")
    OrmQ.objects.all().delete()
    assert look_for_lost_dumps() == 1
    finish(work)
    assert work.counts["moved"] == 3


def test_a_chunk_of_moves_is_done_wholly_or_not_at_all(scattered: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    work = begin_regroup()
    while work.step != "moving":
        advance_work(work.pk)
        work.refresh_from_db()
    before = homes()
    assert claim_work(work, owner="me")

    def killed(*_args: object, **_columns: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Slice, "save", killed)
    with pytest.raises(KeyboardInterrupt):
        advance_regroup(Slice(work, "me"))
    assert homes() == before


def test_paused_work_waits_and_goes_on(scattered: list[int]) -> None:
    work = begin_regroup()
    advance_work(work.pk)
    assert pause_work(work)
    assert "paused" in advance_work(work.pk)
    assert resume_work(work)
    finish(work)
    assert work.counts["moved"] == 3


def test_work_paused_while_it_runs_stops_after_its_batch(scattered: list[int]) -> None:
    work = begin_regroup()
    assert claim_work(work, owner="me")
    part = Slice(work, "me")
    pause_work(LongWork.objects.get(pk=work.pk))
    with pytest.raises(LeaseLost):
        advance_regroup(part)
    assert homes() == scattered


def test_stopped_work_leaves_no_draft_and_does_not_go_on(scattered: list[int]) -> None:
    work = begin_regroup()
    advance_work(work.pk)
    assert GroupingDraft.objects.exists()
    assert stop_work(work)
    assert "ended" in advance_work(work.pk)
    assert not GroupingDraft.objects.exists()
    assert not resume_work(work)


def test_what_stopped_work_held_is_cleared_away_slice_by_slice(
    scattered: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.pipeline.works.FORGOTTEN_AT_ONCE", 2)
    work = LongWork.objects.create(kind="regroup", state="stopped")
    GroupingDraft.objects.bulk_create(GroupingDraft(work=work, version=number, root=1) for number in range(5))
    left = []
    while not left or OrmQ.objects.exists():
        OrmQ.objects.all().delete()
        advance_work(work.pk)
        left.append(GroupingDraft.objects.count())
    assert left == [3, 1, 0]


def test_one_regroup_at_a_time(scattered: list[int]) -> None:
    first = begin_regroup()
    with pytest.raises(UnderWay, match=f"no. {first.pk} is under way"):
        regroup(dry_run=True)
    stop_work(first)
    assert len(regroup(dry_run=True).moves) == 3


def test_regroup_takes_the_place_of_one_that_was_killed_here(scattered: list[int]) -> None:
    from articles.pipeline.dumps import new_owner

    left = begin_regroup()
    host = new_owner().split(":")[0]
    LongWork.objects.filter(pk=left.pk).update(state="running", lease_owner=f"{host}:999999999:dead")
    assert len(regroup().moves) == 3
    left.refresh_from_db()
    assert left.state == LongWork.State.STOPPED


def test_work_that_kills_its_workers_fails_and_says_so(ruled: Source) -> None:
    work = queue_reclean()
    LongWork.objects.filter(pk=work.pk).update(attempts=MOST_ATTEMPTS)
    advance_work(work.pk)
    work.refresh_from_db()
    assert (work.state, "memory or disk may be full" in work.error) == (LongWork.State.FAILED, True)


def test_a_fault_is_said_with_its_place(ruled: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_options: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("articles.pipeline.reclean_work.reclean", broken)
    work = queue_reclean()
    with pytest.raises(OSError, match="disk full"):
        advance_work(work.pk)
    work.refresh_from_db()
    assert work.error == "OSError after no. 0: disk full"
    assert resume_work(work)


def test_a_fault_after_a_stop_leaves_work_stopped(ruled: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    work = queue_reclean()

    def broken(*_args: object, **_options: object) -> None:
        stop_work(LongWork.objects.get(pk=work.pk))
        raise OSError("disk full")

    monkeypatch.setattr("articles.pipeline.reclean_work.reclean", broken)
    with pytest.raises(OSError, match="disk full"):
        advance_work(work.pk)
    work.refresh_from_db()
    assert (work.state, work.error) == (LongWork.State.STOPPED, "")


def test_what_work_listed_goes_once_it_is_old_but_not_while_it_may_go_on(
    scattered: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.pipeline.works.MOST_KEPT", 1)
    monkeypatch.setattr("articles.pipeline.works.FORGOTTEN_AT_ONCE", 2)
    failed, old, new = (LongWork.objects.create(kind="reclean", state=state) for state in ("failed", "done", "done"))
    for work in (failed, old, new):
        WorkChange.objects.bulk_create(WorkChange(work=work, subject=number) for number in range(5))
    forget_ended()
    assert [work.changes.count() for work in (failed, old, new)] == [5, 0, 5]


def test_recleaning_lists_what_reads_differently_with_the_sentences(ruled: Source) -> None:
    work = queue_reclean(source_id=ruled.pk, dry_run=True)
    advance_work(work.pk)
    work.refresh_from_db()
    (change,) = work.changes.all()
    assert (work.state, work.done, work.total, work.counts["changed"]) == (LongWork.State.DONE, 3, 3, 1)
    assert change.detail["paragraphs"] == [5, 4]
    assert change.detail["went"]
    assert {len(version.body.paragraphs) for version in Version.objects.all()} == {5}


def test_no_more_is_listed_than_anyone_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.pipeline.reclean_work.MOST_LISTED", 2)
    ingest(write_lines(tmp_path / "a.jsonl", range(4)))
    by = make_user()
    for number in range(4):
        line = invented_body(number)[2].casefold()
        LineRuling.objects.create(source=Source.objects.get(), line=line, role=Role.REMOVED, made_by=by)
    work = queue_reclean(dry_run=True)
    advance_work(work.pk)
    work.refresh_from_db()
    assert (work.changes.count(), work.counts["changed"]) == (2, 4)


def test_a_group_longer_than_a_chunk_makes_one_story_however_it_is_cut(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("articles.pipeline.regroup.CHUNK", 2)
    stays = arrive(*(invented_article(1, more=more) for more in range(0, 14, 2))).grouped
    astray = arrive(*(invented_article(2, more=more) for more in range(0, 10, 2))).grouped
    wrong, left = stays[0].story_id, astray[0].story_id
    Version.objects.filter(story=left).update(story=wrong)
    refresh_stories({wrong, left})
    report = regroup()
    assert len(report.moves) == 5
    assert {move.target for move in report.moves} == {None}
    made = Story.objects.exclude(pk__in=[wrong, left]).get()
    assert (made.version_count, Story.objects.get(pk=wrong).version_count) == (5, 7)
    assert regroup(dry_run=True).moves == ()


def test_a_group_goes_on_into_a_story_of_its_own_where_an_editor_merged_the_one_it_began(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("articles.pipeline.regroup.CHUNK", 2)
    monkeypatch.setattr("articles.pipeline.work_jobs.SLICE_SECONDS", 0)
    stays = arrive(*(invented_article(1, more=more) for more in range(0, 14, 2))).grouped
    astray = arrive(*(invented_article(2, more=more) for more in range(0, 8, 2))).grouped
    (other,) = arrive(invented_article(3)).grouped
    wrong, left = stays[0].story_id, astray[0].story_id
    Version.objects.filter(story=left).update(story=wrong)
    refresh_stories({wrong, left})
    work = begin_regroup()
    while not work.counts.get("making"):
        advance_work(work.pk)
        work.refresh_from_db()
    begun = Story.objects.get(pk=work.counts["making"]["story"])
    merge_stories(Story.objects.get(pk=other.story_id), by=make_user(), others=[begun])
    finish(work)
    homes_of_astray = Version.objects.filter(pk__in=[each.version_id for each in astray]).order_by("pk")
    first, second, third, fourth = homes_of_astray.values_list("story", flat=True)
    assert first == second == other.story_id
    assert third == fourth not in {wrong, left, begun.pk, other.story_id}
    assert not Version.objects.filter(story__merged_into__isnull=False).exists()
