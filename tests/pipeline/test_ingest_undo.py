"""A dump is taken back with all it brought, but for what editors worked on; and can be ingested again."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User

from articles.models import (
    Capture,
    CaptureBody,
    Dump,
    EventTerm,
    Rejection,
    SearchText,
    Source,
    Story,
    TermCount,
    Version,
)
from articles.models.grouping import story_ids
from articles.models.terms import ALL_STORIES
from articles.pipeline.check import check_store
from articles.pipeline.ingest import ingest
from articles.pipeline.undo import undo_dump
from tests.factories import make_note, make_tag, make_topic
from tests.pipeline.dump_texts import write_lines

pytestmark = pytest.mark.django_db


def ingested(path: Path) -> Dump:
    return Dump.objects.get(pk=ingest(path).dump_id)


def left() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Capture, CaptureBody, Rejection, Version, Story, SearchText))


def test_undo_removes_all_that_nothing_holds(tmp_path: Path) -> None:
    dump = ingested(write_lines(tmp_path / "a.jsonl", range(30), broken=frozenset([2])))
    report = undo_dump(dump)
    assert (report.captures, report.versions, report.stories, report.kept_captures) == (30, 29, 29, 0)
    assert left() == (0, 0, 0, 0, 0, 0)
    assert dump.state == Dump.State.UNDONE
    assert Source.objects.get().story_count == 0
    assert check_store() == ()


def terms() -> tuple[dict[int, list[int]], dict[int, int]]:
    """The stories by event term, and the terms that are counted."""
    stories = {row.hash: sorted(story_ids(row.stories)) for row in EventTerm.objects.all()}
    return stories, dict(TermCount.objects.filter(stories__gt=0).values_list("key", "stories"))


def test_undo_takes_the_terms_of_what_goes_back(tmp_path: Path) -> None:
    ingest(write_lines(tmp_path / "a.jsonl", range(3)))
    before = terms()
    assert before[0]
    dump = ingested(write_lines(tmp_path / "b.jsonl", range(1, 8)))
    assert terms()[0] != before[0]
    undo_dump(dump)
    assert terms() == before
    assert check_store(read_bytes=True) == ()


def test_undo_of_all_leaves_no_term(tmp_path: Path) -> None:
    undo_dump(ingested(write_lines(tmp_path / "a.jsonl", range(6))))
    assert terms() == ({}, {})


def test_counts_taken_back_do_not_fall_below_zero() -> None:
    TermCount.objects.learn([(1, [7])], so_far=0)
    TermCount.objects.unlearn([(1, [7, 8]), (2, [7])])
    assert set(TermCount.objects.values_list("key", "stories")) == {(ALL_STORIES, 0), (7, 0)}


def test_undo_leaves_what_another_dump_brought_too(tmp_path: Path) -> None:
    ingest(write_lines(tmp_path / "a.jsonl", range(3)))
    undo_dump(ingested(write_lines(tmp_path / "b.jsonl", range(1, 5))))
    assert (Version.objects.count(), Capture.objects.count()) == (3, 3)
    assert check_store() == ()


def test_undo_keeps_what_editors_worked_on_and_says_why(tmp_path: Path, editor: User) -> None:
    dump = ingested(write_lines(tmp_path / "a.jsonl", range(4)))
    noted, tagged, *_ = Version.objects.order_by("id")
    make_note(version=noted, author=editor)
    make_tag(story=tagged.story, topic=make_topic(), made_by=editor)
    report = undo_dump(dump)
    assert set(Version.objects.all()) == {noted, tagged}
    assert (report.kept_captures, report.versions) == (2, 2)
    assert "1 versions with notes" in report.lines()[1]
    assert check_store() == ()


def test_undone_dump_can_be_ingested_again_around_what_was_kept(tmp_path: Path, editor: User) -> None:
    path = write_lines(tmp_path / "a.jsonl", range(4))
    dump = ingested(path)
    make_note(version=Version.objects.earliest("id"), author=editor)
    undo_dump(dump)
    ingest(path)
    assert (Capture.objects.count(), Story.objects.count()) == (4, 4)


def test_undo_in_slices_goes_on(tmp_path: Path) -> None:
    dump = ingested(write_lines(tmp_path / "a.jsonl", range(60)))
    first = undo_dump(dump, seconds=0)
    assert (first.done, first.versions) == (False, 25)
    assert undo_dump(dump).versions == 35
    assert left() == (0, 0, 0, 0, 0, 0)
