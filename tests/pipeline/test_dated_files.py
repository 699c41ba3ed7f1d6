"""Captures without a date, dated by the names of their files: doubted, and only where a file is one capture."""

import json
from pathlib import Path

import pytest

from articles.models import Capture, Story, Version, VersionBody
from articles.pipeline.ingest import ingest
from articles.pipeline.reclean import Scope, reclean
from articles.pipeline.regroup import regroup
from tests.pipeline.dump_texts import invented_body, invented_object
from tests.pipeline.reclean_texts import everything, write_capture

pytestmark = pytest.mark.django_db


def test_a_capture_without_a_date_has_that_of_its_file_in_doubt(tmp_path: Path) -> None:
    write_capture(tmp_path / "dump", 1, name="2026-03-31_bridge.txt")
    ingest(tmp_path / "dump")
    version, story = Version.objects.get(), Story.objects.get()
    assert (version.published, version.captured, "captured" in version.doubts) == ("", "2026-03-31", True)
    assert str(story.published_day) == "2026-03-31"
    assert Capture.objects.get().captured == ""


def test_cleaning_again_changes_nothing(tmp_path: Path) -> None:
    write_capture(tmp_path / "dump", 1, name="2026-03-31_bridge.txt")
    ingest(tmp_path / "dump")
    before = everything()
    assert reclean(Scope()).changed == 0
    assert everything() == before


def test_a_date_in_the_capture_goes_before_the_file_s(tmp_path: Path) -> None:
    path = write_capture(tmp_path / "dump", 1, name="2026-03-31_bridge.txt")
    path.write_text(f"date 2026-04-02\n\n{path.read_text()}")
    ingest(tmp_path / "dump")
    version = Version.objects.get()
    assert (version.captured, "captured" in version.doubts) == ("2026-04-02", False)


def test_a_sure_date_of_the_same_text_goes_before_an_earlier_doubted_one(tmp_path: Path) -> None:
    write_capture(tmp_path / "dump", 1, name="2026-03-31_bridge.txt")
    sure = write_capture(tmp_path / "dump", 1, name="later.txt")
    sure.write_text(f"date 2026-04-02\n\n{sure.read_text()}")
    ingest(tmp_path / "dump")
    version = Version.objects.get()
    assert (version.captured, "captured" in version.doubts) == ("2026-04-02", False)


def test_grouping_anew_takes_the_file_s_day_for_no_day_of_publishing(tmp_path: Path) -> None:
    write_capture(tmp_path / "dump", 1, name="2026-03-31_bridge.txt")
    ingest(tmp_path / "dump")
    given = bytes(VersionBody.objects.get().fingerprint)
    VersionBody.objects.update(fingerprint=b"")  # as of an older release
    regroup()
    assert bytes(VersionBody.objects.get().fingerprint) == given


def test_the_name_of_a_file_of_many_articles_dates_none_of_them(tmp_path: Path) -> None:
    rows = [{key: value for key, value in invented_object(n).items() if key != "date_publish"} for n in range(2)]
    path = tmp_path / "export_2026-03-31.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    ingest(path)
    assert {version.captured for version in Version.objects.all()} == {""}


def test_a_page_without_a_date_has_that_of_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "dump" / "2026-03-31"
    folder.mkdir(parents=True)
    body = "".join(f"<p>{paragraph}</p>" for paragraph in invented_body(1))
    (folder / "bridge.html").write_text(f"<html><body><article><h1>The bridge</h1>{body}</article></body></html>")
    ingest(tmp_path / "dump")
    assert Version.objects.get().captured == "2026-03-31"
