"""Captures are cleaned again: the text follows the cleaner, and a second run changes nothing."""

from pathlib import Path

import pytest

from articles.models import (
    Story,
    Version,
)
from articles.pipeline import clean as clean_module
from articles.pipeline.check import check_store
from articles.pipeline.differences import Difference
from articles.pipeline.ingest import ingest
from articles.text.article import CleanArticle
from articles.text.clean import clean_capture
from tests.pipeline.dump_texts import invented_body, write_lines
from tests.pipeline.reclean_texts import TEASER, everything, paragraphs, run, write_capture

pytestmark = pytest.mark.django_db


def test_the_same_cleaner_changes_nothing(tmp_path: Path) -> None:
    ingest(write_lines(tmp_path / "a.jsonl", range(4), broken=frozenset([2])))
    write_capture(tmp_path / "texts", 7)
    html = "".join(f"<p>{paragraph}</p>" for paragraph in invented_body(8))
    (tmp_path / "texts" / "8.html").write_text(f"<html><body><h1>A ferry is late</h1><main>{html}</main></body></html>")
    ingest(tmp_path / "texts")
    before = everything()
    report = run()
    assert (report.captures, report.changed, report.mended) == (6, 0, 0)
    assert everything() == before


def test_a_better_cleaner_rewrites_the_version_and_the_next_run_changes_nothing(
    tmp_path: Path, old_cleaner: pytest.MonkeyPatch
) -> None:
    write_capture(tmp_path / "a", 1)
    ingest(tmp_path / "a")
    version = Version.objects.get()
    assert paragraphs() == [*invented_body(1)[:3], TEASER, invented_body(1)[3]]
    old_cleaner.undo()
    report = run()
    assert (report.changed, report.versions_rewritten, report.versions_made) == (1, 1, 0)
    assert Version.objects.get() == version
    assert paragraphs() == invented_body(1)
    assert check_store(read_bytes=True) == ()
    before = everything()
    assert run().changed == 0
    assert everything() == before


def test_a_version_that_captures_share_changes_as_one(tmp_path: Path, old_cleaner: pytest.MonkeyPatch) -> None:
    for number in range(40):
        write_capture(tmp_path / "a", 1, name=f"{number:02}.txt", more=f"© {number} the paper")
    ingest(tmp_path / "a")
    version = Version.objects.get()
    old_cleaner.undo()
    report = run()
    assert report.changed == 40
    assert Version.objects.get() == version
    assert version.captures.count() == 40
    assert check_store(read_bytes=True) == ()


def test_a_capture_that_differs_by_now_gets_a_version_of_its_own(
    tmp_path: Path, old_cleaner: pytest.MonkeyPatch
) -> None:
    write_capture(tmp_path / "a", 1, name="a.txt")
    whole = write_capture(tmp_path / "b", 1, name="b.txt", more=invented_body(2)[0])
    whole.write_text(whole.read_text() + "\n" + invented_body(2)[1])
    old_cleaner.setattr(clean_module, "clean_capture", lambda _text: clean_capture("\n".join(invented_body(1))))
    ingest(tmp_path / "a")
    ingest(tmp_path / "b")
    assert Version.objects.count() == 1
    old_cleaner.undo()
    report = run()
    assert (report.versions_made, report.changed) == (1, 2)
    assert sorted(len(paragraphs(version)) for version in Version.objects.all()) == [5, 7]
    assert Story.objects.get().version_count == 2
    assert check_store(read_bytes=True) == ()


def test_a_capture_of_which_nothing_would_be_left_stays(tmp_path: Path, old_cleaner: pytest.MonkeyPatch) -> None:
    old_cleaner.undo()
    write_capture(tmp_path / "a", 1)
    ingest(tmp_path / "a")
    before = everything()
    old_cleaner.setattr(clean_module, "clean_capture", lambda _text: CleanArticle())
    report = run()
    assert (report.kept_whole, report.changed) == (1, 0)
    assert everything() == before


def test_a_dry_run_says_what_would_change_and_stores_nothing(tmp_path: Path, old_cleaner: pytest.MonkeyPatch) -> None:
    write_capture(tmp_path / "a", 1)
    ingest(tmp_path / "a")
    old_cleaner.undo()
    before, seen = everything(), list[Difference]()
    report = run(dry_run=True, on_change=seen.append)
    assert everything() == before
    assert (report.changed, report.dry_run) == (1, True)
    (change,) = seen
    assert change.paragraphs == (5, 5)
    assert change.went == (TEASER,)
    assert " ".join(change.came) == invented_body(1)[4]
    assert "  - Sign up for the letter" in change.lines()


def test_a_run_goes_on_where_a_slice_ended(tmp_path: Path, old_cleaner: pytest.MonkeyPatch) -> None:
    for number in range(60):
        write_capture(tmp_path / "a", number)
    ingest(tmp_path / "a")
    old_cleaner.undo()
    report, slices = run(until=0), 1
    while not report.done:
        report, slices = run(until=0, after=report.reached), slices + 1
    assert slices in {3, 4}
    assert {len(paragraphs(version)) for version in Version.objects.all()} == {5}
